"""Every version of a practice, as the public and as colleagues read it."""

from __future__ import annotations

import json
from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import i18n
from dashboard.catalogue import contributions, record, review, standing, versions
from dashboard.catalogue.draft import Wording
from dashboard.catalogue.errors import ReasonMissing
from dashboard.i18n import _
from tests.conftest import Desk, OpenPage, owes, text_of

COMPAZ = "recife-compaz-community-peace-centres"
NEWER = "Seven centres stand in the city today."


@pytest.fixture
def twice(desk: Desk) -> Desk:
    """A practice with two versions: the released one, and Ada's correction signed by Grace."""
    ada, grace = desk.person("researcher", name="Ada"), desk.person("reviewer", name="Grace")
    one = contributions.begin(ada, receipt="r1", language="en", slug=COMPAZ)
    results = {**one.draft.results, "en": Wording(words=NEWER)}
    draft = one.draft.model_copy(update={"results": results, "lead": "Prefeitura"})
    stamp = contributions.save(ada, "r1", draft, one.stamp)
    contributions.send(ada, "r1", stamp)
    review.take(grace, "r1")
    review.decide(grace, "r1", "published", reason="Counted again in March.")
    return desk


def shown(at: AppTest) -> str:
    drawn: list[Any] = [one.proto for one in at.get("bidi_component")]
    lists = [json.loads(one.json).get("html", "") for one in drawn if one.json]
    return unescape("\n".join([text_of(at), *lists]))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.usefixtures("twice")
def test_the_history_opens_in_every_language(open_page: OpenPage, language: str) -> None:
    at = open_page("history", language, id=COMPAZ)

    i18n.use(language)
    assert _("What changed") in shown(at)
    assert NEWER.split()[0] in shown(at)


@pytest.mark.parametrize("slug", ["", "no-such-practice", "../x"])
def test_an_unknown_practice_leads_to_a_kind_page(open_page: OpenPage, slug: str) -> None:
    assert open_page("history", id=slug).title[0].value


@pytest.mark.usefixtures("twice")
def test_the_public_is_told_dates_and_roles_and_no_names_or_notes(open_page: OpenPage) -> None:
    told = shown(open_page("history", id=COMPAZ))

    assert "by a reviewer" in told and "with the released catalogue" in told
    assert "grace" not in told.lower() and "signed by" not in told
    assert "Counted again in March." not in told
    assert "The log" not in told


def test_colleagues_are_told_names_notes_and_the_whole_log(
    open_page: OpenPage, twice: Desk
) -> None:
    at = open_page("history", actor=twice.person("researcher"), id=COMPAZ)

    told = shown(at)
    assert "signed by" in told and "Counted again in March." in told
    assert any(one.label.startswith("The log: ") for one in at.expander)
    assert told.count("<tr>") == 1 + len(standing.log(twice.person("researcher"), COMPAZ)), (
        "every move of the submission and of the practice"
    )


@pytest.mark.usefixtures("twice")
def test_any_two_versions_are_compared_field_by_field(open_page: OpenPage) -> None:
    forwards = shown(open_page("history", id=COMPAZ, from_="1", to="2"))
    backwards = shown(open_page("history", id=COMPAZ, from_="2", to="1"))

    assert "2 fields change from version 1 to version 2." in forwards
    assert "2 fields change from version 2 to version 1." in backwards
    assert "What came of it" in forwards and "Prefeitura" in forwards


@pytest.mark.usefixtures("twice")
@pytest.mark.parametrize("named", ["7", "x", "-1", "1.5", "99999999999999"])
def test_a_version_that_never_was_is_not_asked_for(open_page: OpenPage, named: str) -> None:
    at = open_page("history", id=COMPAZ, from_=named, to=named, read=named)

    assert "fields change from version 1 to version 2" in shown(at)


@pytest.mark.usefixtures("twice")
def test_choosing_a_version_is_kept_in_the_address(open_page: OpenPage) -> None:
    at = open_page("history", id=COMPAZ)

    at.selectbox(key="history_to").set_value(1).run()

    assert at.query_params["to"] in ("1", ["1"])
    assert "The two say the same." in shown(at)


@pytest.mark.usefixtures("twice")
def test_an_earlier_version_is_read_whole(open_page: OpenPage) -> None:
    at = open_page("history", id=COMPAZ, read="1")

    told = shown(at)
    first = versions.draft_of(COMPAZ, 1)
    for _field, _language, wording in first.written():
        assert wording.words.split("\n")[0] in told
    assert NEWER not in told
    assert "history_restore_now" not in {one.key for one in at.button}


def test_a_reviewer_restores_an_earlier_version_as_a_new_one_with_a_reason(
    open_page: OpenPage, twice: Desk
) -> None:
    at = open_page("history", actor=twice.person("reviewer", name="Grace"), id=COMPAZ, read="1")
    at.button(key="history_restore_now").click().run()
    assert ReasonMissing.message in text_of(at)

    at.text_area(key=f"history_reason_{COMPAZ}").input("The count was another's.").run()
    at.button(key="history_restore_now").click().run()

    assert "The text of version 1 is public again, as version 3." in text_of(at)
    practice = record.by_slug(COMPAZ, "en")
    assert practice is not None and practice.version == 3
    assert practice.results is not None and NEWER not in practice.results.words
    assert "an earlier text, restored on" in shown(at)
    owes(at)


def test_a_withdrawn_text_is_closed_to_the_public_and_open_to_colleagues(
    open_page: OpenPage, twice: Desk
) -> None:
    standing.withdraw(twice.person("reviewer", name="Grace"), COMPAZ, "It was another's.")

    public = shown(open_page("history", id=COMPAZ, from_="1", to="2", read="1"))
    inside = shown(
        open_page("history", actor=twice.person("researcher"), id=COMPAZ, from_="1", to="2")
    )

    assert "Withdrawn on" in public and "It was another's." in public
    assert "by a reviewer" in public
    for words in (NEWER, "Prefeitura", versions.draft_of(COMPAZ).summary["en"].words):
        assert words not in public
    assert NEWER in inside


def test_a_retired_text_stays_open_and_is_not_restored_before_it_is_back(
    open_page: OpenPage, twice: Desk
) -> None:
    grace = twice.person("reviewer", name="Grace")
    standing.retire(grace, COMPAZ, "Ended.")

    public = shown(open_page("history", id=COMPAZ))
    at = open_page("history", actor=grace, id=COMPAZ, read="1")

    assert "Retired on" in public and NEWER in public
    assert "history_restore_now" not in {one.key for one in at.button}
    assert "Bring the practice back first" in text_of(at)


def test_words_of_people_are_never_markup(open_page: OpenPage, twice: Desk) -> None:
    evil = "<img src=x onerror=alert(1)>"
    grace = twice.person("reviewer", name="Grace")
    standing.retire(grace, COMPAZ, evil)

    at = open_page("history", actor=grace, id=COMPAZ, read="2")

    drawn: list[Any] = [one.proto for one in at.get("bidi_component")]
    page = text_of(at) + "".join(one.json for one in drawn if one.json)
    assert "<img" not in page
    assert "&lt;img" in page
