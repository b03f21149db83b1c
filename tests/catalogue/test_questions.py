"""Questions to mayors: what is refused, what is kept once, when a question goes out and is seen."""

from __future__ import annotations

import secrets
from dataclasses import replace

import pytest

from dashboard.catalogue import database, pulse
from dashboard.catalogue.discussion import NotTaken, addressees, answers, guard, questions
from dashboard.catalogue.discussion.questions import Asked
from dashboard.catalogue.moderation import acts
from tests.catalogue.mayors_asked import FIVE, LIBRARY, MODERATOR, Hall, asked, hall, sender, sent
from tests.conftest import Desk

__all__ = ["hall"]
GOOD = Asked(LIBRARY, FIVE, "en", "a" * 32)


def refused(one: Asked) -> set[tuple[str, str]]:
    with pytest.raises(NotTaken) as told:
        questions.ask(one, sender())
    return {(fault.field, fault.code) for fault in told.value.faults}


def test_all_that_is_wrong_is_told_at_once(desk: Desk, hall: Hall) -> None:
    wrong = Asked(
        "x" * 201,
        ("nowhere",),
        "xx",
        "",
        reasons="y" * 1001,
        summit="nowhere-2030",
        name="z" * 41,
        email="at home",
    )

    assert refused(wrong) == {
        ("words", "too_long"), ("cities", "unknown"), ("language", "unknown"), ("", "receipt"),
        ("reasons", "too_long"), ("summit", "unknown"), ("name", "too_long"),
        ("sixteen", "missing"), ("email", "unknown"),
    }  # fmt: skip
    assert refused(replace(GOOD, words=" \u202e ", cities=())) == {
        ("words", "missing"),
        ("cities", "missing"),
    }
    assert refused(replace(GOOD, words="Why?")) == {("words", "too_short")}


def test_two_hundred_characters_and_a_thousand_of_reasons_are_taken(desk: Desk, hall: Hall) -> None:
    words, reasons = "w" * 199 + "?", "r" * 1000

    kept = questions.ask(replace(GOOD, words=words, reasons=reasons), sender())

    assert kept.state == "held"
    acts.move(MODERATOR, kept.post_id, "shown")
    found = questions.by_id(kept.post_id)
    assert found is not None and found.reasons is not None
    assert (found.words.words, found.reasons.words) == (words, reasons)


def test_a_question_to_more_than_ten_cities_is_too_many(desk: Desk, hall: Hall) -> None:
    every = questions.ordered([*addressees._names(database.edition())], "en")[:11]

    assert refused(replace(GOOD, cities=every)) == {("cities", "too_many")}


def test_a_second_sending_is_the_same_question_with_the_same_key(desk: Desk, hall: Hall) -> None:
    who = sender()

    first = questions.ask(GOOD, who)
    second = questions.ask(GOOD, who)

    assert (second.post_id, second.token, second.again) == (first.post_id, first.token, True)
    assert not first.again


def test_what_a_question_says_is_cleaned_and_stays_text(desk: Desk, hall: Hall) -> None:
    words = "Will <b>you</b>\x00 open\u202e the \U0001f9d1\u200d\U0001f33e market\n\n=HYPERLINK(1)?"

    found = questions.by_id(sent(words, reasons="one\n\n\n\n\ntwo"))

    assert found is not None and found.reasons is not None
    assert found.words.words == (
        "Will <b>you</b> open the \U0001f9d1\u200d\U0001f33e market =HYPERLINK(1)?"
    )
    assert found.reasons.words == "one\n\n\ntwo"


def test_a_held_question_is_nowhere_and_a_shown_one_is_sent_with_its_dates(
    desk: Desk, hall: Hall
) -> None:
    kept = asked(cities=("vienna", "izmir"), summit="dusseldorf-2019")
    assert questions.by_id(kept.post_id) is None
    assert questions.shown() == ()
    before = pulse.of("questions")
    hall.later(days=2)

    acts.move(MODERATOR, kept.post_id, "shown")

    found = questions.by_id(kept.post_id, "en")
    assert found is not None
    assert found.sent_at == hall.now
    assert found.cities == ("izmir", "vienna")  # in the order of names
    assert found.summit == "dusseldorf-2019"
    due = [str(one.due_on) for one in answers.of(kept.post_id)]
    assert due == ["2027-05-02", "2027-05-02"]  # sixty days
    assert pulse.of("questions") > before


