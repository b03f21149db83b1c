"""What was promised, by when, how it goes, and what is overdue: by a clock that stands still."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dashboard.catalogue import clock, commitments, database, outcomes, pulse
from dashboard.catalogue.commitments import Told
from dashboard.catalogue.errors import EditedElsewhere, Incomplete, NotAllowed, NotFound
from dashboard.catalogue.outcomes import Fault
from tests.catalogue import room
from tests.catalogue.room import SUMMIT
from tests.catalogue.soundness import asked
from tests.conftest import Desk

DUE = date(2027, 6, 30)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, 2026, 11, 23)


def at(monkeypatch: pytest.MonkeyPatch, year: int, month: int, day: int, hour: int = 9) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(year, month, day, hour))


def told(state: str = "begun", words: str = "Two are open.", office: str = "Office") -> Told:
    return Told(state, words, "en", office)


def test_nobody_has_told_anything_of_a_fresh_promise(desk: Desk) -> None:
    room.signed()  # what was agreed is no promise
    one = room.signed(room.promise(due=DUE), receipt="r2")

    (found,) = commitments.of()

    assert found.outcome.id == one
    assert (found.state, found.told_at, found.words, found.office) == ("open", None, None, None)
    assert not found.overdue
    assert commitments.of(summit=SUMMIT) == commitments.of(city="montreal") == (found,)
    assert commitments.of(summit="izmir-2021") == commitments.of(city="recife") == ()


@pytest.mark.parametrize(
    ("state", "day", "late"),
    [
        (None, (2027, 6, 30), False),  # on its day it may still be kept
        (None, (2027, 7, 1), True),
        ("begun", (2027, 7, 1), True),
        ("kept", (2027, 7, 1), False),
        ("partly", (2027, 7, 1), False),
        ("dropped", (2027, 7, 1), False),
        ("open", (2029, 1, 1), True),
    ],
)
def test_a_promise_is_overdue_from_the_day_after_until_its_end_is_told(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    state: str | None,
    day: tuple[int, int, int],
    late: bool,
) -> None:
    one = room.signed(room.promise(due=DUE))
    if state:
        commitments.tell(room.office(), one, told(state), after=0)
    at(monkeypatch, *day)

    (found,) = commitments.of()

    assert found.overdue == late
    assert commitments.overdue() == ((found,) if late else ())


def test_the_overdue_come_first_then_by_their_day(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = {
        days: room.signed(room.promise(due=day), receipt=days)
        for days, day in (
            ("late", date(2027, 1, 31)), ("next", date(2027, 8, 1)), ("later", date(2027, 1, 1)),
            ("kept", date(2026, 12, 1)),
        )
    }  # fmt: skip
    commitments.tell(room.office(), ids["kept"], told("kept"), after=0)
    at(monkeypatch, 2027, 3, 1)

    found = [one.outcome.id for one in commitments.of()]

    assert found == [ids["later"], ids["late"], ids["next"], ids["kept"]]


def test_what_the_office_tells_is_shown_to_all_at_once_and_kept(desk: Desk) -> None:
    one = room.signed(room.promise())
    version, beat = database.version(), pulse.of("city:montreal")

    assert commitments.tell(room.office(), one, told(), after=0) == 1
    assert commitments.tell(room.office(), one, told("kept", "All are open."), after=1) == 2

    (found,) = commitments.of(language="fr")
    assert (found.state, found.words, found.words_language) == ("kept", "All are open.", "en")
    assert [(step.number, step.state) for step in found.steps] == [(2, "kept"), (1, "begun")]
    assert database.version() == version + 2
    assert pulse.of("city:montreal") == beat + 2
    assert asked(
        "select actor, role, from_state, to_state from audit where action = 'tell_commitment' "
        "order by audit_id"
    ) == [
        ("office", "mayors_office", "open", "begun"),
        ("office", "mayors_office", "begun", "kept"),
    ]


def test_a_second_sending_of_the_same_is_the_same(desk: Desk) -> None:
    one = room.signed(room.promise())

    assert commitments.tell(room.office(), one, told(), after=0) == 1
    assert commitments.tell(room.office(), one, told(), after=0) == 1

    assert asked("select count(*) from commitment_step") == [(1,)]
    assert asked("select count(*) from audit where action = 'tell_commitment'") == [(1,)]


def test_who_saw_less_than_was_told_overwrites_nothing(desk: Desk) -> None:
    one = room.signed(room.promise())
    commitments.tell(room.office(), one, told(), after=0)

    with pytest.raises(EditedElsewhere):
        commitments.tell(room.office(), one, told("kept", "All are open."), after=0)
    assert commitments.of()[0].state == "begun"


def test_an_office_speaks_for_its_own_city_alone(desk: Desk) -> None:
    one = room.signed(room.promise())
    elsewhere = room.office("recife")

    assert commitments.of_office(elsewhere, "en") == ()
    assert [found.outcome.id for found in commitments.of_office(room.office(), "en")] == [one]
    for other in (elsewhere, room.ADA):
        with pytest.raises(NotAllowed):
            commitments.tell(other, one, told(), after=0)
    with pytest.raises(NotAllowed):
        commitments.of_office(None, "en")
    chief = desk.person("administrator", name="Chief")
    assert len(commitments.of_office(chief, "en")) == 1


def test_all_that_is_wrong_is_told_at_once(desk: Desk) -> None:
    one = room.signed(room.promise())

    with pytest.raises(Incomplete) as fault:
        commitments.tell(room.office(), one, told("dropped", " ", "\u202e"), after=0)

    assert list(fault.value.faults) == [Fault("words", "missing"), Fault("office", "missing")]
    assert commitments.faults(told("nonsense", "x" * 601, "o" * 121)) == (
        Fault("state", "missing"), Fault("words", "too_long"), Fault("office", "too_long"),
    )  # fmt: skip
    assert asked("select count(*) from commitment_step") == [(0,)]


def test_a_promise_that_was_withdrawn_is_no_promise_any_more(desk: Desk) -> None:
    one = room.signed(room.promise())
    outcomes.withdraw(room.BO, one, "Misheard")

    assert commitments.of() == ()
    with pytest.raises(NotFound):
        commitments.tell(room.office(), one, told(), after=0)


def test_a_corrected_promise_keeps_what_was_told_of_it(desk: Desk) -> None:
    one = room.signed(room.promise())
    commitments.tell(room.office(), one, told(), after=0)
    room.corrected(one, room.promise("We open five houses of welcome.", due=date(2028, 1, 1)))

    (found,) = commitments.of()

    assert (found.outcome.version, found.state) == (2, "begun")
    assert found.outcome.due_on == date(2028, 1, 1)


def test_what_the_office_writes_is_cleaned_of_what_acts(desk: Desk) -> None:
    one = room.signed(room.promise())
    commitments.tell(
        room.office(), one, told("begun", "Two\u202e <i>are</i>\x00 open.", "Of\nfice"), after=0
    )

    (found,) = commitments.of()

    assert (found.words, found.office) == ("Two <i>are</i> open.", "Of fice")
