"""What is shown one after the other, of a summit, a workshop and a city."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from dashboard.catalogue import (
    clock,
    commitments,
    embargo,
    exhibition,
    outcomes,
    practices,
    pulse,
)
from dashboard.catalogue.exhibition import KINDS, Scene, Subject, hall, shown
from dashboard.catalogue.exhibition.scene import AT_LEAST
from dashboard.catalogue.filters import Filters
from dashboard.catalogue.record import Text
from dashboard.i18n import LANGUAGES
from tests.catalogue import mayors_asked, room, test_embargo
from tests.catalogue.moderated import execute, post, thread
from tests.conftest import Desk

SUMMIT = Subject("summit", room.SUMMIT)
WORKSHOP = Subject("workshop", room.WORKSHOP)
MONTREAL = Subject("city", "montreal")
REPORTED = f"{room.WORKSHOP}.1"


def keys(subject: Subject, language: str = "en") -> list[str]:
    return [one.key for one in exhibition.scenes(subject, language)]


def scene(subject: Subject, key: str, language: str = "en") -> Scene:
    return next(one for one in exhibition.scenes(subject, language) if one.key == key)


def on(monkeypatch: pytest.MonkeyPatch, day: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: day)


# What was read ---------------------------------------------------------------------------------


@pytest.mark.parametrize("subject", [SUMMIT, WORKSHOP, MONTREAL])
def test_an_exhibition_begins_with_where_one_is(store: object, subject: Subject) -> None:
    first, second, *rest = exhibition.scenes(subject, "en")

    assert (first.kind, second.kind) == ("welcome", "map")
    assert rest
    assert {one.kind for one in rest} <= set(KINDS) - {"welcome", "map"}


@pytest.mark.parametrize("subject", [SUMMIT, WORKSHOP, MONTREAL, Subject("city", "bamako")])
def test_walls_in_all_languages_show_the_same_in_the_same_order(
    store: object, subject: Subject
) -> None:
    in_english = keys(subject)

    assert [keys(subject, language) for language in LANGUAGES] == [in_english] * 4
    assert len(set(in_english)) == len(in_english)


def test_every_question_and_conclusion_of_a_summit_has_its_scene(store: object) -> None:
    shown = keys(SUMMIT)

    assert sum(one.startswith("question:") for one in shown) == 15
    assert sum(one.startswith("conclusion:") for one in shown) == 18
    question = scene(SUMMIT, f"question:{room.WORKSHOP}.q1")
    assert question.address == f"talk/question/{room.WORKSHOP}.q1"
    reported = scene(SUMMIT, f"conclusion:{REPORTED}")
    assert reported.address == f"talk/conclusion/{REPORTED}"
    assert (reported.signed, reported.basis, reported.since) == (False, "by_subject", None)
    assert reported.source


def test_a_workshop_shows_its_own_questions_alone(store: object) -> None:
    shown = [one for one in keys(WORKSHOP) if one.startswith(("question:", "conclusion:"))]

    assert len(shown) == 5
    assert all(room.WORKSHOP in one for one in shown)


def test_a_figure_states_its_year_and_leads_to_its_practice(store: object) -> None:
    figures = [one for one in exhibition.scenes(SUMMIT, "en") if one.kind == "figure"]

    assert figures
    for one in figures:
        assert one.figure
        assert one.figure.year or one.figure.period
        assert one.address == f"p/{one.key.removeprefix('figure:')}"
        assert one.source


def test_practices_are_those_of_cities_that_came(store: object) -> None:
    guests = {one.slug for one in scene(SUMMIT, f"map:{room.SUMMIT}").marks}

    read = [one for one in exhibition.scenes(SUMMIT, "en") if one.kind in ("practice", "figure")]

    assert len(read) >= 10
    assert {one.city_slug for one in read} <= guests


def test_another_day_shows_other_practices_of_the_same_cities(
    store: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.now()
    today = set(keys(Subject("summit", "montreal-2015")))

    on(monkeypatch, now + timedelta(days=1))

    assert set(keys(Subject("summit", "montreal-2015"))) != today


@pytest.mark.parametrize("code", ["montreal-2015", "dusseldorf-2019", "izmir-2021"])
def test_in_time_every_practice_of_the_cities_is_shown(store: object, code: str) -> None:
    found = hall.of(Subject("summit", code), "en")
    assert found
    first = date(2026, 11, 23)

    shown_ = {slug for n in range(120) for slug in shown._chosen(found, first + timedelta(n))}

    cards = practices.results(Filters(cities=found.guests), language="en", per_page=500).cards
    assert shown_ == {one.slug for one in cards}


def test_a_city_nobody_has_read_about_is_still_welcome(store: object) -> None:
    assert keys(Subject("city", "bamako"))[0] == "welcome:bamako"
    own = next(one for one in scene(Subject("city", "bamako"), "map:bamako").marks if one.main)
    assert (own.slug, own.practices, own.theme) == ("bamako", 0, None)


@pytest.mark.parametrize(
    "subject",
    [Subject("summit", "nowhere"), Subject("workshop", room.SUMMIT), Subject("city", "x"),
     Subject("practice", "recife-compaz-community-peace-centres"), Subject("", "")],
)  # fmt: skip
def test_what_the_catalogue_does_not_know_has_no_scenes(store: object, subject: Subject) -> None:
    assert exhibition.scenes(subject, "en") == ()
    assert exhibition.name(subject, "en") is None


def test_the_more_there_is_to_read_the_longer_a_scene_stands() -> None:
    short = Scene("a", "question", Text("Why", "en"), "")
    long = Scene("b", "question", Text("word " * 24, "en"), "")

    assert short.seconds == pytest.approx(AT_LEAST + 1 / 12)
    assert long.seconds == AT_LEAST + 2


# What is signed --------------------------------------------------------------------------------


def test_a_signed_outcome_is_news_at_once_on_summit_workshop_and_city(desk: Desk) -> None:
    before = {subject: keys(subject) for subject in (SUMMIT, WORKSHOP, MONTREAL)}

    one = room.signed(room.promise())

    for subject, earlier in before.items():
        assert f"conclusion:{one}" not in earlier
        found = scene(subject, f"conclusion:{one}")
        assert found.since is not None
        assert (found.code, found.signed, found.city_slug) == ("commitment", True, "montreal")
        assert (found.by, found.until) == ("Valérie Plante", date(2027, 6, 30))
        assert found.address == f"talk/conclusion/{one}"


def test_what_nobody_has_signed_is_on_no_wall(desk: Desk) -> None:
    typed = room.typed(room.said("Typed and not yet sent to anyone."), "t1")
    sent = room.sent(room.said("Sent and waiting for a second person."), "t2")

    shown = "".join(one.title.words for one in exhibition.scenes(SUMMIT, "en"))

    assert not {f"conclusion:{typed.id}", f"conclusion:{sent.id}"} & set(keys(SUMMIT))
    assert "Typed and" not in shown
    assert "Sent and" not in shown


def test_what_is_withdrawn_leaves_the_wall(desk: Desk) -> None:
    one = room.signed()
    assert f"conclusion:{one}" in keys(SUMMIT)

    outcomes.withdraw(room.ADA, one, "It was said in another workshop.")

    assert f"conclusion:{one}" not in keys(SUMMIT)


def test_a_promise_whose_day_is_over_is_shown_until_the_city_tells(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.now()
    one = room.signed(room.promise(due=now.date() + timedelta(days=10)))
    assert f"overdue:{one}" not in keys(SUMMIT)

    on(monkeypatch, now + timedelta(days=20))

    for subject in (SUMMIT, WORKSHOP, MONTREAL):
        late = scene(subject, f"overdue:{one}")
        assert (late.kind, late.city_slug, late.state) == ("overdue", "montreal", None)
        assert scene(subject, f"conclusion:{one}").late  # where it was signed it shows it too
    commitments.tell(
        room.office(), one, commitments.Told("kept", "All four are open.", "en", "Office"), after=0
    )
    assert f"overdue:{one}" not in keys(SUMMIT)
    kept = scene(SUMMIT, f"conclusion:{one}")
    assert (kept.state, kept.late) == ("kept", False)


# What inhabitants say --------------------------------------------------------------------------


def voice(said: str, count: int, key: str = f"conclusion:{REPORTED}") -> None:
    for number in range(count):
        execute(
            "insert into voice (thread, device, said, said_at) values (?, ?, ?, ?)",
            key, f"{said}-{number}", said, datetime(2026, 6, 1 + number % 9),
        )  # fmt: skip


def test_voices_have_their_scene_from_five_on_and_small_groups_are_not_told(desk: Desk) -> None:
    key = f"voices:conclusion:{REPORTED}"
    voice("so", 4)
    assert key not in keys(SUMMIT)

    voice("not_so", 7)
    pulse.beat(f"conclusion:{REPORTED}")

    counted = scene(SUMMIT, key).counted
    assert counted
    assert (counted.so, counted.not_so, counted.unknown) == (None, 7, None)
    assert counted.total == 7


def written(post_id: str, **given: object) -> None:
    key = f"conclusion:{REPORTED}"
    thread(key, f"summit:{room.SUMMIT}")
    moment = datetime(2026, 6, 3, 10)
    told = {"thread": key, "room": f"summit:{room.SUMMIT}", "shown_at": moment, "state": "shown"}
    post(post_id, **{**told, **given})
    pulse.beat(key)


def test_the_wall_shows_what_a_moderator_let_through(desk: Desk) -> None:
    written("aaaaaaaaaaa1", words="Así es en mi calle.", language="es", name="Lucía")
    written("aaaaaaaaaaa2", words="Nobody has read this yet.", state="held", shown_at=None)
    written("aaaaaaaaaaa3", words="This was hidden.", state="hidden")
    written("aaaaaaaaaaa4", words="Much too long. " * 40)

    posts = scene(SUMMIT, f"voices:conclusion:{REPORTED}").posts

    assert [(one.text.words, one.text.language, one.name) for one in posts] == [
        ("Así es en mi calle.", "es", "Lucía")
    ]


def test_posts_that_nobody_reads_first_stay_off_the_wall(desk: Desk) -> None:
    execute(
        "insert into discussion_room values (?, 'after', true, 'someone', now()::timestamp)",
        f"summit:{room.SUMMIT}",
    )

    written("aaaaaaaaaaa1", words="Shown at once.")

    assert f"voices:conclusion:{REPORTED}" not in keys(SUMMIT)


# Questions to mayors ---------------------------------------------------------------------------


def asked(post_id: str, due: date, *cities: str, state: str = "shown") -> None:
    moment = datetime(2026, 5, 28, 9)
    post(post_id, kind="question", state=state, words=f"What of {post_id}?", shown_at=moment)
    for city in cities:
        sent = moment if state == "shown" else None
        execute(
            "insert into question_city (post_id, city, sent_at, due_on) values (?, ?, ?, ?)",
            post_id, city, sent, due if sent else None,
        )  # fmt: skip
    pulse.beat("questions")


def test_a_question_shows_who_was_asked_and_who_is_silent(desk: Desk) -> None:
    asked("bbbbbbbbbbb1", date(2026, 6, 30), "montreal", "vienna")

    found = scene(SUMMIT, "question:bbbbbbbbbbb1")

    assert found.address == "questions/bbbbbbbbbbb1"
    assert [(one.slug, one.standing, one.due_on) for one in found.seats] == [
        ("montreal", None, date(2026, 6, 30)),
        ("vienna", None, date(2026, 6, 30)),
    ]
    assert found.since == datetime(2026, 5, 28, 9)
    assert "question:bbbbbbbbbbb1" in keys(MONTREAL)


@pytest.mark.parametrize(
    ("cities", "length", "shown"),
    [
        (("montreal", "vienna"), 240, True),
        (("montreal", "vienna"), 241, False),  # read on the phone
        (("montreal", "vienna", "geneva", "izmir"), 10, False),  # no room beside so many
    ],
)
def test_what_a_city_answered_is_read_on_the_wall_where_there_is_room(
    desk: Desk, cities: tuple[str, ...], length: int, shown: bool
) -> None:
    question = mayors_asked.sent(cities=cities)
    words = "Ja. ".ljust(length, "x")
    mayors_asked.answered(question, "vienna", mayors_asked.Reply(words=words, language="de"))

    found = scene(Subject("city", "vienna"), f"question:{question}")
    seats = {one.slug: one for one in found.seats}

    assert seats["vienna"].standing == "answered"
    assert seats["vienna"].answer == (Text(words, "de", "original") if shown else None)
    assert seats["montreal"].answer is None


def test_a_question_that_is_held_is_on_no_wall(desk: Desk) -> None:
    asked("bbbbbbbbbbb2", date(2026, 6, 30), "montreal", state="held")

    assert "question:bbbbbbbbbbb2" not in keys(SUMMIT)


def test_silence_beyond_its_day_has_a_scene_of_its_own(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, datetime(2026, 6, 29, 12))
    asked("bbbbbbbbbbb1", date(2026, 6, 30), "montreal", "vienna")
    assert "overdue:bbbbbbbbbbb1" not in keys(SUMMIT)

    on(monkeypatch, datetime(2026, 7, 2, 12))

    late = scene(SUMMIT, "overdue:bbbbbbbbbbb1")
    assert [one.slug for one in late.seats] == ["montreal", "vienna"]
    assert late.until == date(2026, 6, 30)
    assert late.since is None


# The pulse -------------------------------------------------------------------------------------


def test_it_follows_its_workshops_conclusions_and_questions(desk: Desk) -> None:
    one = room.signed()

    places = exhibition.places(SUMMIT)

    assert {f"summit:{room.SUMMIT}", f"workshop:{room.WORKSHOP}", "questions"} <= set(places)
    assert {f"conclusion:{REPORTED}", f"conclusion:{one}"} <= set(places)


def test_a_sealed_practice_is_on_no_wall_before_its_minute(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, test_embargo.NOW)
    geneva, new = Subject("city", "geneva"), "practice:geneva-zauberwurfel-im-quartier"
    test_embargo.sealed(desk, desk.person("reviewer", name="Grace"))
    assert new not in keys(geneva)

    on(monkeypatch, test_embargo.T)
    embargo.open_due()

    assert new in keys(geneva)
