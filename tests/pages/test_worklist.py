"""The work list on one page: numbers first, then the first of each list with a link to act."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import i18n, navigation
from dashboard.catalogue import clock, confirmations, contributions, mail, worklist
from dashboard.catalogue.rights import Actor
from tests.conftest import Desk, OpenPage, text_of

COMPAZ = "recife-compaz-community-peace-centres"
ADDRESS = "office@recife.example"


@pytest.fixture
def signed_in(desk: Desk) -> Callable[..., Actor]:
    """Sign somebody in for the rest of the test."""

    def as_(*roles: str) -> Actor:
        as_.actor = desk.person(*roles, name="Rosa")
        return as_.actor

    return as_


@pytest.fixture
def visit(open_page: OpenPage, signed_in) -> OpenPage:
    """Open a page as whoever is signed in."""

    def opened(*where: str, **query: str) -> AppTest:
        return open_page(*where, actor=signed_in.actor, **query)

    return opened


@pytest.fixture
def years_later(monkeypatch: pytest.MonkeyPatch) -> datetime:
    moment = datetime(2028, 12, 22)
    monkeypatch.setattr(clock, "now", lambda: moment)
    return moment


def drawn(at: AppTest) -> str:
    """The lists, which are drawn by the component of links."""
    found = [json.loads(one.proto.json) for one in at.get("bidi_component") if one.proto.json]
    return "\n".join(one["html"] for one in found if isinstance(one, dict) and "html" in one)


def counts(html: str) -> dict[str, int]:
    found = re.findall(r'<a href="#(\w+)"><span class="figure-number">([\d,]+)<', html)
    return {code: int(number.replace(",", "")) for code, number in found}


def rows(html: str, code: str) -> list[str]:
    section = html.split(f'<section aria-labelledby="{code}">')[1].split("</section>")[0]
    return re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", section, re.DOTALL)


@pytest.mark.parametrize("role", ["researcher", "reviewer", "administrator"])
def test_all_lists_stand_on_one_page_under_their_numbers(
    visit: OpenPage, signed_in, role: str
) -> None:
    signed_in(role)

    shown = drawn(visit("worklist"))

    found = counts(shown)
    assert tuple(found) == worklist.PARTS
    assert found["unsourced"] == 192
    assert len(rows(shown, "unsourced")) == 10
    for code in worklist.PARTS:
        assert f'id="{code}"' in shown


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_it_opens_in_every_language(visit: OpenPage, signed_in, language: str) -> None:
    signed_in("reviewer")

    shown = drawn(visit("worklist", language))

    assert not re.search(r"\{[a-z_]+\}", shown)
    assert f'href="/{language}/practice?id=' in shown


@pytest.mark.parametrize("roles", [(), ("contributor",), ("moderator", "press")])
def test_who_may_not_see_it_gets_a_kind_page(visit: OpenPage, signed_in, roles) -> None:
    signed_in(*roles)

    at = visit("worklist")

    assert at.title[0].value == "The work list is for the desk"
    assert drawn(at) == ""


def test_an_empty_list_says_what_is_good(visit: OpenPage, signed_in) -> None:
    signed_in("reviewer")

    shown = drawn(visit("worklist"))

    assert "Nothing waits: everything that was sent is decided." in shown
    assert "Every practice was confirmed within two years." in shown
    assert "No address was asked yet." in shown  # silence is not good news


def test_after_25_months_everything_waits_to_be_confirmed(
    visit: OpenPage, signed_in, years_later: datetime
) -> None:
    signed_in("reviewer")

    shown = drawn(visit("worklist"))

    assert counts(shown)["unconfirmed_24"] == 224
    first = rows(shown, "unconfirmed_24")[0]
    assert "22\u00a0Nov 2026" in first and "25 months ago" in first and "not yet" in first
    assert re.search(r'href="/en/worklist\?ask=[\w-]+"', first)
    assert 'href="/en/worklist?list=unconfirmed_24"' in shown and "Show all 224" in shown


def test_one_list_is_shown_whole_page_by_page(
    visit: OpenPage, signed_in, years_later: datetime
) -> None:
    signed_in("reviewer")
    seen: list[str] = []

    for page in range(1, 10):
        at = visit("worklist", list="unconfirmed_24", page=str(page))
        seen += re.findall(r"practice\?id=([\w-]+)", drawn(at))

    assert len(seen) == len(set(seen)) == 224
    too_far = drawn(visit("worklist", list="unconfirmed_24", page="99"))
    assert len(rows(too_far, "unconfirmed_24")) == 25
    assert 'href="/en/worklist"' in too_far


def test_every_row_has_a_link_to_act(
    visit: OpenPage, signed_in, years_later: datetime, desk: Desk
) -> None:
    author = desk.person("researcher", name="Ada")
    one = contributions.begin(author, receipt="r1", language="en", slug=COMPAZ)
    contributions.send(author, "r1", one.stamp)
    signed_in("reviewer")

    shown = drawn(visit("worklist"))

    known = {f"/en/{page.path}" for page in navigation.PAGES}
    for code in worklist.PARTS:
        for row in rows(shown, code) if counts(shown)[code] else ():
            act = re.search(r'class="worklist-act" href="([^"?]+)', row)
            assert act and act[1] in known, (code, row)
    assert 'href="/en/review?id=r1"' in rows(shown, "waiting")[0]
    assert 'href="/en/contribute?practice=' in rows(shown, "emptiest")[0]


def test_words_of_others_are_never_markup(visit: OpenPage, signed_in, desk: Desk) -> None:
    author = desk.person("researcher", name="Ada")
    one = contributions.begin(author, receipt="r1", language="en", slug=COMPAZ)
    contributions.rename(author, "r1", "<img src=x onerror=alert(1)>")
    contributions.send(author, "r1", one.stamp)
    signed_in("reviewer")

    shown = drawn(visit("worklist"))

    assert "<img" not in shown and "&lt;img" in shown


# Asking -----------------------------------------------------------------------------------------


def test_a_city_is_asked_from_the_list(visit: OpenPage, signed_in, years_later: datetime) -> None:
    signed_in("researcher")
    at = visit("worklist", ask=COMPAZ)
    assert "Ask Recife whether it still runs" in unescape(text_of(at))

    at.text_input(key=f"ask_address_{COMPAZ}").input(ADDRESS).run()
    at.selectbox(key=f"ask_language_{COMPAZ}_new").set_value("es").run()
    at.button(key="ask_write").click().run()

    letter = next(mail.outbox().glob("*.eml")).read_text()
    assert f"To: {ADDRESS}" in letter and "Content-Language: es" in letter
    assert "/es/still-running?code=3D" in letter.replace("=\n", "")
    assert "The letter waits in the outbox" in text_of(at)
    assert "ask" not in at.query_params
    asked = [row for row in _every_row(visit) if COMPAZ in row]
    assert "22\u00a0Dec 2028" in asked[0]


def _every_row(visit: OpenPage) -> list[str]:
    pages = (visit("worklist", list="unconfirmed_24", page=str(one)) for one in range(1, 10))
    return [row for at in pages for row in rows(drawn(at), "unconfirmed_24")]


def test_what_is_no_address_is_said_and_kept(visit: OpenPage, signed_in) -> None:
    signed_in("researcher")
    at = visit("worklist", ask=COMPAZ)

    at.text_input(key=f"ask_address_{COMPAZ}").input("the mayor").run()
    at.button(key="ask_write").click().run()

    assert "This is not an e-mail address" in unescape(text_of(at))
    assert at.text_input(key=f"ask_address_{COMPAZ}").value == "the mayor"
    assert mail.waiting() == 0


def test_a_known_contact_is_offered_and_can_be_erased(visit: OpenPage, signed_in) -> None:
    actor = signed_in("researcher")
    contact = confirmations.keep_contact(actor, COMPAZ, ADDRESS, "fr")

    at = visit("worklist", ask=COMPAZ)
    assert ADDRESS in at.selectbox(key=f"ask_to_{COMPAZ}").options
    assert at.selectbox(key=f"ask_language_{COMPAZ}_{contact.contact_id}").value == "fr"
    at.button(key="ask_erase").click().run()

    assert confirmations.contacts(actor, COMPAZ) == ()
    assert ADDRESS not in text_of(at)


def test_a_colleague_who_heard_it_confirms_it(
    visit: OpenPage, signed_in, years_later: datetime
) -> None:
    signed_in("researcher")
    at = visit("worklist", ask=COMPAZ)

    at.button(key="ask_confirm").click().run()
    assert "Say how you know it" in text_of(at)
    at.text_area(key=f"ask_note_{COMPAZ}").input("By phone with the office").run()
    at.button(key="ask_confirm").click().run()

    assert confirmations.last_confirmed(COMPAZ) == confirmations.Confirmation(
        years_later, "account", 0
    )


def test_a_slug_nobody_knows_is_told(visit: OpenPage, signed_in) -> None:
    signed_in("researcher")

    at = visit("worklist", ask="<script>")

    assert "not known here" in at.info[0].value


# The public page --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (datetime(2027, 10, 22), "Last confirmed on 22\u00a0November 2026"),
        (datetime(2027, 12, 22), "Not confirmed since 22\u00a0November 2026"),
        (datetime(2028, 12, 22), "Not confirmed since 22\u00a0November 2026"),
    ],
)
def test_the_public_page_says_when_it_was_last_confirmed(
    open_page: OpenPage, desk: Desk, monkeypatch: pytest.MonkeyPatch, moment: datetime, told: str
) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)

    shown = unescape(text_of(open_page("practice", id=COMPAZ)))

    assert told in shown
    assert ("Last confirmed" in shown) != ("Not confirmed since" in shown)
