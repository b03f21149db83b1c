"""What others put into their articles: small, true, and the only thing of ours that is framed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard.catalogue import editions, exporting, frozen, overview, renaming, standing
from dashboard.catalogue.editions import Plan
from dashboard.catalogue.exporting import Wish
from dashboard.catalogue.filters import Filters
from dashboard.i18n import LANGUAGES
from dashboard.pictures import told
from dashboard.web import embed, pictures
from dashboard.web.headers import SecurityHeaders
from dashboard.web.languages import LanguagePrefix
from dashboard.web.plain import embedding
from tests.catalogue.correcting import correct
from tests.conftest import Desk
from tests.web.plain_pages import faults

COMPAZ = "recife-compaz-community-peace-centres"
WIEN = "vienna-wohnpartner-good-neighbourhood"
EMBEDS = (
    f"embed/p/{COMPAZ}",
    f"embed/p/{WIEN}/v/1?look=dark",
    f"embed/compare?id={COMPAZ}&id={WIEN}@1",
    "embed/map?theme=security",
    "embed/chart/starts?look=light",
    "embed/chart/evidence?q=qqqzzzxxx",
)


@pytest.fixture
def client(store: Path) -> Iterator[TestClient]:
    app = Starlette(
        routes=[*embed.routes, *embedding.routes, *pictures.routes],
        middleware=[Middleware(SecurityHeaders), Middleware(LanguagePrefix)],
    )
    with TestClient(app, follow_redirects=False) as opened:
        yield opened


# What it is ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", EMBEDS)
def test_an_embed_may_be_framed_runs_nothing_and_asks_nobody_else(
    address: str, client: TestClient
) -> None:
    answer = client.get(f"/de/{address}")

    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors *" in policy
    assert policy.startswith("default-src 'none'")
    assert "x-frame-options" not in answer.headers
    assert "<script" not in answer.text
    assert ' src="/de/picture/' in answer.text or "<img" not in answer.text
    assert "CC BY 4.0" in answer.text
    assert len(answer.content) < 60_000


def test_embeds_are_valid_html_in_every_language(client: TestClient, tmp_path: Path) -> None:
    for language in LANGUAGES:
        for at, address in enumerate((*EMBEDS, "embed", f"embed?what=practice&id={COMPAZ}")):
            markup = client.get(f"/{language}/{address}").text
            (tmp_path / f"{language}-{at}.html").write_text(markup)
    # Roles are written out: where a phone shows rows as blocks, a reader still hears a table.
    assert [one for one in faults(tmp_path) if "no-redundant-role" not in one] == []


@pytest.mark.parametrize(("look", "scheme"), [("light", "light"), ("dark", "dark")])
def test_an_embed_keeps_to_the_look_that_was_chosen(
    look: str, scheme: str, client: TestClient
) -> None:
    page = client.get(f"/en/embed/map?look={look}").text
    assert f":root {{ color-scheme: {scheme}; }}" in page
    assert set(re.findall(r"look=(\w+)", page)) == {scheme}


def test_a_chart_comes_in_the_readers_own_look_and_width(client: TestClient) -> None:
    page = client.get("/en/embed/chart/themes").text
    for address in re.findall(r'(?:srcset|src)="([^"]+)"', page):
        assert client.get(address.replace("&amp;", "&")).status_code == 200
    assert {"page", "column", "phone"} == set(re.findall(r"fit=(\w+)", page))
    assert {"light", "dark"} == set(re.findall(r"look=(\w+)", page))


def test_a_chart_has_its_numbers_as_a_table_too(client: TestClient) -> None:
    page = client.get("/en/embed/chart/evidence").text
    total = overview.of(Filters(), "en").evidence.total("evaluated")
    assert f'<td class="count">{total}</td>' in page


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("embed/p/nobody", 404),
        (f"embed/p/{COMPAZ}/v/99", 404),
        (f"embed/p/{COMPAZ}/v/99999999999999999999", 404),
        ("embed/chart/horoscope", 404),
        ("embed/map?theme=witchcraft", 400),
        ("embed/map?edition=2001-01-01", 404),
        ("embed/map?edition=../../etc", 404),
        (f"embed/compare?id={COMPAZ}", 400),
        (f"embed/compare?id={COMPAZ}&id=nobody", 404),
        (f"embed/compare?id={COMPAZ}&id=%3Cscript%3E", 404),
    ],
)
def test_what_cannot_be_shown_says_so_inside_the_frame(
    address: str, status: int, client: TestClient
) -> None:
    answer = client.get(f"/en/{address}")
    assert answer.status_code == status
    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    assert '<p class="standfirst">' in answer.text


# Live, frozen, gone --------------------------------------------------------------------------------


def test_a_live_one_follows_a_correction_and_a_frozen_one_says_it_was_superseded(
    desk: Desk, client: TestClient
) -> None:
    live, kept = f"/en/embed/p/{COMPAZ}", f"/en/embed/p/{COMPAZ}/v/1"
    both = f"/en/embed/compare?id={COMPAZ}@1&id={WIEN}"
    assert "since 2016" in client.get(live).text
    assert "notice" not in client.get(kept).text.partition("<body>")[2]

    correct(desk, COMPAZ, start_year=2017)

    assert "since 2017" in client.get(live).text
    assert "Corrected on" in client.get(live).text
    frozen_now = client.get(kept).text
    assert "since 2016" in frozen_now
    assert re.search(r"Superseded on .+ by version 2", frozen_now)
    compared = client.get(both).text
    assert "since 2016" in compared
    assert "Superseded on" in compared
    assert "since 2017" in client.get(f"/en/embed/compare?id={COMPAZ}&id={WIEN}").text


def test_a_withdrawn_one_is_gone_from_every_frame_with_its_reason(
    desk: Desk, client: TestClient
) -> None:
    standing.withdraw(desk.person("reviewer"), COMPAZ, "The city asked for it.")

    for address in (
        f"embed/p/{COMPAZ}",
        f"embed/p/{COMPAZ}/v/1",
        f"embed/compare?id={COMPAZ}@1&id={WIEN}",
    ):
        answer = client.get(f"/en/{address}")
        assert answer.status_code == 410
        assert "The city asked for it." in answer.text
        assert "27.3" not in answer.text
        assert "frame-ancestors *" in answer.headers["content-security-policy"]


def test_a_renamed_one_leads_on_inside_the_frame(desk: Desk, client: TestClient) -> None:
    renaming.rename(desk.person("administrator"), COMPAZ, "recife-compaz", "Shorter.")

    answer = client.get(f"/en/embed/p/{COMPAZ}/v/1?look=dark")

    assert answer.status_code == 308
    assert answer.headers["location"] == "/en/embed/p/recife-compaz/v/1?look=dark"
    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    assert client.get(f"/en/embed/compare?id={COMPAZ}&id={WIEN}").status_code == 200


# As of an edition ----------------------------------------------------------------------------------


@pytest.fixture
def edition(desk: Desk) -> str:
    def plan(_name: str) -> Plan:
        def write(path: Path) -> None:
            exporting.as_file(Wish("geojson"), path)

        return Plan([(frozen.FILE, write)], {"practices": 224})

    return editions.freeze(desk.person("administrator"), plan).name


def test_a_frozen_chart_keeps_its_numbers_when_the_catalogue_goes_on(
    edition: str, desk: Desk, client: TestClient
) -> None:
    def evaluated(address: str) -> str:
        page = client.get(f"/en/embed/chart/evidence{address}").text
        return re.findall(r"Evaluated so far: \d+ of \d+ practices", page)[0]

    before = evaluated("")
    assert evaluated(f"?edition={edition}") == before
    standing.withdraw(desk.person("reviewer"), COMPAZ, "The city asked for it.")

    assert evaluated("") != before
    assert evaluated(f"?edition={edition}") == before
    drawn = client.get(f"/en/picture/map.svg?edition={edition}").text
    assert "224 practices" in drawn
    assert "frozen on" in drawn


def _questions() -> list[Filters]:
    return [
        Filters(),
        Filters(themes=("security",)),
        Filters(regions=("155", "154"), evidence=("evaluated",)),
        Filters(countries=("FR", "DE"), since=2010, until=2018),
        Filters(since=2016, until=2016),
        Filters(audiences=("youth",), instruments=("programme",), figures=True),
        Filters(topics=("healthy",), statuses=("running",), results=False),
    ]


def test_an_edition_counts_as_the_catalogue_did(edition: str, desk: Desk) -> None:
    for asked in _questions():
        then, now = told.frozen(edition, asked), told.of(asked)
        assert then is not None
        one, other = then.counts, now.counts
        assert (one.practices, one.cities, one.countries) == (
            other.practices,
            other.cities,
            other.countries,
        )
        for crossing in ("topics", "evidence", "regions"):
            mine, theirs = getattr(one, crossing), getattr(other, crossing)
            assert mine.rows == theirs.rows
            assert [mine.count(*pair) for pair in mine.pairs()] == [
                theirs.count(*pair) for pair in theirs.pairs()
            ]
            assert [mine.total(row) for row in mine.rows] == [
                theirs.total(row) for row in theirs.rows
            ]
        assert sorted((s.slug, s.theme, s.year or 0) for s in one.starts) == sorted(
            (s.slug, s.theme, s.year or 0) for s in other.starts
        )
        assert sorted((c.country, c.practices, c.counts) for c in then.cities) == sorted(
            (c.country, c.practices, c.counts) for c in now.cities
        )


def test_an_edition_is_not_searched_and_says_so(
    edition: str, desk: Desk, client: TestClient
) -> None:
    answer = client.get(f"/en/embed/map?edition={edition}&q=night")
    assert answer.status_code == 400
    assert "An edition is not searched" in answer.text


# The panel -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "framed"),
    [
        (f"id={COMPAZ}&what=practice", f"/en/embed/p/{COMPAZ}"),
        (f"id=https://x.example/fr/p/{COMPAZ}/v/1&what=practice", f"/en/embed/p/{COMPAZ}"),
        (f"id=https://x.example/fr/practice?id={COMPAZ}&what=practice", f"/en/embed/p/{COMPAZ}"),
        (f"id={COMPAZ}&what=practice&frozen=yes&look=dark", f"/en/embed/p/{COMPAZ}/v/1?look=dark"),
        (f"id={COMPAZ}+{WIEN}&what=compare&in=fr", f"/fr/embed/compare?id={COMPAZ}&id={WIEN}"),
        ("what=map&theme=security", "/en/embed/map?theme=security"),
        ("what=starts&look=light", "/en/embed/chart/starts?look=light"),
        ("", "/en/embed/map"),
    ],
)
def test_the_panel_gives_code_that_leads_to_what_was_chosen(
    query: str, framed: str, client: TestClient
) -> None:
    answer = client.get(f"/en/embed?{query}")
    page = answer.text.replace("&amp;amp;", "&").replace("&amp;", "&").replace("&#34;", '"')

    assert answer.status_code == 200
    assert f'src="{framed}"' in page
    assert f"http://testserver{framed}" in page
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert client.get(framed).status_code == 200


@pytest.mark.parametrize(
    "query", ["what=practice&id=nobody", "what=compare&id=one", "what=practice"]
)
def test_the_panel_says_what_is_missing(query: str, client: TestClient) -> None:
    answer = client.get(f"/en/embed?{query}")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_what_was_typed_is_never_markup(client: TestClient) -> None:
    page = client.get("/en/embed?what=practice&id=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").text
    assert "<script>alert" not in page
