"""One's own text by its link: seen, taken along, erased; the address for answers confirmed."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard.catalogue import database
from dashboard.catalogue.discussion import Kept, Sender, Written, own, persons, posts
from dashboard.i18n import LANGUAGES
from dashboard.web.headers import SecurityHeaders
from dashboard.web.languages import LanguagePrefix
from dashboard.web.plain import mine
from tests.conftest import Desk
from tests.web.plain_pages import COMPAZ, faults, parsed

HOSTILE = "<script>alert(1)</script> & “quotes” 漢字 مرحبا"


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    app = Starlette(
        routes=mine.routes, middleware=[Middleware(SecurityHeaders), Middleware(LanguagePrefix)]
    )
    with TestClient(app, follow_redirects=False) as opened:
        yield opened


def post(words: str = "The lamp is dark.", name: str = "") -> Kept:
    sender = Sender(device="device", place="place", seconds_open=30.0)
    written = Written(f"practice:{COMPAZ}", words, "und", "a" * 32, name=name, sixteen=bool(name))
    return posts.write(written, sender)


def state(kept: Kept, to_state: str) -> None:
    with database.transaction() as writer:
        writer._cursor.execute(
            "update post set state = ?, shown_at = written_at where post_id = ?",
            [to_state, kept.post_id],
        )


def wish(kept: Kept) -> str:
    """The code of the letter that asks a second time."""
    with database.transaction() as writer:
        persons.wants_answer(writer, kept.post_id, "ada.somebody@example.org", "en")
    return next(one.code for one in persons.wishes_due())


@pytest.mark.parametrize("to_state", ["held", "shown", "refused", "hidden"])
def test_the_page_is_valid_in_every_language_and_state(
    client: TestClient, tmp_path, to_state: str
) -> None:
    kept = post(HOSTILE, "Flor <i>")
    state(kept, to_state)
    code = wish(kept)
    for language in LANGUAGES:
        for name, address in (
            ("mine", f"mine?code={kept.token}"),
            ("wish", f"mine/confirm?code={code}"),
        ):
            answer = client.get(f"/{language}/{address}")
            assert answer.status_code == 200
            assert "<script>alert" not in answer.text
            (tmp_path / f"{language}-{name}.html").write_text(answer.text)

    assert faults(tmp_path) == []


def test_no_page_of_a_link_is_kept_indexed_or_told_to_another(client: TestClient) -> None:
    kept = post()
    code = wish(kept)

    for address in (f"mine?code={kept.token}", f"mine/data.json?code={kept.token}",
                    f"mine/confirm?code={code}", "mine?code=x"):  # fmt: skip
        headers = client.get(f"/en/{address}").headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert "noindex" in headers["x-robots-tag"]
        assert "set-cookie" not in headers


@pytest.mark.parametrize(
    ("to_state", "says", "ways", "not_ways"),
    [
        ("held", "It waits until a moderator", ["talk/change"], ["statement", "#"]),
        ("shown", "Everybody can read it", ["talk/change", "#"], ["statement"]),
        ("refused", "did not let it through", ["statement"], ["talk/change", "#"]),
        ("hidden", "took it away", ["statement"], ["talk/change", "#"]),
    ],
)
def test_the_link_says_what_became_of_ones_text_and_leads_on(
    client: TestClient, to_state: str, says: str, ways: list[str], not_ways: list[str]
) -> None:
    kept = post()
    state(kept, to_state)

    page = parsed(client.get(f"/en/mine?code={kept.token}").text)

    onward = [one for one in page.links if one != "#content"]
    assert says in page.text
    for one in ways:
        assert [link for link in onward if one in link], one
    for one in not_ways:
        assert not [link for link in onward if one in link], one


def test_opening_a_link_changes_nothing(client: TestClient) -> None:
    kept = post()
    code = wish(kept)

    for _ in range(2):
        client.get(f"/en/mine?code={kept.token}")
        client.get(f"/en/mine/confirm?code={code}")
        client.get(f"/en/mine?code={kept.token}&act=erase&sure=yes")
        client.get(f"/en/mine/confirm?code={code}&act=forget")

    assert own.seen(kept.token)
    found = persons.wish(code)
    assert found and not found.confirmed


def test_erasing_asks_whether_one_is_sure_and_then_says_that_it_is_done(
    client: TestClient,
) -> None:
    kept = post("The words that go.")
    unsure = client.post("/en/mine", data={"code": kept.token, "act": "erase"})
    sure = client.post("/en/mine", data={"code": kept.token, "act": "erase", "sure": "yes"})
    done = client.get(sure.headers["location"])
    after = client.get(f"/en/mine?code={kept.token}")

    assert unsure.status_code == 422 and "The words that go." in unsure.text
    assert sure.status_code == 303 and kept.token not in sure.headers["location"]
    assert done.status_code == 200 and "It is erased" in done.text
    assert after.status_code == 404 and "The words that go." not in after.text
    again = client.post("/en/mine", data={"code": kept.token, "act": "erase", "sure": "yes"})
    assert again.status_code == 404


def test_all_that_is_stored_is_one_file(client: TestClient) -> None:
    kept = post(HOSTILE, "Flor")
    wish(kept)

    answer = client.get(f"/de/mine/data.json?code={kept.token}")

    assert answer.headers["content-type"] == "application/json"
    assert f'filename="my-text-{kept.post_id}-' in answer.headers["content-disposition"]
    told = json.loads(answer.content)
    assert told["post"]["words"] == HOSTILE
    assert told["answer_to"][0]["address"] == "ada.somebody@example.org"
    assert client.get("/de/mine/data.json?code=x").status_code == 404


def test_the_address_for_answers_is_confirmed_and_ended_by_the_letters_link(
    client: TestClient,
) -> None:
    kept = post()
    code = wish(kept)
    asked = client.get(f"/en/mine/confirm?code={code}").text

    confirmed = client.post("/en/mine/confirm", data={"code": code, "act": "confirm"})
    after = client.get(confirmed.headers["location"]).text

    assert "a…@example.org" in asked and "somebody" not in asked
    assert "The answer will come by e-mail" in after
    found = persons.wanted(kept.post_id)
    assert found and found.address == "ada.somebody@example.org"
    ended = client.post("/en/mine/confirm", data={"code": code, "act": "forget"})
    assert "The address is erased" in client.get(ended.headers["location"]).text
    assert persons.wanted(kept.post_id) is None
    assert client.get(f"/en/mine/confirm?code={code}").status_code == 410


def test_the_address_is_erased_by_the_texts_own_link_too(client: TestClient) -> None:
    kept = post()
    code = wish(kept)
    before = parsed(client.get(f"/en/mine?code={kept.token}").text).text

    answer = client.post("/en/mine", data={"code": kept.token, "act": "forget"})

    assert answer.status_code == 303
    assert "A letter asks there whether it is yours" in before and "somebody" not in before
    assert persons.wish(code) is None
    assert own.seen(kept.token)


@pytest.mark.parametrize("code", ["", "x", "ä" * 9, "a" * 5_000, "%00", "' or 1=1 --"])
def test_a_link_that_is_none_opens_nothing(client: TestClient, code: str) -> None:
    assert client.get("/en/mine", params={"code": code}).status_code == 404
    assert client.get("/en/mine/confirm", params={"code": code}).status_code == 410
    erase = {"code": code, "act": "erase", "sure": "yes"}
    assert client.post("/en/mine", data=erase).status_code in (404,)
