"""The claim ledger: each number of a text leads to its figure, or is the city's own statement."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from dashboard import claim_words, i18n, tables
from dashboard.catalogue import claims, comparison, exporting, record, versions
from dashboard.catalogue.claims import Passage, Row
from dashboard.catalogue.draft import Figure
from dashboard.catalogue.exporting import Wish
from dashboard.components import practice_sheet
from tests.catalogue.correcting import correct
from tests.conftest import Desk

AALBORG = "aalborg-safe-digital-city"
OAKLAND = "oakland-ceasefire"


def ledger(
    text: str, *rows: Row, language: str = "en", years: tuple[int | None, int | None] = (None, None)
) -> claims.Ledger:
    return claims.of_texts((Passage("results", language, text),), rows, years)


def cities(value: float = 8, source: int | None = None) -> Row:
    return Row(
        value, "cities", (("en", "Nordic cities piloting digital prevention"),), 2024, source
    )


def whole(slug: str, language: str = "en") -> record.Whole:
    found = record.by_slug(slug, language)
    assert found is not None
    return found


def test_a_number_in_words_leads_to_its_figure() -> None:
    (eight,) = ledger("In 2024 eight Nordic cities tried it.", cities(source=2)).claims

    assert (eight.words, eight.mark, eight.figure, eight.source) == ("eight", "tied", 1, 2)


def test_a_figure_whose_source_nobody_named_is_no_source() -> None:
    (eight,) = ledger("Eight cities tried it.", cities()).claims

    assert (eight.mark, eight.figure, eight.source) == ("untied", 1, None)


def test_an_equal_value_of_another_thing_is_the_citys_own_statement() -> None:
    found = ledger("Eight teams worked for 8 years, 8 % of them at night.", cities(source=1))

    assert [one.mark for one in found.claims] == ["own", "own", "own"]


def test_years_days_and_hours_claim_nothing() -> None:
    found = ledger("From 7 May 2024 until 11 p.m., COVID-19 or not, in 2019.", cities())

    assert found.claims == ()


def test_the_years_of_the_record_claim_nothing() -> None:
    assert ledger("Begun 2000 people say.", cities(), years=(2000, None)).claims == ()


def test_of_two_figures_of_one_value_the_one_of_that_year_and_label_is_meant() -> None:
    before = Row(340, "people", (("en", "Shooting victims in 2011"),), 2011)
    after = Row(340, "people", (("en", "Shooting victims in 2017"),), 2017)

    (one,) = ledger("There were 340 shooting victims in 2017.", before, after).claims

    assert one.figure == 2


def test_a_share_leads_to_a_share_in_any_language() -> None:
    row = Row(31.5, "percent", (("en", "Fall in gun homicides"),), 2017, 1)

    for language, text in (
        ("fr", "une baisse de 31,5 % des homicides"),
        ("de", "31,5 Prozent weniger Tötungen"),
        ("es", "un 31,5 por ciento menos de homicidios"),
    ):
        (one,) = ledger(text, row, language=language).claims
        assert (one.mark, one.figure) == ("tied", 1), language


def test_a_real_record_leads_to_its_figures(store: Path) -> None:
    found = claims.of(whole(OAKLAND))

    told = {(one.words, one.figure) for one in found.claims if one.figure}
    assert {("31.5 %", 1), ("710", 2), ("340", 3)} <= told
    assert {"own"} == {one.mark for one in found.claims if one.words == "134"}


def test_most_figures_of_the_release_are_found_in_its_texts(store: Path) -> None:
    from dashboard.catalogue import published
    from dashboard.catalogue.filters import Filters

    drafts = [one.draft for one in published.selection(Filters(), "en")]
    pointed = sum(
        len({c.figure for c in claims.of_draft(one).claims if c.figure}) for one in drafts
    )

    assert pointed >= 0.85 * sum(len(one.figures) for one in drafts)


def test_the_words_count_what_has_each_mark() -> None:
    found = ledger("Eight cities, 300 children and 40 schools.", cities(source=1))

    assert claim_words.summary(found) == (
        "1 number in the texts is a figure with its source. "
        "The other 2 numbers are the city’s own statement."
    )
    assert claim_words.summary(ledger("Nothing is counted.")) == ""


def test_figures_go_by_letters() -> None:
    assert [claim_words.letter(one) for one in (1, 26, 27)] == ["a", "z", "aa"]


# Deleting a source flips the mark everywhere ----------------------------------------------------


def tied(slug: str) -> tuple[Figure, ...]:
    """The figures of a practice, the first tied to its first source."""
    first, *others = versions.draft_of(slug).figures
    return (first.model_copy(update={"source": 1, "measured_by": "Nordic Safe Cities"}), *others)


def on_page() -> str:
    return practice_sheet.before_it_is_sent(whole(AALBORG))


def compared() -> list[list[str]]:
    i18n.use("en")
    return tables.grid(
        tables.of_practice_comparison(comparison.practices([AALBORG, OAKLAND], "en"))
    )


def in_csv(path: Path) -> str:
    written = exporting.as_file(Wish("csv"), path / "a.csv").path.read_text("utf-8-sig")
    return next(
        row["claims"] for row in csv.DictReader(io.StringIO(written)) if row["id"] == AALBORG
    )


def test_deleting_the_source_of_a_figure_flips_its_mark_everywhere(
    desk: Desk, tmp_path: Path
) -> None:
    correct(desk, AALBORG, figures=tied(AALBORG))

    assert 'class="claim claim-tied"' in on_page()
    assert "figure a, source 1, measured by Nordic Safe Cities" in on_page()
    assert any(
        "1 number in the texts is a figure with its source." in cell
        for row in compared()
        for cell in row
    )
    assert "approach_en:eight=figure_1,source_1" in in_csv(tmp_path)
    assert claims.of(whole(AALBORG)).tied == 1

    figures = versions.draft_of(AALBORG).figures
    without = tuple(one.model_copy(update={"source": None}) for one in figures)
    correct(desk, AALBORG, note="the source is gone", figures=without)

    assert 'class="claim claim-untied"' in on_page() and "claim-tied" not in on_page()
    assert not any("a figure with its source" in cell for row in compared() for cell in row)
    assert "approach_en:eight=figure_1 " in in_csv(tmp_path) + " "
    assert "source_1" not in in_csv(tmp_path)
    assert (claims.of(whole(AALBORG)).tied, claims.of(whole(AALBORG)).untied) == (0, 1)


def test_an_earlier_version_keeps_its_marks(desk: Desk) -> None:
    correct(desk, AALBORG, figures=tied(AALBORG))

    earlier = record.by_slug(AALBORG, "en", 1)

    assert earlier is not None and claims.of(earlier).tied == 0
    assert claims.of(whole(AALBORG)).tied == 1


def test_a_number_of_an_earlier_figure_is_not_the_citys_own(desk: Desk, tmp_path: Path) -> None:
    before = versions.draft_of(OAKLAND).figures
    now = tuple(
        one.model_copy(update={"value": 355.0}) if one.value == 340 else one for one in before
    )
    assert "past" not in {one.mark for one in claims.of(whole(OAKLAND)).claims}

    correct(desk, OAKLAND, note="the texts lie behind", figures=now)
    found = claims.of(whole(OAKLAND))

    assert {(one.words, one.version) for one in found.claims if one.mark == "past"} == {("340", 1)}
    (one,) = {each for each in found.claims if each.mark == "past" and each.field == "results"}
    assert claim_words.reference(one) == "of version 1, since corrected"
    assert "been corrected since." in claim_words.summary(found)
    told = claims.told(versions.draft_of(OAKLAND), claims.before(OAKLAND))
    assert any(each.endswith(":340=version_1") for each in told)
    assert '(<span aria-hidden="true">↺ </span>of version 1, since corrected)' in (
        practice_sheet.before_it_is_sent(whole(OAKLAND))
    )
    earlier = record.by_slug(OAKLAND, "en", 1)
    assert earlier is not None and claims.of(earlier).past == 0
