"""A file into the catalogue by the page: look, match, see what it would do, import, undo."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import i18n, state
from dashboard.catalogue import review, versions
from dashboard.catalogue.importing import past
from dashboard.catalogue.rights import Actor
from tests.catalogue.importing import files
from tests.conftest import Desk, OpenPage, owes, text_of

VIENNA = 2761369


@pytest.fixture
def visit(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Open the page as somebody, whose callbacks act as them too."""

    def opened(actor: Actor, language: str = "en", **query: str) -> AppTest:
        monkeypatch.setattr(state, "actor_now", lambda: actor)
        i18n.use(language)  # the test reads the words of widgets in its own thread
        return open_page("imports", language, actor, **query)

    return opened


def shown(at: AppTest) -> str:
    """All words of the page, those of its tables too."""
    found = [json.loads(one.proto.json) for one in at.get("bidi_component") if one.proto.json]
    tables = [one["html"] for one in found if isinstance(one, dict) and "html" in one]
    return "\n".join([text_of(at), *tables])


def choose(at: AppTest, path: Path, way: str | None = None, form: str | None = None) -> None:
    at.file_uploader(key="import_file").set_value((path.name, path.read_bytes(), "text/plain"))
    at.run()
    if way:
        at.selectbox(key="import_way").select(way)
    if form:
        at.selectbox(key="import_form").select(form)
    press(at, "import_look")


def press(at: AppTest, key: str) -> None:
    at.button(key=key).click().run()
    until_over(at)


def until_over(at: AppTest) -> None:
    end = time.monotonic() + 30
    while any(one.key == "import_stop" for one in at.button) and time.monotonic() < end:
        time.sleep(0.1)
        at.run()
    owes(at)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_it_opens_in_every_language_and_every_step_too(
    visit: Callable[..., AppTest], desk: Desk, tmp_path: Path, language: str
) -> None:
    at = visit(desk.person("administrator"), language)
    choose(at, files.as_csv(tmp_path / "a.csv", [*files.rows(2), files.row(3, themes="x")]))

    assert "import-tally" in shown(at)


def test_who_may_not_import_is_told_so(visit: Callable[..., AppTest], desk: Desk) -> None:
    at = visit(desk.person("moderator"))

    assert "Your role does not allow this" in shown(at)
    assert not [one for one in at.button if one.key == "import_look"]


def test_a_clean_file_is_looked_at_and_handed_in(
    visit: Callable[..., AppTest], desk: Desk, tmp_path: Path
) -> None:
    rosa = desk.person("researcher", name="Rosa")
    at = visit(rosa)
    choose(at, files.as_csv(tmp_path / "houses.csv", files.rows(3)))
    looked = shown(at)
    waiting_before = len(review.queue(desk.person("reviewer")))

    press(at, "import_apply")

    assert "houses.csv" in looked and "Haus der Zungen, 1. Bezirk" in looked
    assert at.session_state["import_work"].result.new == 3
    assert "Handed in for review: 3 practices." in shown(at)
    assert len(review.queue(desk.person("reviewer"))) == waiting_before + 3
    assert past.imports(rosa)[0].file_name == "houses.csv"


def test_faults_are_shown_with_what_would_be_right_and_nothing_can_be_imported(
    visit: Callable[..., AppTest], desk: Desk, tmp_path: Path
) -> None:
    at = visit(desk.person("researcher"))
    choose(
        at, files.as_csv(tmp_path / "a.csv", [files.row(1, themes="kohesion", title_de="=<b>x")])
    )

    seen = shown(at)
    assert "Row 2, “themes”" in seen and "cohesion (Social cohesion)" in seen
    assert at.button(key="import_apply").disabled
    assert "it is all of the file or nothing" in seen


def test_what_a_person_types_is_never_markup(
    visit: Callable[..., AppTest], desk: Desk, tmp_path: Path
) -> None:
    nasty = "<img src=x onerror=alert(1)>"
    record = files.row(1, title_de=nasty, themes=nasty) | {nasty: nasty}
    path = files.as_csv(tmp_path / "a.csv", [record, files.row(2, title_de=nasty)])
    at = visit(desk.person("researcher"))

    choose(at, path)

    html = shown(at)
    assert "<img" not in html and "&lt;img" in html


