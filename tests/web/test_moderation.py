"""Rules, notices, statements and the log, as people without an account meet them."""

from __future__ import annotations

import itertools
import json
import re
import time
from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard import i18n, moderation_letters
from dashboard.catalogue import clock, database, mail
from dashboard.catalogue.discussion import guard, persons
from dashboard.catalogue.moderation import acts, appeals, notices, rules
from dashboard.web import answers
from dashboard.web.headers import SecurityHeaders
from dashboard.web.languages import LanguagePrefix
from dashboard.web.plain import moderation
from tests.catalogue.moderated import THREAD, asked, everything, execute, later, post
from tests.catalogue.test_moderation import MAX, MIA
from tests.conftest import Desk
from tests.web.plain_pages import parsed

POST = "aaaaaaaaaaaa"
HOSTILE = (
    "<b>bold</b> \u202egnp.exe\x07 <script>alert(1)</script> {{ 7*7 }} =1+1 \U0001f1ea\U0001f1fa"
)
SHOWN = "<b>bold</b> gnp.exe <script>alert(1)</script> {{ 7*7 }} =1+1 \U0001f1ea\U0001f1fa"


@pytest.fixture
def house(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    ticks = itertools.count()
    monkeypatch.setattr(clock, "now", lambda: later(30) + timedelta(seconds=next(ticks)))
    monkeypatch.setenv("SPAM_SECONDS", "1")
    guard.forget()
    answers.shelf.__init__()  # type: ignore[misc]
    app = Starlette(
        routes=moderation.routes,
        middleware=[Middleware(SecurityHeaders), Middleware(LanguagePrefix)],
    )
    with TestClient(app, follow_redirects=False) as client:
        yield client


def hidden_fields(markup: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', markup)
    return {name: unescape(value) for name, value in found}


def earlier(monkeypatch: pytest.MonkeyPatch) -> None:
    """The form was opened a minute ago: nobody fills it faster."""
    began = time.time()
    monkeypatch.setattr(time, "time", lambda: began + 60)


def give(house: TestClient, monkeypatch: pytest.MonkeyPatch, language: str = "en", **given: str):
    """Open the form from a post and send it filled."""
    page = house.get(f"/{language}/notice", params={"post": given.pop("at", POST)}).text
    earlier(monkeypatch)
    address = unescape(re.search(r'name="address" type="text" value="([^"]*)"', page)[1])  # type: ignore[index]
    usual = {"address": address, "rule": "insult", "words": "She is called names.",
             "name": "", "email": "", "good_faith": "yes"}  # fmt: skip
    data = {**hidden_fields(page), **usual, **given}
    return house.post(f"/{language}/notice", data=data)


# The rules ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_rules_are_a_page_that_says_all_of_them(house: TestClient, language: str) -> None:
    answer = house.get(f"/{language}/rules")

    page, edition = parsed(answer.text), rules.edition(language)
    assert answer.status_code == 200 and page.lang == language
    for one in (*edition.rules, *edition.parts):
        assert one.name in page.text and " ".join(one.words.split()) in page.text
    assert {one.code for one in edition.rules} <= set(page.ids)
    assert page.fetched in ([], ["/app/static/icon.png"])
    assert len(answer.content) < 30_000
    assert not re.search(r"\{[a-z_]+\}", re.sub(r"<style.*?</style>", "", answer.text, flags=re.S))


def test_the_rules_for_machines_are_the_same_words(house: TestClient) -> None:
    told = house.get("/rules.json").json()

    assert told == json.loads((database.ROOT / "data" / "rules.json").read_text("utf-8"))
    newest = told["editions"][0]
    assert newest["version"] == rules.version()
    assert [one["code"] for one in newest["rules"]] == list(rules.codes())
    for language in i18n.LANGUAGES:
        assert [one["words"][language] for one in newest["rules"]] == [
            one.words for one in rules.edition(language).rules
        ]


def test_the_page_counts_what_the_store_holds(
    house: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    post("a1"), post("a2"), post("a3", state="shown")
    acts.move(MIA, "a1", "refused", "spam")
    acts.move(MIA, "a3", "hidden", "hate")

    markup = house.get("/en/rules").text
    told = " ".join(re.sub(r"<[^>]+>", " ", markup).split())

    assert "Waiting to be read now 1" in told
    assert "Refused 1" in told and "Hidden after it was shown 1" in told
    assert "No spam 1 1" in told and "No hatred of groups 1 1" in told and "No insults 0 0" in told


def test_a_flood_of_acts_does_not_make_the_page_anew_each_time(
    house: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: later(30))
    post("a1"), post("a2")
    first = house.get("/en/rules").text
    acts.move(MIA, "a1", "refused", "spam")
    assert house.get("/en/rules").text == first

    monkeypatch.setattr(clock, "now", lambda: later(30.1))

    assert house.get("/en/rules").text != first


def test_the_log_is_for_everybody_and_follows_each_act(house: TestClient) -> None:
    post("a1", words="Kanarienvogel", name="Kanari", token="kanari-token")
    before = house.get("/moderation-log.csv").text
    acts.move(MIA, "a1", "refused", "spam", "Kanarienwort")

    answer = house.get("/moderation-log.csv")

    assert len(before.splitlines()) == 1 and len(answer.text.splitlines()) == 2
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    assert "anari" not in answer.text and "mia" not in answer.text and "a1" not in answer.text


# Notices ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_notice_is_confirmed_at_an_address_of_its_own_where_the_decision_stands_later(
    house: TestClient, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    post(POST, state="shown")

    answer = give(house, monkeypatch, language)

    assert answer.status_code == 303
    here = answer.headers["location"]
    assert here.startswith(f"/{language}/statement?code=")
    page = house.get(here)
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in page.headers["x-robots-tag"]
    told = parsed(page.text).text
    assert (
        "She is called names." in told and f"/talk/{THREAD.replace(':', '/')}#post-{POST}" in told
    )
    [found] = notices.waiting(MIA)
    notices.decide(MIA, found.notice_id, "dismissed", "Es ist eine Meinung.", language="de")
    told = parsed(house.get(here).text).text
    assert "Es ist eine Meinung." in told


def test_a_notice_keeps_what_was_typed_and_tells_all_that_is_wrong(
    house: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(POST, state="shown")

    answer = give(
        house, monkeypatch, rule="", words=HOSTILE, name=HOSTILE, email="nobody", good_faith=""
    )

    assert answer.status_code == 422
    page = answer.text
    assert page.count('aria-invalid="true"') == 3
    for sentence in ("Choose what it breaks", "This is not an e-mail address", "in good faith"):
        assert sentence in page
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page
    assert 'value="nobody"' in page
    assert asked("select count(*) from notice") == [(0,)]


def test_what_people_write_is_shown_as_text(
    house: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(POST, state="shown", words=SHOWN, token="secret")

    here = give(house, monkeypatch, words=HOSTILE).headers["location"]

    page = house.get(here).text
    assert "<script>alert" not in page and "\u202e" not in page and "\x07" not in page
    assert SHOWN in parsed(page).text
    acts.move(MIA, POST, "hidden", "insult", HOSTILE)
    page = house.get("/en/statement?code=secret").text
    assert "<script>alert" not in page and "\u202e" not in page
    assert parsed(page).text.count(SHOWN) == 2


def test_a_notice_from_another_site_is_not_taken(
    house: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(POST, state="shown")
    page = house.get("/en/notice", params={"post": POST}).text
    earlier(monkeypatch)
    data = {
        **hidden_fields(page),
        "address": "/p/x",
        "rule": "spam",
        "words": "W",
        "good_faith": "yes",
    }

    answer = house.post("/en/notice", data=data, headers={"origin": "https://elsewhere.example"})

    assert answer.status_code == 403
    assert asked("select count(*) from notice") == [(0,)]


def test_a_robot_is_sent_back_with_what_it_wrote(
    house: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(POST, state="shown")

    answer = give(house, monkeypatch, homepage="https://spam.example")

    assert answer.status_code == 422 and "She is called names." in answer.text
    assert asked("select count(*) from notice") == [(0,)]


def test_a_form_larger_than_any_of_ours_is_not_read(house: TestClient) -> None:
    answer = house.post("/en/notice", data={"words": "x" * 1_000_000})

    assert answer.status_code == 422
    assert len(answer.content) < 30_000


def test_who_leaves_an_address_gets_a_receipt_and_the_decision_by_letter(
    house: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(POST, state="shown")
    here = give(house, monkeypatch, "fr", email="ana@recife.example").headers["location"]
    code = here.partition("code=")[2]
    assert [code in one for one in letters()] == [True]

    acts.move(MIA, POST, "hidden", "insult", "C’est une insulte.")
    assert moderation_letters.send_due("https://house.example") == 1

    first, second = sorted(letters(), key=len)
    assert "https://house.example/fr/statement?code=" + code in second
    assert "C’est une insulte." in second and "ana@recife.example" in first
    assert moderation_letters.send_due() == 0
    assert "ana@" not in everything()


def letters() -> list[str]:
    from email import message_from_bytes, policy

    found = []
    for file in mail.outbox().glob("*.eml"):
        read = message_from_bytes(file.read_bytes(), policy=policy.SMTP)
        found.append(f"{read['To']}\n{read.get_content()}")  # type: ignore[union-attr]
    return found


# Statements ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize(("state", "goal"), [("held", "refused"), ("shown", "hidden")])
def test_the_author_reads_what_was_done_to_which_text_by_which_rule(
    house: TestClient, language: str, state: str, goal: str
) -> None:
    post("a1", state=state, words="You fool", token="secret", suspicion="words")
    acts.move(MIA, "a1", goal, "insult", "Say it of the plan.")

    answer = house.get(f"/{language}/statement", params={"code": "secret"})

    told = parsed(answer.text).text
    rule = rules.edition(language).rule("insult")
    for words in ("You fool", rule.name, rule.words, "Say it of the plan."):
        assert words in told
    assert answer.headers["cache-control"] == "no-store"
    assert "secret" not in answer.headers.get("location", "")
    assert 'name="words"' in answer.text  # the way to a second look


def test_opening_a_statement_changes_nothing(house: TestClient) -> None:
    post("a1", token="secret")
    acts.move(MIA, "a1", "refused", "insult")
    before = everything()

    for method in ("GET", "HEAD"):
        house.request(method, "/en/statement", params={"code": "secret", "words": "Please"})

    assert everything() == before


def test_the_author_asks_for_a_second_look_and_reads_the_answer(
    house: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    post("a1", token="secret")
    acts.move(MIA, "a1", "refused", "insult")
    page = house.get("/es/statement?code=secret").text
    fields = hidden_fields(page)
    earlier(monkeypatch)

    answer = house.post("/es/statement", data={**fields, "words": "Cité a otra persona."})

    assert answer.status_code == 303 and answer.headers["location"] == "/es/statement?code=secret"
    page = house.get("/es/statement?code=secret").text
    assert "Cité a otra persona." in page and 'name="words"' not in page
    [one] = appeals.waiting(MIA)
    appeals.decide(MAX, one.appeal_id, granted=True, answer="Es una cita.", language="es")
    told = parsed(house.get("/es/statement?code=secret").text).text
    assert "Es una cita." in told


def test_an_appeal_that_cannot_be_taken_comes_back_as_it_was_typed(
    house: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    post("a1", token="secret")
    acts.move(MIA, "a1", "refused", "insult")
    fields = hidden_fields(house.get("/en/statement?code=secret").text)
    early = house.post("/en/statement", data={**fields, "words": "Too fast"})
    earlier(monkeypatch)
    empty = house.post("/en/statement", data={**fields, "words": " "})
    long = house.post("/en/statement", data={**fields, "words": "x" * 1001})

    assert (early.status_code, empty.status_code, long.status_code) == (429, 422, 422)
    assert "Too fast" in early.text
    assert "x" * 1001 in long.text and "longer than 1,000 signs" in long.text
    assert asked("select count(*) from appeal") == [(0,)]


def test_a_link_that_is_nobodys_opens_nothing(house: TestClient) -> None:
    post("a1", words="Kanarienvogel")
    for code in ("", "unknown", "x" * 3000):
        answer = house.get("/en/statement", params={"code": code})
        assert answer.status_code == 404 and "Kanarienvogel" not in answer.text
    answer = house.post("/en/statement", data={"code": "unknown", "words": "Why"})
    assert answer.status_code == 404


def test_a_text_nobody_acted_on_says_so(house: TestClient) -> None:
    post("a1", token="secret")

    answer = house.get("/en/statement?code=secret")

    assert answer.status_code == 200 and "Nothing was done to your text" in answer.text


def test_an_erased_text_is_not_shown_again(house: TestClient) -> None:
    post("a1", token="secret", words="Kanarienvogel")
    acts.move(MIA, "a1", "refused", "insult")
    execute("update post set state = 'erased', words = 'Kanarienvogel'")

    answer = house.get("/en/statement?code=secret")

    assert "Kanarienvogel" not in answer.text and "You have erased" in answer.text


def test_the_wording_is_that_of_the_edition_the_act_went_by(
    house: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    post("a1", token="secret")
    acts.move(MIA, "a1", "refused", "insult")
    old = rules.edition("en").rule("insult").words
    document = json.loads(json.dumps(rules.document()))
    newest = json.loads(json.dumps(document["editions"][0]))
    newest["version"], newest["rules"][0]["words"]["en"] = "2", "Quite another wording."
    document["editions"].insert(0, newest)
    rules.edition.cache_clear()
    monkeypatch.setattr(rules, "document", lambda: document)

    try:
        told = parsed(house.get("/en/statement?code=secret").text).text
        assert old in told and "Quite another wording." not in told
        assert "Quite another wording." in parsed(house.get("/en/rules").text).text
    finally:
        rules.edition.cache_clear()


def test_an_author_who_asked_for_letters_gets_the_statement_by_letter(house: TestClient) -> None:
    post("q1", kind="question", token="secret", words="You fool?")
    with database.transaction() as writer:
        persons.wants_answer(writer, "q1", "ana@recife.example", "fr")
    acts.move(MIA, "q1", "refused", "insult")
    assert moderation_letters.send_due() == 0  # she has not said it a second time
    [wish] = persons.wishes_due()
    persons.confirm(wish.code)

    assert moderation_letters.send_due() == 1

    [letter] = [one for one in letters() if "You fool?" in one]
    assert rules.edition("fr").rule("insult").words in " ".join(letter.split())
    assert moderation_letters.send_due() == 0
