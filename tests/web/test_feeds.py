"""Atom feeds: valid by the grammar of RFC 4287 and to a second reader, complete, never too early."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard import navigation
from dashboard.catalogue import clock, contributions, practices, renaming, standing, versions
from dashboard.catalogue.draft import Wording
from dashboard.catalogue.filters import Filters
from dashboard.i18n import LANGUAGES
from dashboard.web import feeds, metadata
from dashboard.web.headers import SecurityHeaders
from dashboard.web.languages import LanguagePrefix
from dashboard.web.plain import rest
from tests.catalogue.correcting import correct, publish
from tests.conftest import Desk

COMPAZ = "recife-compaz-community-peace-centres"
RENNES = "rennes-day-and-night-mediators"
NOW = datetime(2027, 3, 4, 9, 30)
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ADDRESSES = (
    "all.atom", "corrections.atom", "theme/security.atom", "c/recife.atom", "c/vienna.atom",
    "search.atom?q=night&theme=security", "search.atom", "search.atom?q=zzzzzz",
)  # fmt: skip


@cache
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))


@pytest.fixture
def client(store: Path) -> Iterator[TestClient]:
    app = Starlette(
        routes=[*feeds.routes, *rest.routes],
        middleware=[Middleware(SecurityHeaders), Middleware(LanguagePrefix)],
    )
    with TestClient(app, base_url="https://house.example", follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def eventful(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A catalogue where a practice was corrected, one retired and one withdrawn."""
    hours = iter(range(10_000))
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(seconds=next(hours)))
    grace = desk.person("reviewer", name="Grace")
    draft = versions.draft_of(COMPAZ)
    title = {**draft.title, "en": Wording(words="COMPAZ <b>& peace</b> centres \u201cnew\u201d")}
    correct(desk, COMPAZ, title=title, end_year=2026, note="Rosa rang me up")
    standing.retire(grace, RENNES, "It ended with <i>the</i> year.")
    standing.withdraw(grace, "geneva-geneve-sa-gueule", "The city asked for it.")
    return desk


