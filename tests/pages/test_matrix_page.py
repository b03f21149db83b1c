"""The matrix as a page: each cell as the store has it, the file beside it the same."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.catalogue import database, declarations, hosting
from dashboard.i18n import LANGUAGES
from dashboard.web import matrix as file
from tests.catalogue.test_hosting import filled
from tests.conftest import Desk, OpenPage, text_of
from tests.web.asking import Asker

SUMMIT = "dusseldorf-2019"
VIENNA = "vienna-wohnpartner-good-neighbourhood"
CORE = "vienna-core-centre-of-refugee-empowerment"


def shown(at: AppTest) -> str:
    held = [json.loads(one.proto.json or "{}") for one in at.get("bidi_component")]
    return text_of(at) + "\n".join(one.get("html") or "" for one in held if isinstance(one, dict))


def cells(at: AppTest) -> dict[tuple[str, str], str]:
    """The markup of each cell of the table, by point and city."""
    found = re.findall(
        r'<td role="cell" class="([^"]*)" data-point="(\d+)"\s+data-city="([^"]+)">(.*?)</td>',
        shown(at),
        re.DOTALL,
    )
    return {(point, city): f"{kind}|{inside}" for kind, point, city, inside in found}


def lines(query: str, language: str = "en") -> list[dict[str, str]]:
    """The file of the same view, a line a cell."""
    from starlette.applications import Starlette
    from starlette.middleware import Middleware

    from dashboard.web.languages import LanguagePrefix

    ask = Asker(Starlette(routes=file.routes, middleware=[Middleware(LanguagePrefix)]))
    try:
        answer = ask(f"/{language}/matrix.csv?{query}")
    finally:
        ask.close()
    assert (answer.status, answer.kind) == (200, "text/csv")
    return list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"))))


def said(desk: Desk) -> None:
    """Two practices, a reason and a refusal in four cells."""
    ada = desk.person("researcher")
    declarations.link(ada, SUMMIT, 3, VIENNA, "Neighbours ask each other")
    declarations.link(ada, SUMMIT, 3, CORE)
    declarations.refuse(ada, SUMMIT, 2, "haifa-holiday-of-holidays")
    office = desk.person("administrator", name="Hana")
    declarations.give_reason(
        office,
        SUMMIT,
        6,
        "haifa",
        "=HYPERLINK(1) <b>is</b> no task of ours",
        "en",
        "Mayor’s office",
    )


def titles(markup: str, kind: str) -> list[str]:
    parts = re.findall(rf'<p class="{kind}">(.*?)</p>', markup, re.DOTALL)
    return [unescape(re.search(r"<a [^>]*>(.*?)</a>", one, re.DOTALL)[1]) for one in parts]  # type: ignore[index]


def test_dusseldorf_shows_thirty_five_rows_of_six_cells(open_page: OpenPage) -> None:
    at = open_page("matrix", id=SUMMIT)

    found = cells(at)
    assert len(found) == 35 * 6
    assert shown(at).count('<th role="rowheader" scope="row">') == 35
    assert shown(at).count('<th role="columnheader" scope="col">') == 7
    assert "6 points by 35 cities that signed: 0 of 210 cells hold a practice." in shown(at)


def test_signatures_that_nobody_names_are_told(open_page: OpenPage) -> None:
    montreal = shown(open_page("matrix", id="montreal-2015"))

    assert "Sources count 23 cities as signing and name 16." in montreal
    assert "as signing and name" not in shown(open_page("matrix", id=SUMMIT))


def test_empty_cells_are_hatched_and_say_so(open_page: OpenPage) -> None:
    found = cells(open_page("matrix", id=SUMMIT))

    assert found["6", "algiers"].startswith("matrix-empty matrix-bare|")
    assert "No practice linked yet" in found["6", "algiers"]
    assert found["2", "haifa"].startswith("matrix-empty|")
    assert titles(found["2", "haifa"], "matrix-hint")
    assert "no proof" in found["2", "haifa"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", ["", "&point=3", "&city=vienna", "&point=6&city=haifa"])
def test_the_file_equals_the_view(
    desk: Desk, open_page: OpenPage, language: str, query: str
) -> None:
    said(desk)
    asked = dict(one.split("=") for one in query.split("&") if one)

    found = cells(open_page("matrix", language, id=SUMMIT, **asked))
    told = lines(f"id={SUMMIT}{query}", language)

    assert [(list(one.values())[1], list(one.values())[3]) for one in told] == list(found)
    for one in told:
        _s, point, _t, slug, _c, _l, _st, proofs, ids, best, last, why, office, _on, hints, _i = (
            one.values()
        )
        markup = found[point, slug]
        assert titles(markup, "matrix-proof") == proofs.splitlines()
        assert titles(markup, "matrix-hint") == hints.splitlines()
        assert all(f"id={each}" in markup for each in ids.split())
        assert best in unescape(markup)
        assert bool(last) == ("matrix-facts" in markup)
        assert why.removeprefix("'") in unescape(markup)
        assert office in unescape(markup)


def test_what_a_city_writes_is_text_in_view_and_file(desk: Desk, open_page: OpenPage) -> None:
    said(desk)

    cell = cells(open_page("matrix", "de", id=SUMMIT, point="6", city="haifa"))["6", "haifa"]
    line = lines(f"id={SUMMIT}&point=6&city=haifa")[0]

    assert "=HYPERLINK(1) &lt;b&gt;is&lt;/b&gt; no task of ours" in cell
    assert 'lang="en"' in cell
    assert line["The city’s reason"].startswith("'=")  # no spreadsheet reads it as a formula


def test_evidence_confirmation_and_note_stand_in_the_cell(desk: Desk, open_page: OpenPage) -> None:
    said(desk)

    cell = cells(open_page("matrix", id=SUMMIT))["3", "vienna"]

    assert "Last confirmed on" in cell
    assert "steps steps-" in cell
    assert "Neighbours ask each other" in cell
    assert "No practice linked yet" not in cell


@pytest.mark.parametrize("query", [{"point": "99"}, {"city": "atlantis"}, {"point": "x"}])
def test_a_part_that_is_none_narrows_nothing(open_page: OpenPage, query: dict) -> None:
    assert len(cells(open_page("matrix", id=SUMMIT, **query))) == 210


@pytest.mark.parametrize("code", ["", "izmir-2021", "atlantis-1999"])
def test_without_a_declaration_the_page_says_so(open_page: OpenPage, code: str) -> None:
    at = open_page("matrix", id=code)

    assert [one.value for one in at.title] == ["There is no declaration here"]


# Those who work on it -----------------------------------------------------------------------------


def test_visitors_see_no_way_to_work_on_a_cell(open_page: OpenPage) -> None:
    at = open_page("matrix", id=SUMMIT, point="3", city="vienna")

    assert "Work on it" not in shown(at)
    assert not list(at.button)


def test_a_researcher_links_and_refuses_right_on_the_page(desk: Desk, open_page: OpenPage) -> None:
    ada = desk.person("researcher")
    at = open_page("matrix", actor=ada, id=SUMMIT, point="2", city="haifa")
    slug = "haifa-holiday-of-holidays"
    assert "Work on it" in shown(at)

    at.text_input(key="matrix_note").set_value("A shared feast")
    at.button(key=f"matrix_link_{slug}").click().run()
    first = declarations.matrix(SUMMIT, "en").cell(2, "haifa")  # type: ignore[union-attr]
    at.button(key=f"matrix_refuse_{slug}").click().run()
    second = declarations.matrix(SUMMIT, "en").cell(2, "haifa")  # type: ignore[union-attr]

    assert [(one.slug, one.note) for one in first.proofs] == [(slug, "A shared feast")]
    assert (second.proofs, [one.slug for one in second.refused]) == ((), [slug])
    assert "Noted: it does not serve this point." in shown(at)


def test_a_researcher_links_another_practice_of_the_city(desk: Desk, open_page: OpenPage) -> None:
    at = open_page("matrix", actor=desk.person("researcher"), id=SUMMIT, point="6", city="vienna")

    at.selectbox(key="matrix_practice").select(CORE).run()

    cell = declarations.matrix(SUMMIT, "en").cell(6, "vienna")  # type: ignore[union-attr]
    assert [one.slug for one in cell.proofs] == [CORE]


def test_the_citys_office_gives_its_reason_and_takes_it_back(
    desk: Desk, open_page: OpenPage
) -> None:
    number = int(database.rows("city_id_of_slug", slug="haifa")[0][0])
    office = desk.person("mayors_office", city_id=number)
    at = open_page("matrix", "en", actor=office, id=SUMMIT, point="6", city="haifa")
    assert not [one for one in at.button if str(one.key).startswith("matrix_link")]

    at.text_area(key="matrix_reason").set_value("This is decided by the state.")
    at.text_input(key="matrix_office").set_value("Mayor’s office")
    at.button(key="FormSubmitter:matrix_reason_form-Give this reason").click().run()
    given = declarations.matrix(SUMMIT, "en").cell(6, "haifa").reason  # type: ignore[union-attr]
    at.button(key="matrix_reason_back").click().run()

    assert given is not None and given.text.words == "This is decided by the state."
    assert declarations.matrix(SUMMIT, "en").cell(6, "haifa").reason is None  # type: ignore[union-attr]


def test_words_that_are_too_few_stay_on_the_page(desk: Desk, open_page: OpenPage) -> None:
    at = open_page("matrix", actor=desk.person("administrator"), id=SUMMIT, point="6", city="haifa")

    at.text_area(key="matrix_reason").set_value("No.")
    at.text_input(key="matrix_office").set_value("Mayor’s office")
    at.button(key="FormSubmitter:matrix_reason_form-Give this reason").click().run()

    assert at.text_area(key="matrix_reason").value == "No."
    assert "too few or too many" in shown(at)


def test_an_office_of_another_city_works_on_nothing_here(desk: Desk, open_page: OpenPage) -> None:
    number = int(database.rows("city_id_of_slug", slug="vienna")[0][0])
    office = desk.person("mayors_office", city_id=number)

    at = open_page("matrix", actor=office, id=SUMMIT, point="6", city="haifa")

    assert not list(at.text_area)


def test_a_hosted_summit_has_its_matrix(desk: Desk, open_page: OpenPage) -> None:
    hosting.open_for_all(desk.person("reviewer"), "r1", filled(desk).stamp)
    declarations.link(desk.person("researcher"), "bochum-2027", 2, CORE)

    found = cells(open_page("matrix", "de", id="bochum-2027"))

    assert len(found) == 3 * 2
    assert titles(found["2", "vienna"], "matrix-proof")
    assert len(lines("id=bochum-2027", "de")) == 6
