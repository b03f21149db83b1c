"""A sealed text through every route of the house: before its minute nowhere, from then on everywhere.

The routes are those of `addresses`, so that a new one is gone through as soon as it is there. Drafts
and texts in review are looked for on the same way: they appear nowhere at all.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq
import pypdf
import pytest
import streamlit as st

from dashboard import freezing, navigation
from dashboard.catalogue import (
    build,
    clock,
    contributions,
    database,
    embargo,
    geography,
    record,
    review,
    submissions,
    versions,
)
from dashboard.catalogue.draft import Draft, Figure, Source, Wording
from dashboard.catalogue.people import accounts
from dashboard.catalogue.rights import OF_A_CITY, Actor, Grant
from dashboard.i18n import LANGUAGES
from dashboard.web import answers
from tests import small_release
from tests.conftest import Desk, OpenPage
from tests.small_release import COMPAZ
from tests.web import addresses
from tests.web.asking import Answer, Asker

NOW, T = datetime(2026, 11, 24, 9, 30), datetime(2026, 11, 25, 14, 0)
ULM, LYON = 2820256, 2996944
CANARY = "Kanarizq7"  # in each text, with a letter of its own
SEALED, CORRECTION, SENT, DRAFT = (f"{CANARY}{one}" for one in "nksd")
TOWN = geography.by_id(ULM).slug  # a city of which nothing is public yet
WORD = "Zwirbelmond"  # stands in the texts alone: searched for, it is told back
SLUG = f"ulm-{SEALED.lower()}-peace"


def text(canary: str, of: Draft | None = None) -> Draft:
    """A text whose every part holds its canary, found by all that the examples ask for."""
    words = {one: Wording(words=f"{canary} peace") for one in LANGUAGES}
    told = {one: Wording(words=f"{canary} {WORD} peace, {canary}.") for one in LANGUAGES}
    figure = Figure(
        labels=dict.fromkeys(LANGUAGES, f"{canary} counted"), value=48271, unit="people"
    )
    return (of or Draft(city_id=ULM, themes=("cohesion",), instrument="service")).model_copy(
        update={
            "language": "en",
            "title": words,
            "summary": told,
            "challenge": told,
            "figures": (figure,),
            "partners": (f"{canary} partner",),
            "lead": f"{canary} lead",
            "sources": (Source(url=f"https://{canary}.example/", title=f"{canary} source"),),
        }
    )


@dataclass
class House:
    """The application on a small catalogue, in which something is sealed, sent and begun."""

    desk: Desk
    ask: Asker
    day: str  # of the edition that is frozen
    moment: datetime = NOW
    before: dict[str, bytes] = field(default_factory=dict)  # what it said with nothing sealed
    after: dict[str, bytes] = field(default_factory=dict)  # and once something was

    def examples(self, **ids: str) -> list[addresses.Example]:
        return addresses.examples(day=self.day, **ids)


@pytest.fixture(scope="module")
def house(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("sealed")
    build.build(small_release.write(folder / "data"), folder / "catalogue.duckdb")
    st.cache_resource.clear()
    with (
        small_release.opened(folder / "catalogue.duckdb", store) as desk,
        pytest.MonkeyPatch.context() as patch,
    ):
        made = House(desk, Asker(addresses.house()), "2026-11-24")
        patch.setattr(clock, "now", lambda: made.moment)
        made.before = light(made)
        filled(desk)
        patch.setattr(answers, "shelf", answers.Shelf())
        made.after = light(made)
        made.day = freezing.freeze(desk.person("administrator", name="Chief")).name
        patch.setattr(answers, "shelf", answers.Shelf())
        yield made
        made.ask.close()
    st.cache_resource.clear()


_BY_THE_CLOCK = (
    "/metrics",
    "/form-stamp",
    "/sign-in",
    "/readyz",
    "/sign-out",
)  # differ from time to time
_STAMP = re.compile(rb'(?<=name="stamp" value=")[^"]+')  # of a form: when it was opened


def light(house: House) -> dict[str, bytes]:
    """What every route answers in one language that is made without much work."""
    return {
        one.address: _STAMP.sub(b"", house.ask(one.spoken("en")).body)
        for one in house.examples()
        if not one.heavy and one.route not in _BY_THE_CLOCK and not one.path.endswith(".xlsx")
    }


def filled(desk: Desk) -> None:
    grace = desk.person("reviewer", name="Grace")
    for receipt, canary, slug in (
        ("sealed", SEALED, None),
        ("corrected", CORRECTION, COMPAZ),
        ("waits", SENT, None),
        ("in-hand", SENT, COMPAZ),
        ("begun", DRAFT, None),
    ):
        ada = desk.person("researcher")
        one = contributions.begin(ada, receipt=receipt, language="en", slug=slug)
        draft = text(canary, versions.draft_of(COMPAZ) if slug else None)
        stamp = contributions.save(ada, receipt, draft, one.stamp)
        if receipt != "begun":
            contributions.send(ada, receipt, stamp, f"{canary} for you")
        if receipt in ("sealed", "corrected", "in-hand"):
            review.take(grace, receipt)
            review.note(grace, receipt, "title", f"{canary} note", f"note-{receipt}")
        if receipt in ("sealed", "corrected"):
            embargo.seal(grace, receipt, T, zone="Europe/Berlin", reason=f"{canary} reason")


# Reading what is packed ---------------------------------------------------------------------------


def told(answer: Answer) -> str:
    """All words of an answer, headers included, taken out of whatever they are packed in."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{headers}\n{unpacked(answer.body)}".casefold()


