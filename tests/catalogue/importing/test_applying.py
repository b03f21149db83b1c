"""All of a file or nothing, for review or at once; and whole back again."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from dashboard.catalogue import (
    columns,
    contributions,
    database,
    review,
    standing,
    submissions,
    versions,
)
from dashboard.catalogue.draft import Wording, from_json
from dashboard.catalogue.errors import (
    IllegalMove,
    Incomplete,
    NotAllowed,
    NotFound,
    Outdated,
    ReasonMissing,
)
from dashboard.catalogue.importing import applying, past, undoing
from dashboard.catalogue.importing.files import Cancelled
from dashboard.catalogue.importing.trial import Trial, Way, trial
from dashboard.catalogue.importing.undoing import WorkedOn
from dashboard.catalogue.rights import Actor
from tests.catalogue.importing import files
from tests.conftest import Desk

VIENNA, PARIS = 2761369, 2988507
COMPAZ = "recife-compaz-community-peace-centres"
WAYS: tuple[Way, ...] = ("submissions", "straight")


def tables() -> dict[str, int]:
    names = (
        "submission", "submission_sent", "practice", "practice_version", "practice_text", "source",
        "city", "import", "import_line", "import_mapping", "audit", "card", "facet",
        "catalogue_version",
    )  # fmt: skip
    with database._cursor() as cursor:
        return {one: cursor.execute(f"select count(*) from {one}").fetchone()[0] for one in names}


def passes_every_check() -> bool:
    with database._cursor() as cursor:
        return all(
            cursor.execute(file.read_text("utf-8")).fetchall() == []
            for file in database.QUERIES.glob("checks/*.sql")
        )


def tried(actor: Actor, path: Path, way: Way) -> Trial:
    found = trial(path, actor=actor, way=way)
    assert found.faults == ()
    return found


@pytest.fixture
def admin(desk: Desk) -> Actor:
    return desk.person("administrator")


@pytest.fixture
def whole(tmp_path: Path, admin: Actor) -> Path:
    """Two practices that are new, one in a city the catalogue does not know, and one changed."""
    public = versions.draft_of(COMPAZ)
    changed = public.model_copy(update={"start_year": 2015, "lead": "The city"})
    third = columns.to_flat(COMPAZ, "Recife", "BR", changed)
    rows = [files.row(1, city="Graz", country="AT"), files.row(2), third]
    return files.as_csv(tmp_path / "whole.csv", rows)


def test_rows_wait_for_review_as_those_of_whoever_imported(desk: Desk, whole: Path) -> None:
    rosa = desk.person("researcher", name="Rosa")

    done = applying.apply(tried(rosa, whole, "submissions"), actor=rosa)

    assert (done.new, done.changed, done.equal) == (2, 1, 0)
    queue = [
        one for one in review.queue(desk.person("reviewer")) if one.import_id == done.import_id
    ]
    assert len(queue) == 3
    found = [submissions.by_receipt(one.receipt) for one in queue]
    assert {(one.author, one.state) for one in found} == {("rosa", "submitted")}
    change = next(one for one in found if one.slug == COMPAZ)
    assert change.base_version == change.public_version == 1
    assert change.draft.start_year == 2015
    assert passes_every_check()


def test_a_handed_in_row_is_published_under_the_id_its_file_gave(
    desk: Desk, tmp_path: Path
) -> None:
    rosa, reviewer = desk.person("researcher", name="Rosa"), desk.person("reviewer", name="Ben")
    path = files.as_csv(tmp_path / "a.csv", [files.GOOD])

    done = applying.apply(tried(rosa, path, "submissions"), actor=rosa)
    (one,) = (one for one in review.queue(reviewer) if one.import_id == done.import_id)
    review.take(reviewer, one.receipt)
    review.decide(
        reviewer, one.receipt, "published", stamp=submissions.by_receipt(one.receipt).stamp
    )

    assert versions.draft_of("vienna-house-of-tongues").heading() == "Haus der Zungen"
    again = trial(path, actor=rosa)
    assert again.count("equal") == 1


def test_straight_is_public_at_once_and_in_every_list(admin: Actor, whole: Path) -> None:
    before = database.version()

    done = applying.apply(tried(admin, whole, "straight"), actor=admin)

    assert (done.new, done.changed) == (2, 1)
    assert versions.draft_of(COMPAZ).start_year == 2015
    assert versions.draft_of(COMPAZ, 1).start_year != 2015
    assert versions.draft_of("vienna-house-2").heading() == "Haus der Zungen, 2. Bezirk"
    assert database.version() > before
    assert passes_every_check()


@pytest.mark.parametrize("way", WAYS)
def test_one_import_is_one_thing_in_the_log(admin: Actor, whole: Path, way: Way) -> None:
    done = applying.apply(tried(admin, whole, way), actor=admin)

    (one,) = past.imports(admin)
    assert (one.import_id, one.file_name, one.way) == (done.import_id, "whole.csv", way)
    assert (one.new_count, one.changed_count, one.equal_count) == (2, 1, 0)
    with database._cursor() as cursor:
        lines = cursor.execute(
            "select actor, action from audit where entity = 'import' and entity_id = ?",
            [done.import_id],
        ).fetchall()
    assert lines == [("ada", "import")]


@pytest.mark.parametrize("way", WAYS)
def test_the_same_file_twice_changes_nothing_and_says_so(
    admin: Actor, whole: Path, way: Way
) -> None:
    first = applying.apply(tried(admin, whole, way), actor=admin)
    before = tables()

    again = tried(admin, whole, way)
    done = applying.apply(again, actor=admin)

    assert again.count("equal") == 3
    assert again.earlier is not None and again.earlier.import_id == first.import_id
    assert done.import_id is None and done.equal == 3
    assert tables() == before


@pytest.mark.parametrize("way", WAYS)
def test_a_click_that_came_twice_imports_once(admin: Actor, whole: Path, way: Way) -> None:
    found = tried(admin, whole, way)

    first = applying.apply(found, actor=admin)
    before = tables()
    second = applying.apply(found, actor=admin)

    assert second == first and tables() == before


@pytest.mark.parametrize("way", WAYS)
def test_a_fault_in_the_last_row_writes_nothing_of_the_others(
    admin: Actor, tmp_path: Path, way: Way
) -> None:
    path = files.as_csv(tmp_path / "a.csv", [*files.rows(20), files.row(21, themes="nonsense")])
    before = tables()

    found = trial(path, actor=admin, way=way)

    assert len(found.entries) == 20
    with pytest.raises(Incomplete):
        applying.apply(found, actor=admin)
    assert tables() == before


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("at", ["in the last row", "at the very end"])
def test_what_breaks_late_leaves_nothing_behind(
    admin: Actor, tmp_path: Path, way: Way, at: str
) -> None:
    path = files.as_csv(tmp_path / "a.csv", files.rows(30))
    found = tried(admin, path, way)
    before = tables()
    steps: list[int] = []

    def breaks(done: int, of: int) -> None:
        steps.append(done)
        last = of - 1 if at == "in the last row" else of
        if done == last:
            raise RuntimeError("the power went off")

    with pytest.raises(RuntimeError):
        applying.apply(found, actor=admin, progress=breaks)

    assert len(steps) >= 30 and tables() == before
    assert applying.apply(found, actor=admin).new == 30


@pytest.mark.parametrize("way", WAYS)
def test_stopped_in_the_middle_it_leaves_nothing_behind(
    admin: Actor, tmp_path: Path, way: Way
) -> None:
    found = tried(admin, files.as_csv(tmp_path / "a.csv", files.rows(30)), way)
    before, stop = tables(), threading.Event()

    with pytest.raises(Cancelled):
        applying.apply(
            found,
            actor=admin,
            stop=stop,
            progress=lambda done, of: stop.set() if done == of // 2 else None,
        )

    assert tables() == before


def test_a_practice_published_since_the_trial_stops_the_import(admin: Actor, whole: Path) -> None:
    found = tried(admin, whole, "straight")
    other = trial(whole, actor=admin, way="straight")
    applying.apply(other, actor=admin)
    before = tables()

    with pytest.raises(Outdated):
        applying.apply(found, actor=admin)
    assert tables() == before


def test_rights_are_asked_again_before_it_is_written(desk: Desk, admin: Actor, whole: Path) -> None:
    found = tried(admin, whole, "straight")
    handed_in = tried(admin, whole, "submissions")

    with pytest.raises(NotAllowed):
        applying.apply(found, actor=desk.person("researcher"))
    with pytest.raises(NotAllowed):
        applying.apply(handed_in, actor=desk.person("contributor", city_id=PARIS))


# Undo ----------------------------------------------------------------------------------------------


def test_undone_nothing_of_a_handed_in_import_waits_any_more(
    desk: Desk, admin: Actor, whole: Path
) -> None:
    rosa = desk.person("researcher", name="Rosa")
    done = applying.apply(tried(rosa, whole, "submissions"), actor=rosa)

    count = undoing.undo(admin, done.import_id or "", "wrong file")

    assert count == 3
    assert [one for one in review.queue(admin) if one.import_id] == []
    assert {one.state for one in contributions.mine(rosa)} == {"withdrawn"}
    assert trial(whole, actor=rosa).count("new") == 2
    assert past.one(done.import_id or "").undone_by == "ada"
    assert passes_every_check()


def test_undone_a_straight_import_leaves_all_as_it_was_and_says_why(
    admin: Actor, whole: Path
) -> None:
    before = versions.draft_of(COMPAZ).fingerprint()
    done = applying.apply(tried(admin, whole, "straight"), actor=admin)

    undoing.undo(admin, done.import_id or "", "wrong file")

    assert versions.draft_of(COMPAZ).fingerprint() == before
    assert versions.draft_of(COMPAZ, 2).start_year == 2015
    gone = standing.of("vienna-house-1")
    assert gone is not None and (gone.state, gone.reason) == ("withdrawn", "wrong file")
    assert standing.of(COMPAZ).state == "published"  # type: ignore[union-attr]
    assert passes_every_check()


def test_what_was_undone_can_be_imported_again(admin: Actor, whole: Path) -> None:
    done = applying.apply(tried(admin, whole, "straight"), actor=admin)
    undoing.undo(admin, done.import_id or "", "wrong file")

    again = tried(admin, whole, "straight")
    applying.apply(again, actor=admin)

    assert again.count("changed") == 3 and again.earlier is None
    assert standing.of("vienna-house-1").state == "published"  # type: ignore[union-attr]
    assert versions.draft_of(COMPAZ).start_year == 2015
    assert passes_every_check()


def test_undoing_that_returns_a_practice_to_where_it_stood(admin: Actor, whole: Path) -> None:
    standing.withdraw(admin, COMPAZ, "for now")
    done = applying.apply(tried(admin, whole, "straight"), actor=admin)
    assert standing.of(COMPAZ).state == "published"  # type: ignore[union-attr]

    undoing.undo(admin, done.import_id or "", "wrong file")

    assert standing.of(COMPAZ).state == "withdrawn"  # type: ignore[union-attr]
    assert passes_every_check()


def test_what_somebody_worked_on_since_is_listed_and_nothing_is_undone(
    desk: Desk, admin: Actor, whole: Path
) -> None:
    done = applying.apply(tried(admin, whole, "submissions"), actor=admin)
    reviewer = desk.person("reviewer", name="Ben")
    receipt = next(one.receipt for one in review.queue(reviewer) if one.slug == COMPAZ)
    review.take(reviewer, receipt)
    before = tables()

    with pytest.raises(WorkedOn) as error:
        undoing.undo(admin, done.import_id or "", "wrong file")

    assert [(one.line, one.slug, one.state) for one in error.value.lines] == [
        (4, COMPAZ, "in_review")
    ]
    assert tables() == before
    assert past.one(done.import_id or "").undone_at is None


def test_a_text_edited_since_is_never_overwritten(admin: Actor, whole: Path) -> None:
    done = applying.apply(tried(admin, whole, "straight"), actor=admin)
    standing.restore(admin, COMPAZ, 1, "as it was")

    with pytest.raises(WorkedOn) as error:
        undoing.undo(admin, done.import_id or "", "wrong file")

    assert [one.slug for one in error.value.lines] == [COMPAZ]
    assert standing.of("vienna-house-1").state == "published"  # type: ignore[union-attr]


def test_undoing_needs_the_right_a_reason_and_an_import_that_stands(
    desk: Desk, admin: Actor, whole: Path
) -> None:
    done = applying.apply(tried(admin, whole, "submissions"), actor=admin)
    import_id = done.import_id or ""

    with pytest.raises(NotAllowed):
        undoing.undo(desk.person("reviewer"), import_id, "why")
    with pytest.raises(ReasonMissing):
        undoing.undo(admin, import_id, "  ")
    with pytest.raises(NotFound):
        undoing.undo(admin, "nothing", "why")
    undoing.undo(admin, import_id, "why")
    with pytest.raises(IllegalMove):
        undoing.undo(admin, import_id, "why")


def test_others_see_their_own_imports_only(desk: Desk, admin: Actor, whole: Path) -> None:
    applying.apply(tried(admin, whole, "submissions"), actor=admin)

    assert len(past.imports(admin)) == 1
    assert past.imports(desk.person("researcher", name="Rosa")) == ()


# What must not be lost ----------------------------------------------------------------------------


def test_origins_and_the_original_language_stay_where_the_file_does_not_tell_them(
    desk: Desk, admin: Actor, tmp_path: Path
) -> None:
    full = files.row(
        1, title_fr="La maison des langues", origins="title_de=original | title_fr=human"
    )
    applying.apply(tried(admin, files.as_csv(tmp_path / "a.csv", [full]), "straight"), actor=admin)
    plain = {"id": full["id"], "title_de": "Haus der neuen Zungen", "title_fr": full["title_fr"]}

    found = tried(admin, files.as_csv(tmp_path / "b.csv", [plain]), "straight")
    applying.apply(found, actor=admin)

    assert found.entries[0].fields == ("title_de",)
    now = versions.draft_of(full["id"])
    assert now.language == "de"
    assert now.title["fr"].origin == "human"
    assert now.title["de"] == Wording(words="Haus der neuen Zungen", origin="original")


def test_a_source_of_nothing_but_blanks_is_not_handed_on(admin: Actor, tmp_path: Path) -> None:
    path = files.as_csv(tmp_path / "a.csv", [files.row(1, source_2_url="  ", lead=" ")])

    found = tried(admin, path, "submissions")

    made = from_json(found.entries[0].body)
    assert len(made.sources) == 1 and made.lead is None
