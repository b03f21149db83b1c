"""Against spam: what is refused, what waits for a moderator, and that memory stays bounded."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dashboard.catalogue import clock, database
from dashboard.catalogue.buckets import Buckets
from dashboard.catalogue.discussion import Sender, Written, disguise, guard, posts
from dashboard.catalogue.discussion.guard import Guard, Judgement, Refused
from tests.conftest import Desk
from tests.web.plain_pages import COMPAZ

LONG = "In my street the lamps are broken and nobody comes to mend them, since March."


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Clock:
    return Clock()


@pytest.fixture(autouse=True)
def _plain(store: object, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SPAM_PROOF", "SPAM_SECONDS", "POSTS_PER_MINUTE"):
        monkeypatch.delenv(name, raising=False)


def sender(**told: object) -> Sender:
    values = {"device": None, "place": "here", "seconds_open": 30.0, **told}
    return Sender(**values)  # type: ignore[arg-type]


# One form -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "judgement"),
    [
        ({}, Judgement()),
        ({"honey": "http://spam.example"}, Judgement("honey")),
        ({"seconds_open": None}, Judgement("again")),
        ({"seconds_open": 0.5}, Judgement("too_fast", wait=3)),
        ({"seconds_open": 2.9}, Judgement("too_fast", wait=1)),
        ({"seconds_open": 3.0}, Judgement()),
    ],
)
def test_a_form_tells_by_itself_whether_a_program_filled_it(
    time: Clock, told: dict[str, object], judgement: Judgement
) -> None:
    assert Guard(100, time).judge(LONG, sender(**told), "comment") == judgement


@pytest.mark.parametrize(
    ("setting", "proof", "code"),
    [
        ("off", None, None),
        ("question", None, "proof_missing"),
        ("question", "wrong", "proof_wrong"),
        ("question", "passed", None),
        ("work", None, "proof_missing"),
        ("work", "passed", None),
    ],
)
def test_a_question_or_work_is_asked_for_where_it_is_set(
    time: Clock, monkeypatch: pytest.MonkeyPatch, setting: str, proof: str | None, code: str | None
) -> None:
    monkeypatch.setenv("SPAM_PROOF", setting)

    assert Guard(100, time).judge(LONG, sender(proof=proof), "comment").refused == code


def test_the_seconds_are_a_setting(time: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPAM_SECONDS", "0")

    assert Guard(100, time).judge(LONG, sender(seconds_open=0.0), "comment") == Judgement()


def test_a_stamp_is_good_for_one_text_however_often_the_line_needs_it(time: Clock) -> None:
    house = Guard(100, time)
    form = sender(stamp="one")

    answers = [house.judge(words, form, "notice").refused for words in (LONG, LONG, "Another.")]

    assert answers == [None, None, "again"]


# How much -----------------------------------------------------------------------------------------


def test_a_browser_writes_four_texts_a_minute_and_twenty_an_hour(time: Clock) -> None:
    house = Guard(1000, time)
    taken, waits = 0, []
    for minute in range(20):
        for number in range(5):
            found = house.judge(f"{minute} {number}", sender(device="d"), "notice")
            taken += found.refused is None
            waits.append(found.wait)
        time.now += 60

    assert house.judge("x", sender(device="other"), "notice") == Judgement()
    # Four at once of each minute, until the hour's twenty are used; these fill again by the hour.
    assert 20 <= taken <= 20 + 7
    assert waits[:5] == [0, 0, 0, 0, 15]


def test_an_address_has_its_share_and_fills_again_evenly(time: Clock) -> None:
    house = Guard(120, time)

    first = [house.judge(str(n), sender(), "notice").refused for n in range(130)]
    time.now += 1
    later = [house.judge(f"later {n}", sender(), "notice").refused for n in range(5)]

    assert first == [None] * 120 + ["place"] * 10
    assert later == [None, None, "place", "place", "place"]


def test_ten_thousand_posts_in_a_minute_from_one_address_leave_the_others_room(
    time: Clock,
) -> None:
    house = Guard(120, time)
    got_through = 0
    for number in range(10_000):
        time.now += 60 / 10_000
        found = house.judge(f"text {number}", sender(device=f"new {number}"), "comment")
        got_through += found.refused is None

    neighbour = house.judge(LONG, sender(place="next door", device="d"), "comment")

    assert got_through == 120 + 119  # what the bucket held, and what flowed in meanwhile
    assert neighbour == Judgement()


def test_ten_thousand_posts_in_a_minute_from_five_hundred_addresses_are_bounded_by_the_house(
    time: Clock,
) -> None:
    house = Guard(120, time)
    got_through = 0
    for number in range(10_000):
        time.now += 60 / 10_000
        who = sender(place=f"place {number % 500}", device=f"new {number}")
        got_through += house.judge(f"text {number}", who, "comment").refused is None

    assert got_through == 600 + 599


def test_a_flood_of_ever_new_addresses_and_texts_leaves_memory_bounded(time: Clock) -> None:
    house = Guard(10_000_000, time, most=100)
    for number in range(5_000):
        words = f"Text number {number} about the lamps that are broken in the street"
        who = sender(place=f"p{number}", device=f"d{number}", stamp=f"s{number}")
        house.judge(words, who, "notice")

    assert len(house) <= 6 * 100


def test_a_refusal_is_judged_without_the_store(
    time: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = Guard(1, time)
    house.judge("first", sender(), "comment")

    def closed(*_: object, **__: object) -> None:
        raise AssertionError("the store was asked")

    monkeypatch.setattr(database, "rows", closed)
    monkeypatch.setattr(database, "transaction", closed)

    assert house.judge(LONG, sender(), "comment").refused == "place"
    assert house.judge(LONG, sender(honey="x"), "comment").refused == "honey"
    assert house.judge("", sender(), "voice").refused is None


def test_presses_have_buckets_of_their_own(time: Clock) -> None:
    house = Guard(2, time)

    texts = [house.judge(str(n), sender(), "notice").refused for n in range(3)]
    presses = [house.judge("", sender(seconds_open=None), "voice").refused for _ in range(11)]

    assert texts == [None, None, "place"]
    assert presses == [None] * 10 + ["place"]


def test_what_comes_from_a_crowded_address_waits_for_a_moderator(time: Clock) -> None:
    house = Guard(10, time)

    found = [house.judge(str(n), sender(), "notice").suspicion for n in range(7)]

    assert found == [None] * 5 + ["crowd"] * 2


# Words --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "Best casino in town",
        "V1AGRA for everybody",
        "v i a g r a for everybody",
        "сasino wіth Cyrillic letters",
        "Cliquez ici pour savoir",
        "Kredit ohne SCHUFA, sofort",
        "¡Gane más! Dinero facil desde casa",
    ],
)
def test_advertising_waits_in_four_languages_however_it_is_disguised(
    time: Clock, words: str
) -> None:
    assert Guard(100, time).judge(words, sender(), "comment") == Judgement(suspicion="words")


@pytest.mark.parametrize(
    "words",
    [
        "My street lies in Essexdorf near the Kasino-Platz.",  # another word
        "Specialist doctors are missing here.",  # holds 'cialis'
        "Wer hier wohnt, kennt das.",
        "Haga algo, por favor. Clic.",
    ],
)
def test_what_only_looks_like_it_is_taken(time: Clock, words: str) -> None:
    assert Guard(100, time).judge(words, sender(), "comment") == Judgement()


@pytest.mark.parametrize(
    ("words", "suspicion"),
    [
        ("See https://www.duesseldorf.de and https://vienna.example", None),
        ("https://a.example https://b.example www.c.example", "links"),
        ("Look at bit.ly/abc", "links"),
        ("Look at sub.bit.ly", "links"),
        ("Look at rabbit.ly", None),
        ("cheap.xyz", "links"),
        ("Das ist gut.Aber nicht genug.", None),
    ],
)
def test_links_wait_where_there_are_many_or_they_hide_where_they_lead(
    time: Clock, words: str, suspicion: str | None
) -> None:
    assert Guard(100, time).judge(words, sender(), "comment").suspicion == suspicion


def test_the_same_words_from_many_hands_wait_and_then_are_too_many(time: Clock) -> None:
    house = Guard(1000, time)

    found = [
        house.judge(LONG.upper() if n % 2 else LONG, sender(device=f"d{n}"), "notice")
        for n in range(22)
    ]

    assert [one.suspicion for one in found[:3]] == [None, None, "twin"]
    assert [one.refused for one in found[19:]] == [None, "campaign", "campaign"]


def test_the_same_words_a_day_later_are_new(time: Clock) -> None:
    house = Guard(1000, time)
    for number in range(3):
        house.judge(LONG, sender(device=f"d{number}"), "notice")
    time.now += timedelta(days=1).total_seconds() + 1

    assert house.judge(LONG, sender(device="d9"), "notice") == Judgement()


def test_a_short_agreement_may_be_said_by_many(time: Clock) -> None:
    house = Guard(1000, time)

    found = {house.judge("I think so too.", sender(device=f"d{n}"), "notice") for n in range(30)}

    assert found == {Judgement()}


def test_a_list_of_words_is_data_with_lines_for_each_language() -> None:
    lines = guard._lines("words")

    assert {"casino", "cliquez ici", "kredit ohne schufa", "dinero fácil"} <= set(lines)
    assert not [one for one in lines if one.startswith("#")]
    assert "bit.ly" in guard._lines("links")


def test_whoever_writes_is_told_why_it_is_not_taken() -> None:
    with pytest.raises(Refused) as refused:
        guard.admit(LONG, sender(honey="x"), "comment")

    assert refused.value.judgement.refused == "honey"
    assert guard.admit("Best casino", sender(), "comment") == "words"


# Pieces -------------------------------------------------------------------------------------------


def test_a_bucket_tells_how_long_to_wait_without_taking(time: Clock) -> None:
    buckets = Buckets("x", 2, now=time)
    assert (buckets.wait("a"), buckets.used("a")) == (0, 0)
    buckets.take("a"), buckets.take("a")

    assert [buckets.wait("a") for _ in range(2)] == [30, 30]
    assert buckets.used("a") == 1


def test_two_disguises_of_a_text_have_one_fingerprint() -> None:
    one = disguise.fingerprint("Thé lamps, are BROKEN!")

    assert one == disguise.fingerprint("the  lamps are br0ken")
    assert one != disguise.fingerprint("the lamps are mended")


def test_the_same_words_from_one_browser_are_kept_already_for_a_day(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    mine = sender(device="mine")
    posts.write(Written(f"practice:{COMPAZ}", LONG, "en", "a" * 32), mine)

    def again(who: Sender, words: str = LONG) -> Judgement:
        return guard.judge(words, who, "comment")

    assert again(mine, LONG.upper()) == Judgement("said_already")
    assert again(mine, "Something else altogether.") == Judgement()
    assert again(sender(device="other")).refused is None
    now += timedelta(days=1, seconds=1)
    guard.forget()
    assert again(mine) == Judgement()
