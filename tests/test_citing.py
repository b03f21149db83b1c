"""Citations: each format is read back by a reader of its own, whatever a title holds."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, datetime

import bibtexparser
import jsonschema
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given
from hypothesis import strategies as st

from dashboard import citing, i18n
from dashboard.catalogue import clock, record, signed
from dashboard.citing import Cited

COMPAZ = "recife-compaz-community-peace-centres"
ONE = Cited(
    key="recife-compaz-v2",
    title="COMPAZ: peace centres",
    language="en",
    version="2",
    published=date(2026, 11, 22),
    accessed=date(2027, 3, 4),
    address="https://house.example/p/recife-compaz/v/2",
    sha256="ab" * 32,
    city="Recife",
    collection="Living together: what cities do",
)
WHOLE = replace(ONE, key="living-together-2026-11-23", city="", collection="", version="2026-11-23")
NASTY = (
    '100 % of {houses} & $5 #1 under_scored ~ ^ \\ “quoted” ‘so’ <b>bold</b> | "x"',
    "Unbalanced { brace } } here",
    "Straße, Łódź, İzmir, Æsop, São Paulo, Příběh, ő, ç, ñ¿¡ « guillemets » 5 €",
    "مدينة السلام, 平和の街, Київ",
    "Two\nlines\r\nand\u2028three\tand\x85four\x0bfive",
    "ER  - \nTY  - BOOK\nAU  - Somebody else",
    "}, author = {Somebody else}, x = {",
    "@misc{other, title = {x}}",
)
# CSL's schema for items, as far as ours go: names, types, dates (csl-data.json, 1.0.2).
SCHEMA = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string"},
            "type": {"enum": ["webpage", "dataset"]},
            "author": {"type": "array", "items": {"$ref": "#/$defs/name"}},
            "issued": {"$ref": "#/$defs/date"},
            "accessed": {"$ref": "#/$defs/date"},
            **{
                name: {"type": "string"}
                for name in ("title", "container-title", "version", "URL", "language", "note")
            },
        },
    },
    "$defs": {
        "name": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"literal": {"type": "string"}},
        },
        "date": {
            "type": "object",
            "additionalProperties": False,
            "required": ["date-parts"],
            "properties": {
                "date-parts": {
                    "type": "array",
                    "maxItems": 2,
                    "items": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 3,
                        "items": {"type": "integer"},
                    },
                }
            },
        },
    },
}


def bibtex(one: Cited) -> dict[str, str]:
    """The one entry, its LaTeX read back to words."""
    told = bibtexparser.parse_string(
        citing.as_bibtex(one), append_middleware=[LatexDecodingMiddleware()]
    )
    assert not told.failed_blocks
    (entry,) = told.entries
    assert (entry.entry_type, entry.key) == ("misc", one.key)
    return {field.key: field.value for field in entry.fields}


def ris(one: Cited) -> dict[str, object]:
    (entry,) = rispy.loads(citing.as_ris(one))
    return entry


def csl(one: Cited) -> dict[str, object]:
    told = json.loads(citing.as_csl(one))
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    (item,) = told
    return item


def plain(text: str) -> str:
    """As a reader sees it: one kind of quotes, dashes and spaces, and no braces of LaTeX's own."""
    text = re.sub(r"``|''|[“”„\"]", '"', " ".join(text.split()))
    return re.sub("[‘’`]", "'", text)


def test_each_format_names_title_city_version_days_address_and_hash() -> None:
    told = bibtex(ONE)
    assert told["title"] == "COMPAZ: peace centres (Recife)"
    assert (told["year"], told["date"], told["urldate"]) == ("2026", "2026-11-22", "2027-03-04")
    assert (told["version"], told["url"]) == ("2", ONE.address)
    assert told["note"] == f"SHA-256: {ONE.sha256}"
    assert told["author"] == "Living together catalogue"

    entry = ris(ONE)
    assert (entry["type_of_reference"], entry["title"]) == ("ELEC", told["title"])
    assert (entry["year"], entry["date"], entry["access_date"]) == (
        "2026", "2026/11/22", "2027/03/04",
    )  # fmt: skip
    assert (entry["edition"], entry["urls"]) == ("2", [ONE.address])
    assert entry["notes"] == [f"SHA-256: {ONE.sha256}"]

    item = csl(ONE)
    assert (item["type"], item["title"], item["version"]) == ("webpage", told["title"], "2")
    assert item["issued"] == {"date-parts": [[2026, 11, 22]]}
    assert item["accessed"] == {"date-parts": [[2027, 3, 4]]}
    assert (item["URL"], item["note"]) == (ONE.address, f"SHA-256: {ONE.sha256}")

    assert citing.as_text(ONE) == (
        "Recife: COMPAZ: peace centres. Living together: what cities do, version 2, published on"
        " 22\u00a0November 2026, read on 4\u00a0March 2027."
        f" https://house.example/p/recife-compaz/v/2 SHA-256: {ONE.sha256}"
    )


