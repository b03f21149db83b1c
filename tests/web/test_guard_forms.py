"""Forms against spam: stamps that tell time, a cookie for who sends, questions and work."""

from __future__ import annotations

import hashlib
import time as seconds
from collections.abc import Iterator
from itertools import count

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard import i18n
from dashboard.catalogue.discussion import guard as guarding
from dashboard.catalogue.discussion.guard import Judgement
from dashboard.web import guard, limits
from dashboard.web.languages import LanguagePrefix
from tests.conftest import Desk


@pytest.fixture(autouse=True)
def _settings(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SPAM_PROOF", "SPAM_SECONDS", "POSTS_PER_MINUTE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """Seconds that have passed since the page was opened: set the only entry."""
    passed, start = [0.0], seconds.time()
    monkeypatch.setattr(guard.time, "time", lambda: start + passed[0])
    yield passed


def request(cookie: str = "", address: str = "192.0.2.7") -> Request:
    headers = [(b"cookie", cookie.encode())] if cookie else []
    return Request(
        {
            "type": "http",
            "method": "POST",
            "path": "/talk",
            "headers": headers,
            "client": (address, 1),
            "scheme": "http",
            "query_string": b"",
            "state": {},
        }
    )


def sent(stamp: str, **more: str) -> dict[str, str]:
    return {"stamp": stamp, **more}


# Time ---------------------------------------------------------------------------------------------


def test_a_stamp_tells_how_long_a_form_lay_open(later: list[float]) -> None:
    stamp = guard.fields(request()).stamp
    later[0] = 42.0

    found = guard.sender(request(), sent(stamp))

    assert 41 <= (found.seconds_open or 0) <= 43


@pytest.mark.parametrize("change", ["", "x", "f0.abc.def", "äöü", "f" * 9999])
def test_a_stamp_of_other_hands_tells_nothing(change: str) -> None:
    assert guard.sender(request(), sent(change)).seconds_open is None
    assert guard.receipt(sent(change)) == ""


def test_a_stamp_cannot_be_made_older_than_it_is() -> None:
    told, sign = guard.fields(request()).stamp.rsplit(".", 1)
    began, nonce = told.split(".")
    older = f"f{int(began[1:], 16) - 600:x}.{nonce}.{sign}"

    assert guard.sender(request(), sent(older)).seconds_open is None


def test_a_form_may_lie_open_over_night_and_not_for_days(later: list[float]) -> None:
    stamp = guard.fields(request()).stamp
    later[0] = 24 * 3600.0
    assert guard.sender(request(), sent(stamp)).seconds_open is not None
    later[0] = guard.OLDEST + 2.0

    assert guard.sender(request(), sent(stamp)).seconds_open is None


def test_the_stamp_of_a_page_kept_for_all_is_not_enough_to_send() -> None:
    kept = guard.fields_for_all()

    found = guard.sender(request(), sent(kept.stamp))

    assert kept.for_all and found.seconds_open is None
    assert guarding.judge("words", found, "notice") == Judgement("again")


def test_a_form_that_comes_back_keeps_the_time_it_had(later: list[float]) -> None:
    first = guard.fields(request()).stamp
    later[0] = 100.0
    again = guard.fields(request(), sent(first)).stamp
    later[0] = 101.0

    found = guard.sender(request(), sent(again))

    assert again != first
    assert (found.seconds_open or 0) >= 100


def test_a_form_has_one_receipt_however_often_it_is_sent() -> None:
    one, other = guard.fields(request()).stamp, guard.fields(request()).stamp

    assert guard.receipt(sent(one)) == guard.receipt(sent(one)) != guard.receipt(sent(other))
    assert len(guard.receipt(sent(one))) == 32


# Who ----------------------------------------------------------------------------------------------


def test_a_browser_is_known_by_its_cookie_and_gets_one_when_it_sends() -> None:
    new = request()
    first = guard.sender(new, {})
    answer = Response()
    guard.device(new, answer)
    (name, value) = answer.headers["set-cookie"].split(";")[0].split("=")

    known = guard.sender(request(f"{name}={value}"), {})

    assert name == "device" and known.device == first.device
    assert value not in (known.device or "")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=lax" in answer.headers["set-cookie"]
    again = Response()
    guard.device(request(f"{name}={value}"), again)
    assert "set-cookie" not in again.headers


def test_a_cookie_that_is_none_of_ours_is_replaced() -> None:
    strange = request("device=1")

    assert guard.sender(strange, {}).device == guard.sender(strange, {}).device
    assert guard.sender(strange, {}).device != guard.sender(request("device=1"), {}).device


def test_an_address_is_hashed_and_one_of_another_house_is_another() -> None:
    one, same, other = (
        guard.sender(request(address=address), {}).place
        for address in ("2001:db8:1:2::9", "2001:db8:1:2::aaaa", "2001:db8:1:3::9")
    )

    assert one == same != other
    assert "2001" not in one


# A question, or work ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fr", "de", "es"])
def test_a_question_is_answered_in_digits_or_in_words(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("SPAM_PROOF", "question")
    i18n.use(language)
    monkeypatch.setattr(guard.random, "randint", lambda *_: 4)
    made = guard.fields(request())
    four, eight = i18n._("four"), i18n._("eight")

    def proof(said: str, riddle: str = made.riddle) -> str | None:
        form = sent(made.stamp, riddle=riddle, riddle_answer=said)
        return guard.sender(request(), form).proof

    assert made.question.count(four) == 2
    assert [proof(one) for one in ("8", " 8 ", eight, eight.upper())] == ["passed"] * 4
    assert [proof(one) for one in ("9", "18", "x", "-8", "8" * 50)] == ["wrong"] * 5
    assert proof("") is None
    assert proof("8", guard.fields(request()).riddle.replace(".", "0.", 1)) == "wrong"


def test_an_answer_is_not_good_for_ever(
    monkeypatch: pytest.MonkeyPatch, later: list[float]
) -> None:
    monkeypatch.setenv("SPAM_PROOF", "question")
    monkeypatch.setattr(guard.random, "randint", lambda *_: 4)
    made = guard.fields(request())
    later[0] = guard.OLDEST + 2.0

    form = sent(guard.fields(request()).stamp, riddle=made.riddle, riddle_answer="8")

    assert guard.sender(request(), form).proof == "wrong"


def worked(stamp: str) -> str:
    for number in count():
        head = hashlib.sha256(f"{stamp}:{number}".encode()).digest()[:4]
        if int.from_bytes(head, "big") >> (32 - guard.BITS) == 0:
            return str(number)
    raise AssertionError


def test_work_is_looked_at_with_one_hash_and_is_for_one_stamp(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SPAM_PROOF", "work")
    made = guard.fields(request())
    number = worked(made.stamp)

    def proof(stamp: str, work: str) -> str | None:
        return guard.sender(request(), sent(stamp, work=work)).proof

    assert made.bits == guard.BITS and made.question
    assert proof(made.stamp, number) == "passed"
    assert proof(guard.fields(request()).stamp, number) == "wrong"
    assert [proof(made.stamp, one) for one in ("x", "٣", "9" * 99)] == ["wrong"] * 3


def test_nothing_is_asked_for_where_it_is_off() -> None:
    made = guard.fields(request())

    assert (made.bits, made.question) == (0, "")
    assert guard.sender(request(), sent(made.stamp)).proof is None


# What is said -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("judgement", "said", "status"),
    [
        (Judgement("too_fast", wait=2), "Send it again in 2 seconds", 429),
        (Judgement("device", wait=15), "Send it again in 1 minute", 429),
        (Judgement("device", wait=125), "Send it again in 3 minutes", 429),
        (Judgement("place", wait=1), "Send it again in 1 second", 429),
        (Judgement("house", wait=7), "Send it again in 7 seconds", 429),
        (Judgement("honey"), "It is empty again", 422),
        (Judgement("again"), "once more", 422),
        (Judgement("proof_missing"), "question below", 422),
        (Judgement("proof_wrong"), "new one below", 422),
        (Judgement("said_already"), "they are kept", 422),
        (Judgement("campaign"), "in your own", 422),
    ],
)
def test_every_refusal_has_its_sentence_and_says_when(
    judgement: Judgement, said: str, status: int
) -> None:
    assert said in guard.sentence(judgement)
    assert guard.status(judgement) == status


# A stamp for a kept page --------------------------------------------------------------------------


def test_the_script_gets_a_stamp_that_nobody_keeps() -> None:
    app = Starlette(routes=guard.routes, middleware=[Middleware(LanguagePrefix)])
    client = TestClient(app)

    one, other = (client.get("/de/form-stamp") for _ in range(2))

    assert one.json().keys() == {"stamp", "bits", "sixteen"}
    assert one.json()["stamp"] != other.json()["stamp"]
    assert one.headers["cache-control"] == "no-store"
    assert "set-cookie" not in one.headers
    assert guard.sender(request(), sent(one.json()["stamp"])).seconds_open is not None


# Very many ----------------------------------------------------------------------------------------


def crowd(answers: Iterator[int]) -> tuple[TestClient, list[str]]:
    """A house whose form answers with these statuses, and the bodies it has read."""
    read: list[str] = []

    async def form(asked: Request) -> Response:
        read.append((await asked.body()).decode())
        return PlainTextResponse("the form, filled", next(answers))

    app = Starlette(
        routes=[Route("/{path:path}", form, methods=["GET", "POST"])],
        middleware=[
            Middleware(LanguagePrefix),
            Middleware(limits.Limits, api=3, make=3, trusted=()),
        ],
    )
    return TestClient(app, client=("9.9.9.9", 1)), read


def statuses(*given: int) -> Iterator[int]:
    yield from given
    while True:
        yield given[-1]


def test_after_very_many_refusals_the_answer_is_short_and_nothing_is_read() -> None:
    client, read = crowd(statuses(429))

    answers = [client.post("/en/talk/city/vienna", content="words") for _ in range(100)]

    assert len(read) == limits.REFUSALS
    assert {one.status_code for one in answers} == {429}
    assert "go back one page" in answers[-1].text
    assert answers[-1].headers["retry-after"] == "1"
    assert client.get("/en/talk/city/vienna").status_code == 429  # reading is passed on as ever
    assert len(read) == limits.REFUSALS + 1


def test_forms_that_are_taken_or_mended_are_never_counted() -> None:
    client, read = crowd(statuses(*[303, 422] * 100))

    found = [client.post("/en/talk/city/vienna").status_code for _ in range(200)]

    assert set(found) == {303, 422}
    assert len(read) == 200


def test_refusals_of_many_addresses_are_bounded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    client, read = crowd(statuses(429))
    made = iter(range(10**6))
    monkeypatch.setattr(limits, "address", lambda *_: f"10.0.{next(made) % 500}.1")

    for _ in range(1000):
        client.post("/en/ask")

    assert limits.ALL_REFUSALS <= len(read) <= limits.ALL_REFUSALS + 60  # some flowed in meanwhile
