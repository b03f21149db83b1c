"""Sealed until a minute: signed, in nobody's sight, public by the clock, whatever happens meanwhile."""

import threading
import time
from datetime import datetime, timedelta

import pytest

from dashboard.catalogue import (
    clock,
    contributions,
    database,
    duplicates,
    embargo,
    practices,
    record,
    review,
    rights,
    standing,
    submissions,
    versions,
    worklist,
)
from dashboard.catalogue.draft import Wording
from dashboard.catalogue.errors import (
    CatalogueError,
    EditedElsewhere,
    IllegalMove,
    NotAllowed,
    Outdated,
    OwnWork,
    ReasonMissing,
    WrongMoment,
)
from dashboard.catalogue.filters import Filters
from tests.catalogue import test_desk
from tests.catalogue.soundness import asked, faults
from tests.catalogue.test_desk import WRITTEN, sent, slugs
from tests.conftest import Desk

NOW = datetime(2027, 5, 3, 9, 30, 20)
T = datetime(2027, 5, 4, 14, 0)
COMPAZ = "recife-compaz-community-peace-centres"


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


@pytest.fixture
def time_is(monkeypatch: pytest.MonkeyPatch) -> Clock:
    frozen = Clock(NOW)
    monkeypatch.setattr(clock, "now", frozen.now)
    return frozen


@pytest.fixture
def grace(desk: Desk, time_is: Clock):
    return desk.person("reviewer", name="Grace")


def in_hand(desk: Desk, grace, receipt: str = "r1", **about) -> None:
    sent(desk, receipt, **about)
    review.take(grace, receipt)


def sealed(desk: Desk, grace, receipt: str = "r1", until: datetime = T, **about) -> None:
    in_hand(desk, grace, receipt, **about)
    embargo.seal(grace, receipt, until, zone="Europe/Berlin", reason="For the summit")


def state(receipt: str = "r1") -> str:
    return submissions.by_receipt(receipt).state


def correction(title: str = "Compaz, sealed words"):
    draft = versions.draft_of(COMPAZ)
    return draft.model_copy(update={"title": {**draft.title, "en": Wording(words=title)}})


# Sealing and opening ------------------------------------------------------------------------------


def test_it_opens_at_its_minute_and_not_a_second_before(desk: Desk, grace, time_is: Clock) -> None:
    sealed(desk, grace)
    before = (database.edition(), practices.results(Filters(), language="en").total)

    for time_is.moment in (NOW + timedelta(hours=1), T - timedelta(seconds=1)):
        assert embargo.open_due() == 0
        assert state() == "sealed"
        assert (database.edition(), practices.results(Filters(), language="en").total) == before
        assert slugs(Filters(query="Zauberwürfel")) == []
        assert faults() == {}

    time_is.moment = T
    assert embargo.open_due() == 1
    assert state() == "published"
    assert slugs(Filters(query="Zauberwürfel")) == ["geneva-zauberwurfel-im-quartier"]
    assert embargo.open_due() == 0
    assert faults() == {}


def test_whoever_sealed_it_has_signed_it_at_the_minute(desk: Desk, grace, time_is: Clock) -> None:
    sealed(desk, grace)
    time_is.moment = T
    embargo.open_due()

    slug = submissions.by_receipt("r1").slug or ""
    (version,) = standing.every_version(slug)
    assert (version.written_by, version.signed_by, version.role) == ("ada", "grace", "reviewer")
    assert (version.published_at, version.note) == (T, "For the summit")
    trace = asked(
        "select actor, role, from_state, to_state, occurred_at from audit "
        "where entity_id = 'r1' and 'sealed' in (from_state, to_state) order by audit_id"
    )
    assert trace == [
        ("grace", "reviewer", "in_review", "sealed", NOW),
        ("grace", "reviewer", "sealed", "published", T),
    ]


def test_a_correction_is_sealed_like_a_new_practice(desk: Desk, grace, time_is: Clock) -> None:
    public = record.by_slug(COMPAZ, "en")
    sealed(desk, grace, draft=correction(), slug=COMPAZ)
    assert record.by_slug(COMPAZ, "en") == public

    time_is.moment = T
    embargo.open_due()

    now = record.by_slug(COMPAZ, "en")
    assert now and public
    assert (now.title.words, now.version) == ("Compaz, sealed words", public.version + 1)