@pytest.mark.parametrize("title", NASTY)
def test_no_sign_of_a_title_breaks_a_format_or_is_lost(title: str) -> None:
    one = replace(ONE, title=title)
    wanted = f"{' '.join(title.split())} (Recife)"

    assert ris(one)["title"] == wanted
    assert ris(one)["authors"] == ["Living together catalogue"]
    assert csl(one)["title"] == wanted
    assert set(bibtex(one)) == set(bibtex(ONE))
    assert bibtex(one)["author"] == "Living together catalogue"
    assert "\n" not in citing.as_text(one)


@pytest.mark.parametrize("title", NASTY[2:4])
def test_letters_of_all_languages_come_back_from_bibtex(title: str) -> None:
    assert plain(bibtex(replace(ONE, title=title))["title"]) == plain(f"{title} (Recife)")


def test_western_letters_are_plain_ascii_in_bibtex() -> None:
    told = citing.as_bibtex(replace(ONE, title="Straße, Łódź, São Paulo, İzmir, ő — 5 €"))

    assert told.isascii()
    assert r"Stra{\ss}e, {\L}{\'{o}}d{\'{z}}, S{\~{a}}o Paulo, {\.{I}}zmir" in told


def test_latex_specials_are_escaped() -> None:
    told = citing.as_bibtex(replace(ONE, title="100 % & $5 #1 a_b {c} \\"))

    assert r"100 \% \& \$5 \#1 a\_b {\textbraceleft}c{\textbraceright} {\textbackslash}" in told


@given(st.text(min_size=1, max_size=60))
def test_whatever_stands_in_a_title_stays_in_its_place(title: str) -> None:
    i18n.use("en")
    one = replace(ONE, title=title)

    depth = 0
    for sign in citing.as_bibtex(one):
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    lines = citing.as_ris(one).split("\r\n")
    assert len(lines) == 14 and lines[0] == "TY  - ELEC" and lines[-2] == "ER  - "
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    assert len(citing.as_text(one).splitlines()) == 1
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(citing.as_csl(one)))


def test_the_whole_catalogue_and_an_edition_are_data() -> None:
    assert csl(WHOLE)["type"] == "dataset"
    assert ris(WHOLE)["type_of_reference"] == "DATA"
    assert "howpublished" not in bibtex(WHOLE)
    edition = citing.of_whole("https://h.example", 7, date(2026, 11, 23), edition="2026-11-23-2")
    assert edition.address == "https://h.example/editions/2026-11-23-2/"
    assert edition.version == "2026-11-23-2"
    now = citing.of_whole("https://h.example", 7, date(2026, 11, 23))
    assert (now.address, now.version) == ("https://h.example/", "7")


@pytest.mark.usefixtures("store")
def test_what_is_cited_is_the_version_shown_with_the_hash_of_its_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2027, 3, 4, 23, 59))
    practice = record.by_slug(COMPAZ, "fr")
    assert practice is not None

    told = citing.of_practice(practice, "https://h.example")

    file = signed.of(COMPAZ, 1)
    assert file is not None
    assert (told.version, told.accessed) == ("1", date(2027, 3, 4))
    assert told.sha256 == file.sha256
    assert told.address == f"https://h.example/p/{COMPAZ}/v/1"
    assert (told.published, told.language) == (date(2026, 11, 22), "fr")


def test_a_day_nobody_knows_is_left_out() -> None:
    one = replace(ONE, published=None, sha256="")

    assert "issued" not in csl(one) and "note" not in csl(one)
    assert {"year", "date", "month", "note"} & set(bibtex(one)) == set()
    assert "not stated" in citing.as_text(one)
