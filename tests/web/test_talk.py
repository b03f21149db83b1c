"""The discussion's pages: written without script, nothing lost, nothing doubled, all as text."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.etree import ElementTree as Xml

import feedparser
import pytest
from lxml import etree, html
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard.catalogue import renaming
from dashboard.catalogue.discussion import guard as guarding
from dashboard.catalogue.discussion import posts, threads, voices
from dashboard.i18n import LANGUAGES
from dashboard.web import guard, talk_feed
from dashboard.web.headers import SecurityHeaders
from dashboard.web.languages import LanguagePrefix
from dashboard.web.plain import rest, talk, talk_index
from tests.catalogue import talking
from tests.catalogue.talking import CITY, CONCLUSION, PRACTICE, at_once, put, rows, said, shown
from tests.conftest import Desk
from tests.web.plain_pages import faults
from tests.web.selecting import select

THREAD = "talk/conclusion/dusseldorf-2019-inclusive.3"
HERE = f"/en/{THREAD}"
OURS = {"origin": "https://house.example"}
HOSTILE = {
    "markup": "<h1>Big</h1><img src=x onerror=alert(1)>",
    "script": "<script>alert(1)</script></textarea><script>alert(2)</script>",
    "template": "{{ 7 * 7 }} {% raw %} ${7*7} {count}",
    "attribute": '" autofocus onfocus="alert(1)" x=\'',
    "controls": "a\x00b\x07c\x1b[31md",
    "direction": "pay \u202egnp.exe\u202c \u2066x\u2069",
    "emoji": "👨\u200d👩\u200d👧 \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "homoglyphs": "Раураl а\u0430",
    "formula": '=HYPERLINK("https://evil.example","x")',
    "xml": "]]><!--",
    "entity": "&lt;b&gt; &amp;amp; &#0;",
    "link": "javascript:alert(1) https://evil.example/?a=1&b=2",
    "piled": "Z" + "\u0335" * 80,
}


@pytest.fixture
def client(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A reader who follows no redirect, in a house that asks nobody to wait."""
    monkeypatch.setenv("SPAM_SECONDS", "0")
    monkeypatch.setenv("POSTS_PER_MINUTE", "1000")
    guarding.forget()
    app = Starlette(
        routes=[*talk_index.routes, *talk_feed.routes, *guard.routes, *rest.routes],
        middleware=[Middleware(SecurityHeaders), Middleware(LanguagePrefix)],
    )
    with TestClient(app, base_url="https://house.example", follow_redirects=False) as opened:
        yield opened
    guarding.forget()


def page(markup: str) -> html.HtmlElement:
    return html.document_fromstring(markup)


def form(markup: str) -> dict[str, str]:
    """The fields of the form for a post, as a browser without script sends them."""
    (found,) = select(page(markup), "form[data-talk]")
    return values(found)


def values(found: html.FormElement) -> dict[str, str]:
    """What a browser sends; it drops the line end that begins a text area."""
    return {name: (value or "").removeprefix("\n") for name, value in found.form_values()}


def own_form(client: TestClient, where: str = HERE) -> dict[str, str]:
    """A form with a stamp of one's own, as our script makes it."""
    fields = form(client.get(where).text)
    return {**fields, "stamp": client.get("/en/form-stamp").json()["stamp"]}


def send(client: TestClient, fields: dict[str, str], where: str = HERE, **headers: str):
    return client.post(where, data=fields, headers={**OURS, **headers})


def text_of(markup: str) -> str:
    return " ".join(page(markup).text_content().split())


def link_of(markup: str) -> str:
    return select(page(markup), "#link")[0].text_content()


# Writing -------------------------------------------------------------------------------------------