def test_a_column_nobody_knows_is_chosen_by_hand_and_remembered(
    visit: Callable[..., AppTest], desk: Desk, tmp_path: Path
) -> None:
    record = files.row(1)
    record["Überschrift"] = record.pop("title_de")
    path = files.as_csv(tmp_path / "a.csv", [record])
    at = visit(desk.person("researcher"))
    choose(at, path)
    before = at.button(key="import_apply").disabled

    at.selectbox(key="import_column_Überschrift").select("title_de").run()
    press(at, "import_retry")
    after = at.button(key="import_apply").disabled
    press(at, "import_apply")
    again = visit(desk.person("researcher"))
    choose(again, files.as_csv(tmp_path / "b.csv", [record | {"id": "vienna-x", "start_year": 1}]))

    assert before and not after
    assert "1 column says nothing to us" not in shown(again)


def test_a_number_that_can_be_read_in_two_ways_is_asked_about(
    visit: Callable[..., AppTest], desk: Desk, tmp_path: Path
) -> None:
    record = {**files.row(1, figure_1_value="1.234"), "Name": "Haus der Zungen"}
    del record["title_de"]
    at = visit(desk.person("researcher"))
    choose(at, files.as_csv(tmp_path / "a.csv", [record]))
    before = at.button(key="import_apply").disabled

    at.selectbox(key="import_fraction").select(",").run()
    press(at, "import_retry")

    assert before and not at.button(key="import_apply").disabled


def test_an_administrator_publishes_at_once_and_undoes_it_whole(
    visit: Callable[..., AppTest], desk: Desk, tmp_path: Path
) -> None:
    ada = desk.person("administrator")
    at = visit(ada)
    path = files.as_csv(tmp_path / "a.csv", [files.GOOD])
    choose(at, path, way="straight")
    press(at, "import_apply")
    public = versions.draft_of("vienna-house-of-tongues").heading()
    import_id = past.imports(ada)[0].import_id

    undo = visit(ada, undo=import_id)
    undo.text_input(key="import_reason").input("The wrong file.")
    undo.button(key="import_undo_now").click().run()

    assert "Published: 1 practice." in shown(at) and public == "Haus der Zungen"
    assert "The import is undone." in shown(undo)
    assert past.one(import_id).undone_at is not None


def test_undoing_without_a_reason_asks_for_one(
    visit: Callable[..., AppTest], desk: Desk, tmp_path: Path
) -> None:
    ada = desk.person("administrator")
    at = visit(ada)
    choose(at, files.as_csv(tmp_path / "a.csv", files.rows(1)))
    press(at, "import_apply")

    undo = visit(ada, undo=past.imports(ada)[0].import_id)
    undo.button(key="import_undo_now").click().run()

    assert "This step needs a reason" in shown(undo)
    assert past.imports(ada)[0].undone_at is None


def test_what_was_worked_on_since_is_listed(
    visit: Callable[..., AppTest], desk: Desk, tmp_path: Path
) -> None:
    ada, ben = desk.person("administrator"), desk.person("reviewer", name="Ben")
    at = visit(ada)
    choose(at, files.as_csv(tmp_path / "a.csv", files.rows(2)))
    press(at, "import_apply")
    taken = next(one for one in review.queue(ben) if one.import_id)
    review.take(ben, taken.receipt)

    undo = visit(ada, undo=past.imports(ada)[0].import_id)
    undo.text_input(key="import_reason").input("The wrong file.")
    undo.button(key="import_undo_now").click().run()

    assert "cannot be undone whole" in shown(undo)
    assert f"id={taken.receipt}" in shown(undo)


def test_a_contributor_sees_neither_the_way_past_review_nor_undo(
    visit: Callable[..., AppTest], desk: Desk, tmp_path: Path
) -> None:
    cora = desk.person("contributor", name="Cora", city_id=VIENNA)
    at = visit(cora)
    choose(at, files.as_csv(tmp_path / "a.csv", files.rows(1)))
    press(at, "import_apply")

    later = visit(cora)

    assert not [one for one in later.selectbox if one.key == "import_way"]
    assert "a.csv" in shown(later) and "undo=" not in shown(later)


def test_without_a_file_there_is_nothing_to_look_at(
    visit: Callable[..., AppTest], desk: Desk
) -> None:
    at = visit(desk.person("researcher"))

    assert at.button(key="import_look").disabled


def test_a_form_of_others_is_read_and_what_is_not_taken_is_named(
    visit: Callable[..., AppTest], desk: Desk, tmp_path: Path
) -> None:
    record = {"title": "House", "city": "Vienna", "country": "Austria", "colour": "blue"}
    at = visit(desk.person("researcher"))

    choose(at, files.as_csv(tmp_path / "a.csv", [record]), form="urbact")

    assert "“colour” is a column this form is not known to have" in shown(at)
