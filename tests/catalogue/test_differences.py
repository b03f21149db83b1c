"""Two wordings, two drafts, two people: what changed is told, and nothing is lost."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.catalogue import differences, wordings
from dashboard.catalogue.differences import Part, equal, fields, merge, words
from dashboard.catalogue.draft import Draft, Figure, Source, Wording, mark

# Wordings ---------------------------------------------------------------------------------------

SIGNS = st.text(
    alphabet=st.sampled_from(
        list("aab b,. \n\u00a0é市民ชาいのעבתנगर\u093f\u0301\u200d👨👩🇫🇷0123.,'’")
    ),
    max_size=60,
)


def joined(parts: tuple[Part, ...], without: str) -> str:
    return "".join(part.text for part in parts if part.kind != without)


def told(parts: tuple[Part, ...]) -> str:
    signs = {"same": "{}", "gone": "[-{}]", "new": "[+{}]"}
    return "".join(signs[part.kind].format(part.text) for part in parts)


@settings(max_examples=400, deadline=None)
@given(st.one_of(SIGNS, st.text()), st.one_of(SIGNS, st.text()))
def test_the_parts_join_back_to_both_texts(old: str, new: str) -> None:
    parts = words(old, new)

    assert joined(parts, without="new") == old
    assert joined(parts, without="gone") == new
    assert all(part.text for part in parts)


@settings(max_examples=100, deadline=None)
@given(st.one_of(SIGNS, st.text()))
def test_an_unchanged_text_is_one_part_that_stayed(text: str) -> None:
    assert words(text, text) == ((Part("same", text),) if text else ())


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "The city trained 12 mediators in 2019.",
            "The city trained 15 mediators in 2021.",
            "The city trained [-12][+15] mediators in [-2019][+2021].",
        ),
        (
            "It opened a house. Neighbours meet there.",
            "It opened a house. It has a kitchen. Neighbours meet there.",
            "It opened a house. [+It has a kitchen. ]Neighbours meet there.",
        ),
        (
            "They cook. They sing.",
            "They cook. They dance. They sing.",
            "They cook. [+They dance. ]They sing.",
        ),
        (
            "Les médiateurs vont à l’école chaque semaine ; ils parlent.",
            "Les médiatrices vont à l’école deux fois par semaine ; elles parlent.",
            "Les [-médiateurs][+médiatrices] vont à l’école [-chaque][+deux fois par] semaine ;"
            " [-ils][+elles] parlent.",
        ),
        (
            "市は多文化共生センターを開設した。",
            "市は国際交流センターを新設した。",
            "市は[-多文化共生][+国際交流]センターを[-開][+新]設した。",
        ),
        (
            "تدعم المدينة اللاجئين في المدارس",
            "تدعم المدينة المهاجرين الجدد في المدارس",
            "تدعم المدينة [-اللاجئين][+المهاجرين الجدد] في المدارس",
        ),
        ("नगर की मदद", "नगर का मदद", "नगर [-की][+का] मदद"),
        ("1,500 people", "1,600 people", "[-1,500][+1,600] people"),
        ("a 👨‍👩‍👧 b", "a 👨‍👩‍👦 b", "a [-👨‍👩‍👧][+👨‍👩‍👦] b"),
        ("One. Two.", "", "[-One. Two.]"),
    ],
)
def test_a_reader_sees_whole_words_where_they_changed(old: str, new: str, expected: str) -> None:
    assert told(words(old, new)) == expected


def test_small_words_that_stayed_by_chance_are_no_islands() -> None:
    old = "mentors or an exit path, while keeping up dialogue with them"
    new = "counsellors or help for all, and keep talking with them"

    parts = words(old, new)

    assert [part.kind for part in parts] == ["gone", "new", "same"]


def test_a_sentence_that_stayed_between_rewritten_ones_is_shown_as_one_that_stayed() -> None:
    stayed = " Volunteers from the neighbourhood open it every evening of the week. "
    old = (
        "The first house of the district was an old school that stood empty." + stayed + "It grew."
    )
    new = (
        "Two more meeting places followed when families had asked for them." + stayed + "It lasts."
    )

    assert any(part.kind == "same" and stayed.strip() in part.text for part in words(old, new))


@pytest.mark.parametrize("vocabulary", [2, 11, 3000])
def test_a_text_of_twenty_thousand_signs_is_compared_within_a_second(vocabulary: int) -> None:
    old = " ".join(f"w{place * 7919 % vocabulary}" for place in range(5000))
    new = " ".join(f"w{place * 104729 % vocabulary}" for place in range(5000))

    start = time.process_time()
    parts = words(old, new)

    assert time.process_time() - start < 1
    assert joined(parts, without="new") == old


def test_it_tells_how_much_of_a_text_stayed() -> None:
    assert wordings.share_kept(words("one two", "one two")) == 1
    assert wordings.share_kept(words("one two", "six ten")) == 0
    assert 0.4 < wordings.share_kept(words("one two", "one ten")) < 0.6


# Drafts -----------------------------------------------------------------------------------------

NAMES = st.sampled_from(["City of Lyon", "City of Lyons", "Red Cross", "Police", "Croix-Rouge"])
CODES = st.lists(st.sampled_from(["cohesion", "integration", "security"]), unique=True, max_size=3)
WORDS = st.sampled_from(
    ["", "A house for all", "A house for everyone", "Une maison", "Une maison pour tous", "Haus"]
)
WORDINGS = st.builds(
    Wording,
    words=WORDS,
    origin=st.sampled_from(["original", "human", "machine", "not_stated"]),
    of=st.sampled_from([None, mark("A house for all"), mark("Haus")]),
)
TEXTS = st.dictionaries(st.sampled_from(["fr", "en", "de", "es"]), WORDINGS, max_size=3)
SOURCES = st.builds(
    Source,
    url=st.sampled_from(["https://a.org/x", "https://www.a.org/x/", "https://b.org/y", "http://c"]),
    title=st.sampled_from([None, "Report 2020", "Report 2021", "Programme"]),
    publisher=st.sampled_from([None, "", "City"]),
)
FIGURES = st.builds(
    Figure,
    labels=st.dictionaries(st.sampled_from(["en", "fr"]), WORDS, max_size=2),
    value=st.sampled_from([None, 1.0, 2.5, 300.0]),
    unit=st.sampled_from([None, "people", "cities"]),
    year=st.sampled_from([None, 2020, 2021]),
    source=st.sampled_from([None, 1, 2, 3]),
)
DRAFTS = st.builds(
    Draft,
    language=st.sampled_from([None, "en", "fr"]),
    city_id=st.sampled_from([None, 1, 2]),
    themes=CODES.map(tuple),
    audiences=st.lists(st.sampled_from(["youth", "elderly"]), unique=True).map(tuple),
    status=st.sampled_from(["unknown", "running"]),
    lead=st.one_of(st.none(), NAMES, st.just("")),
    partners=st.lists(NAMES, max_size=3).map(tuple),
    title=TEXTS,
    summary=TEXTS,
    figures=st.lists(FIGURES, max_size=3).map(tuple),
    sources=st.lists(SOURCES, max_size=3).map(tuple),
)  # fmt: skip


def draft(**given_fields: object) -> Draft:
    return Draft.model_validate(given_fields)


@settings(deadline=None)
@given(DRAFTS)
def test_a_draft_does_not_differ_from_itself(one: Draft) -> None:
    assert fields(one, one) == ()


@settings(deadline=None)
@given(DRAFTS, DRAFTS)
def test_the_same_fields_differ_whichever_is_the_old_one(old: Draft, new: Draft) -> None:
    there = {change.key for change in fields(old, new)}
    back = {change.key for change in fields(new, old)}

    assert there == back


@settings(deadline=None)
@given(DRAFTS, DRAFTS)
def test_every_row_of_both_lists_is_told_once(old: Draft, new: Draft) -> None:
    for change in fields(old, new):
        if not change.rows:
            continue
        assert sorted(row.was for row in change.rows if row.was) == list(
            range(1, len(change.old) + 1)
        )
        assert [row.now for row in change.rows if row.now] == list(range(1, len(change.new) + 1))


def test_a_text_is_compared_in_each_language_with_its_marks() -> None:
    old = draft(
        language="en",
        title={
            "en": Wording(words="A house", origin="original"),
            "fr": Wording(words="Une maison", origin="machine", of=mark("A house")),
        },
    )
    new = old.model_copy(
        update={"title": {**old.title, "en": Wording(words="A big house", origin="original")}}
    )

    french, english = fields(old, new)

    assert (english.key, english.kind, told(english.parts)) == (
        ("title", "en"),
        "changed",
        "A [+big ]house",
    )
    assert (french.key, french.kind, french.stale) == (("title", "fr"), "same", (False, True))
    assert french.origins == ("machine", "machine")


def test_what_nobody_has_said_is_no_change() -> None:
    assert fields(draft(lead=None), draft(lead="")) == ()
    assert fields(draft(), draft(title={"en": Wording(words="")})) == ()
    assert (
        fields(draft(audiences=["youth", "elderly"]), draft(audiences=["elderly", "youth"])) == ()
    )


def test_fields_that_say_the_same_are_counted() -> None:
    old = draft(city_id=1, status="running", themes=["cohesion"], lead="City")
    new = draft(city_id=1, status="running", themes=["cohesion"], lead="Town")

    assert equal(old, new) == 3


def test_another_main_theme_is_a_move() -> None:
    change = fields(draft(themes=["cohesion", "security"]), draft(themes=["security", "cohesion"]))

    assert [(one.field, one.kind) for one in change] == [("themes", "moved")]


def test_a_figure_is_found_again_by_what_it_says() -> None:
    people = {"labels": {"en": "People reached"}, "value": 50, "unit": "people", "year": 2019}
    homes = {"labels": {"en": "Homes built"}, "value": 7, "unit": "homes", "year": 2020}
    old = draft(figures=[people, homes])
    new = draft(figures=[homes, {**people, "value": 55}])

    rows = fields(old, new)[0].rows

    assert [(row.kind, row.was, row.now) for row in rows] == [("same", 2, 1), ("changed", 1, 2)]
    assert [(cell.field, cell.old, cell.new) for cell in rows[1].cells] == [("value", 50, 55)]


def test_a_figure_keeps_its_source_when_the_sources_change_places() -> None:
    first, second = {"url": "https://a.org/x"}, {"url": "https://b.org/y"}
    figure = {"labels": {"en": "People"}, "value": 5, "unit": "people"}
    old = draft(sources=[first, second], figures=[{**figure, "source": 2}])
    new = draft(sources=[second, first], figures=[{**figure, "source": 1}])
    other = draft(sources=[second, first], figures=[{**figure, "source": 2}])

    assert [change.field for change in fields(old, new)] == ["sources"]
    assert [change.field for change in fields(old, other)] == ["figures", "sources"]


def test_a_corrected_address_of_a_source_is_a_change_and_no_new_source() -> None:
    old = draft(
        sources=[{"url": "http://www.a.org/x/", "title": "Report"}, {"url": "https://b.org"}]
    )
    new = draft(sources=[{"url": "https://a.org/x", "title": "Report"}, {"url": "https://b.org"}])

    rows = fields(old, new)[0].rows

    assert [row.kind for row in rows] == ["changed", "same"]
    assert [cell.field for cell in rows[0].cells] == ["url"]


# Two people's work ------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(DRAFTS, DRAFTS)
def test_where_only_one_of_two_wrote_their_draft_comes_out(base: Draft, one: Draft) -> None:
    assert merge(base, one, base).draft == one
    assert merge(base, base, one).draft == one
    assert merge(base, one, one).draft == one
    assert merge(base, one, base).both == merge(base, base, one).both == ()


@settings(max_examples=300, deadline=None)
@given(DRAFTS, DRAFTS, DRAFTS)
def test_no_text_of_either_is_lost(base: Draft, mine: Draft, theirs: Draft) -> None:
    merged = merge(base, mine, theirs)

    listed = {(one.field, one.language): one for one in merged.both}
    for name, language, wording in mine.written():
        if base.texts(name).get(language) != wording:
            assert _visible(merged.draft, name, language) in (
                wording.words,
                _visible(theirs, name, language)
                if _visible(base, name, language) == wording.words
                else wording.words,
            )
    for name, language, wording in theirs.written():
        if _visible(base, name, language) != wording.words:
            conflict = listed.get((name, language))
            kept = _visible(merged.draft, name, language) == wording.words
            assert kept or conflict and conflict.theirs == wording.words


@settings(max_examples=300, deadline=None)
@given(DRAFTS, DRAFTS, DRAFTS)
def test_each_figure_keeps_the_source_its_writer_gave_it(
    base: Draft, mine: Draft, theirs: Draft
) -> None:
    merged = merge(base, mine, theirs).draft

    written = {
        json.dumps(_with_page(one, draft)) for draft in (mine, theirs) for one in draft.figures
    }
    assert {json.dumps(_with_page(one, merged)) for one in merged.figures} <= written


def _visible(one: Draft, name: str, language: str) -> str:
    wording = one.texts(name).get(language)  # type: ignore[call-overload]
    return wording.words if wording else ""


def _with_page(figure: Figure, of: Draft) -> list[object]:
    place = (figure.source or 0) - 1
    page = (
        differences.matching_rows.same_page(of.sources[place].url)
        if 0 <= place < len(of.sources)
        else None
    )
    return [figure.value, dict(figure.labels), figure.unit, figure.year, page]


def test_a_field_that_both_changed_stays_mine_and_shows_theirs() -> None:
    base = draft(title={"en": Wording(words="A house")}, lead="City", start_year=2010)
    mine = draft(title={"en": Wording(words="My house")}, lead="City", start_year=2011)
    theirs = draft(title={"en": Wording(words="Their house")}, lead="Town", start_year=2010)

    merged = merge(base, mine, theirs)

    assert merged.draft == draft(
        title={"en": Wording(words="My house")}, lead="Town", start_year=2011
    )
    assert [change.field for change in merged.mine_only] == ["start_year"]
    assert [change.field for change in merged.theirs_only] == ["lead"]
    assert [(one.field, one.language, one.mine, one.theirs) for one in merged.both] == [
        ("title", "en", "My house", "Their house")
    ]


def test_a_source_that_my_figure_needs_comes_along() -> None:
    figure = {"labels": {"en": "People"}, "value": 5.0, "unit": "people", "source": 2}
    base = draft(sources=[{"url": "https://a.org"}, {"url": "https://b.org"}], figures=[figure])
    mine = base.model_copy(update={"figures": (Figure(**{**figure, "value": 6.0}),)})
    theirs = draft(sources=[{"url": "https://c.org"}, {"url": "https://a.org"}])

    merged = merge(base, mine, theirs).draft

    assert [one.url for one in merged.sources] == [
        "https://c.org",
        "https://a.org",
        "https://b.org",
    ]
    assert [(one.value, one.source) for one in merged.figures] == [(6.0, 3)]
