"""What offices answer: saved, signed, changed, never overwritten; silence with its date."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dashboard.catalogue import database, pulse
from dashboard.catalogue.discussion import NotTaken, answering, answers, quota
from dashboard.catalogue.discussion.answering import Draft
from dashboard.catalogue.errors import EditedElsewhere, IllegalMove, NotAllowed, NotFound
from dashboard.catalogue.moderation import acts, rules
from tests.catalogue.mayors_asked import (
    FIVE,
    LIBRARY,
    MODERATOR,
    START,
    Hall,
    Reply,
    answered,
    hall,
    office,
    sent,
    typed,
)
from tests.conftest import Desk

__all__ = ["hall"]
GERMAN = Reply(
    "partly",
    "Ab dem ersten Mai, zunächst in zwei Stadtteilen.",
    "de",
    "Büro des Oberbürgermeisters",
    {"en": ("From the first of May on, in two districts first.", "human")},
)
REASON = "A tender is under way; we tell the result in May."


def faults(draft: Draft) -> set[tuple[str, str]]:
    return {(one.field, one.code) for one in answering.faults(draft)}


def log(action: str) -> list[tuple[object, ...]]:
    with database._cursor() as cursor:
        return cursor.execute(
            "select actor, role, entity_id, version, note from audit where action = ?", [action]
        ).fetchall()


# Signing --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("draft", "wrong"),
    [
        (Draft(), {("standing", "missing"), ("office", "missing"), ("words", "missing")}),
        (
            Draft("declined", "en", "Office", {"en": ""}),
            {("words", "reason_missing")},
        ),
        (
            Draft("declined", "en", "Office", {"en": "No. " + " " * 40}),
            {("words", "reason_missing")},
        ),
        (Draft("declined", "en", "Office", {"en": REASON}), set()),
        (Draft("answered", "en", "Office", {"en": "\u202e\u200b"}), {("words", "missing")}),
        (Draft("perhaps", "en", "Office", {"en": "Yes."}), {("standing", "missing")}),
        (Draft("answered", "en", "o" * 121, {"en": "Yes."}), {("office", "too_long")}),
        (Draft("answered", "en", "Office", {"en": "y" * 5001}), {("words.en", "too_long")}),
        (
            Draft("answered", "en", "Office", {"en": "Yes.", "fr": "Oui."}),
            {("origin.fr", "missing")},
        ),
        (Draft("answered", "en", "Office", {"en": "Yes.", "fr": "Oui."}, {"fr": "human"}), set()),
        (
            Draft("answered", "", "Office", {"fr": "Oui."}),
            set(),
        ),  # the only language is the original
    ],
)
def test_what_keeps_an_answer_from_being_published(
    draft: Draft, wrong: set[tuple[str, str]]
) -> None:
    assert faults(draft) == wrong


def test_declining_without_a_reason_is_refused_and_nothing_is_public(
    desk: Desk, hall: Hall
) -> None:
    question = sent()
    opened = typed(question, "vienna", Reply("declined", "No."))

    with pytest.raises(NotTaken):
        answering.publish(office("vienna"), question, "vienna", opened.stamp)

    assert {one.standing for one in answers.of(question)} == {"silent"}
    assert answered(question, "vienna", Reply("declined", REASON)).standing == "declined"


def test_an_answer_is_signed_by_its_office_and_stands_at_once(desk: Desk, hall: Hall) -> None:
    question = sent()
    hall.later(days=12, hours=5)
    before = pulse.of("questions"), pulse.of("city:dusseldorf")

    answered(question, "dusseldorf", GERMAN)

    cell = answers.matrix("en").cell(question, "dusseldorf")
    assert cell is not None and cell.answer is not None
    assert (cell.standing, cell.waited, cell.overdue) == ("partly", 12, False)
    assert cell.answer.office == "Büro des Oberbürgermeisters"
    assert cell.answer.answered_at == hall.now
    assert (pulse.of("questions"), pulse.of("city:dusseldorf")) > before
    assert log("answer_published") == [
        ("office-dusseldorf", "mayors_office", question, 1, "dusseldorf")
    ]


def test_each_reader_gets_their_language_else_the_original(desk: Desk, hall: Hall) -> None:
    question = sent()

    answered(question, "dusseldorf", GERMAN)

    def said(language: str) -> tuple[str, str, str]:
        cell = answers.matrix(language).cell(question, "dusseldorf")
        assert cell is not None and cell.answer is not None
        text = cell.answer.text
        return text.words, text.language, text.origin

    assert said("de") == (GERMAN.words, "de", "original")
    assert said("en") == (GERMAN.translations["en"][0], "en", "human")
    assert said("fr") == (GERMAN.words, "de", "original")


def test_a_changed_answer_keeps_the_old_text(desk: Desk, hall: Hall) -> None:
    question = sent()
    answered(question, "dusseldorf", GERMAN)
    hall.later(days=30)

    answered(question, "dusseldorf", Reply("answered", "Ab dem 1. Juni überall.", "de", "Büro"))

    newest, oldest = answers.versions(question, "dusseldorf", "de")
    assert (newest.version, newest.standing, newest.text.words) == (
        2, "answered", "Ab dem 1. Juni überall.",
    )  # fmt: skip
    assert (oldest.version, oldest.standing, oldest.text.words) == (1, "partly", GERMAN.words)
    assert (oldest.answered_at, oldest.office) == (START, GERMAN.office)
    # The translation of before is still there, and says that it lies behind.
    assert newest.texts["en"].words == GERMAN.translations["en"][0]
    assert newest.texts["en"].stale
    assert not oldest.texts["en"].stale
    cell = answers.of(question, "de")[0]
    assert cell.first_at == START  # the waiting time is that of the first answer


def test_a_second_click_publishes_nothing_twice(desk: Desk, hall: Hall) -> None:
    question = sent()
    stamp = typed(question, "vienna", Reply()).stamp
    answering.publish(office("vienna"), question, "vienna", stamp)

    with pytest.raises(IllegalMove):
        answering.publish(office("vienna"), question, "vienna", stamp)

    assert len(answers.versions(question, "vienna")) == 1


def test_what_a_colleague_saved_meanwhile_is_neither_overwritten_nor_signed_unseen(
    desk: Desk, hall: Hall
) -> None:
    question, me = sent(), office("vienna")
    seen = typed(question, "vienna", Reply(words="Yes."))
    answering.save(me, question, "vienna", "words.en", "Yes, in May.", "Yes.")

    with pytest.raises(EditedElsewhere):
        answering.save(me, question, "vienna", "words.en", "No.", "Yes.")
    with pytest.raises(EditedElsewhere):
        answering.publish(me, question, "vienna", seen.stamp)

    # Another field may be written in at the same time.
    answering.save(me, question, "vienna", "office", "Cabinet", "Office of the mayor")
    draft = answering.open(me, question, "vienna").draft
    assert (draft.words["en"], draft.office) == ("Yes, in May.", "Cabinet")


def test_nobody_answers_for_another_city_or_without_the_right(desk: Desk, hall: Hall) -> None:
    question = sent()

    for actor in (office("izmir"), desk.person("reviewer"), desk.person("moderator")):
        with pytest.raises(NotAllowed):
            answering.save(actor, question, "vienna", "office", "x", "")
        with pytest.raises(NotAllowed):
            answering.open(actor, question, "vienna")
        assert answering.unpublished(actor) == ()

    assert answering.own_cities(office("izmir"), "de") == {"izmir": "Izmir"}
    assert len(answering.own_cities(desk.person("administrator"), "en")) == 205


def test_a_question_that_did_not_go_to_a_city_is_not_on_its_desk(desk: Desk, hall: Hall) -> None:
    question = sent(cities=("vienna",))

    with pytest.raises(NotFound):
        answering.open(office("izmir"), question, "izmir")
    with pytest.raises(NotFound):
        answering.save(office("vienna"), question, "vienna", "office.de", "x", "")


# What nobody has published --------------------------------------------------------------------------


def test_a_saved_answer_is_seen_by_its_desk_alone_and_stands_there_with_its_age(
    desk: Desk, hall: Hall
) -> None:
    question = sent()
    typed(question, "vienna", Reply())
    hall.later(days=3)
    typed(question, "izmir", Reply())

    (mine,) = answering.unpublished(office("vienna"))
    everybody = answering.unpublished(desk.person("administrator"))

    assert (mine.question_id, mine.city, mine.saved_at) == (question, "vienna", START)
    assert [one.city for one in everybody] == ["vienna", "izmir"]  # the longest waiting first
    assert {one.standing for one in answers.of(question)} == {"silent"}
    assert log("answer_begun") == [
        ("office-vienna", "mayors_office", question, None, "vienna"),
        ("office-izmir", "mayors_office", question, None, "izmir"),
    ]


def test_a_published_or_deleted_draft_lies_on_no_desk(desk: Desk, hall: Hall) -> None:
    question = sent()
    answered(question, "vienna")
    typed(question, "izmir", Reply())

    answering.drop(office("izmir"), question, "izmir")

    assert answering.unpublished(desk.person("administrator")) == ()
    assert len(log("answer_dropped")) == 1


def test_a_change_that_nobody_published_lies_on_the_desk_too(desk: Desk, hall: Hall) -> None:
    question, me = sent(), office("vienna")
    answered(question, "vienna", Reply(words="Yes."))

    answering.save(me, question, "vienna", "words.en", "Yes, in May.", "Yes.")

    assert [one.city for one in answering.unpublished(me)] == ["vienna"]
    cell = answers.matrix("en").cell(question, "vienna")
    assert cell is not None and cell.answer is not None
    assert cell.answer.text.words == "Yes."


# Silence --------------------------------------------------------------------------------------------


def test_silence_has_its_dates_and_is_overdue_the_day_after(desk: Desk, hall: Hall) -> None:
    question = sent(cities=("vienna", "izmir"))
    answered(question, "izmir")

    (open_one,) = answers.open_for_city("vienna")
    assert open_one[1].sent_at == START
    assert open_one[1].due_on == date(2027, 4, 30)
    hall.now = datetime(2027, 4, 30, 23, 59)
    assert answers.overdue() == ()
    hall.now = datetime(2027, 5, 1, 0, 1)
    assert [(one.question_id, cell.city) for one, cell in answers.overdue()] == [
        (question, "vienna")
    ]
    assert answers.overdue("izmir") == ()
    assert answers.open_for_city("izmir") == ()


def test_open_questions_stand_oldest_first(desk: Desk, hall: Hall) -> None:
    first = sent()
    hall.later(days=1)
    second = sent("Who waters the young trees in summer?", ("vienna",))

    assert [one.question_id for one, _cell in answers.open_for_city("vienna")] == [first, second]


def test_a_hidden_question_is_on_no_desk_and_in_no_count(desk: Desk, hall: Hall) -> None:
    question = sent()
    typed(question, "vienna", Reply())
    answered(question, "izmir")

    acts.move(MODERATOR, question, "hidden", rule=rules.codes()[0], words="It names a neighbour.")

    assert answers.matrix("en").rows == ()
    assert answers.open_for_city("vienna") == ()
    assert answering.unpublished(office("vienna")) == ()
    assert quota.by_city() == ()
    with pytest.raises(NotFound):
        answering.open(office("vienna"), question, "vienna")


# The matrix, and how cities answer ------------------------------------------------------------------


def test_five_cities_and_three_answers(desk: Desk, hall: Hall) -> None:
    question = sent()
    hall.later(days=4)
    answered(question, "geneva", Reply("not_our_power", "The canton decides it."))
    hall.later(days=6)
    answered(question, "dusseldorf", GERMAN)
    answered(question, "vienna", Reply("declined", REASON))
    hall.later(days=60)

    matrix = answers.matrix("en")

    assert [name for _slug, name in matrix.cities] == [
        "Düsseldorf", "Geneva", "Izmir", "Montréal", "Vienna",
    ]  # fmt: skip
    (row,) = matrix.rows
    assert [(one.city, one.standing, one.waited) for one in row.cells] == [
        ("dusseldorf", "partly", 10),
        ("geneva", "not_our_power", 4),
        ("izmir", "silent", 70),
        ("montreal", "silent", 70),
        ("vienna", "declined", 10),
    ]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"standing": "silent"}, 2), ({"standing": "partly"}, 1), ({"standing": "declined"}, 0),
        ({"city": "vienna"}, 1), ({"city": "vienna", "standing": "partly"}, 0),
        ({"city": "dusseldorf", "standing": "partly"}, 1), ({"summit": "dusseldorf-2019"}, 1),
        ({"summit": "izmir-2021"}, 0),
    ],
)  # fmt: skip
def test_the_matrix_is_narrowed_by_city_summit_and_state(
    desk: Desk, hall: Hall, wanted: dict[str, str], count: int
) -> None:
    library = sent(summit="dusseldorf-2019")
    sent("Who waters the young trees in summer?", ("izmir",))
    answered(library, "dusseldorf", GERMAN)

    assert len(answers.matrix("en", **wanted).rows) == count


@pytest.mark.parametrize(
    "words", ["librar sund", "Öffnet die Bibliothek am Sonntag?", "stadtteilen", "Genf", "Genève"]
)
def test_a_search_looks_at_questions_answers_and_names_of_cities(
    desk: Desk, hall: Hall, words: str
) -> None:
    library = sent()
    sent("Who waters the young trees in summer?", ("izmir",))
    answered(library, "dusseldorf", GERMAN)
    language = {"Genf": "de", "Genève": "fr"}.get(words, "en")

    found = answers.matching(answers.matrix(language).rows, words)

    assert [row.question.question_id for row in found] == [library]


def test_the_quota_is_counted_from_the_dates_with_the_number_of_questions(
    desk: Desk, hall: Hall
) -> None:
    asked = [sent(f"{LIBRARY} And street {number}?", ("vienna", "izmir")) for number in range(5)]
    for days, question in zip((1, 2, 9), asked[:3], strict=True):
        hall.now = START
        hall.later(days=days)
        answered(question, "vienna")
    hall.now = START
    hall.later(days=20)
    acts.move(MODERATOR, asked[4], "hidden", rule=rules.codes()[0], words="It names a neighbour.")
    hall.later(days=80)

    izmir, vienna = quota.by_city("en")

    assert (vienna.questions, vienna.replied, vienna.standings["answered"]) == (4, 3, 3)
    assert (vienna.days, vienna.longest, vienna.overdue, vienna.waiting) == (2, 100, 1, 0)
    assert vienna.share is None  # a share of four would be a verdict from a handful
    assert (izmir.questions, izmir.replied, izmir.days, izmir.overdue) == (4, 0, None, 4)
    assert [one.city_name for one in quota.by_city("fr")] == ["Izmir", "Vienne"]


def test_a_share_is_told_from_five_questions_on(desk: Desk, hall: Hall) -> None:
    for number in range(5):
        question = sent(f"{LIBRARY} And street {number}?", ("vienna",))
        if number:
            answered(question, "vienna")

    (vienna,) = quota.by_city()

    assert (vienna.questions, vienna.share, vienna.waiting) == (5, 0.8, 1)


def test_an_office_begins_with_what_it_said_before(desk: Desk, hall: Hall) -> None:
    first = sent(cities=("vienna",))
    answered(first, "vienna", Reply(words="Yes, in May.", office="Cabinet"))
    second = sent("Who waters the young trees in summer?", ("vienna",))

    opened = answering.open(office("vienna"), second, "vienna")

    assert opened.draft.office == "Cabinet"
    assert answering.earlier(office("vienna"), "vienna", "en") == ("Yes, in May.",)
    assert answering.earlier(office("vienna"), "vienna", "fr") == ()


def test_every_city_has_its_place_in_the_order_of_names(desk: Desk, hall: Hall) -> None:
    sent(cities=tuple(reversed(FIVE)))

    for language in ("de", "fr", "en"):
        names = [one.city_name for one in answers.matrix(language).rows[0].cells]
        assert names == [name for _slug, name in answers.matrix(language).cities]
