"""The page of editions: for those who may freeze, with how far it is, a way to stop it, each hash."""

from __future__ import annotations

import time

from dashboard.catalogue import editions
from dashboard.catalogue.editions import Plan, as_bytes
from tests.conftest import Desk, OpenPage, text_of


def few(name: str) -> Plan:
    return Plan([("index.html", as_bytes(lambda: name))], {"practices": 224})


def test_each_edition_stands_there_with_its_hash_and_ways(open_page: OpenPage, desk: Desk) -> None:
    one = editions.freeze(desk.person("administrator"), few)

    at = open_page("editions", "fr", desk.person("reviewer"))

    told = text_of(at)
    assert one.sha256 in told
    assert f'href="/editions/{one.name}/fr/index.html"' in told
    assert f'href="/editions/{one.name}.zip"' in told
    assert f"/editions/{one.name}/" in at.code[0].value and one.sha256 in at.code[0].value


def test_without_one_the_page_says_what_the_first_is_for(open_page: OpenPage, desk: Desk) -> None:
    assert "There is none yet" in str(
        [one.value for one in open_page("editions", actor=desk.person("reviewer")).markdown]
    )


def test_freezing_shows_how_far_it_is_and_can_be_stopped(open_page: OpenPage, desk: Desk) -> None:
    at = open_page("editions", actor=desk.person("administrator"))
    at.button(key="freeze").click().run()
    at.button(key="freeze_stop").click().run()
    until = time.monotonic() + 30
    while at.button(key="freeze_stop") is not None and time.monotonic() < until:
        time.sleep(0.3)
        at.run()
        if not any(one.key == "freeze_stop" for one in at.button):
            break

    assert "Freezing was stopped. Nothing was kept." in text_of(at)
    assert editions.every() == ()
    assert at.button(key="freeze") is not None


def test_a_researcher_is_told_whom_to_ask(open_page: OpenPage, desk: Desk) -> None:
    at = open_page("editions", actor=desk.person("researcher"))

    assert "Ask an administrator" in text_of(at)
    assert not list(at.button)