def read(client: TestClient, address: str) -> etree._Element:
    """A feed that keeps to the grammar and to the rules that no grammar says."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    root = etree.fromstring(answer.content)
    grammar().assertValid(root)
    owes(root, f"https://house.example{address}")
    again = feedparser.parse(answer.content)
    assert not again.bozo, again.bozo_exception
    assert again.version == "atom10"
    assert [one.id for one in again.entries] == ids(root)
    return root


def owes(root: etree._Element, address: str) -> None:
    """What RFC 4287 asks in words: 4.1.1, 4.1.2, 4.2.6, 4.2.7."""
    assert root.find(f"{ATOM}author/{ATOM}name").text
    assert [one.get("href") for one in root.findall(f"{ATOM}link[@rel='self']")] == [address]
    assert len(ids(root)) == len(set(ids(root))) <= feeds.MOST
    for part in (root, *root.findall(f"{ATOM}entry")):
        links = [
            (one.get("type"), one.get("hreflang"))
            for one in part.findall(f"{ATOM}link[@rel='alternate']")
        ]
        assert len(links) == len(set(links)) >= 1
        assert part.findtext(f"{ATOM}id").startswith("tag:")
        assert part.findtext(f"{ATOM}title").strip()
    for entry in root.findall(f"{ATOM}entry"):
        assert (entry.find(f"{ATOM}summary") is not None) or (
            entry.find(f"{ATOM}content") is not None
        )
    moments = [one.findtext(f"{ATOM}updated") for one in root.findall(f"{ATOM}entry")]
    assert moments == sorted(moments, reverse=True)
    if moments:
        assert root.findtext(f"{ATOM}updated") == moments[0]


def ids(root: etree._Element) -> list[str]:
    return [one.findtext(f"{ATOM}id") for one in root.findall(f"{ATOM}entry")]


def titles(root: etree._Element) -> list[str]:
    return [one.findtext(f"{ATOM}title") for one in root.findall(f"{ATOM}entry")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_feed_is_valid_in_every_language(
    client: TestClient, address: str, language: str
) -> None:
    root = read(client, f"/{language}/feed/{address}")

    assert root.get(LANG) == language


@pytest.mark.parametrize("address", ["all.atom", "corrections.atom", "search.atom?theme=security"])
def test_so_it_is_after_corrections_and_ends(
    eventful: Desk, client: TestClient, address: str
) -> None:
    for language in LANGUAGES:
        read(client, f"/{language}/feed/{address}")


def test_corrections_and_ends_are_told_with_what_changed_and_why(
    eventful: Desk, client: TestClient
) -> None:
    root = read(client, "/en/feed/corrections.atom")

    withdrawn, retired, corrected = root.findall(f"{ATOM}entry")
    assert titles(root)[0].startswith("Withdrawn: ")
    assert titles(root)[1].startswith("Retired: ")
    assert titles(root)[2] == "Corrected: COMPAZ <b>& peace</b> centres \u201cnew\u201d (Recife)"
    assert "The city asked for it." in withdrawn.findtext(f"{ATOM}content")
    assert "&lt;i&gt;the&lt;/i&gt; year" in retired.findtext(f"{ATOM}content")
    told = corrected.findtext(f"{ATOM}content")
    assert "Year it ended: “2026” was added." in told
    assert "&lt;b&gt;&amp; peace" in told
    assert [one.get("href") for one in corrected.findall(f"{ATOM}link")] == [
        f"https://house.example/en/p/{COMPAZ}/v/2",
        f"https://house.example/record/{COMPAZ}/2.json",
    ]
    assert corrected.findtext(f"{ATOM}updated") == corrected.findtext(f"{ATOM}published")


def test_nobody_is_named_and_no_word_to_colleagues_is_told(
    eventful: Desk, client: TestClient
) -> None:
    text = client.get("/en/feed/all.atom").text

    assert not [one for one in ("Grace", "Ada", "rang me up") if one in text]


def test_a_text_that_was_withdrawn_is_told_no_more(eventful: Desk, client: TestClient) -> None:
    root = read(client, "/en/feed/c/geneva.atom")

    mine = [one for one in ids(root) if "geneva-geneve-sa-gueule" in one]
    assert len(mine) == 1 and "/withdrawn/" in mine[0]


def test_an_id_stays_the_same_and_is_another_for_another_thing(
    eventful: Desk, client: TestClient
) -> None:
    before = ids(read(client, "/en/feed/corrections.atom"))
    grace = eventful.person("reviewer", name="Grace")
    standing.bring_back(grace, RENNES, "It went on.")
    standing.retire(grace, RENNES, "It ended again.")

    after = ids(read(client, "/en/feed/corrections.atom"))

    assert after[2:] == before
    assert len(set(after)) == len(after) == len(before) + 2


def test_another_name_makes_no_new_entry_of_an_old_one(eventful: Desk, client: TestClient) -> None:
    before = ids(read(client, "/en/feed/c/recife.atom"))
    renaming.rename(eventful.person("reviewer"), COMPAZ, "recife-compaz", "Shorter.")

    root = read(client, "/en/feed/c/recife.atom")

    assert ids(root) == before
    first = root.find(f"{ATOM}entry/{ATOM}link").get("href")
    assert first == "https://house.example/en/p/recife-compaz/v/2"


def test_a_new_practice_is_in_the_feeds_of_its_city_theme_and_search(
    eventful: Desk, client: TestClient
) -> None:
    draft = versions.draft_of(COMPAZ).model_copy(
        update={"title": {"en": Wording(words="Zilpzalp houses for everybody")}}
    )
    slug = publish(eventful, draft)

    for address in ("all", "c/recife", f"theme/{draft.themes[0]}"):
        assert slug in ids(read(client, f"/fr/feed/{address}.atom"))[0]
    found = read(client, "/fr/feed/search.atom?q=Zilpzalp")
    assert [one.endswith(f"{slug}/v/1") for one in ids(found)] == [True]
    assert slug not in "".join(ids(read(client, "/fr/feed/corrections.atom")))


def test_what_waits_for_its_reviewer_is_in_no_feed(eventful: Desk, client: TestClient) -> None:
    ada = eventful.person("researcher")
    one = contributions.begin(ada, receipt="w", language="en", slug=COMPAZ)
    draft = versions.draft_of(COMPAZ).model_copy(update={"lead": "Zilpzalp"})
    contributions.send(ada, "w", contributions.save(ada, "w", draft, one.stamp))

    for address in (*ADDRESSES, "search.atom?q=Zilpzalp"):
        text = client.get(f"/en/feed/{address}").text
        assert text.replace("q=Zilpzalp", "").replace("“Zilpzalp”", "").count("Zilpzalp") == 0


def test_a_search_gives_what_explore_finds_up_to_fifty(client: TestClient) -> None:
    wanted = Filters(query="night", themes=("security",))

    root = read(client, "/en/feed/search.atom?q=night&theme=security")

    assert len(ids(root)) == min(feeds.MOST, practices.total(wanted, "en"))
    page = root.find(f"{ATOM}link[@rel='alternate']").get("href")
    assert page == "https://house.example/en/explore?q=night&theme=security"


def test_a_feed_may_be_asked_again_cheaply_and_by_any_page(client: TestClient) -> None:
    first = client.get("/en/feed/all.atom")
    mark = {"If-None-Match": first.headers["etag"]}

    assert client.get("/en/feed/all.atom", headers=mark).status_code == 304
    assert client.head("/en/feed/all.atom").headers["etag"] == first.headers["etag"]
    assert first.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("theme/witchcraft.atom", 404), ("c/atlantis.atom", 404), ("all.rss", 404),
        ("search.atom?theme=witchcraft", 400), ("search.atom?city=atlantis", 400),
        ("search.atom?from=yesterday", 400), ("c/..%2f..%2fetc.atom", 404),
    ],
)  # fmt: skip
def test_what_nobody_knows_is_told_in_words(client: TestClient, address: str, status: int) -> None:
    assert client.get(f"/en/feed/{address}").status_code == status


def test_a_feed_without_a_language_leads_to_the_readers(client: TestClient) -> None:
    answer = client.get("/feed/all.atom", headers={"Accept-Language": "de"})

    assert (answer.status_code, answer.headers["location"]) == (302, "/de/feed/all.atom")


def test_signs_that_xml_cannot_hold_are_left_out() -> None:
    parent: Any = feeds.Xml.Element("x")

    assert feeds.atom.add(parent, "title", "a\x00b\x0bc\ud800d").text == "abcd"


def test_ids_name_the_public_house(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://catalogue.example:8443")

    root = etree.fromstring(client.get("/en/feed/all.atom?x=1").content)

    assert all(one.startswith("tag:catalogue.example,2026-11-22:en/p/") for one in ids(root))


@pytest.mark.parametrize(
    ("script", "query", "slug", "feed"),
    [
        ("explore", "theme=security&pick=a&page=2&sort=city", None, "search.atom?theme=security"),
        ("explore", "theme=witchcraft", None, "all.atom"),
        ("home", "", None, "all.atom"),
        ("city", "id=recife", "recife", "c/recife.atom"),
        ("practice", f"id={COMPAZ}", COMPAZ, "c/recife.atom"),
    ],
)
@pytest.mark.usefixtures("store")
def test_the_pages_of_the_dashboard_name_their_feed(
    script: str, query: str, slug: str | None, feed: str
) -> None:
    told = metadata.meta(navigation.page(script), query, slug, "fr", "https://h.example")

    assert told.feed == f"/fr/feed/{feed}"
