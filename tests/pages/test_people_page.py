"""People: one's own account for everybody, everybody's for administrators, a kind word for others."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import i18n, navigation
from dashboard.catalogue import people
from dashboard.catalogue.rights import Actor, Grant
from tests.conftest import Desk, OpenPage, text_of

WORDS = "seven quiet rivers meet"
VIENNA = 2761369


def comes_in(role: str, name: str, city_id: int | None = None) -> Actor:
    token = people.invite(None, role, city_id)
    return people.accept(token, name, f"{name}@example.org", WORDS)[0]


@pytest.fixture
def admin(desk: Desk) -> Actor:
    return comes_in("administrator", "Ada")


def told(at: AppTest) -> str:
    return text_of(at) + "".join(one.proto.json for one in at.get("bidi_component"))


@pytest.mark.parametrize("script", [page.script for page in navigation.PAGES if page.desk])
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_visitor_of_a_desk_page_gets_the_way_in_and_back(
    open_page: OpenPage, script: str, language: str
) -> None:
    at = open_page(script, language)

    path = navigation.page(script).path
    assert f'href="/{language}/sign-in?next=%2F{language}%2F{path}' in text_of(at)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_it_opens_in_every_language_for_an_administrator(
    open_page: OpenPage, admin: Actor, language: str
) -> None:
    at = open_page("people", language, admin, person=admin.account)

    assert "ada@example.org" in told(at)


def test_somebody_else_sees_their_own_account_and_nobody_elses(
    open_page: OpenPage, admin: Actor
) -> None:
    bea = comes_in("contributor", "Bea", VIENNA)

    at = open_page("people", "en", bea, person=admin.account)

    assert "bea@example.org" in told(at) and "Contributor for Vienna" in told(at)
    assert "ada@example.org" not in told(at)
    assert {"invite", "suspend", "erase"}.isdisjoint(one.key for one in at.button)


def test_an_administrator_makes_a_link_for_a_city(open_page: OpenPage, admin: Actor) -> None:
    at = open_page("people", actor=admin)
    at.selectbox(key="invite_role").select("contributor").run()
    assert at.button(key="invite").disabled
    at.text_input(key="invite_words").set_value("Vienn").run()

    at.button(key="invite").click().run()

    link = at.code[0].value
    offer = people.invitation(link.partition("code=")[2])
    assert offer is not None and (offer.role, offer.city_id) == ("contributor", VIENNA)
    assert link.startswith("http://localhost:8501/invitation?code=")


def test_a_link_is_withdrawn(open_page: OpenPage, admin: Actor) -> None:
    token = people.invite(admin, "press")
    at = open_page("people", actor=admin)

    at.button(key=f"withdraw_{people.mark(token)[:12]}").click().run()

    assert people.invitation(token) is None


def test_roles_are_given_and_taken_and_somebody_suspended_and_brought_back(
    open_page: OpenPage, admin: Actor
) -> None:
    bea = comes_in("researcher", "Bea")
    at = open_page("people", actor=admin, person=bea.account)

    at.selectbox(key="give_role").select("reviewer").run()
    at.button(key="give").click().run()
    at.button(key="take_researcher_0").click().run()
    assert people.person(bea.account).grants == {Grant("reviewer")}
    at.button(key="suspend").click().run()
    assert people.person(bea.account).state == "suspended"
    at.button(key="bring_back").click().run()

    assert people.person(bea.account).state == "active"
    assert "Had a role taken: Researcher" in told(at)


def test_erasing_needs_a_word_of_assent(open_page: OpenPage, admin: Actor) -> None:
    bea = comes_in("researcher", "Bea")
    at = open_page("people", actor=admin, person=bea.account)
    assert at.button(key="erase").disabled

    at.checkbox(key=f"sure_{bea.account}").check().run()
    at.button(key="erase").click().run()

    assert "bea@example.org" not in told(at)
    assert people.names({bea.account}) == {}


def test_the_last_administrator_hears_why_not(open_page: OpenPage, admin: Actor) -> None:
    at = open_page("people", actor=admin, person=admin.account)

    at.button(key="suspend").click().run()

    assert "This is the last administrator" in told(at)
    assert people.person(admin.account).state == "active"


def test_what_an_administrator_sees_does_nothing_once_the_role_is_gone(
    open_page: OpenPage, admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    bea = comes_in("researcher", "Bea")
    at = open_page("people", actor=admin, person=bea.account)
    from dashboard import state

    monkeypatch.setattr(state, "actor", lambda: bea)
    at.button(key="suspend").click().run()

    assert people.person(bea.account).state == "active"
    assert "Your role does not allow this" in told(at)


def test_one_changes_name_and_password(open_page: OpenPage, desk: Desk) -> None:
    bea = comes_in("researcher", "Bea")
    at = open_page("people", actor=bea)

    at.text_input(key="my_name").set_value("Bea B.")
    at.button(key="FormSubmitter:my_name_form-Save the name").click().run()
    at.text_input(key="my_old_password").set_value(WORDS)
    at.text_input(key="my_new_password").set_value("short")
    at.button(key="FormSubmitter:my_password_form-Change the password").click().run()
    assert "At least 12 characters" in told(at)
    at.text_input(key="my_old_password").set_value(WORDS)
    at.text_input(key="my_new_password").set_value("eight loud mountains part")
    at.button(key="FormSubmitter:my_password_form-Change the password").click().run()

    assert people.names({bea.account}) == {bea.account: "Bea B."}
    assert people.sign_in("bea@example.org", "eight loud mountains part")
    assert at.text_input(key="my_new_password").value == ""


def test_one_signs_out_everywhere(open_page: OpenPage, desk: Desk) -> None:
    bea = comes_in("researcher", "Bea")
    tokens = [people.sign_in("bea@example.org", WORDS) for _ in range(2)]
    at = open_page("people", actor=bea)

    at.button(key="out_everywhere").click().run()

    assert [people.session(one) for one in tokens] == [None, None]


def test_the_desk_is_in_the_menu_of_colleagues_only(
    open_page: OpenPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    import streamlit as st

    shown: dict[str, str] = {}
    real = st.Page
    monkeypatch.setattr(
        st,
        "Page",
        lambda *a, **k: (shown.update({k["url_path"] or "": k["visibility"]}), real(*a, **k))[1],
    )
    open_page("about")
    visitor = {path for path, seen in shown.items() if seen == "visible"}
    open_page("about", actor=comes_in("researcher", "Bea"))
    colleague = {path for path, seen in shown.items() if seen == "visible"}

    assert visitor == {"", "explore", "map", "compare", "peers", "overview", "summits", "about"}
    assert colleague - visitor == {"desk"}