def test_the_time_to_answer_is_a_setting(
    desk: Desk, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANSWER_DAYS", "14")

    question = sent()

    assert {str(one.due_on) for one in answers.of(question)} == {"2027-03-15"}


def test_a_question_that_is_hidden_is_gone_and_shown_again_it_is_no_newer(
    desk: Desk, hall: Hall
) -> None:
    question = sent()
    first = questions.by_id(question)
    hall.later(days=1)
    acts.move(MODERATOR, question, "hidden", rule=_any_rule(), words="It names a neighbour.")
    assert questions.by_id(question) is None
    hall.later(days=1)

    acts.move(MODERATOR, question, "shown", words="It does not.")

    again = questions.by_id(question)
    assert first is not None and again is not None
    assert again.sent_at == first.sent_at


def _any_rule() -> str:
    from dashboard.catalogue.moderation import rules

    return rules.codes()[0]


def test_questions_are_found_by_city_and_by_summit(desk: Desk, hall: Hall) -> None:
    library = sent(summit="dusseldorf-2019")
    hall.later(hours=1)
    trees = sent("Who waters the young trees in summer?", ("vienna",))

    def ids(**wanted: str) -> list[str]:
        return [one.question_id for one in questions.shown(**wanted)]

    assert ids() == [trees, library]  # the newest sent first
    assert ids(city="vienna") == [trees, library]
    assert ids(city="izmir") == [library]
    assert ids(summit="dusseldorf-2019") == [library]
    assert ids(city="recife") == []


def test_a_flood_from_one_browser_is_refused_with_nothing_written(desk: Desk, hall: Hall) -> None:
    who = sender()

    for number in range(guard.A_DEVICE):
        one = replace(GOOD, words=f"{LIBRARY} {number}", receipt=secrets.token_hex(16))
        questions.ask(one, who)

    with pytest.raises(guard.Refused):
        questions.ask(replace(GOOD, words="And on Mondays, who opens it?", receipt="b" * 32), who)
    assert database.rows("guard_own_words", device=who.device, since=hall.now)[4:] == []


# Similar ones ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "Wann öffnet die Bibliothek in unserem Viertel sonntags?",
        "¿Cuándo abrirá la biblioteca del barrio los domingos?",
        "Pourquoi la bibliothèque est-elle fermée le dimanche ?",
        "when will our library open on sunday",
    ],
)
def test_a_question_that_was_asked_is_offered_in_whatever_language(
    desk: Desk, hall: Hall, words: str
) -> None:
    library = sent()
    sent("Who waters the young trees in summer?", ("vienna",))

    assert [one.question_id for one in questions.similar(words)] == [library]


def test_another_question_on_the_same_subject_is_not_offered_as_the_same(
    desk: Desk, hall: Hall
) -> None:
    sent("Why do police stop young people in the park every evening?")

    assert questions.similar("What does the city do against racism in the police?") == ()
    assert questions.similar("") == ()


def test_without_the_sentence_model_words_find_the_same_question(
    desk: Desk, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dashboard.catalogue.discussion import likeness
    from dashboard.catalogue.searching import meaning

    monkeypatch.setattr(meaning, "encode", lambda texts: None)
    monkeypatch.setattr(likeness, "_vectors", {})
    library = sent()
    sent("Who waters the young trees in summer?", ("vienna",))

    found = questions.similar("Will our district library be open on a Sunday?")

    assert [one.question_id for one in found] == [library]


# To whom --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("vienna", "vienna"), ("Wien", "vienna"), ("VIENNE", "vienna"), ("Viena", "vienna"),
        ("montreal", "montreal"), ("Düsseldorf", "dusseldorf"), ("dusseldorf", "dusseldorf"),
        ("Nowhere", None), ("", None),
    ],
)  # fmt: skip
def test_a_city_is_known_by_any_of_its_names(store: object, written: str, slug: str | None) -> None:
    assert addressees.named(written) == slug


def test_a_mistyped_city_gets_a_suggestion(store: object) -> None:
    assert addressees.meant("Viena del Norte", "en") is None
    assert addressees.meant("Duseldorf", "en") == "Düsseldorf"
