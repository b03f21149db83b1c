"""The wall as a screen asks for it: its page, its scenes, and nothing that nobody signed."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard.catalogue import exhibition, outcomes, pulse
from dashboard.catalogue.exhibition import Mark, Post, Scene, Seat, Subject
from dashboard.catalogue.record import Text
from dashboard.i18n import LANGUAGES
from dashboard.pictures import png
from dashboard.web import answers, templates, wall
from dashboard.web.headers import SecurityHeaders
from dashboard.web.languages import LanguagePrefix
from dashboard.web.plain import rest
from dashboard.web.wall import drawn, geography, wording
from tests.catalogue import room
from tests.catalogue.moderated import execute, post, thread
from tests.conftest import Desk
from tests.web.plain_pages import faults, parsed

WALLS = (
    "summit/montreal-2015", "summit/dusseldorf-2019", "summit/izmir-2021",
    "workshop/dusseldorf-2019-inclusive", "workshop/izmir-2021-inclusion",
    "city/vienna", "city/bamako",
)  # fmt: skip
HERE = "https://house.example"
EVIL = "<script>alert(1)</script>\u202e<b onclick=x>&amp; =1+1"


def opened() -> TestClient:
    app = Starlette(
        routes=[*wall.routes, *rest.routes],
        middleware=[Middleware(SecurityHeaders), Middleware(LanguagePrefix)],
    )
    return TestClient(app, base_url=HERE, follow_redirects=False)


@pytest.fixture
def client(store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(answers, "shelf", answers.Shelf())
    with opened() as found:
        yield found


@pytest.fixture
def written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The same on a store of one's own."""
    monkeypatch.setattr(answers, "shelf", answers.Shelf())
    with opened() as found:
        yield found


def state(client: TestClient, address: str, language: str = "en", query: str = "") -> Any:
    return client.get(f"/{language}/wall/{address}.json{query}").json()


def read(svg: str) -> list[str]:
    """What a phone reads of a code."""
    picture = png.drawn(svg, 100, 100, 400)
    return [one.text for one in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))]


def codes(markup: str) -> list[str]:
    found = re.findall(r'<div class="code"[^>]*>(<svg.*?</svg>)</div>', markup, re.DOTALL)
    return [address for one in found for address in read(one)]


# The page --------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", WALLS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wall_is_whole_in_every_language(client: TestClient, address: str, language: str) -> None:
    answer = client.get(f"/{language}/wall/{address}")
    page = parsed(answer.text)

    assert answer.status_code == 200
    assert page.lang == language
    assert page.headings == [1]
    assert page.meta["robots"] == "noindex"
    assert page.links == [], "there is no way out of the exhibition"
    assert not re.search(r"\{[a-z_]+\}", re.sub(r'data-\w+(-\w+)?="[^"]*"', "", answer.text))
    assert client.head(f"/{language}/wall/{address}").headers["etag"] == answer.headers["etag"]


def test_pages_are_valid(client: TestClient, tmp_path: Path) -> None:
    for number, address in enumerate(WALLS):
        for shown in state(client, address)["scenes"]:
            name = f"{number}-{shown['key'].replace(':', '-')}.html"
            page = client.get(f"/en/wall/{address}?scene={shown['key']}")
            (tmp_path / name).write_text(page.text, encoding="utf-8")

    # Without script the page goes on by itself, as an exhibition does; nobody fills in a form.
    assert [one for one in faults(tmp_path) if " meta-refresh: " not in one] == []


def test_it_runs_our_own_code_alone_and_nobody_frames_it(client: TestClient) -> None:
    answer = client.get("/en/wall/summit/dusseldorf-2019")

    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert not re.search(r"\sstyle=|\son\w+=|<style", answer.text)
    for address in parsed(answer.text).fetched:
        assert address.startswith("/app/static/")
        assert (templates.STATIC / address.removeprefix("/app/static/").partition("?")[0]).exists()


def test_without_script_the_page_goes_on_to_the_next_scene(client: TestClient) -> None:
    found = client.get("/de/wall/city/vienna?languages=de,fr").text
    following = re.search(r'http-equiv="refresh" content="(\d+);url=([^"]+)"', found)

    assert following
    assert int(following[1]) >= 12
    assert following[2] == "/de/wall/city/vienna?languages=de,fr&amp;scene=map:vienna"
    assert "k-map" in client.get(following[2].replace("&amp;", "&")).text


@pytest.mark.parametrize(
    "address",
    ["summit/nowhere", "workshop/dusseldorf-2019", "city/nowhere", "practice/x", "summit/.json",
     "summit/%3Cscript%3E"],
)  # fmt: skip
def test_what_is_not_there_is_told_so(client: TestClient, address: str) -> None:
    assert client.get(f"/en/wall/{address}").status_code == 404
    assert client.get(f"/en/wall/{address}.json").status_code == 404


