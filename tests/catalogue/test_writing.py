"""One change at a time: what was typed lands where it belongs, and nothing else moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue import rules, writing
from dashboard.catalogue.draft import Draft, Figure, Source, Wording, from_json
from dashboard.catalogue.errors import NotFound

ENGLISH = Draft(language="en")
PATHS = (
    "title.en", "summary.de", "results.fr", "lead", "partners.1", "partners.3",
    "figures.1.label.es", "figures.2.period", "figures.1.measured_by", "sources.1.url",
    "sources.2.title", "sources.1.publisher",
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(PATHS), st.text(max_size=60)), max_size=12))
def test_what_was_typed_last_stands_in_its_field_and_survives_the_store(
    typed: list[tuple[str, str]],
) -> None:
    draft = ENGLISH
    last: dict[str, str] = {}
    for path, words in typed:
        draft = writing.put(draft, path, words)
        last[path] = words.encode("utf-8", "ignore").decode()

    again = from_json(draft.as_json())

    assert {path: writing.shown(again, path) for path in last} == last


@pytest.mark.parametrize(
    "path", ["nonsense", "title", "title.pt", "partners.0", "figures.1.colour", "sources.x.url", ""]
)
def test_a_path_that_leads_nowhere_changes_nothing(path: str) -> None:
    with pytest.raises((NotFound, ValueError)):
        writing.put(ENGLISH, path, "words")


def test_a_translation_is_stale_once_its_original_changed_until_somebody_says_it_is_right() -> None:
    draft = writing.put(ENGLISH, "title.en", "Night mediators")
    draft = writing.put(draft, "title.de", "Nachtmediation")
    assert not draft.is_stale("title", "de")

    draft = writing.put(draft, "title.en", "Night and day mediators")
    assert draft.is_stale("title", "de")
    corrected = writing.put(draft, "title.de", "Nachtmediation,")
    assert corrected.is_stale("title", "de"), "a comma does not make it right"
    draft = writing.still_right(draft, "title", "de")

    assert not draft.is_stale("title", "de")
    assert draft.title["de"] == Wording(
        words="Nachtmediation", origin="human", of=draft.title["en"].mark
    )
    assert draft.title["en"].origin == "original"


def test_a_released_translation_turns_stale_with_the_first_change_of_the_original() -> None:
    texts = {"en": Wording(words="Peace centres"), "fr": Wording(words="Centres de paix")}
    draft = writing.first_written_in(Draft(title=texts), "en")
    assert not draft.is_stale("title", "fr")

    assert writing.put(draft, "title.en", "Peace centre").is_stale("title", "fr")


def test_figures_keep_their_sources_when_one_is_taken_out() -> None:
    draft = Draft(
        sources=tuple(Source(url=f"https://example.org/{one}") for one in "abc"),
        figures=(Figure(source=1), Figure(source=2), Figure(source=3), Figure()),
    )

    kept = writing.drop_row(draft, "sources", 2)

    assert [one.source for one in kept.figures] == [1, None, 2, None]
    assert [one.url[-1] for one in kept.sources] == ["a", "c"]


@pytest.mark.parametrize(
    ("words", "language", "value"),
    [
        ("1,200", "en", 1200), ("1.200", "de", 1200), ("1.200,5", "de", 1200.5),
        ("12.5", "de", 12.5), ("12.5", "en", 12.5), ("12,5", "fr", 12.5),
        ("1\u202f200", "fr", 1200), ("1 200", "en", 1200), ("", "en", None), ("-3", "es", -3),
    ],
)  # fmt: skip
def test_a_number_is_read_as_its_language_writes_it(
    words: str, language: str, value: float | None
) -> None:
    assert writing.number(words, language) == value


@pytest.mark.parametrize("words", ["about ten", "12a", "nan", "inf", "1e999", "2014.5"])
def test_what_is_no_year_is_not_kept_as_one(words: str) -> None:
    with pytest.raises(writing.NotANumber):
        writing.put(ENGLISH, "start_year", words)


def test_half_signs_and_books_do_no_harm() -> None:
    draft = writing.put(ENGLISH, "summary.en", "half \ud83d" + "x" * 100_000)

    assert len(draft.summary["en"].words) <= writing.LONGEST
    assert from_json(draft.as_json()) == draft
    assert [one.code for one in rules.faults(draft) if one.field == "summary"] == ["too_long"]


def test_of_a_record_whose_first_language_nobody_said_no_text_is_called_a_translation() -> None:
    released = Draft(title={"en": Wording(words="A title"), "fr": Wording(words="Un titre")})

    typed = writing.put(released, "title.en", "Another title")

    assert typed.title["en"] == Wording(words="Another title")
