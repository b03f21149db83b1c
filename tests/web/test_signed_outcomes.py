"""What was typed in a workshop, on every route: unsigned nowhere, signed at once, withdrawn gone."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
import streamlit as st

from dashboard import freezing, navigation
from dashboard.catalogue import build, clock, commitments, outcomes
from dashboard.catalogue.commitments import Told
from dashboard.catalogue.outcomes import KINDS
from dashboard.i18n import LANGUAGES
from dashboard.web import answers
from tests import small_release
from tests.catalogue import room
from tests.catalogue.room import ADA, BO, SUMMIT, WORKSHOP
from tests.conftest import Desk, OpenPage
from tests.web import addresses
from tests.web.asking import Asker
from tests.web.test_embargo_routes import everything, reader, told

CANARY = "Kanarizw8"
# Where it stands on its way, by a letter of its own.
TYPED, SENT, CORRECTION, DROPPED, WITHDRAWN, SIGNED = (f"{CANARY}{one}" for one in "tqcdwz")
HIDDEN = (TYPED, SENT, CORRECTION, DROPPED, WITHDRAWN)
HOSTILE = "<script>alert(1)</script> =1+1 \u202eevil\u2066"


@dataclass
class House:
    """The application in which something is typed, sent, signed, corrected, withdrawn."""

    desk: Desk
    ask: Asker
    signed: dict[str, str]  # by kind


@pytest.fixture(scope="module")
def house(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("signed")
    build.build(small_release.write(folder / "data"), folder / "catalogue.duckdb")
    st.cache_resource.clear()
    with (
        small_release.opened(folder / "catalogue.duckdb", store) as desk,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(clock, "now", lambda: datetime(2026, 11, 24, 9, 30))
        patch.setattr(answers, "shelf", answers.Shelf())
        made = House(desk, Asker(addresses.house()), filled())
        yield made
        made.ask.close()
    st.cache_resource.clear()


def of_kind(canary: str, kind: str) -> outcomes.Writing:
    """An outcome of Recife that holds its canary in every word of it."""
    return room.said(
        f"{canary} was said by {kind}.",
        kind=kind,
        city="recife",
        texts={code: f"{canary} {HOSTILE} {kind} {code}" for code in LANGUAGES},
        promised_by=f"{canary} mayor",
        due_on=date(2026, 6, 30),
    )


def filled() -> dict[str, str]:
    for kind in KINDS:
        room.typed(of_kind(TYPED, kind), f"typed-{kind}")
        room.sent(of_kind(SENT, kind), f"sent-{kind}")
        dropped = room.typed(of_kind(DROPPED, kind), f"dropped-{kind}")
        outcomes.drop(ADA, dropped.id)
        taken = room.signed(of_kind(WITHDRAWN, kind), f"taken-{kind}")
        outcomes.withdraw(BO, taken, "Misheard in the noise of the hall")
    found = {kind: room.signed(of_kind(SIGNED, kind), f"signed-{kind}") for kind in KINDS}
    for one in found.values():
        outcomes.take_up(BO, one)
        item = outcomes.open(BO, one)
        stamp = outcomes.save(BO, one, of_kind(CORRECTION, item.said.kind or ""), item.stamp)
        outcomes.send(BO, one, stamp)
    return found


def shown(house: House, address: str) -> str:
    return told(house.ask(address))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_nobody_signed_is_on_no_route_and_what_is_signed_is(
    house: House, language: str
) -> None:
    leaks, seen = [], set()
    for one in addresses.examples(summit=SUMMIT):
        if language != "en" and (one.wordless or one.heavy):
            continue
        said = shown(house, one.spoken(language))
        leaks += [(one.address, word) for word in HIDDEN if word.casefold() in said]
        if SIGNED.casefold() in said:
            seen.add(one.route)
    assert leaks == []
    telling = {"/summit/{}", "/c/{}", "/commitments", "/commitments.csv"}
    if language == "en":
        telling |= {"/sheet/summit/{}.pdf", "/api/v1/summits/{}", "/kit/summit/{}.zip"}
    assert telling - seen == set()


def test_no_page_of_the_dashboard_shows_it_to_who_may_not(
    house: House, open_page: OpenPage
) -> None:
    asked = {"workshop": {"id": WORKSHOP}, "city": {"id": "recife"}, "explore": {"q": CANARY}}
    asked |= {one: {"id": SUMMIT} for one in ("summits", "matrix")}
    for who in (None, reader("researcher"), reader("moderator")):
        for one in navigation.PAGES:
            said = everything(open_page(one.script, "en", who, **asked.get(one.script, {})))
            found = [word for word in HIDDEN if word.casefold() in said.casefold()]
            assert not found, (one.script, who)


def test_an_edition_holds_what_is_signed_and_nothing_else(house: House) -> None:
    day = freezing.freeze(house.desk.person("administrator", name="Chief")).name

    said = shown(house, f"/editions/{day}.zip")

    assert SIGNED.casefold() in said
    assert [word for word in HIDDEN if word.casefold() in said] == []


def test_markup_of_others_is_text_on_every_page_and_harmless_in_a_table(house: House) -> None:
    for path in (f"/en/summit/{SUMMIT}", "/en/c/recife", "/en/commitments"):
        page = house.ask(path).text
        assert "<script>alert" not in page, path
        assert "&lt;script&gt;alert(1)&lt;/script&gt; =1+1 evil" in page, path
        assert "\u202e" not in page, path
    lines = list(csv.reader(io.StringIO(house.ask("/en/commitments.csv").text.lstrip("\ufeff"))))
    assert all(len(line) == 15 for line in lines)


def test_a_reader_with_an_old_page_sees_the_signed_one_at_the_next_request(house: House) -> None:
    path = f"/en/summit/{SUMMIT}"
    before = house.ask(path)
    etag = (("if-none-match", before.headers["etag"]),)
    assert house.ask(path, "GET", etag).status == 304

    room.signed(room.said("Benches in the shade belong to everybody."), "fresh")

    now = house.ask(path, "GET", etag)
    assert now.status == 200
    assert "Benches in the shade belong to everybody." in now.text


def test_a_promise_is_told_with_how_it_goes_and_since_when_it_is_overdue(house: House) -> None:
    one = house.signed["commitment"]
    assert "No word from the city yet" in house.ask("/en/commitments?city=recife").text
    assert "No word from the city yet" in house.ask(f"/en/talk/conclusion/{one}").text
    commitments.tell(
        room.office("recife"),
        one,
        Told("begun", "Zwei der vier sind offen.", "de", "Gabinete do prefeito"),
        after=0,
    )

    page = house.ask("/en/commitments?city=recife").text

    for words in (
        "Overdue since 30\u00a0June 2026", "Begun, as told on 24\u00a0November 2026",
        "Gabinete do prefeito", '<bdi lang="de">Zwei der vier sind offen.</bdi>',
        "What Recife promised",
    ):  # fmt: skip
        assert words in page, words
    assert "Überfällig" not in page
    assert "Overdue since" in house.ask("/en/c/recife").text
    assert "Overdue since" in house.ask(f"/en/summit/{SUMMIT}").text
    talk = house.ask(f"/en/talk/conclusion/{one}").text  # where the code on the wall leads
    for words in ("Overdue since 30\u00a0June 2026", "Begun, as told on 24\u00a0November 2026"):
        assert words in talk, words


def test_the_table_holds_what_the_page_holds(house: House) -> None:
    text = house.ask("/en/commitments.csv?city=recife").body.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))

    assert [line["Id"] for line in lines] == [
        one.outcome.id for one in commitments.of(city="recife")
    ]
    mine = next(line for line in lines if line["Id"] == house.signed["commitment"])
    assert (mine["City"], mine["Until"], mine["Overdue"]) == ("Recife", "2026-06-30", "yes")
    assert mine["Promise"].startswith(SIGNED)


@pytest.mark.parametrize("query", ["summit=atlantis-2030", "city=atlantis"])
@pytest.mark.parametrize("path", ["commitments", "commitments.csv"])
def test_what_nobody_knows_has_no_list_of_promises(house: House, path: str, query: str) -> None:
    assert house.ask(f"/en/{path}?{query}").status == 404


def test_a_city_that_promised_nothing_says_so(house: House) -> None:
    page = house.ask("/en/commitments?city=vienna").text

    assert "No promise is on record here yet." in page
    assert SIGNED not in page


def test_the_interface_for_programs_tells_all_of_a_signed_outcome(house: House) -> None:
    answer = json.loads(house.ask(f"/api/v1/summits/{SUMMIT}?lang=all").body)
    found = {one["id"]: one for one in answer["summit"]["signed"]}

    one = found[house.signed["commitment"]]

    assert set(one["text"]) == set(LANGUAGES)
    assert (one["workshop"], one["kind"], one["version"]) == (WORKSHOP, "commitment", 1)
    assert (one["city"], one["practice"], one["language"]) == ("recife", None, "en")
    assert one["promise"]["due_on"] == "2026-06-30"
    assert one["promise"]["overdue"] is True
    assert found[house.signed["agreed"]]["promise"] is None


def test_what_is_withdrawn_is_gone_at_the_next_request(house: House) -> None:
    """Last in this file: from here on it is gone."""
    one = house.signed["disputed"]
    path = f"/en/summit/{SUMMIT}"
    assert f'id="{one}"' in house.ask(path).text
    outcomes.withdraw(ADA, one, "Misheard")

    page = house.ask(path).text
    assert f'id="{one}"' not in page
    assert "Something signed here was withdrawn on 24\u00a0November 2026: Misheard" in page
