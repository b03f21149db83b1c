"""The form of a summit as a page: saved as it is typed, looked at, open to everybody at one word."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import state
from dashboard.catalogue import hosting, summit_form, summits
from dashboard.catalogue.rights import Actor
from dashboard.components.host import opened, steps
from tests.catalogue.test_hosting import filled
from tests.conftest import Desk, OpenPage, text_of


@pytest.fixture
def host(desk: Desk) -> Actor:
    return desk.person("reviewer")


def held(at: AppTest) -> list[dict]:
    found = [json.loads(one.proto.json or "{}") for one in at.get("bidi_component")]
    return [one for one in found if isinstance(one, dict)]


def shown(at: AppTest) -> str:
    return text_of(at) + "\n".join(one.get("html") or one.get("label") or "" for one in held(at))


def fields_of(at: AppTest) -> dict[str, dict]:
    return {str(one["name"]): one for one in held(at) if "rows" in one}


def typed(monkeypatch: pytest.MonkeyPatch, actor: Actor, path: str, words: str) -> None:
    """What the browser's half of a field tells the server."""
    monkeypatch.setattr(state, "actor", lambda: actor)
    opened.type_in("r1", path, words)


def test_a_summit_is_begun_by_one_button_and_listed(open_page: OpenPage, host: Actor) -> None:
    at = open_page("host", "de", actor=host)

    at.button(key="host_begin").click().run()

    [draft] = hosting.every(host)
    assert draft.body["language"] == "de"
    assert draft.receipt in at.query_params["draft"]
    assert set(fields_of(at)) >= {"name.de", "id", "edition", "venue", "sources.1"}
    again = open_page("host", "de", actor=host)
    assert f"draft={draft.receipt}" in shown(again)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("step", steps.STEPS)
def test_each_step_opens_empty_and_full(
    desk: Desk, open_page: OpenPage, host: Actor, step: str, language: str
) -> None:
    hosting.begin(host, receipt="r0", language="de")
    open_page("host", language, actor=host, draft="r0", step=step)
    filled(desk)

    at = open_page("host", language, actor=host, draft="r1", step=step)

    assert "Vierter Gipfel" in shown(at) or "Fourth summit" in shown(at)


def test_the_fields_of_a_step_hold_what_was_typed_in_the_language_asked_for(
    desk: Desk, open_page: OpenPage, host: Actor
) -> None:
    filled(desk)

    german = fields_of(open_page("host", actor=host, draft="r1", step="declaration", to="de"))
    french = fields_of(open_page("host", actor=host, draft="r1", step="declaration", to="fr"))

    assert german["declaration.points.1.de"]["words"] == "Nachbarn kennen einander."
    assert french["declaration.points.1.fr"]["words"] == ""