def unpacked(body: bytes) -> str:
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return "\n".join(f"{one}\n{unpacked(packed.read(one))}" for one in packed.namelist())
    if body.startswith(b"PAR1") and len(body) > 12:
        return str(pq.read_table(io.BytesIO(body)).to_pylist())
    if body.startswith(b"%PDF"):
        document = pypdf.PdfReader(io.BytesIO(body))
        pages = "\n".join(page.extract_text() for page in document.pages)
        joined = pages.replace("-\n", "")  # a word hyphenated at the end of a line is the same
        return "\n".join((pages, joined, str(document.metadata)))
    return body.decode("utf-8", "replace")


# Before its minute --------------------------------------------------------------------------------


def test_every_route_is_gone_through() -> None:
    assert addresses.without_example() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_its_minute_nothing_of_it_is_on_any_route(
    house: House, language: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="dashboard")
    leaks = []
    for one in house.examples():
        if one.wordless and language != "en":
            continue
        answer = house.ask(one.spoken(language))
        assert answer.body or answer.status >= 300, one.address
        if CANARY.casefold() in told(answer):
            leaks.append(one.spoken(language))
    assert leaks == []
    assert CANARY not in caplog.text


@pytest.mark.parametrize("slug", [SLUG, TOWN])
def test_its_own_addresses_lead_nowhere_yet(house: House, slug: str) -> None:
    ids = {"city": TOWN} if slug == TOWN else {"practice": slug}
    for one in house.examples(**ids):
        if slug not in one.address:
            continue
        answer = house.ask(one.spoken("en"))
        assert WORD.casefold() not in told(answer), one.address
        if f"/{slug}" in one.path:
            assert answer.status in (404, 410), one.address


def test_sealing_changes_no_count_no_list_no_mark_and_no_header_for_readers(house: House) -> None:
    assert set(house.after) == set(house.before)
    assert [one for one in house.after if house.after[one] != house.before[one]] == []


def test_no_search_finds_it(house: House) -> None:
    asked = (
        f"/practices.json?q={WORD}", f"/practices.csv?q={WORD}", f"/api/v1/practices?q={WORD}",
        f"/api/v1/facets?q={WORD}", f"/api/v1/map.geojson?q={WORD}", f"/embed/map?q={WORD}",
        f"/feed/search.atom?q={WORD}", f"/picture/map.svg?q={WORD}", f"/kit/selection.zip?q={WORD}",
    )  # fmt: skip
    for address in asked:
        spoken = address if address.startswith("/api") else f"/en{address}"
        answer = house.ask(spoken)
        assert CANARY.casefold() not in told(answer), address
    none = house.ask(f"/api/v1/practices?q={WORD}").text
    assert SLUG not in none and '"total":0' in none.replace(" ", "")


def test_the_checker_of_quotes_knows_nothing_of_it(house: House) -> None:
    def checked(word: str) -> str:
        sentence = f"{word} peace, 48271 people, says {COMPAZ}.".encode()
        kind = (("content-type", "application/x-www-form-urlencoded"),)
        answer = house.ask("/en/check", "POST", kind, b"text=" + sentence.replace(b" ", b"+"))
        return answer.text.replace(word, "…")

    assert checked(CORRECTION) == checked("Q" + CORRECTION[1:])


# The pages of the dashboard -----------------------------------------------------------------------

PAGES: dict[str, dict[str, str]] = {
    "home": {}, "explore": {"q": WORD}, "map": {"q": WORD}, "overview": {}, "about": {},
    "compare": {"id": COMPAZ}, "practice": {"id": COMPAZ}, "history": {"id": COMPAZ},
    "city": {"id": "recife"}, "peers": {}, "compare_cities": {"id": "recife"}, "desk": {},
    "contribute": {}, "review": {"id": "sealed"}, "worklist": {"list": "waiting"}, "imports": {},
    "people": {}, "sealed": {}, "enter": {}, "editions": {}, "workshop": {}, "commitments": {},
    "summits": {}, "matrix": {"id": "dusseldorf-2019"}, "host": {}, "answers": {},
    "moderation": {}, "take_home": {},
}  # fmt: skip


