"""The house keeps its own rules: pages, addresses, words, documentation."""

import ast
import re
from pathlib import Path

import pytest

from dashboard import i18n, navigation
from dashboard.__main__ import COMMANDS
from dashboard.catalogue.practice import Figure, Record, Source
from dashboard.commands.texts import OTHERS, sentences, translated

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "dashboard" / "app_pages"
README = (ROOT / "README.md").read_text(encoding="utf-8")

# A link is a promise: an address that leaves this list needs a redirect.
ADDRESSES = {
    "", "explore", "map", "compare", "compare-cities", "peers", "overview", "about", "practice",
    "city", "healthz", "compare.csv", "compare.xlsx", "compare-cities.csv", "compare-cities.xlsx",
    "still-running", "sign-in", "sign-out", "invitation", "enter", "form-stamp",
    "desk", "contribute", "review", "worklist", "imports", "people", "history", "sealed",
    "editions", "take-home",
    "practices.csv", "practices.xlsx", "practices.json", "practices.jsonl", "practices.geojson",
    "summits", "matrix", "matrix.csv", "host",
    "practices.parquet", "practices.zip", "robots.txt",
    "workshop", "our-commitments", "commitments.csv",
    "answers", "questions.csv", "questions.json",
    "moderation", "rules.json", "moderation-log.csv",
}  # fmt: skip
# Rooms of plain pages and files: what lies below them is theirs.
ROOMS = {
    "commitments",
    "ask", "questions",
    "p", "c", "theme", "summit", "press", "check", "brief", "sheet", "cite", "picture", "kit",
    "embed", "feed", "wall", "record", "api", "editions", "take-home", "readyz", "metrics",
    "privacy", "imprint", "accessibility", "contact", "mine", "talk",
    "rules", "notice", "statement",
}  # fmt: skip


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_has_its_translation_and_none_is_left_over(language: str) -> None:
    """`python -m dashboard texts --list` adds what is new and names what is missing."""
    wanted, given = set(sentences()), translated(language)

    assert sorted(wanted - set(given)) == []
    assert sorted(set(given) - wanted) == []
    assert [one for one, words in given.items() if not all(words)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_keeps_the_placeholders(language: str) -> None:
    plurals = sentences()
    wrong = []
    for one, words in translated(language).items():
        wanted = {tuple(i18n.placeholders(one)), tuple(i18n.placeholders(plurals.get(one) or one))}
        wrong += [one for text in words if tuple(i18n.placeholders(text)) not in wanted]

    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_the_file_of_a_language_is_sorted_so_that_changes_can_be_read(language: str) -> None:
    ids = list(translated(language))

    assert ids == sorted(ids)


@pytest.mark.parametrize(
    ("language", "pattern", "reason"),
    [
        ("fr", r"[^\s\u00a0\u202f:/][:;!?»](?:\s|$)", "a no-break space stands before : ; ! ? »"),
        ("fr", r"(?<!\d)\w'\w", "the apostrophe is ’"),
        ("de", r"[“”][^“]*[”]", "quotation marks are „ and “"),
        ("es", r"^[^¿]*\?", "a question opens with ¿"),
    ],
)
def test_a_language_keeps_its_own_typography(language: str, pattern: str, reason: str) -> None:
    wrong = [
        text
        for words in translated(language).values()
        for text in words
        if re.search(pattern, text)
    ]

    assert wrong == [], reason


def test_every_page_is_registered_and_every_registered_page_exists() -> None:
    scripts = {file.stem for file in PAGES.glob("*.py") if file.stem != "__init__"}

    assert scripts == {page.script for page in navigation.PAGES}


def test_every_address_is_kept() -> None:
    assert {page.path for page in navigation.PAGES} | set(navigation.PLAIN) == ADDRESSES
    assert {*navigation.SPOKEN, *navigation.UNSPOKEN} == ROOMS


@pytest.mark.parametrize("file", sorted(PAGES.glob("*.py")), ids=lambda file: file.stem)
def test_a_page_script_stays_thin(file: Path) -> None:
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]

    assert len(lines) <= 90, "move what a page decides into components or the catalogue"


def test_the_readme_names_every_command_setting_and_folder() -> None:
    for command in COMMANDS:
        assert f"dashboard {command}" in README, command
    code = "\n".join(file.read_text("utf-8") for file in (ROOT / "dashboard").rglob("*.py"))
    for setting in re.findall(r"environ(?:\.get)?[\[(]\s*\"([A-Z_]+)\"", code):
        assert setting in README, setting
    for folder in ("dashboard/", "data/", "queries/", "tests/", "var/"):
        assert folder in README


def test_the_readme_gives_a_reason_for_every_package_we_chose() -> None:
    chosen = (
        (ROOT / "requirements.txt").read_text("utf-8").split("# What the packages above need")[0]
    )
    for line in chosen.splitlines():
        if "==" in line and not line.startswith("#"):
            assert line.split("==")[0].lower() in README.lower(), line


def test_the_data_readme_describes_every_field_of_a_record() -> None:
    told = (ROOT / "data" / "README.md").read_text(encoding="utf-8")

    for model in (Record, Figure, Source):
        for field in model.model_fields:
            assert f"`{field}`" in told, f"{model.__name__}.{field}"


def test_the_project_names_no_path_of_a_machine_and_no_registry() -> None:
    hosts = ("registry." + "npmjs", "pypi." + "org", "/ro" + "ot/", "/wo" + "rk/")
    wrong = []
    for pattern in (
        "*.py",
        "*.md",
        "*.json",
        "*.toml",
        "*.txt",
        "*.sql",
        "*.js",
        "*.css",
        "Makefile",
    ):
        for file in ROOT.rglob(pattern):
            if {".venv", "node_modules", "built", "var"} & set(file.relative_to(ROOT).parts):
                continue
            text = file.read_text(encoding="utf-8", errors="replace")
            wrong += [f"{file.name}: {host}" for host in hosts if host in text]

    assert wrong == []


def test_texts_for_people_are_marked_for_translation() -> None:
    """A sentence handed to Streamlit as a bare string would stay English in every language."""
    spoken = {"title", "header", "subheader", "write", "info", "warning", "error", "success", "button",
              "caption", "markdown", "page_link", "link_button", "text", "toggle", "checkbox"}  # fmt: skip
    wrong = []
    for file in [*PAGES.glob("*.py"), *(ROOT / "dashboard" / "components").glob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr not in spoken or not node.args:
                continue
            first = node.args[0]
            if isinstance(first, ast.Constant) and re.search(r"[A-Za-z]{3}", str(first.value)):
                if node.func.attr != "page_link":
                    wrong.append(f"{file.name}:{node.lineno} {first.value!r}")

    assert wrong == []