def test_what_is_typed_is_kept_at_once(
    desk: Desk, open_page: OpenPage, host: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    hosting.begin(host, receipt="r1", language="de")
    open_page("host", actor=host, draft="r1", step="what")

    typed(monkeypatch, host, "name.de", "Gipfel der Nachbarn")

    assert hosting.open(host, "r1").body["name"] == {"de": "Gipfel der Nachbarn"}


def test_rows_come_and_go(desk: Desk, open_page: OpenPage, host: Actor) -> None:
    filled(desk)
    at = open_page("host", actor=host, draft="r1", step="declaration")

    at.button(key="host_add:declaration.points").click().run()
    assert len(hosting.open(host, "r1").body["declaration"]["points"]) == 3
    at.button(key="host_drop:declaration.points.1").click().run()

    points = hosting.open(host, "r1").body["declaration"]["points"]
    assert [one.get("de") for one in points] == ["Wer neu ist, findet Rat im ersten Monat.", None]


def test_a_city_is_found_by_typing_and_the_host_is_a_guest_too(
    open_page: OpenPage, host: Actor
) -> None:
    hosting.begin(host, receipt="r1", language="de")
    at = open_page("host", actor=host, draft="r1", step="what")

    at.text_input(key="host_city_words").set_value("Bochum").run()
    at.button_group(key="host_city_choice").set_value("2947416").run()

    body = hosting.open(host, "r1").body
    assert (body["city"], body["country"], body["place_id"]) == ("Bochum", "DE", 2947416)
    assert [one["city"] for one in body["guests"]] == ["Bochum"]


def test_presence_and_signature_are_said_or_left_unsaid(
    desk: Desk, open_page: OpenPage, host: Actor
) -> None:
    filled(desk)
    at = open_page("host", actor=host, draft="r1", step="guests")

    at.selectbox(key="host_stated:guests.4.signed").select("yes").run()
    at.selectbox(key="host_stated:guests.2.took_part").select("not_stated").run()

    guests = hosting.open(host, "r1").body["guests"]
    assert guests[3]["signed"] is True
    assert guests[1]["took_part"] is None


def test_days_and_topics_are_kept(desk: Desk, open_page: OpenPage, host: Actor) -> None:
    from datetime import date

    filled(desk)
    at = open_page("host", actor=host, draft="r1", step="workshops")
    at.date_input(key="host_day:workshops.1.date").set_value(date(2027, 5, 15)).run()
    at.selectbox(key="host_topic:workshops.1").select("healthy").run()

    room = hosting.open(host, "r1").body["workshops"][0]
    assert (room["date"], room["topic"]) == ("2027-05-15", "healthy")


def test_the_last_look_lists_every_fault_with_the_way_to_it(
    open_page: OpenPage, host: Actor
) -> None:
    hosting.begin(host, receipt="r1", language="de")

    at = open_page("host", actor=host, draft="r1", step="look")

    page = shown(at)
    for name in ("Public id", "City", "First day", "Last day", "Sources"):
        assert f">{name}</a> is missing" in page
    assert ">Name</a> has words in no language" in page
    assert '<code class="note">starts</code>' in page
    assert "6 things to mend" in page
    assert not [one for one in at.button if one.key == "host_open"]


def test_a_whole_form_is_looked_at_and_opened_for_everybody(
    desk: Desk, open_page: OpenPage, host: Actor
) -> None:
    filled(desk)
    at = open_page("host", "de", actor=host, draft="r1", step="look")
    assert "Wer war noch nie in einem Rathaus?" in shown(at)
    assert summits.of("bochum-2027", "de") is None

    at.button(key="host_open").click().run()

    assert summits.of("bochum-2027", "de")
    assert "summits?id=bochum-2027" in shown(at)
    assert not [one for one in at.button if one.key == "host_open"]


def test_a_fault_is_told_at_its_field(desk: Desk, open_page: OpenPage, host: Actor) -> None:
    draft = filled(desk)
    body = summit_form.put(draft.body, "sources.1", "ftp://bochum.de")
    hosting.save(host, "r1", summit_form.put(body, "id", "Bochum 2027"), draft.stamp)

    found = fields_of(open_page("host", actor=host, draft="r1", step="what"))

    assert "is no web address" in found["sources.1"]["fault"]
    assert "is no id" in found["id"]["fault"]
    assert found["name.de"]["fault"] == ""


def test_a_field_that_somebody_else_changed_meanwhile_is_not_written_over(
    desk: Desk, open_page: OpenPage, host: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = filled(desk)
    open_page("host", actor=host, draft="r1", step="what")
    body = summit_form.put(draft.body, "venue", "Halle 2")
    hosting.save(desk.person("reviewer", name="Ben"), "r1", body, draft.stamp)
    monkeypatch.setattr(state, "actor", lambda: host)
    kept: dict = {"hosting:r1": opened.Seen(draft)}
    monkeypatch.setattr(state, "held", kept.get)
    monkeypatch.setattr(state, "lend", kept.__setitem__)

    opened.type_in("r1", "venue", "Halle 3")
    assert hosting.open(host, "r1").body["venue"] == "Halle 2"
    kept["hosting:r1"] = opened.Seen(draft)
    opened.type_in("r1", "slogan", "Zusammen")

    now = hosting.open(host, "r1").body
    assert (now["venue"], now["slogan"]) == ("Halle 2", "Zusammen")  # another field loses nothing


def test_one_in_the_making_is_thrown_away(open_page: OpenPage, host: Actor) -> None:
    hosting.begin(host, receipt="r1", language="de")
    at = open_page("host", actor=host)

    at.button(key="host_discard_r1").click().run()

    assert hosting.every(host) == ()


@pytest.mark.parametrize("role", ["researcher", "rapporteur", "mayors_office"])
def test_others_are_told_whom_to_ask(desk: Desk, open_page: OpenPage, role: str) -> None:
    at = open_page("host", actor=desk.person(role), draft="r1")

    assert not list(at.button)
    assert "Your role does not allow this" in shown(at)


def test_a_receipt_that_is_none_is_told_kindly(open_page: OpenPage, host: Actor) -> None:
    at = open_page("host", actor=host, draft="nothing")

    assert len(at.title) == 1


def test_visitors_are_asked_to_sign_in(open_page: OpenPage) -> None:
    assert not list(open_page("host").button)
