"""Six forms of others, out and in: what they hold comes back, what they cannot is named before."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from dashboard.catalogue import build, geography, vocabulary
from dashboard.catalogue.bridge import TEMPLATES, Loss, Template, counted, licences, ways
from dashboard.catalogue.bridge.template import OWN_ID
from dashboard.catalogue.draft import TEXTS, Draft, Source, Wording, of_record

LANGUAGES = ("en", "fr")
NAMES = sorted(TEMPLATES)
RECORDS = 50


@cache
def records() -> tuple[tuple[str, Draft], ...]:
    """Fifty real records, spread over the catalogue."""
    release = build.read_release(vocabulary.DATA)
    chosen = release.records[:: len(release.records) // RECORDS][:RECORDS]
    return tuple(
        (one.id, of_record(one, geography.resolve(one.city, one.country).place_id))
        for one in chosen
    )


def said(draft: Draft, name: str, language: str) -> Any:
    """What a draft says of a field as losses name it; None for nothing."""
    if name in TEXTS:
        found = draft.texts(name).get(language)
        return found.words if found else None
    if name.startswith("sources."):
        part = name.partition(".")[2]
        told = [getattr(one, part) for one in draft.sources]
        return told if any(told) else None
    if name == "city":
        return draft.city_id
    if name == "original_language":
        return draft.language
    value = getattr(draft, name)
    return None if value in ((), "unknown") else value


def named(losses: tuple[Loss, ...]) -> set[tuple[str, str, str]]:
    return {(one.kind, one.field, one.column) for one in losses}


def fields() -> Iterator[str]:
    return (name for name in ways.FIELDS if name not in ("languages", "origins"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_what_a_form_holds_comes_back_and_each_field_it_cannot_hold_is_named(
    name: str, language: str
) -> None:
    form = TEMPLATES[name]
    assert len(records()) == RECORDS
    for slug, draft in records():
        written = form.write(slug, draft, language)
        read = form.read(written.cells, language=language, licence=licences.OURS)

        lost = {one.field for one in written.losses}
        assert read.draft is not None
        assert read.slug == slug
        assert (read.faults, read.unknown, read.left) == ((), {}, {}), slug
        for field in fields():
            before, after = said(draft, field, language), said(read.draft, field, language)
            if before is None:
                continue
            if field not in form.carries():
                assert field in lost, f"{slug}: {field} is neither carried nor named as lost"
            elif field == "status" and field in lost:
                continue  # named: these forms have no word for it, or only a nearest one
            else:
                assert after == before, f"{slug}: {field}"
                assert field not in lost, f"{slug}: {field} came back and is named as lost"


@pytest.mark.parametrize("name", NAMES)
def test_a_field_is_lost_only_where_the_record_says_something(name: str) -> None:
    written = TEMPLATES[name].write("a", Draft(title={"en": Wording(words="Café")}), "en")

    assert {one.field for one in written.losses} <= {"evidence"}


@pytest.mark.parametrize("name", NAMES)
def test_texts_in_other_languages_stay_behind_and_are_named(name: str) -> None:
    slug, draft = records()[0]

    losses = TEMPLATES[name].write(slug, draft, "fr").losses

    lost = next(one for one in losses if one.field == "languages")
    assert lost.values == {"given": "de, en, es"}


@pytest.mark.parametrize("name", NAMES)
def test_a_text_that_is_not_written_in_the_language_is_named(name: str) -> None:
    draft = Draft(title={"fr": Wording(words="Café")})

    written = TEMPLATES[name].write("a", draft, "de")

    lost = next(one for one in written.losses if one.field == "title")
    assert lost.values == {"language": "de", "given": "fr"}
    assert not any(cell == "Café" for cell in written.cells.values())


# Limits -----------------------------------------------------------------------------------------


def test_a_summary_over_280_signs_is_cut_for_participedia_and_whole_in_the_body() -> None:
    summary = " ".join(["neighbours"] * 27)  # 296 signs
    draft = Draft(summary={"en": Wording(words=summary)})
    form = TEMPLATES["participedia"]

    written = form.write("a", draft, "en")

    assert ("cut", "summary", "description") in named(written.losses)
    cut = next(one for one in written.losses if one.kind == "cut")
    assert cut.values == {"most": 280, "given": 296}
    assert len(written.cells["description"]) <= 280
    assert written.cells["description"].endswith("neighbours…")
    read = form.read(written.cells, "en", licences.OURS)
    assert read.draft is not None
    assert read.draft.summary["en"].words == summary


@pytest.mark.parametrize("length", [1_000, 1_001, 5_000])
def test_opsi_takes_a_thousand_signs(length: int) -> None:
    draft = Draft(approach={"en": Wording(words="a" * length)})

    written = TEMPLATES["opsi"].write("a", draft, "en")

    cuts = [one for one in written.losses if one.kind == "cut"]
    assert len(written.cells["what_makes_your_project_innovative"]) == 1_000
    assert [(one.field, one.values) for one in cuts] == (
        [("approach", {"most": 1_000, "given": length})] if length > 1_000 else []
    )


def test_a_list_is_cut_between_two_of_its_items() -> None:
    partners = tuple(f"Partner {number:03} | of the city" for number in range(60))

    written = TEMPLATES["opsi"].write("a", Draft(partners=partners), "en")
    read = TEMPLATES["opsi"].read(written.cells, "en")

    assert read.draft is not None
    assert 20 < len(read.draft.partners) < 60
    assert read.draft.partners == partners[: len(read.draft.partners)]
    assert len(written.cells["collaboration_partnerships"]) <= 1_000


# Licences ---------------------------------------------------------------------------------------


def test_a_record_of_participedia_is_refused_in_a_set_under_cc_by() -> None:
    form = TEMPLATES["participedia"]
    cells = form.write("a", records()[0][1], "en").cells

    read = form.read(cells, "en")

    assert read.draft is None
    assert [(one.kind, one.field, one.values) for one in read.losses] == [
        ("blocked", "licence", {"given": "CC BY-NC-SA 3.0", "wanted": "CC BY 4.0"})
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_record_under_nc_and_sa_goes_only_where_the_same_terms_hold(name: str) -> None:
    written = TEMPLATES[name].write("a", records()[0][1], "en", "CC BY-NC-SA 4.0")

    assert written.blocked == (name != "participedia")
    assert bool(written.cells) != written.blocked


@pytest.mark.parametrize(
    ("licence", "collection", "may"),
    [
        ("CC0 1.0", "CC BY 4.0", True),
        ("CC BY 4.0", "CC BY-NC-SA 3.0", True),
        ("CC BY-SA 4.0", "CC BY 4.0", False),
        ("CC BY-SA 4.0", "CC BY-SA 4.0", True),
        ("CC BY-NC 4.0", "CC BY 4.0", False),
        ("CC BY-NC 4.0", "CC BY-NC-SA 4.0", True),
        ("CC BY-ND 4.0", "CC BY-ND 4.0", False),
        ("CC BY 4.0", "CC0 1.0", False),
        ("CC BY 4.0", None, True),
        ("CC BY-NC 4.0", None, False),
        ("https://creativecommons.org/licenses/by-nc-sa/3.0/", "CC BY 4.0", False),
        ("all rights reserved", "CC BY 4.0", False),
    ],
)
def test_a_licence_tells_where_a_text_may_stand(
    licence: str, collection: str | None, may: bool
) -> None:
    assert licences.may_enter(licence, collection) == may


# What others write ------------------------------------------------------------------------------


def read(name: str, **more: Any) -> Any:
    cells = {"title": "Night walks", "city": "Lyon", "country": "France", **more}
    return TEMPLATES[name].read(cells, "en", licences.OURS)


@pytest.mark.parametrize("name", NAMES)
def test_a_newer_forms_columns_are_reported_and_kept(name: str) -> None:
    found = TEMPLATES[name].read(
        {"carbon_footprint": "12 t", TEMPLATES[name].columns[0].theirs: "Night walks"},
        "en",
        licences.OURS,
    )

    assert found.unknown == {"carbon_footprint": "12 t"}
    assert ("unknown_column", "carbon_footprint", "carbon_footprint") in named(found.losses)
    assert found.draft is not None
    assert found.draft.title["en"].words == "Night walks"


def test_a_field_of_theirs_without_a_place_with_us_is_named_and_kept_aside() -> None:
    found = read("panorama", **{"lessons learned": "Ask first."})

    assert found.left == {"lessons learned": "Ask first."}
    assert ("unmapped", "lessons learned", "lessons learned") in named(found.losses)


def test_personal_data_is_named_and_not_kept() -> None:
    found = read("urbact", **{"named coordinator": "Ada, ada@example.org"})

    assert "ada@example.org" not in str(found)
    assert ("unmapped", "named coordinator", "named coordinator") in named(found.losses)


def test_a_tag_that_is_no_word_of_our_lists_is_named_and_kept_aside() -> None:
    found = read("use", topics="Social cohesion; Sewage")

    assert found.draft.themes == ("cohesion",)
    assert found.left == {"topics": "Sewage"}


def test_a_tag_line_that_says_something_else_than_the_summary_is_not_lost() -> None:
    found = read("urbact", tagline="Light for all", Summary="Walks at night.")

    assert found.draft.summary["en"].words == "Walks at night."
    assert found.left == {"tagline": "Light for all"}
    assert read("urbact", tagline="Light for all").draft.summary["en"].words == "Light for all"


@pytest.mark.parametrize(
    ("cell", "start", "end", "status"),
    [
        ("2015–2019", 2015, 2019, "unknown"),
        ("2015 - 2019", 2015, 2019, "unknown"),
        ("2015– (ongoing)", 2015, None, "running"),
        ("(ongoing)", None, None, "running"),
        ("2015", 2015, None, "unknown"),
    ],
)
def test_a_period_tells_years_and_whether_it_goes_on(
    cell: str, start: int | None, end: int | None, status: str
) -> None:
    found = read("intercultural_cities", **{"year/period": cell}).draft

    assert (found.start_year, found.end_year, found.status) == (start, end, status)


def test_a_stage_that_says_less_than_our_status_is_read_as_unknown_and_named() -> None:
    found = TEMPLATES["opsi"].read({"innovation_status": "generating_ideas"}, "en")

    assert found.draft is not None
    assert found.draft.status == "unknown"
    assert found.left == {"innovation_status": "generating_ideas"}
    assert ("default", "status", "innovation_status") in named(found.losses)


def test_a_day_becomes_its_year_and_that_is_said() -> None:
    found = read("participedia", start_date="2015-03-02")

    assert found.draft.start_year == 2015
    assert ("cut", "start_year", "start_date") in named(found.losses)


def test_a_rich_text_is_parted_at_its_headings() -> None:
    found = read(
        "participedia",
        body="<p>Walks &amp; talks.</p><h2>Problems and Purpose</h2><p>It was dark.</p>"
        "<h2>Analysis and Lessons Learned</h2><p>Begin early.</p>",
    )

    assert found.draft.summary["en"].words == "Walks & talks."
    assert found.draft.challenge["en"].words == "It was dark."
    assert found.left == {"body [Analysis and Lessons Learned]": "Begin early."}


def test_a_form_that_tells_its_language_is_read_in_it() -> None:
    found = TEMPLATES["panorama"].read({"title": "Marches", "page language": "French"})

    assert found.draft is not None
    assert found.draft.title["fr"].words == "Marches"
    assert not any(one.kind == "default" for one in found.losses)


def test_a_form_that_does_not_tell_its_language_is_read_in_english_and_that_is_said() -> None:
    found = TEMPLATES["use"].read({"title": "Walks"})

    assert found.draft is not None
    assert found.draft.title["en"].words == "Walks"
    assert ("default", "language", "") in named(found.losses)


def test_a_country_or_city_nobody_knows_is_a_fault_of_its_column() -> None:
    found = TEMPLATES["panorama"].read({"location": "Atlantis", "region": "France"}, "en")

    assert [one.code for one in found.faults] == ["unknown_place"]
    assert found.came_from["city"] == "location"


# The tables -------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", TEMPLATES.values(), ids=list(TEMPLATES))
def test_a_form_names_each_column_once(form: Template) -> None:
    names = [geography.fold(one) for one in (*form.heads(), *form.others, *form.private)]

    assert len(set(names)) == len(names)
    assert form.heads()[0] == OWN_ID
    assert all(one.way in ways.WAYS for one in form.columns)


def test_the_losses_of_many_are_counted_the_gravest_first() -> None:
    found = counted(
        [
            (Loss("cut", "summary", values={"most": 280, "given": 296}), Loss("unmapped", "lead")),
            (Loss("cut", "summary", values={"most": 280, "given": 281}),),
            (Loss("blocked", "licence"),),
        ]
    )

    assert [(one.kind, one.field, one.records) for one in found] == [
        ("blocked", "licence", 1),
        ("unmapped", "lead", 1),
        ("cut", "summary", 2),
    ]
    assert found[2].values == {"most": 280}


def test_sources_come_whole_through_participedia() -> None:
    sources = (Source(url="https://a.example/x?y=1|2", title="A | b", publisher="C; d"),)
    form = TEMPLATES["participedia"]

    found = form.read(form.write("a", Draft(sources=sources), "en").cells, "en", licences.OURS)

    assert found.draft is not None
    assert found.draft.sources == sources
