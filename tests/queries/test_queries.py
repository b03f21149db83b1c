"""Every query file keeps the promises of the house; every check of the data is empty."""

import re
from pathlib import Path

import pytest

from dashboard.catalogue import database

FILES = sorted(database.QUERIES.glob("*/*.sql"))
QUESTIONS = [file for file in FILES if file.parent.name in ("read", "write")]
CHECKS = [file for file in FILES if file.parent.name == "checks"]


def name(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_query_opens_with_a_sentence_that_says_what_it_answers(file: Path) -> None:
    assert re.match(r"-- [A-Z][^\n]{10,}", file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", QUESTIONS, ids=name)
def test_the_header_names_exactly_the_parameters_that_the_query_binds(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    header = "\n".join(line for line in text.splitlines() if line.startswith("--"))

    told = set(re.findall(r"\$([a-z_]+)", header))

    assert told == set(database.parameters(file.parent.name, file.stem))


@pytest.mark.parametrize("file", [one for one in QUESTIONS if one.parent.name == "read"], ids=name)
def test_an_answer_has_an_order(file: Path) -> None:
    assert "order by" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", CHECKS, ids=name)
def test_the_real_catalogue_passes_the_check(file: Path, store: Path) -> None:
    with database._cursor() as cursor:
        assert cursor.execute(file.read_text(encoding="utf-8")).fetchall() == []


def test_no_query_is_left_that_nobody_asks() -> None:
    code = "\n".join(
        file.read_text(encoding="utf-8") for file in (database.ROOT / "dashboard").rglob("*.py")
    )
    unused = [
        file.stem
        for file in QUESTIONS
        if f'"{file.stem}"' not in code and not file.stem.endswith("_clear")
    ]

    assert unused == []