def test_an_address_without_a_language_finds_the_readers(client: TestClient) -> None:
    answer = client.get("/wall/city/vienna", headers={"Accept-Language": "es"})

    assert (answer.status_code, answer.headers["location"]) == (302, "/es/wall/city/vienna")


# The scenes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", WALLS)
def test_each_scene_has_its_code_to_the_same_in_that_language(
    client: TestClient, address: str
) -> None:
    kind, code = address.split("/")
    shown = state(client, address, "fr", "?languages=fr,de")["scenes"]

    for one in exhibition.scenes(Subject(kind, code), "fr"):
        told = next(each for each in shown if each["key"] == one.key)
        for language in ("fr", "de"):
            assert codes(told["html"][language]) == [f"{HERE}/{language}/{one.address}"]


def test_languages_take_turns_as_they_were_asked_for(client: TestClient) -> None:
    two = state(client, "city/vienna", "en", "?languages=es,xx,fr,es")
    own = state(client, "city/vienna", "de", "?languages=xx")

    assert two["languages"] == ["es", "fr"]
    assert {tuple(one["html"]) for one in two["scenes"]} == {("es", "fr")}
    assert own["languages"] == ["de"]
    assert 'lang="es"' in two["scenes"][0]["html"]["es"]


def test_walls_in_other_languages_keep_step(client: TestClient) -> None:
    lengths = {
        language: [one["seconds"] for one in state(client, WALLS[1], language)["scenes"]]
        for language in LANGUAGES
    }

    assert len({tuple(one) for one in lengths.values()}) == 1
    assert min(lengths["en"]) >= 12


def test_a_screen_that_has_it_is_told_so_with_the_hour(client: TestClient) -> None:
    first = client.get("/en/wall/city/vienna.json")
    again = client.get(
        "/en/wall/city/vienna.json", headers={"If-None-Match": first.headers["etag"]}
    )

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    hours = [
        datetime.fromtimestamp(int(one.headers["x-house-clock"]) / 1000) for one in (first, again)
    ]
    assert hours[0] <= hours[1]
    assert first.headers["content-type"] == "application/json"


def test_made_up_questions_are_one_question(client: TestClient) -> None:
    etags = {
        client.get(f"/en/wall/city/vienna.json?{query}").headers["etag"]
        for query in ("", "languages=en", "languages=en,en,xx", "a=1", "a=2&languages=en")
    }

    assert len(etags) == 1
    assert len(answers.shelf._kept) <= 2


def test_something_signed_is_there_with_the_next_question(written: TestClient) -> None:
    before = written.get("/en/wall/summit/dusseldorf-2019.json")

    one = room.signed()

    after = written.get(
        "/en/wall/summit/dusseldorf-2019.json", headers={"If-None-Match": before.headers["etag"]}
    )
    assert after.status_code == 200
    new = next(each for each in after.json()["scenes"] if each["key"] == f"conclusion:{one}")
    signed_at = outcomes.by_id(one, "en").signed_at
    assert abs(new["since"] / 1000 - signed_at.timestamp()) < 86_400
    assert room.WORDS in new["html"]["en"]


def test_what_is_said_elsewhere_leaves_the_scenes_as_they_are(written: TestClient) -> None:
    before = written.get("/en/wall/city/vienna.json").headers["etag"]

    pulse.beat("practice:recife-compaz-community-peace-centres")

    assert written.get("/en/wall/city/vienna.json").headers["etag"] == before


def test_a_voice_that_raises_no_version_is_told_too(written: TestClient) -> None:
    key = f"conclusion:{room.WORKSHOP}.1"
    before = written.get("/en/wall/summit/dusseldorf-2019.json").headers["etag"]
    for number in range(6):
        execute("insert into voice values (?, ?, 'so', now()::timestamp)", key, f"device-{number}")

    pulse.beat(key)

    after = written.get("/en/wall/summit/dusseldorf-2019.json")
    assert after.headers["etag"] != before
    assert f"voices:{key}" in [one["key"] for one in after.json()["scenes"]]


CANARY = "Kanarienvogel"


def test_nothing_unsigned_held_hidden_or_refused_is_ever_told(written: TestClient) -> None:
    thread_key = f"conclusion:{room.WORKSHOP}.1"
    room.typed(room.said(f"{CANARY} typed in the room."), "t1")
    room.sent(room.said(f"{CANARY} sent to be signed."), "t2")
    taken_back = room.signed(room.said(f"{CANARY} signed and withdrawn."), "t3")
    outcomes.withdraw(room.ADA, taken_back, "Said elsewhere.")
    thread(thread_key, f"summit:{room.SUMMIT}")
    for number, kind in enumerate(("held", "hidden", "refused", "erased")):
        for about in ({"thread": thread_key}, {"kind": "question"}):
            name = f"{about.get('kind', 'comment')[:4]:0<8}{number:04}"
            post(name, state=kind, words=f"{CANARY} {kind}?", room=f"summit:{room.SUMMIT}", **about)
            execute("insert into question_city values (?, 'montreal', null, null)", name)
    execute(
        "insert into answer_draft values (?, 'montreal', ?, 'a', 1, now()::timestamp)",
        "comm0000000", json.dumps({"words": CANARY}),
    )  # fmt: skip
    pulse.beat(thread_key, "questions")

    for address in ("summit/dusseldorf-2019", f"workshop/{room.WORKSHOP}", "city/montreal"):
        told = written.get(f"/en/wall/{address}.json?languages=fr,en,de,es").text
        assert CANARY not in told
        assert "conclusion:" in told or "practice:" in told


