"""The command that brings the languages' files in step with the sentences of the code."""

from __future__ import annotations

import argparse
import ast
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from dashboard import i18n

CODE = Path(__file__).parents[1]
FORMS = {"_": 1, "N_": 1, "n_": 2, "forms": 2}  # how many of a call's arguments are English
OTHERS = tuple(language for language in i18n.LANGUAGES if language != i18n.SOURCE)


def file_of(language: str) -> Path:
    """Where the sentences of a language lie."""
    return i18n.LOCALES / language / "LC_MESSAGES" / "dashboard.po"


def sentences() -> dict[str, str]:
    """Every sentence of the code for people; with its plural, or '' where it has none."""
    found: dict[str, str] = {}
    # Babel's own extraction does not look into f-strings, and ours hold many a call.
    for file in sorted(CODE.rglob("*.py")):
        for one, many in _spoken(ast.parse(file.read_text(encoding="utf-8"))):
            found[one] = many or found.get(one, "")
    return found


def _spoken(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """The English of one file: what the markers hold, and the sentences of its errors."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            given = [one.value for one in node.args if isinstance(one, ast.Constant)]
            wanted = FORMS.get(getattr(node.func, "id", "") or getattr(node.func, "attr", ""), 0)
            if wanted and len(given) >= wanted:
                yield str(given[0]), str(given[1]) if wanted > 1 else ""
        elif isinstance(node, ast.ClassDef):
            for line in node.body:
                if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant):
                    if getattr(line.targets[0], "id", "") == "message":
                        yield str(line.value.value), ""


def translated(language: str) -> dict[str, tuple[str, ...]]:
    """The sentences of a language by their English, one form for each number the language knows."""
    if not file_of(language).exists():
        return {}
    with file_of(language).open("rb") as source:
        entries = list(read_po(source, locale=language))
    return {_key(entry.id): _forms(entry.string) for entry in entries if entry.id}


def _key(given: str | tuple[str, ...] | list[str]) -> str:
    return given if isinstance(given, str) else given[0]


def _forms(given: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given or ())


def write(language: str, words: dict[str, tuple[str, ...]]) -> list[str]:
    """Write a language's file, sorted; gives the sentences that still lack a translation."""
    catalogue = Catalog(locale=language, project="Living together", charset="utf-8")
    missing = []
    for one, many in sorted(sentences().items()):
        forms = words.get(one, ())
        if not forms or not all(forms):
            missing.append(one)
        if many:
            catalogue.add((one, many), forms or ("",) * catalogue.num_plurals)
        else:
            catalogue.add(one, forms[0] if forms else "")
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, sort_output=True, omit_header=False)
    # The header's clock would make a change of every run.
    lines = [
        line
        for line in buffer.getvalue().decode().splitlines(keepends=True)
        if not line.startswith(('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', "#"))
    ]
    file_of(language).parent.mkdir(parents=True, exist_ok=True)
    file_of(language).write_text("".join(lines).lstrip("\n"), encoding="utf-8")
    return missing


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No choice to make."""
    parser.add_argument("--list", action="store_true", help="print what lacks a translation")


def main(args: argparse.Namespace) -> int:
    """Bring every file in step; 1 when a translation is missing."""
    lacking = 0
    for language in OTHERS:
        missing = write(language, translated(language))
        lacking += len(missing)
        print(f"{language}: {len(sentences())} sentences, {len(missing)} to translate")
        if args.list:
            print("\n".join(f"  {one!r}" for one in missing))
    return 1 if lacking else 0
