"""The summits and one of them: what sources say is told, what they do not say stays a gap."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import navigation
from dashboard.catalogue import hosting, outcomes, summits
from dashboard.catalogue.outcomes import Writing
from dashboard.i18n import LANGUAGES
from tests.catalogue.test_hosting import filled
from tests.conftest import Desk, OpenPage, text_of


def shown(at: AppTest) -> str:
    """The words of the page, those inside components too."""
    held = [json.loads(one.proto.json or "{}") for one in at.get("bidi_component")]
    return text_of(at) + "\n".join(one.get("html") or "" for one in held if isinstance(one, dict))


def words_of(at: AppTest) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shown(at))).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_names_every_summit_with_a_way_into_it(open_page: OpenPage, language: str) -> None:
    page = shown(open_page("summits", language))

    for one in summits.every(language):
        assert navigation.address("summits", language, id=one.code) in page
        assert one.name.words in unescape(page)


def test_the_list_says_not_stated_where_no_source_counts(open_page: OpenPage) -> None:
    page = shown(open_page("summits"))

    izmir = page.split('class="summit-line"')[1]
    assert izmir.count('class="gap"') == 2


def test_hosting_is_offered_to_hosts_alone(desk: Desk, open_page: OpenPage) -> None:
    assert "Host a summit" not in str(open_page("summits").get("page_link"))
    at = open_page("summits", actor=desk.person("reviewer"))

    assert [one.proto.label for one in at.get("page_link")] == ["Host a summit of your own"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["montreal-2015", "dusseldorf-2019", "izmir-2021"])
def test_a_summit_tells_all_that_the_catalogue_holds_of_it(
    open_page: OpenPage, code: str, language: str
) -> None:
    one = summits.of(code, language)
    assert one is not None

    page = words_of(open_page("summits", language, id=code))

    told = [
        one.name.words,
        *(guest.name for guest in one.guests if guest.took_part or guest.signed),
        *(event.text.words for event in one.programme),
        *(point.words for point in (one.declaration.points if one.declaration else ())),
        *(room.title.words for room in one.workshops),
        *(question.words for room in one.workshops for question in room.questions),
        *(who.name for room in one.workshops for who in room.speakers if who.name),
        *(said.text.words for said in one.conclusions),
        *(figure.counts.words for conflict in one.conflicts for figure in conflict.figures),
    ]
    assert [words for words in told if " ".join(words.split()) not in page] == []


def test_every_conclusion_has_its_basis_its_source_and_its_talk(open_page: OpenPage) -> None:
    one = summits.of("dusseldorf-2019", "en")
    assert one is not None

    page = shown(open_page("summits", id="dusseldorf-2019"))

    for said in one.conclusions:
        line = page.split(f'<li id="{said.id}">')[1].split("</li>")[0]
        assert "Source:" in line
        assert unescape(line).count(said.source) == 1
        assert f"/en/talk/conclusion/{said.id}" in line
    for room in one.workshops:
        for key in room.question_ids:
            assert f"/en/talk/question/{key}" in page
        assert f"/en/wall/workshop/{room.workshop}" in page


def test_ways_lead_to_matrix_fact_sheet_wall_and_talk(open_page: OpenPage) -> None:
    page = shown(open_page("summits", "fr", id="dusseldorf-2019"))

    for way in (
        "/fr/matrix?id=dusseldorf-2019",
        "/fr/summit/dusseldorf-2019",
        "/fr/wall/summit/dusseldorf-2019",
        "/fr/talk",
        "/fr/explore?summit=dusseldorf-2019",
    ):
        assert f'href="{way}"' in page, way


def test_unknown_stays_unknown(open_page: OpenPage) -> None:
    izmir = shown(open_page("summits", id="izmir-2021"))

    assert "No declaration of this summit is known" in izmir
    assert "No source read states how many cities came" in izmir
    assert "/en/matrix" not in izmir


def test_what_was_signed_stands_beside_what_is_reported(desk: Desk, open_page: OpenPage) -> None:
    ada, ben = desk.person("rapporteur"), desk.person("rapporteur", name="Ben")
    room = "dusseldorf-2019-inclusive"
    said = Writing(language="en").put("text.en", "We <b>meet</b> every year in May.")
    said = said.put("kind", "agreed").put("city", outcomes.EVERYBODY)
    item = outcomes.begin(ada, room, receipt="r1", said=said)
    outcomes.send(ada, item.id, item.stamp)
    sent = outcomes.open(ben, item.id)
    outcomes.sign(ben, sent.id, sent.stamp)

    page = shown(open_page("summits", id="dusseldorf-2019"))

    section = page.split(f'id="{room}"')[1].split("</section>")[0]
    reported, signed = section.split("Signed here")
    assert "Reported" in reported
    assert "We &lt;b&gt;meet&lt;/b&gt; every year in May." in signed
    assert f"/en/talk/conclusion/{item.id}" in signed


def test_a_summit_that_is_none_says_so_kindly(open_page: OpenPage) -> None:
    at = open_page("summits", "de", id="atlantis-1999")

    assert len(at.title) == 1
    assert [one.proto.page for one in at.get("page_link")]


def test_a_hosted_summit_has_its_page_without_a_line_of_code(
    desk: Desk, open_page: OpenPage
) -> None:
    hosting.open_for_all(desk.person("reviewer"), "r1", filled(desk).stamp)

    page = words_of(open_page("summits", "de", id="bochum-2027"))

    for words in ("Bochum 2027", "Jahrhunderthalle", "Nachbarn kennen einander.", "Wer fehlt am"):
        assert words in page
    assert "Bochum 2027" in words_of(open_page("summits", "en"))
