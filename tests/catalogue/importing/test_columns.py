"""What is written is what is read: flat rows and documents give back the very same draft."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.catalogue import columns, draft, geography, practice, vocabulary
from dashboard.catalogue.draft import TEXTS, Draft, Figure, Source, Wording, mark
from dashboard.catalogue.importing.comparing import settled

LANGUAGES = st.sampled_from(vocabulary.LANGUAGES)
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")) | st.sampled_from("|;\\\n'\"=é"),
    min_size=1,
    max_size=40,
)


def codes(dim: str, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(vocabulary.codes(dim)), max_size=most, unique=True)


WORDINGS = st.dictionaries(
    LANGUAGES,
    st.builds(
        Wording,
        words=WORDS,
        origin=st.sampled_from(("original", "human", "machine", "not_stated")),
        of=st.none() | WORDS.map(mark),
    ),
)
DRAFTS = st.builds(
    Draft,
    language=st.none() | LANGUAGES,
    city_id=st.none() | st.sampled_from((2761369, 6077243)),
    themes=codes("theme", 3),
    topics=codes("topic", 3),
    audiences=codes("audience", 4),
    instrument=st.none() | st.sampled_from(vocabulary.codes("instrument")),
    status=st.sampled_from(vocabulary.codes("status")),
    evidence=st.sampled_from(vocabulary.codes("evidence")),
    start_year=st.none() | st.integers(1800, 2040),
    end_year=st.none() | st.integers(1800, 2040),
    lead=st.none() | WORDS,
    partners=st.lists(WORDS, max_size=4),
    **dict.fromkeys(TEXTS, WORDINGS),
    figures=st.lists(
        st.builds(
            Figure,
            labels=st.dictionaries(LANGUAGES, WORDS, min_size=1),
            value=st.floats(allow_nan=False, allow_infinity=False),
            unit=st.sampled_from(vocabulary.codes("unit")),
            year=st.none() | st.integers(1800, 2040),
            period=st.none() | WORDS,
            measured_by=st.none() | WORDS,
            source=st.none() | st.integers(1, 9),
        ),
        max_size=3,
    ),
    sources=st.lists(
        st.builds(Source, url=WORDS, title=st.none() | WORDS, publisher=st.none() | WORDS),
        max_size=3,
    ),
).map(settled)


def clean(one: Draft) -> bool:
    """Words that any reader trims or composes differently are not what is asked here."""
    text = json.dumps(one.model_dump(mode="json"), ensure_ascii=False)
    return unicodedata.is_normalized("NFC", text) and all(
        words.strip() == words and words for words in _strings(one.model_dump(mode="json"))
    )


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in value.values() for text in _strings(one)]
    return [text for one in value for text in _strings(one)] if isinstance(value, list) else []


@given(one=DRAFTS.filter(clean))
@settings(max_examples=200, deadline=None)
def test_a_flat_row_and_a_document_give_back_the_very_same_draft(one: Draft) -> None:
    flat = columns.from_flat(columns.to_flat("a-b", None, None, one))
    document = json.loads(json.dumps(columns.to_document("a-b", None, None, one)))
    nested = columns.from_document(document)

    assert flat == (one, "a-b", ())
    assert nested == (one, "a-b", ())
    assert flat[0].fingerprint() == nested[0].fingerprint() == one.fingerprint()


@given(one=DRAFTS)
@settings(max_examples=100, deadline=None)
def test_a_row_through_cells_of_text_gives_back_the_same(one: Draft) -> None:
    flat = columns.to_flat("a-b", None, None, one)
    if clean(one):
        text = {
            name: columns.restored(columns.harmless("" if value is None else str(value)))
            for name, value in flat.items()
        }

        assert columns.from_flat(text) == (one, "a-b", ())


@given(items=st.lists(WORDS.filter(lambda one: one.strip()), max_size=6))
def test_a_list_in_one_cell_is_parted_where_it_was_joined(items: list[str]) -> None:
    kept = [one.strip() for one in items]

    assert columns.parted(columns.joined(kept) or "") == kept


def test_a_list_of_others_is_parted_by_whichever_sign_it_uses() -> None:
    assert columns.parted("a|b | c") == ["a", "b", "c"]
    assert columns.parted("a; b;c;") == ["a", "b", "c"]
    assert columns.parted("a; b\nc") == ["a; b", "c"]
    assert columns.parted("one, two") == ["one, two"]
    assert columns.parted("  ") == []


def test_every_released_line_is_read_as_the_build_reads_it() -> None:
    files = sorted((vocabulary.DATA / "practices").glob("*.jsonl"))
    lines = [line for file in files for line in file.read_text("utf-8").splitlines() if line]

    for line in lines:
        record, faults = practice.read(line)
        assert record is not None, faults
        place = geography.resolve(record.city, record.country)
        wanted = draft.of_record(record, place.place_id)
        assert columns.from_document(json.loads(line)) == (wanted, record.id, ())


@pytest.mark.parametrize("name", [one.name for one in columns.table(2, 2)])
def test_a_column_is_found_by_its_name(name: str) -> None:
    found = columns.column(name)

    assert found is not None and found.name == name


def test_a_column_beyond_the_rows_a_practice_may_have_is_unknown() -> None:
    assert columns.column("source_50_url") is not None
    assert columns.column("source_51_url") is None
    assert columns.column("source_9999999999_url") is None
