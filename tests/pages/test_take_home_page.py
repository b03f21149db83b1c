"""The page of what is taken home: for whom, of what, in whose dress, and exchange with a copy."""

from __future__ import annotations

import time
from typing import Any

import pytest

from dashboard.catalogue import database, exchange
from dashboard.catalogue.errors import NotAllowed
from dashboard.catalogue.exhibition import Subject
from dashboard.taking_home import branding, making
from dashboard.taking_home.branding import BadBranding
from tests.catalogue.room import city_id
from tests.conftest import Desk, OpenPage, text_of


def test_one_click_makes_it_and_offers_the_archive(open_page: OpenPage, desk: Desk) -> None:
    at = open_page("take_home", actor=desk.person("administrator"))
    at.selectbox(key="take_home_subject").select(Subject("city", "dusseldorf")).run()
    at.button(key="take_home_make").click().run()
    until = time.monotonic() + 60
    while "The edition is there" not in text_of(at) and time.monotonic() < until:
        time.sleep(0.3)
        at.run()

    assert "The edition is there" in text_of(at)
    assert [one.proto.label for one in at.get("download_button")][0] == "Download (ZIP)"
    with database._cursor() as cursor:
        assert cursor.execute(
            "select action, entity, entity_id from audit order by audit_id desc limit 1"
        ).fetchone() == ("take_home", "city", "dusseldorf")


def test_a_weak_colour_is_told_and_nothing_typed_is_lost(open_page: OpenPage, desk: Desk) -> None:
    at = open_page("take_home", actor=desk.person("administrator"))
    at.text_input(key="take_home_name").input("Ville de <Rennes>").run()
    at.get("color_picker")[0].set_value("#ffee00").run()
    assert "too weak: 4.5 is needed" in text_of(at)
    at.button(key="take_home_make").click().run()

    assert "readers need 4.5 to 1" in text_of(at)
    assert at.text_input(key="take_home_name").value == "Ville de <Rennes>"
    assert "Ville de &lt;Rennes&gt;" in text_of(at)


def test_an_office_takes_its_own_city_and_the_summits_it_was_at(desk: Desk) -> None:
    office = desk.person("mayors_office", city_id=city_id("montreal"))
    found = [one for one, _name in making.subjects(office, "en")]

    assert Subject("city", "montreal") in found and Subject("summit", "montreal-2015") in found
    assert [one for one in found if one.kind == "city"] == [Subject("city", "montreal")]
    assert making.allowed(office, Subject("city", "montreal")) == "mayors_office"
    with pytest.raises(NotAllowed):
        making.allowed(office, Subject("city", "vienna"))


@pytest.mark.parametrize("role", ["researcher", "press", "moderator"])
def test_others_are_told_whom_to_ask(open_page: OpenPage, desk: Desk, role: str) -> None:
    at = open_page("take_home", actor=desk.person(role))

    assert "Ask an administrator" in text_of(at) and not list(at.button)
    with pytest.raises(NotAllowed):
        making.make(desk.person(role), making.wish(Subject("city", "montreal")))


def test_only_who_may_exchange_sees_the_exchange(open_page: OpenPage, desk: Desk) -> None:
    assert "Exchange with another copy" in str(
        [one.value for one in open_page("take_home", actor=desk.person("reviewer")).header]
    )
    assert "Exchange with another copy" not in str(
        [one.value for one in open_page("take_home", actor=desk.person("rapporteur")).header]
    )


class Uploaded:
    """A file as the widget gives it."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def getbuffer(self) -> memoryview:
        return memoryview(self._content)


def test_a_bad_file_is_told_with_its_faults(
    open_page: OpenPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dashboard.components import exchange_panel

    told: dict[str, Any] = {"exchange_file": Uploaded(b"no json at all")}
    monkeypatch.setattr(exchange_panel.state, "held", told.get)
    monkeypatch.setattr(exchange_panel.state, "lend", told.__setitem__)
    monkeypatch.setattr(exchange_panel.state, "language", lambda: "en")
    monkeypatch.setattr(exchange_panel.state, "actor_now", lambda: desk.person("reviewer"))
    exchange_panel._take()

    good, sentences = told[exchange_panel._CAME]
    assert not good and "It is no JSON." in sentences
    assert exchange.files() == ()


def test_faults_of_a_form_are_those_of_a_file() -> None:
    with pytest.raises(BadBranding):
        branding.of_form({"welcome": {"fr": "x" * 2_001}})