def test_seconds_are_cut_and_only_a_minute_of_the_coming_year_is_taken(
    desk: Desk, grace, time_is: Clock
) -> None:
    in_hand(desk, grace)
    for wrong in (NOW, NOW - timedelta(days=1), NOW.replace(second=59), NOW + timedelta(days=367)):
        with pytest.raises(WrongMoment):
            embargo.seal(grace, "r1", wrong)
    with pytest.raises(WrongMoment):
        embargo.seal(grace, "r1", T, zone="Nowhere/Land")
    assert state() == "in_review"

    assert embargo.seal(grace, "r1", T.replace(second=40)) == T


# Who may ------------------------------------------------------------------------------------------


def test_only_reviewers_seal_and_nobody_seals_alone_what_they_wrote(
    desk: Desk, grace, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_hand(desk, grace)
    for other in ("researcher", "contributor", "press", "moderator", "mayors_office"):
        with pytest.raises(NotAllowed):
            embargo.seal(desk.person(other, name="Otto", city_id=test_desk.GENEVA), "r1", T)
    with pytest.raises(OwnWork):
        embargo.seal(desk.person("researcher", "reviewer"), "r1", T)  # Ada, who wrote it
    monkeypatch.setenv("SMALL_TEAM", "1")
    embargo.seal(desk.person("researcher", "reviewer"), "r1", T)


def test_a_small_team_that_has_grown_still_sees_its_seal_open(
    desk: Desk, grace, time_is: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_hand(desk, grace)
    monkeypatch.setenv("SMALL_TEAM", "1")
    embargo.seal(desk.person("researcher", "reviewer"), "r1", T)
    monkeypatch.delenv("SMALL_TEAM")
    time_is.moment = T
    assert embargo.open_due() == 1


def test_it_is_sealed_as_it_was_read(desk: Desk, grace) -> None:
    in_hand(desk, grace)
    with pytest.raises(EditedElsewhere):
        embargo.seal(grace, "r1", T, stamp=submissions.by_receipt("r1").stamp - 1)


@pytest.mark.parametrize("role", rights.ROLES)
def test_press_and_reviewers_read_what_is_sealed_and_nobody_else(
    desk: Desk, grace, role: str
) -> None:
    sealed(desk, grace)
    reader = desk.person(role, name="Paul", city_id=test_desk.GENEVA)
    if role in ("press", "reviewer", "administrator"):
        (one,) = embargo.items(reader)
        assert (one.draft.heading(), one.opens_at) == (WRITTEN.heading(), T)
        sealing = embargo.of(reader, "r1")
        assert sealing and (sealing.zone, sealing.sealed_by) == ("Europe/Berlin", "grace")
    else:
        for question in (lambda: embargo.items(reader), lambda: embargo.of(reader, "r1")):
            with pytest.raises(NotAllowed):
                question()
    with pytest.raises(NotAllowed):
        embargo.items(None)


def test_its_author_sees_until_when_and_writes_no_more(desk: Desk, grace) -> None:
    sealed(desk, grace)
    ada = desk.person("researcher")
    sealing = embargo.of(ada, "r1")
    assert sealing and sealing.opens_at == T
    assert [one.state for one in contributions.mine(ada)] == ["sealed"]
    one = submissions.by_receipt("r1")
    with pytest.raises(IllegalMove):
        contributions.save(ada, "r1", correction(), one.stamp)
    for act in (contributions.take_back, contributions.discard):
        with pytest.raises(CatalogueError):
            act(ada, "r1")


def test_no_list_of_others_tells_of_it(desk: Desk, grace) -> None:
    sealed(desk, grace)
    sealed(desk, grace, "r2", draft=correction(), slug=COMPAZ)
    rosa = desk.person("researcher", name="Rosa")
    chief = desk.person("administrator", name="Chief")

    assert duplicates.likely(WRITTEN, rosa, "en") == ()
    assert [one.receipt for one in duplicates.likely(WRITTEN, grace, "en")] == ["r1"]
    assert [one.receipt for one in duplicates.likely(WRITTEN, desk.person("researcher"), "en")] == [
        "r1"  # her own
    ]
    assert review.queue(grace) == ()
    assert worklist.part(rosa, "waiting", "en").total == 0
    lines = [(one.from_state, one.to_state) for one in standing.log(rosa, COMPAZ)]
    assert not any("sealed" in line for line in lines)
    assert ("in_review", "sealed") in [
        (one.from_state, one.to_state) for one in standing.log(chief, COMPAZ)
    ]


# Another minute, now, or not yet ------------------------------------------------------------------


def test_its_minute_can_be_changed_with_a_reason(desk: Desk, grace, time_is: Clock) -> None:
    sealed(desk, grace)
    chief = desk.person("administrator", name="Chief")
    later = T + timedelta(hours=2)

    embargo.move_to(chief, "r1", later, "The press conference is later", zone="UTC")

    time_is.moment = T
    assert embargo.open_due() == 0
    time_is.moment = later
    assert embargo.open_due() == 1
    assert asked("select actor, note from audit where action = 'seal_moved'") == [
        ("chief", "2027-05-04 16:00 UTC: The press conference is later")
    ]
    assert faults() == {}


def test_it_can_be_lifted_and_stays_signed_by_whoever_sealed_it(
    desk: Desk, grace, time_is: Clock
) -> None:
    sealed(desk, grace)
    chief = desk.person("administrator", name="Chief")
    with pytest.raises(ReasonMissing):
        embargo.lift(chief, "r1", "  ")

    assert embargo.lift(chief, "r1", "It has leaked elsewhere") == 1

    slug = submissions.by_receipt("r1").slug or ""
    assert standing.every_version(slug)[0].signed_by == "grace"
    assert standing.every_version(slug)[0].note == "For the summit"
    assert asked("select actor, note from audit where action = 'seal_lifted'") == [
        ("chief", "It has leaked elsewhere")
    ]
    time_is.moment = T
    assert embargo.open_due() == 0
    assert faults() == {}


def test_it_can_be_taken_back_before_it_opens(desk: Desk, grace, time_is: Clock) -> None:
    sealed(desk, grace)
    with pytest.raises(ReasonMissing):
        embargo.take_back(grace, "r1", "")
    assert state() == "sealed"

    embargo.take_back(grace, "r1", "A figure is wrong")

    assert state() == "in_review"
    time_is.moment = T
    assert embargo.open_due() == 0
    embargo.seal(grace, "r1", T + timedelta(days=1))
    time_is.moment = T + timedelta(days=1)
    assert embargo.open_due() == 1
    assert faults() == {}


@pytest.mark.parametrize("act", ["move", "lift", "take back"])
def test_nobody_else_touches_a_seal_and_none_can_be_touched_when_open(
    desk: Desk, grace, time_is: Clock, act: str
) -> None:
    def acting(actor) -> None:
        if act == "move":
            embargo.move_to(actor, "r1", T + timedelta(days=1), "Because")
        elif act == "lift":
            embargo.lift(actor, "r1", "Because")
        else:
            embargo.take_back(actor, "r1", "Because")

    sealed(desk, grace)
    for role in ("researcher", "press", "contributor"):
        with pytest.raises(NotAllowed):
            acting(desk.person(role, name="Otto", city_id=test_desk.GENEVA))
    assert state() == "sealed"
    time_is.moment = T
    embargo.open_due()
    with pytest.raises(IllegalMove):
        acting(grace)


@pytest.mark.parametrize("verdict", review.VERDICTS)
def test_a_page_that_was_open_before_publishes_nothing_early(
    desk: Desk, grace, verdict: str
) -> None:
    in_hand(desk, grace)
    stamp = submissions.by_receipt("r1").stamp
    embargo.seal(grace, "r1", T)
    chief = desk.person("administrator", name="Chief")

    with pytest.raises(IllegalMove):
        review.decide(chief, "r1", verdict, reason="Now", stamp=stamp)
    with pytest.raises(CatalogueError):
        review.take(chief, "r1")
    assert state() == "sealed"


# What cannot be opened ----------------------------------------------------------------------------


def test_what_the_public_text_has_overtaken_goes_back_and_holds_nobody_up(
    desk: Desk, grace, time_is: Clock
) -> None:
    sealed(desk, grace, draft=correction(), slug=COMPAZ)
    sealed(desk, grace, "r2")
    test_desk.published(desk, "r3", correction("Another title"), COMPAZ)

    time_is.moment = T
    assert embargo.open_due() == 1

    assert (state("r1"), state("r2")) == ("in_review", "published")
    sealing = embargo.of(grace, "r1")
    assert sealing and (sealing.ending, sealing.fault) == ("returned", "outdated")
    assert submissions.by_receipt("r1").reviewer == "grace"
    assert embargo.open_due() == 0
    assert faults() == {}


def test_what_was_withdrawn_meanwhile_goes_back(desk: Desk, grace, time_is: Clock) -> None:
    sealed(desk, grace, draft=correction(), slug=COMPAZ)
    standing.withdraw(grace, COMPAZ, "Wrong city")
    time_is.moment = T

    assert embargo.open_due() == 0

    sealing = embargo.of(grace, "r1")
    assert sealing and (state("r1"), sealing.fault) == ("in_review", "gone")
    assert faults() == {}


def test_a_fault_nobody_foresaw_sends_it_back_too(
    desk: Desk, grace, time_is: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    sealed(desk, grace)
    sealed(desk, grace, "r2", draft=correction(), slug=COMPAZ)
    with database._cursor() as cursor:  # a place that is gone from the table of places
        body = WRITTEN.model_copy(update={"city_id": -7}).as_json()
        cursor.execute("update submission set body = ? where receipt = 'r1'", [body])
    time_is.moment = T

    assert embargo.open_due() == 1

    sealing = embargo.of(grace, "r1")
    assert sealing and sealing.ending == "returned"
    assert state("r2") == "published"
    assert "r1" in caplog.text and WRITTEN.heading() not in caplog.text


def test_what_could_not_be_published_now_cannot_be_sealed(desk: Desk, grace) -> None:
    in_hand(desk, grace, draft=correction(), slug=COMPAZ)
    test_desk.published(desk, "r3", correction("Another title"), COMPAZ)
    with pytest.raises(Outdated):
        embargo.seal(grace, "r1", T)
    standing.withdraw(grace, COMPAZ, "Wrong city")
    with pytest.raises(CatalogueError):
        embargo.seal(grace, "r1", T)
    assert state("r1") == "in_review"


def test_two_sealed_corrections_of_one_practice_open_one_after_the_other(
    desk: Desk, grace, time_is: Clock
) -> None:
    sealed(desk, grace, draft=correction(), slug=COMPAZ)
    sealed(desk, grace, "r2", T + timedelta(hours=1), draft=correction("Second"), slug=COMPAZ)
    time_is.moment = T + timedelta(hours=1)
    assert embargo.open_due() == 1
    assert (state("r1"), state("r2")) == ("published", "in_review")


# The watcher --------------------------------------------------------------------------------------


def test_what_fell_due_while_the_server_was_down_is_open_before_the_first_reader(
    desk: Desk, grace, time_is: Clock
) -> None:
    sealed(desk, grace)
    database.close()
    time_is.moment = T + timedelta(days=2)
    database.connect()

    with embargo.watch():
        assert state() == "published"


def test_the_watcher_opens_it_within_a_second_and_ends_with_the_server(
    desk: Desk, grace, time_is: Clock
) -> None:
    sealed(desk, grace)
    with embargo.watch():
        time.sleep(1.2)
        assert state() == "sealed"
        time_is.moment = T
        until = time.monotonic() + 1 + 1  # a second, and one for a slow machine
        while state() == "sealed" and time.monotonic() < until:
            time.sleep(0.02)
        assert state() == "published"
    assert not [one for one in threading.enumerate() if one.name == "embargo"]


def test_a_store_that_fails_once_does_not_end_the_watch(
    desk: Desk, grace, time_is: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed(desk, grace)
    monkeypatch.setattr(embargo, "_PAUSE", 0.1)
    with embargo.watch():
        with database._cursor() as cursor:
            cursor.execute("alter table embargo rename to gone")
        time.sleep(0.8)
        with database._cursor() as cursor:
            cursor.execute("alter table gone rename to embargo")
        time_is.moment = T
        time.sleep(1.5)
    assert state() == "published"
