"""Sheets that lie on a table: read by people, by screen readers, and by a phone's camera."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard import i18n, tables
from dashboard.catalogue import brief, cities, comparison, record, signed, summits
from dashboard.i18n import LANGUAGES
from dashboard.sheets import brief as of_meeting
from dashboard.sheets import city as of_city
from dashboard.sheets import comparison as of_comparison
from dashboard.sheets import practice as of_practice
from dashboard.sheets import printing
from dashboard.sheets import summit as of_summit
from tests.catalogue import correcting
from tests.conftest import Desk
from tests.sheets import printed
from tests.sheets.printed import HOUSE, letters

COMPAZ = "recife-compaz-community-peace-centres"
RENNES = "rennes-day-and-night-mediators"
WIEN = "vienna-wohnpartner-good-neighbourhood"
MOST = 150_000  # bytes
KINDS = ("practice", "city", "summit", "comparison", "brief")


def sheet(kind: str, language: str = "en") -> bytes:
    i18n.use(language)
    if kind == "practice":
        return of_practice.pdf(record.by_slug(RENNES, language), HOUSE)
    if kind == "city":
        return of_city.pdf(cities.by_slug("addis-ababa", language), HOUSE)
    if kind == "summit":
        return of_summit.pdf(summits.of("dusseldorf-2019", language), HOUSE)
    if kind == "comparison":
        return of_comparison.pdf(comparison.practices([COMPAZ, RENNES, WIEN], language), HOUSE)
    return of_meeting.pdf(brief.of("vienna", "barcelona", language), HOUSE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_sheet_is_tagged_titled_and_in_one_language(
    store: Path, kind: str, language: str
) -> None:
    made = sheet(kind, language)
    pdf = printed.opened(made)
    root = pdf.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata and pdf.metadata.title and len(pdf.metadata.title) > 5
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert len(made) < MOST


@pytest.mark.parametrize("kind", KINDS)
def test_every_font_is_in_the_file(store: Path, kind: str) -> None:
    fonts = printed.fonts(sheet(kind, "fr"))

    assert fonts
    for name, descriptor in fonts.items():
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor, name


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_words_give_the_same_bytes(store: Path, kind: str) -> None:
    assert sheet(kind, "de") == sheet(kind, "de")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_practice_prints_on_one_page_with_all_that_it_says(store: Path, language: str) -> None:
    i18n.use(language)
    whole = record.by_slug(COMPAZ, language)
    made = of_practice.pdf(whole, HOUSE)
    told = letters(printed.text(made))

    assert printed.pages(made) == 1
    for one in (whole.title, whole.summary):
        assert letters(one.words) in told
    for one in whole.sources:
        assert letters(one.title or "") in told
    held = signed.of(COMPAZ)
    assert held.sha256[:16] in told


def test_accents_and_signs_of_four_languages_are_text(store: Path) -> None:
    told = {one: printed.text(sheet("practice", one)) for one in LANGUAGES}

    assert "Médiateurs de jour, de nuit et à l’école" in told["fr"]
    assert "ß" in printed.text(sheet("comparison", "de"))
    assert "¿" in printed.text(sheet("brief", "es"))
    i18n.use("fr")
    titled = replace(record.by_slug(RENNES, "fr"), title=record.Text("Sœurs et œuvres", "fr"))
    assert "Sœurs et œuvres" in printed.text(of_practice.pdf(titled, HOUSE))


def test_text_of_another_language_is_marked_for_eye_and_ear(store: Path) -> None:
    made = sheet("practice", "de")

    assert "Text auf Englisch" in printed.text(made)
    spoken = {
        str(one.get_object()["/Lang"])
        for one in _structure(printed.opened(made).trailer["/Root"]["/StructTreeRoot"])
        if "/Lang" in one.get_object()
    }
    assert "en" in spoken


def _structure(node):  # type: ignore[no-untyped-def]
    kids = node.get_object().get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        if hasattr(kid.get_object(), "get"):
            yield kid
            yield from _structure(kid)


def test_what_no_source_states_is_named(store: Path) -> None:
    assert record.by_slug(RENNES, "en").costs == ()

    assert "Cost not stated Run by" in printed.text(sheet("practice", "en"))


def test_numbers_say_who_answers_for_them(store: Path) -> None:
    i18n.use("en")
    told = printed.text(of_practice.pdf(record.by_slug(COMPAZ, "en"), HOUSE))

    assert "the city’s own statement" in told


@pytest.mark.parametrize("words", ['#image("x.png")', "$a_1$ *b* _c_ `d` @e <f>", "= G\\ / [h]"])
def test_markup_in_a_title_is_text(store: Path, words: str) -> None:
    i18n.use("en")
    whole = record.by_slug(RENNES, "en")
    title = record.Text(words, "en")

    made = of_practice.pdf(replace(whole, title=title, lead=words, summary=title), HOUSE)

    assert printed.text(made).count(words) >= 3


def test_a_sign_that_no_font_draws_is_shown_as_missing_and_the_rest_prints(store: Path) -> None:
    i18n.use("en")
    whole = record.by_slug(RENNES, "en")
    odd = record.Text("Peace \U00013000 \u202e here\u200b now \u202f!", "en")

    told = printed.text(of_practice.pdf(replace(whole, title=odd), HOUSE))

    assert "Peace \ufffd" in told


def test_a_superseded_version_says_so_on_paper(desk: Desk) -> None:
    correcting.correct(desk, RENNES, lead="The new office")
    i18n.use("en")

    old, new = (of_practice.pdf(record.by_slug(RENNES, "en", n), HOUSE) for n in (1, 2))

    assert "Superseded on" in printed.text(old) and "by version 2" in printed.text(old)
    assert "Superseded" not in printed.text(new)
    assert f"/p/{RENNES}/v/1" in printed.text(old)


# ---- codes ---------------------------------------------------------------------------------------


def test_the_code_of_a_practice_opens_this_very_version(desk: Desk) -> None:
    correcting.correct(desk, RENNES, lead="The new office")
    i18n.use("en")
    for version in (1, 2):
        told = of_practice.told(record.by_slug(RENNES, "en", version), HOUSE)
        # 24 mm at 200 dots an inch: the code is some 190 pixels wide.
        page = printing.pictures("practice", told, ppi=200)[0]

        assert printed.codes(page) == [f"{HOUSE}/p/{RENNES}/v/{version}"]


def test_the_codes_of_a_comparison_open_the_version_of_each_city(store: Path) -> None:
    i18n.use("en")
    ids = [COMPAZ, RENNES, WIEN]
    told = of_comparison.told(comparison.practices(ids, "en"), HOUSE)
    page = printing.pictures("comparison", told, ppi=300)[0]

    assert sorted(printed.codes(page)) == sorted(f"{HOUSE}/p/{one}/v/1" for one in ids)


# ---- the comparison is that of the screen --------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_comparison_says_cell_for_cell_what_the_screen_says(store: Path, language: str) -> None:
    i18n.use(language)
    found = comparison.practices([COMPAZ, RENNES], language)
    table = tables.of_practice_comparison(found)

    made = of_comparison.pdf(found, HOUSE)
    told = letters(printed.text(made))

    assert printed.pages(made) == 1
    for row in table.rows:
        assert letters(row.label) in told
        for cell in row.cells:
            for line in cell.lines:
                for part in line.parts or (tables.Part("words", line.words),):
                    assert letters(part.words) in told, (row.label, part.words)


def test_rows_without_room_are_named_with_their_address(store: Path) -> None:
    i18n.use("en")
    four = [COMPAZ, RENNES, WIEN, "barcelona-anti-rumour-strategy"]
    found = comparison.practices(four, "en")
    table = tables.of_practice_comparison(found)

    made = of_comparison.pdf(found, HOUSE)
    told = printed.text(made)

    assert printed.pages(made) == 1
    for row in table.rows:
        assert letters(row.label) in letters(told)
    assert "for want of room" in told


# ---- a city and a summit -------------------------------------------------------------------------


def test_a_city_bears_its_name_and_none_that_only_a_register_knows(store: Path) -> None:
    told = printed.text(sheet("city", "en"))

    assert "Addis Ababa" in told and "Neanthopolis" not in told


def test_a_summit_lists_each_conflicting_figure_with_its_source(store: Path) -> None:
    i18n.use("en")
    found = summits.of("dusseldorf-2019", "en")
    told = letters(printed.text(of_summit.pdf(found, HOUSE)))

    for conflict in found.conflicts:
        for one in conflict.figures:
            assert letters(one.counts.words) in told
            assert letters(one.stated_by) in told
            assert letters(one.source.split("://")[1].rstrip("/"))[:40] in told