def everything(at: object) -> str:
    """Whatever travels to the browser, charts and tables and lists of links included."""
    return "\n".join(str(getattr(one, "proto", "")) for one in at._tree)  # type: ignore[attr-defined]


def reader(role: str) -> Actor | None:
    """Somebody who may not see it, and is not its author."""
    if role == "visitor":
        return None
    with database.transaction() as writer:
        account = accounts.create(writer, login=None, name="Rosa", language="en")
    return Actor(account, "Rosa", frozenset({Grant(role, LYON if role in OF_A_CITY else None)}))


@pytest.mark.parametrize("who", ["visitor", "contributor", "researcher"])
def test_no_page_of_the_dashboard_shows_it_to_others(
    house: House, open_page: OpenPage, who: str
) -> None:
    assert {one.script for one in navigation.PAGES} <= set(PAGES), "a page has no example here"
    actor, shown = reader(who), {}
    for script in (one.script for one in navigation.PAGES):
        shown[script] = everything(open_page(script, "en", actor, **PAGES[script]))
    hidden = (SEALED, CORRECTION, DRAFT)
    # The work list of the desk tells researchers what waits for review, by its name.
    waiting = {"researcher": ("worklist",)}.get(who, ())
    leaks = [
        (script, canary)
        for script, said in shown.items()
        for canary in (*hidden, *(() if script in waiting else (SENT,)))
        if canary.casefold() in said.casefold()
    ]
    assert leaks == []


@pytest.mark.parametrize("script", ["review", "sealed", "practice"])
def test_its_reviewer_and_the_press_see_it(house: House, open_page: OpenPage, script: str) -> None:
    who = {"review": "reviewer", "sealed": "press", "practice": "reviewer"}[script]
    said = everything(open_page(script, "en", house.desk.person(who, name="Paul"), **PAGES[script]))
    assert (SEALED in said) == (script != "practice")


# From its minute on -------------------------------------------------------------------------------

# Routes that tell of one practice, or of all that match, by the examples given below.
TELLING = (
    "/practices.csv", "/practices.xlsx", "/practices.json", "/practices.jsonl",
    "/practices.geojson", "/practices.parquet", "/practices.zip", "/compare.csv", "/compare.xlsx",
    "/api/v1/practices", "/api/v1/practices/{}", "/api/v1/practices/{}/versions/{}",
    "/cite/p/{}.{}", "/cite/p/{}/v/{}.{}", "/record/{}.json",
    "/record/{}/{}.json", "/feed/all.atom", "/feed/search.atom", "/feed/theme/{}.atom",
    "/feed/c/{}.atom", "/p/{}", "/p/{}/v/{}", "/c/{}", "/theme/{}", "/press", "/brief",
    "/sheet/p/{}.pdf", "/sheet/p/{}/v/{}.pdf", "/sheet/c/{}.pdf", "/sheet/compare.pdf",
    "/sheet/brief.pdf", "/kit/theme/{}.zip", "/kit/c/{}.zip", "/kit/selection.zip", "/embed/p/{}",
    "/embed/p/{}/v/{}", "/embed/compare", "/practice", "/compare",
)  # fmt: skip
MAPS = ("/api/v1/map.geojson", "/en/embed/map", "/en/picture/map.svg")  # which get a new mark


def test_at_its_minute_it_is_everywhere_at_once(
    house: House, open_page: OpenPage, caplog: pytest.LogCaptureFixture
) -> None:
    """Last in this file: from here on it is public."""
    caplog.set_level(logging.DEBUG, logger="dashboard")
    maps = [house.ask(one).body for one in MAPS]
    house.moment = T
    assert embargo.open_due() == 2
    assert submissions.by_receipt("sealed").slug == SLUG
    shown, leaks = set(), []
    for one in house.examples(practice=SLUG, other=COMPAZ, city=TOWN, other_city="recife"):
        said = told(house.ask(one.spoken("en")))
        if SEALED.casefold() in said:
            shown.add(one.route)
        if SENT.casefold() in said or DRAFT.casefold() in said:
            leaks.append(one.address)
    assert sorted(set(TELLING) - shown) == []
    assert leaks == []
    assert all(house.ask(one).body != was for one, was in zip(MAPS, maps, strict=True))
    assert CANARY not in caplog.text

    now = record.by_slug(COMPAZ, "fr")
    assert now and CORRECTION in now.title.words
    assert CORRECTION.casefold() in told(house.ask(f"/fr/p/{COMPAZ}"))
    assert CORRECTION.casefold() not in told(house.ask(f"/record/{COMPAZ}/1.json"))
    for script in ("practice", "explore"):
        asked = {"id": SLUG} if script == "practice" else {"q": WORD}
        assert SEALED in everything(open_page(script, "en", None, **asked))
    # What was frozen before stays as it was.
    assert CANARY.casefold() not in told(house.ask(f"/editions/{house.day}.zip"))
