"""Every unit a figure is written with is in the vocabulary, with its words in four languages."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest

from dashboard.catalogue.vocabulary import DATA, LANGUAGES, document

KINDS = {
    "money",
    "share",
    "rate",
    "people",
    "count",
    "events",
    "area",
    "length",
    "duration",
    "score",
    "speed",
    "price",
}
UNITS: list[dict[str, Any]] = document()["units"]

each_unit = pytest.mark.parametrize("unit", UNITS, ids=[unit["id"] for unit in UNITS])


def _written_in_the_catalogue() -> set[str]:
    lines = (DATA / "practices" / "practices.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines if line.strip()]
    return {figure["unit"] for record in records for figure in record.get("figures", [])}


def test_every_unit_of_the_catalogue_has_exactly_one_entry() -> None:
    entries = Counter(unit["written"] for unit in UNITS)
    assert entries == Counter(_written_in_the_catalogue())


def test_codes_are_unique() -> None:
    codes = Counter(unit["id"] for unit in UNITS)
    assert [code for code, times in codes.items() if times > 1] == []


def test_no_code_is_another_units_writing() -> None:
    # A unit is found by its code or by its writing, so the two must never disagree.
    codes = {unit["id"]: unit["written"] for unit in UNITS}
    clashes = [
        unit["written"]
        for unit in UNITS
        if codes.get(unit["written"], unit["written"]) != unit["written"]
    ]
    assert clashes == []


@each_unit
def test_a_code_is_lower_case_letters_digits_and_underscores(unit: dict[str, Any]) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", unit["id"])


@each_unit
def test_a_kind_is_from_the_list(unit: dict[str, Any]) -> None:
    assert unit["kind"] in KINDS


@each_unit
@pytest.mark.parametrize("form", ["label", "one"])
def test_all_four_languages_are_filled(unit: dict[str, Any], form: str) -> None:
    words = unit[form]
    assert set(words) == set(LANGUAGES)
    assert all(word and word == word.strip() for word in words.values())


@each_unit
def test_money_and_prices_alone_name_a_currency(unit: dict[str, Any]) -> None:
    if unit["kind"] in {"money", "price"}:
        assert re.fullmatch(r"[A-Z]{3}", unit["currency"])
        assert unit["written"].startswith(unit["currency"])
    else:
        assert unit["currency"] is None


@each_unit
def test_a_symbol_is_null_or_not_empty(unit: dict[str, Any]) -> None:
    assert unit["symbol"] is None or unit["symbol"].strip()


def test_no_two_units_share_a_symbol() -> None:
    # The same sign behind two currencies would let a reader take one for the other.
    symbols = Counter(unit["symbol"] for unit in UNITS if unit["symbol"])
    assert [symbol for symbol, times in symbols.items() if times > 1] == []
