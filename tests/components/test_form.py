"""The form's parts: which field is mended where, what is typed into numbers, what a card lacks."""

import pytest

from dashboard import i18n, words
from dashboard.catalogue import preview, rules, translation
from dashboard.catalogue.draft import Draft, Figure, Source, Wording, mark
from dashboard.catalogue.rules import Fault
from dashboard.components.form import card, languages, place_map, steps
from dashboard.desk_words import FIELDS, fault, place
from dashboard.i18n import LANGUAGES
from tests.conftest import Desk

RENNES = 2983990
USABLE = Draft(
    language="en",
    city_id=RENNES,
    themes=("security",),
    instrument="service",
    title={"en": Wording(words="Night mediators", origin="original")},
    summary={"en": Wording(words="They walk in pairs.", origin="original")},
    sources=(Source(url="https://example.org/report"),),
)


def test_every_field_of_a_draft_has_its_step_and_its_name() -> None:
    held = {name for step in steps.STEPS for name in step.fields}
    written = {"city" if one == "city_id" else one for one in Draft.model_fields}

    assert held == written - {"language"}
    assert set(rules.REQUIRED) | written <= set(FIELDS)


@pytest.mark.parametrize(
    ("wrong", "step"),
    [
        (Fault("title", "missing"), "what"),
        (Fault("city", "missing"), "where"),
        (Fault("partners", "incomplete_row", row=1), "who"),
        (Fault("challenge", "too_short", "en"), "why"),
        (Fault("challenge", "too_short", "de"), "languages"),
        (Fault("figures", "no_such_source", row=2), "results"),
        (Fault("sources", "not_a_web_address", row=2), "sources"),
    ],
)
def test_a_fault_leads_to_the_step_where_it_is_mended(wrong: Fault, step: str) -> None:
    assert steps.of_fault(wrong, USABLE).code == step


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_is_a_whole_sentence_in_every_language(language: str) -> None:
    i18n.use(language)
    broken = Draft(
        language="en",
        themes=("cohesion", "cohesion", "nonsense", "security"),
        start_year=90,
        end_year=1,
        title={"en": Wording(words="x" * 200)},
        summary={"en": Wording(words="x\x00")},
        challenge={"en": Wording(words="short")},
        partners=("",),
        sources=(Source(url="nonsense"), Source()),
    )
    told = [(place(one), fault(one)) for one in rules.faults(broken)]

    assert len(told) >= 10
    for where, what in told:
        assert where and what.endswith((".", "?"))
        assert "{" not in what and "None" not in what


def test_a_usable_record_needs_six_fields_and_no_more() -> None:
    assert rules.faults(USABLE) == ()
    assert len(rules.REQUIRED) == 6
    assert "gap" not in card.drawn(USABLE).replace("year not stated", "").split("card-facts")[0]


def test_a_card_hatches_what_is_missing_and_escapes_what_is_written() -> None:
    drawn = card.drawn(Draft(language="en", title={"en": Wording(words="<b>bold</b>")}))

    assert "&lt;b&gt;bold" in drawn
    assert drawn.count('class="gap"') == 4  # city, theme, summary, year


def test_the_preview_is_the_page_readers_get(desk: Desk) -> None:
    shown = preview.whole(USABLE, "fr")

    assert shown is not None
    assert (shown.city.name, shown.city.country) == ("Rennes", "FR")
    assert (shown.title.words, shown.title.language) == ("Night mediators", "en")
    assert shown.original == "en"
    assert preview.whole(USABLE.model_copy(update={"instrument": None}), "fr") is None


def test_a_text_says_where_its_wording_comes_from() -> None:
    texts = {
        "en": Wording(words="Night mediators", origin="original"),
        "de": Wording(words="Nachtmediation", origin="human", of=mark("Mediators")),
        "fr": Wording(words="Médiation", origin="machine"),
        "es": Wording(words="Mediación"),
    }
    draft = USABLE.model_copy(update={"title": texts})
    told = {one: languages.origin(texts[one], draft, one) for one in texts}

    assert len(set(told.values())) == 4
    assert told["en"] == "Original"
    assert draft.is_stale("title", "de") and not draft.is_stale("title", "fr")


def test_no_machine_translates_unless_one_was_put_in() -> None:
    assert translation.configured() is None


def test_the_small_map_shows_the_place_in_its_middle_and_no_other_words_than_names() -> None:
    from dashboard.catalogue import geography

    drawn = place_map.drawn(geography.by_id(RENNES), "<Rennes>")

    assert f'cx="{place_map.WIDTH / 2}"' in drawn
    assert "&lt;Rennes&gt;" in drawn and "<Rennes>" not in drawn
    assert drawn.count("<path") >= 2


@pytest.mark.parametrize("sign", ["\x00", "\u202a", "\u202e", "\u2066", "\u2069"])
def test_a_sign_nobody_sees_is_told_with_the_cell_it_stands_in(sign: str) -> None:
    source = Source(url="https://example.org/report", publisher=f"City{sign} of Rennes")
    figure = Figure(labels={"en": "people"}, value=1, unit="people", period=f"2012{sign}")
    draft = USABLE.model_copy(update={"sources": (source,), "figures": (figure,)})
    lead = USABLE.model_copy(update={"lead": f"City{sign}"})

    found = [(one.field, one.code, one.part) for one in rules.faults(draft)]

    assert found == [
        ("figures", "unreadable_sign", "period"),
        ("sources", "unreadable_sign", "publisher"),
    ]
    assert [one.field for one in rules.faults(lead)] == ["lead"]


def test_a_preview_prefers_the_original_to_a_stale_translation(desk: Desk) -> None:
    title = {
        "de": Wording(words="Nachtmediation", origin="original"),
        "en": Wording(words="Night mediators", origin="human", of=mark("Mediation")),
    }
    draft = USABLE.model_copy(update={"language": "de", "title": title})

    shown = preview.whole(draft, "fr")

    assert shown is not None
    assert shown.title.words == "Nachtmediation"


def test_no_digit_of_a_figure_is_rounded_away() -> None:
    i18n.use("de")

    assert (words.amount(1.234), words.amount(12400.0)) == ("1,234", "12.400")
    assert words.figure(1.234567, "people").startswith("1,234567")