def test_a_post_without_script_is_looked_at_once_more_and_then_kept(client: TestClient) -> None:
    first = send(
        client, {**form(client.get(HERE).text), "words": "En mi calle no.", "language": "es"}
    )
    assert first.status_code == 422
    assert form(first.text)["words"] == "En mi calle no."
    assert form(first.text)["language"] == "es"

    second = send(client, form(first.text))

    assert second.status_code == 200
    assert "Sent. A colleague reads it before it appears." in text_of(second.text)
    assert rows("select words, language, state from post") == [("En mi calle no.", "es", "held")]


def test_the_page_after_posting_has_the_authors_link_and_leaves_no_trace(
    client: TestClient,
) -> None:
    answer = send(client, {**own_form(client), "words": "Mine."})

    address = urlsplit(link_of(answer.text))
    assert (address.netloc, address.path) == ("house.example", "/en/mine")
    (code,) = parse_qs(address.query)["code"]
    assert posts.mine(code).words == "Mine."
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in answer.headers["x-robots-tag"]
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("device=") and "HttpOnly" in cookie and "SameSite=lax" in cookie


def test_a_form_sent_twice_is_one_post_and_answers_the_same(client: TestClient) -> None:
    fields = {**own_form(client), "words": "Once."}

    answers = [send(client, fields) for _press in range(3)]

    assert {one.status_code for one in answers} == {200}
    assert len({link_of(one.text) for one in answers}) == 1
    assert rows("select count(*) from post") == [(1,)]


def test_reading_gives_no_cookie_and_the_page_is_the_same_for_all(client: TestClient) -> None:
    one, other = client.get(HERE), client.get(HERE, headers={"accept-encoding": "identity"})

    assert "set-cookie" not in one.headers
    assert one.text == other.text


def test_all_faults_come_back_with_all_that_was_typed(client: TestClient) -> None:
    typed = {"words": "x" * 1_500, "name": "N" * 50, "language": "xx"}

    answer = send(client, {**own_form(client), **typed})

    told = page(answer.text)
    assert answer.status_code == 422
    assert form(answer.text)["words"] == typed["words"]
    assert form(answer.text)["name"] == typed["name"]
    (box,) = select(told, ".faults")
    assert box.get("role") == "alert"
    assert [one.text_content() for one in select(box, "li")] == [
        "At most 1,000 signs. Say the most important first.",
        "A name has at most 40 signs.",
        "Say that you are 16 or over, or leave the name away.",
        "Choose the language of your text from the list.",
    ]
    for field in ("words", "name", "sixteen"):
        (input_,) = select(told, f"#{field}")
        assert input_.get("aria-invalid") == "true"
        assert told.get_element_by_id(input_.get("aria-describedby").split()[0]) is not None
    assert rows("select count(*) from post") == [(0,)]


def test_an_answer_that_comes_back_still_answers(client: TestClient) -> None:
    parent = shown("Who else?").post_id
    fields = own_form(client, f"{HERE}?to={parent}")
    assert fields["parent"] == parent

    refused = send(client, {**fields, "words": ""})
    assert "Who else?" in text_of(refused.text)
    send(client, {**form(refused.text), "words": "Me."})

    assert rows("select words from post where parent = ?", parent) == [("Me.",)]


def test_an_answer_to_what_is_gone_comes_back_as_a_post_of_its_own(client: TestClient) -> None:
    parent = shown("Who else?").post_id
    fields = {**own_form(client, f"{HERE}?to={parent}"), "words": "Me."}
    put(parent, "hidden")

    refused = send(client, fields)

    assert refused.status_code == 422
    assert (form(refused.text)["parent"], form(refused.text)["words"]) == ("", "Me.")
    assert send(client, form(refused.text)).status_code == 200


def test_a_thread_that_was_closed_meanwhile_gives_the_text_back(client: TestClient) -> None:
    fields = {**own_form(client), "words": "Too late, but not lost."}
    talking.freeze(CONCLUSION)

    answer = send(client, fields)

    assert answer.status_code == 422
    assert form(answer.text)["words"] == "Too late, but not lost."
    assert "All was said." in text_of(answer.text)