def test_a_canary_that_is_signed_sings(written: TestClient) -> None:
    room.signed(room.said(f"{CANARY} signed by two."))

    assert CANARY in written.get("/en/wall/summit/dusseldorf-2019.json").text


# Hostile and long words ------------------------------------------------------------------------


def hostile() -> Iterator[Scene]:
    """A scene of each kind with words that would act on a page."""
    text, day = Text(EVIL, "en", "original"), date(2026, 6, 30)
    silent = Seat("x", EVIL, "FR", None, None, day, True)
    seat = Seat("x", EVIL, "FR", "answered", day, day, False, text)
    mark = Mark("x", EVIL, "FR", 48.0, 2.0, 1, "cohesion", True)
    for kind in ("welcome", "question", "conclusion", "overdue", "practice"):
        yield Scene(
            kind, kind, text, "p/x", body=(text,), above=text, city=EVIL, source=(EVIL,), by=EVIL,
            seats=(seat, silent) if kind in ("question", "overdue") else (), signed=True,
            code="described" if kind == "practice" else "commitment", until=day, day=day,
            theme="security" if kind == "practice" else None,
        )  # fmt: skip
    yield Scene("map", "map", text, "map?q=<b>", city=EVIL, marks=(mark,))
    yield Scene("voices", "voices", text, "p/x", posts=(Post(text, EVIL, day),))


@pytest.mark.parametrize("scene", list(hostile()), ids=lambda one: one.kind)
def test_words_are_shown_as_text_in_every_scene(store: Path, scene: Scene) -> None:
    markup = drawn.scene(scene, HERE)

    assert "<script" not in markup
    assert "<b " not in markup
    assert "\u202e" not in markup
    assert "&lt;script&gt;" in markup


def test_a_long_line_is_set_smaller() -> None:
    assert [drawn.size("x " * length) for length in (20, 40, 60, 100, 300)] == [
        "xl", "l", "m", "s", "xs",
    ]  # fmt: skip
    assert drawn.size("Oberbürgermeisterkonferenz") == "l"


@pytest.mark.parametrize("count", [1, 24, 25, 26, 100, 101, 400])
def test_there_is_a_dot_for_each_voice(count: int) -> None:
    rows, rest_, a_row = drawn._dots(count)

    assert rows * a_row + rest_ == count
    assert drawn._dots(401) == (0, 0, 0)


# The map ---------------------------------------------------------------------------------------


def test_names_on_the_map_hide_neither_each_other_nor_a_city(store: Path) -> None:
    marks = next(
        one.marks for one in exhibition.scenes(Subject("summit", "dusseldorf-2019"), "de")
        if one.kind == "map"
    )  # fmt: skip

    shown = geography.drawn(marks)

    assert len(shown.spots) == len(marks)
    named = [one for one in shown.spots if one.name]
    assert len(named) > len(marks) / 3
    assert next(one for one in shown.spots if one.main).name == "Düsseldorf"
    for one in shown.spots:
        x, y = (float(part) for part in re.findall(r"-?[\d.]+", one.path)[:2])
        assert 0 < x < shown.width
        assert 100 < y < 480


def test_what_keeps_the_wall_names_files_that_are_there(client: TestClient) -> None:
    answer = client.get("/de/wall/keep.js")
    listed = re.search(r"const FILES = (\[.*\]);", answer.text)

    assert answer.headers["content-type"].startswith("text/javascript")
    assert listed
    files = json.loads(listed[1])
    assert any("wall.js" in one for one in files)
    assert sum(".woff2" in one for one in files) == 4
    for one in files:
        assert (templates.STATIC / one.removeprefix("/app/static/").partition("?")[0]).exists()


def test_the_buttons_speak_the_language_of_the_address(client: TestClient) -> None:
    found = client.get("/en/wall/city/vienna?languages=de").text

    assert 'data-pause="Pause"' in found
    assert '<html lang="en">' in found
    assert 'lang="de"' in found
    assert 'aria-label="Forward"' in found


def test_a_workshops_question_asks_and_a_mayors_shows_the_answers() -> None:
    question = Scene("question:x.q1", "question", Text("Why", "en"), "talk/question/x.q1")
    sent = replace(question, seats=(Seat("x", "X", "FR", None, None, None, False),))

    assert wording.verb(question) == "Say what you think"
    assert wording.verb(sent) == "Read the answers and ask yourself"