def test_a_form_of_another_site_is_not_taken_but_given_back(client: TestClient) -> None:
    fields = {**own_form(client), "words": "From elsewhere."}

    answer = send(client, fields, origin="https://evil.example")

    assert answer.status_code == 403
    assert form(answer.text)["words"] == "From elsewhere."
    assert rows("select count(*) from post") == [(0,)]


def test_a_megabyte_is_refused_and_a_long_text_comes_back(client: TestClient) -> None:
    huge = send(client, {**own_form(client), "words": "x" * 1_000_000})
    long = send(client, {**own_form(client), "words": "ü" * 15_000})

    assert huge.status_code == 413
    assert "far too long" in text_of(huge.text)
    assert long.status_code == 422
    assert form(long.text)["words"] == "ü" * 15_000


def test_who_writes_too_much_is_told_when_to_try_again(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    statuses = [
        send(client, {**own_form(client), "words": f"Text number {one}."}).status_code
        for one in range(6)
    ]

    assert statuses == [200, 200, 200, 200, 429, 429]
    assert rows("select count(*) from post") == [(4,)]


@pytest.mark.parametrize("address", ["talk/conclusion/none", "talk/person/ada", "talk/practice/x"])
def test_nothing_is_read_or_written_where_nothing_hangs(client: TestClient, address: str) -> None:
    assert client.get(f"/en/{address}").status_code == 404
    assert send(client, {"words": "x"}, f"/en/{address}").status_code == 404


# Reading -------------------------------------------------------------------------------------------


def test_posts_say_who_when_and_in_which_language(client: TestClient) -> None:
    shown("So ist es.", language="de", name="Nachbarin", sixteen=True)
    shown("نعم", language="und")

    told = page(client.get(HERE).text)

    unnamed, named = select(told, ".post")
    assert select(named, "bdi")[0].text_content() == "Nachbarin"
    assert "Text in German" in named.text_content()
    assert select(named, ".by-hand")[0].get("lang") == "de"
    assert "Without a name" in unnamed.text_content()
    assert select(unnamed, ".by-hand")[0].get("lang") == ""
    assert {one.get("dir") for one in select(told, ".by-hand")} == {"auto"}
    in_german = page(client.get(f"/de/{THREAD}").text)
    assert "Text auf Deutsch" not in in_german.text_content()


def test_four_levels_are_told_apart_and_links_lead_to_answers(client: TestClient) -> None:
    parent = None
    for number in range(1, 6):
        parent = shown(f"Level {number}.", parent=parent).post_id

    found = select(page(client.get(HERE).text), ".post")

    assert [one.get("class") for one in found] == [
        "post post-1", "post post-2", "post post-3", "post post-4", "post post-4",
    ]  # fmt: skip
    (answer,) = select(found[0], "a[data-answer]")
    assert "You answer" in client.get(answer.get("href")).text


def test_what_is_gone_says_why_and_by_which_rule(client: TestClient, desk: Desk) -> None:
    from dashboard.catalogue.moderation import acts

    removed = shown("An insult.").post_id
    erased = shown("My words.").post_id
    shown("An answer.", parent=erased)
    acts.move(desk.person("moderator"), removed, "hidden", rule="insult")
    put(erased, "erased")

    told = page(client.get(HERE).text)

    gone = {one.get("id"): one for one in select(told, ".post")}
    assert "A moderator removed this post. The rule: No insults." in " ".join(
        gone[f"post-{removed}"].text_content().split()
    )
    assert select(gone[f"post-{removed}"], "a")[0].get("href") == "/en/rules#insult"
    assert "This post was erased." in gone[f"post-{erased}"].text_content()
    assert "An insult." not in told.text_content() and "My words." not in told.text_content()
    assert "An answer." in told.text_content()


def test_a_frozen_thread_shows_its_summary_and_no_form(client: TestClient) -> None:
    shown("Still readable.")
    talking.freeze(CONCLUSION)

    german, spanish = client.get(f"/de/{THREAD}").text, client.get(f"/es/{THREAD}").text

    assert "Alles gesagt." in german and "Still readable." in german
    assert select(page(spanish), ".notice [lang=en]")
    assert select(page(german), "form") == []
    assert select(page(german), "a[data-answer]") == []


def test_a_closed_room_shows_what_was_said_and_no_form(client: TestClient) -> None:
    at_once("summit:dusseldorf-2019", is_open=False)

    told = client.get(HERE).text

    assert select(page(told), "form") == []
    assert "Nothing is taken here at the moment." in told


def test_a_post_has_an_address_that_shows_it_on_whatever_page(client: TestClient) -> None:
    first = shown("The very first.").post_id
    for number in range(40):
        shown(f"Later number {number}.")

    newest, with_it = client.get(HERE).text, client.get(f"{HERE}?post={first}").text

    assert f'id="post-{first}"' not in newest
    assert f'id="post-{first}"' in with_it
    assert select(page(newest), 'a[href$="?page=2#posts"]')
    assert 'name="robots" content="noindex"' in with_it
    assert len(newest.encode()) < 60_000


def test_a_renamed_practice_leads_to_its_discussion(client: TestClient, desk: Desk) -> None:
    slug = PRACTICE.removeprefix("practice:")
    renaming.rename(desk.person("administrator"), slug, "compaz-renamed", "Shorter.")

    answer = client.get(f"/fr/talk/practice/{slug}")

    assert (answer.status_code, answer.headers["location"]) == (
        308, "/fr/talk/practice/compaz-renamed",
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", [CONCLUSION, PRACTICE, CITY, talking.QUESTION])
def test_each_kind_reads_in_each_language(client: TestClient, language: str, key: str) -> None:
    answer = client.get(f"/{language}/talk/{key.replace(':', '/')}")

    assert answer.status_code == 200
    told = page(answer.text)
    assert len(select(told, "h1")) == 1
    assert not re.search(r"\{[a-z_]+\}", answer.text.split("</style>")[1])
    assert bool(select(told, "#voices")) == (key == CONCLUSION)


def test_the_index_names_what_was_said_last_and_every_conclusion(client: TestClient) -> None:
    shown("In Wien ist es gut.", CITY, language="de")

    told = page(client.get("/en/talk").text)

    newest = select(told, ".subjects")[0]
    assert select(newest, "a")[0].get("href") == "/en/talk/city/vienna"
    assert select(newest, "[lang=de]")[0].text_content() == "In Wien ist es gut."
    links = {one.get("href") for one in select(told, "a")}
    assert sum(one.startswith("/en/talk/conclusion/") for one in links) == 29
    assert sum(one.startswith("/en/talk/question/") for one in links) == 22


# From the shelf ------------------------------------------------------------------------------------


def test_a_page_is_made_once_until_something_is_said(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    whole = talk._page
    monkeypatch.setattr(talk, "_page", lambda *given: made.append("") or whole(*given))
    etag = client.get(HERE).headers["etag"]

    again = client.get(HERE, headers={"if-none-match": etag})
    client.get(f"{HERE}?utm_source=x")
    client.get(f"{HERE}?page=0&to=zz&said=perhaps&post=1")

    assert (again.status_code, len(made)) == (304, 1)
    shown("Something new.")
    assert "Something new." in client.get(HERE, headers={"if-none-match": etag}).text
    assert len(made) == 2


def test_how_a_room_is_set_reaches_pages_that_were_made_before(
    client: TestClient, desk: Desk
) -> None:
    from dashboard.catalogue.moderation import rooms

    assert "A colleague reads it before it appears." in client.get(HERE).text

    rooms.settle(desk.person("moderator"), "summit:dusseldorf-2019", "after", is_open=True)

    assert "It appears at once" in client.get(HERE).text


def test_what_a_moderator_does_after_a_renaming_reaches_the_page(
    client: TestClient, desk: Desk
) -> None:
    from dashboard.catalogue.moderation import acts

    post = shown("To be removed.", PRACTICE).post_id
    slug = PRACTICE.removeprefix("practice:")
    renaming.rename(desk.person("administrator"), slug, "compaz-renamed", "Shorter.")
    assert "To be removed." in client.get("/en/talk/practice/compaz-renamed").text

    acts.move(desk.person("moderator"), post, "hidden", rule="insult")

    told = client.get("/en/talk/practice/compaz-renamed").text
    assert "To be removed." not in told and "No insults" in told


# Voices --------------------------------------------------------------------------------------------


def voice(client: TestClient, said_so: str, where: str = HERE):
    return client.post(where, data={"said": said_so}, headers=OURS)


def test_a_voice_is_counted_once_a_browser_however_often_it_is_pressed(client: TestClient) -> None:
    first = voice(client, "so")  # without a cookie yet: come back with one
    assert (first.status_code, rows("select count(*) from voice")) == (307, [(0,)])

    for said_so in ("so", "so", "not_so"):
        answer = voice(client, said_so, first.headers["location"].partition("#")[0])
        assert answer.status_code == 303

    assert rows("select said from voice") == [("not_so",)]
    thanks = client.get(answer.headers["location"]).text
    assert "Your voice is counted: In my street this is not so." in text_of(thanks)


def test_a_browser_without_cookies_is_told_why_it_is_not_counted(client: TestClient) -> None:
    first = voice(client, "so")
    client.cookies.clear()

    answer = voice(client, "so", first.headers["location"].partition("#")[0])

    assert answer.status_code == 422
    assert "keeps no cookie" in text_of(answer.text)
    assert rows("select count(*) from voice") == [(0,)]


@pytest.mark.parametrize(
    ("said_so", "where", "status"),
    [("yes", HERE, 422), ("so", "/en/talk/city/vienna", 422), ("<b>", HERE, 422)],
)
def test_a_voice_that_is_none_is_not_counted(
    client: TestClient, said_so: str, where: str, status: int
) -> None:
    client.cookies.set("device", "x" * 43)

    answer = voice(client, said_so, where)

    assert answer.status_code == status
    assert rows("select count(*) from voice") == [(0,)]


def test_voices_are_shown_as_voices_and_small_groups_not_at_all(client: TestClient) -> None:
    before = text_of(client.get(HERE).text)
    for said_so, times in (("so", 14), ("not_so", 5), ("unknown", 3)):
        for number in range(times):
            voices.say(CONCLUSION, f"{said_so} {number}", said_so)
    time.sleep(voices.PAUSE + 0.3)  # the beat that tells of the later ones

    told = page(client.get(HERE).text)

    assert "Voices are shown from five on. They are voices, not a survey." in before
    block = " ".join(" ".join(told.get_element_by_id("voices").itertext()).split())
    assert "In my street this is so 14 In my street this is not so 5" in block
    assert "I don’t know fewer than five" in block
    assert re.search(r"19 voices on .+\. Voices, not a survey\.", block)
    assert not re.search(r"\b(22|3)\b(?! November)", block.split("Voices, not")[0].split("on")[0])


# The feed ------------------------------------------------------------------------------------------


def test_the_feed_tells_what_is_shown_and_forgets_what_is_removed(client: TestClient) -> None:
    grammar = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
    shown("First.", name="Tom", sixteen=True)
    gone = shown("To be removed.").post_id
    shown("Zweitens <b>.", language="de")
    at_once(mode="before")
    said("Held.")

    before = client.get(f"/en/feed/{THREAD}.atom")
    put(gone, "hidden")
    shown("Third.")
    after = client.get(f"/en/feed/{THREAD}.atom")

    assert before.headers["content-type"] == "application/atom+xml; charset=utf-8"
    for answer in (before, after):
        assert grammar.validate(etree.fromstring(answer.content)), grammar.error_log
    told = feedparser.parse(before.content)
    assert [one.content[0].value for one in told.entries] == [
        "Zweitens <b>.", "To be removed.", "First.",
    ]  # fmt: skip
    assert told.entries[2].title.startswith("Tom on “Montréal")
    assert told.entries[0].content[0].language == "de"
    links = [urlsplit(one.link) for one in told.entries]
    assert all(client.get(f"{one.path}?{one.query}").status_code == 200 for one in links)
    assert "To be removed." not in after.text


def test_a_thread_without_posts_has_a_feed_without_entries(client: TestClient) -> None:
    assert feedparser.parse(client.get("/fr/feed/talk/city/vienna.atom").content).entries == []
    assert client.get("/fr/feed/talk/city/atlantis.atom").status_code == 404


# Changing ------------------------------------------------------------------------------------------


def test_an_author_changes_a_post_and_it_says_so(client: TestClient) -> None:
    kept = shown("Before.")
    markup = client.get(f"/en/talk/change?code={kept.token}").text
    fields = values(page(markup).forms[0])
    assert fields["words"] == "Before."

    answer = send(client, {**fields, "words": "After."}, "/en/talk/change")

    assert answer.status_code == 303
    assert answer.headers["location"] == f"/en/mine?code={kept.token}"
    assert answer.headers["referrer-policy"] == "no-referrer"
    told = text_of(client.get(HERE).text)
    assert "After." in told and "changed on" in told and "Before." not in told
    assert rows("select words from post_text") == [("Before.",)]


def test_a_change_that_is_not_taken_comes_back_whole(client: TestClient) -> None:
    kept = shown("Before.")
    markup = client.get(f"/en/talk/change?code={kept.token}").text
    fields = values(page(markup).forms[0])

    answer = send(client, {**fields, "words": "y" * 1_200}, "/en/talk/change")

    assert answer.status_code == 422
    assert values(page(answer.text).forms[0])["words"] == "y" * 1_200
    assert rows("select words from post") == [("Before.",)]


def test_a_link_that_opens_nothing_says_no_more(client: TestClient) -> None:
    kept = shown("Before.")
    put(kept.post_id, "hidden")

    assert client.get("/en/talk/change?code=unknown").status_code == 404
    final = client.get(f"/en/talk/change?code={kept.token}")
    assert select(page(final.text), "form") == []
    assert "cannot be changed any more" in final.text


# Hostile text --------------------------------------------------------------------------------------


def scripts(told: html.HtmlElement) -> list[str]:
    """Whatever on a page would act: scripts that are not ours, handlers, links of people."""
    return [
        *(one.get("src") or one.text_content() for one in select(told, "script")
          if not (one.get("src") or "").startswith("/app/static/")),
        *(f"{one.tag} {name}" for one in told.iter("*") for name in one.attrib
          if name.startswith("on") or name == "autofocus"),
        *(one.get("href") for one in select(told, "a")
          if not one.get("href").startswith(("/", "#", "https://house.example/"))),
        *(one.tag for one in select(told, "img, iframe, object")),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_shown_as_text_on_every_page(client: TestClient, kind: str) -> None:
    from dashboard.catalogue.discussion import spoken

    at_once()
    text = HOSTILE[kind]
    fields = own_form(client)
    hostile = {**fields, "words": f"{text} and more", "name": text[:40], "sixteen": "yes"}
    sent = send(client, hostile)
    assert sent.status_code == 200, text_of(sent.text)
    (row,) = rows("select post_id, words, name, state from post")
    put(row[0], "shown")
    answer = client.get(f"{HERE}?to={row[0]}")
    code = parse_qs(urlsplit(link_of(sent.text)).query)["code"][0]
    pages = [
        sent,
        client.get(HERE),
        answer,
        client.get("/en/talk"),
        client.get(f"/en/talk/change?code={code}"),
        send(client, {**hostile, "language": text, "parent": text, "stamp": text}),
        send(client, {**hostile, "said": text}),
        client.get(f"{HERE}?{urlencode({'to': text, 'page': text, 'said': text})}"),
    ]

    assert row[1] == spoken.cleaned(f"{text} and more")
    for one in pages:
        assert scripts(page(one.text)) == [], one.url
    read = select(page(pages[1].text), ".post")[0]
    assert select(read, ".by-hand")[0].text_content() == row[1]
    assert select(read, "bdi")[0].text_content() == spoken.line(text[:40])
    feed = Xml.fromstring(client.get(f"/en/feed/{THREAD}.atom").content)
    (content,) = feed.iter("{http://www.w3.org/2005/Atom}content")
    assert (content.get("type"), content.text) == ("text", row[1])


def test_hostile_fields_never_break_the_form(client: TestClient) -> None:
    names = ("words", "name", "language", "parent", "stamp", "homepage", "said", "riddle", "work")
    for text in HOSTILE.values():
        for name in names:
            answer = send(client, {name: text})
            assert answer.status_code in (403, 422, 429, 307), (name, text)
            if answer.status_code != 307:
                assert scripts(page(answer.text)) == []
    assert rows("select count(*) from post") == [(0,)]


def test_threads_module_is_asked_for_a_page_of_its_own(desk: Desk) -> None:
    assert threads.page(CONCLUSION).posts == ()


# As pages ------------------------------------------------------------------------------------------


def test_every_page_is_valid_html_in_every_language(client: TestClient, tmp_path: Path) -> None:
    at_once()
    post = shown(HOSTILE["markup"], name=HOSTILE["attribute"][:40], sixteen=True).post_id
    put(post, "shown")
    kept = said("Mine.")
    own = client.get("/en/form-stamp").json()["stamp"]
    for language in LANGUAGES:
        here = f"/{language}/{THREAD}"
        told = {
            "index": client.get(f"/{language}/talk"),
            "thread": client.get(f"{here}?said=so"),
            "answer": client.get(f"{here}?to={post}"),
            "city": client.get(f"/{language}/talk/city/vienna"),
            "faults": send(client, {"words": "", "name": "x", "language": "xx"}, here),
            "sent": send(client, {"words": f"In {language}.", "language": language, "stamp": own}, here),
            "change": client.get(f"/{language}/talk/change?code={kept.token}"),
            "voice": client.post(f"{here}?again=1", data={"said": "so"}, headers={"origin": "null"}),
        }  # fmt: skip
        for name, answer in told.items():
            (tmp_path / f"{language}-{name}.html").write_text(answer.text, encoding="utf-8")

    found = faults(tmp_path)
    assert found == [], "\n".join(found)


def test_a_page_asks_only_for_our_own_small_scripts(client: TestClient) -> None:
    told = page(client.get(HERE).text)

    fetched = [one.get("src") for one in select(told, "script")]
    assert [one.partition("?")[0] for one in fetched] == [
        "/app/static/guard.js", "/app/static/talk.js",
    ]  # fmt: skip
    assert select(told, 'link[rel="alternate"][type="application/atom+xml"]')


def test_a_thread_of_long_posts_stays_light(client: TestClient) -> None:
    for number in range(30):
        shown(f"Post {number}. " + "A sentence of some words that all differ a bit. " * 12)

    answer = client.get(HERE, headers={"accept-encoding": "gzip"})

    assert int(answer.headers["content-length"]) < 20_000


@pytest.mark.parametrize(
    ("thread", "asked"),
    [
        (THREAD, "/en/ask?summit=dusseldorf-2019"),
        ("talk/question/dusseldorf-2019-inclusive.q1", "/en/ask?summit=dusseldorf-2019"),
        ("talk/practice/recife-compaz-community-peace-centres", "/en/ask?city=recife"),
        ("talk/city/vienna", "/en/ask?city=vienna"),
    ],
)
def test_from_a_discussion_one_asks_the_mayors_it_is_about(
    client: TestClient, thread: str, asked: str
) -> None:
    links = select(page(client.get(f"/en/{thread}").text), "nav.after a")

    assert [one.get("href") for one in links if one.text == "Ask the mayors"] == [asked]
