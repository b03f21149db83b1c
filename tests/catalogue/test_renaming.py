"""Ids that move: the new one has all of it, the old one leads there, and is never given out again."""

import json
import shutil
from datetime import datetime, timedelta

import duckdb
import pytest

from dashboard.catalogue import (
    build,
    clock,
    columns,
    confirmations,
    contributions,
    database,
    embargo,
    practices,
    publishing,
    record,
    renaming,
    review,
    signed,
    standing,
    submissions,
    versions,
    vocabulary,
)
from dashboard.catalogue.errors import (
    BadRelease,
    CatalogueError,
    IdTaken,
    IllegalMove,
    NotAllowed,
    NotFound,
    ReasonMissing,
)
from dashboard.catalogue.filters import Filters
from dashboard.catalogue.importing import applying
from dashboard.catalogue.importing.trial import trial
from tests.catalogue.importing import files
from tests.catalogue.soundness import asked, faults
from tests.catalogue.test_desk import WRITTEN, published, sent, slugs
from tests.catalogue.test_embargo import Clock, correction
from tests.conftest import Desk

COMPAZ = "recife-compaz-community-peace-centres"
NEW = "recife-compaz"
REASON = "The city calls it by its short name"


@pytest.fixture
def grace(desk: Desk):
    return desk.person("reviewer", name="Grace")


def another() -> str:
    """A public practice that is not the one of Recife."""
    found = practices.results(Filters(), language="en").cards
    return next(one.slug for one in found if one.slug != COMPAZ)


def whole(slug: str):
    found = record.by_slug(slug, "en")
    assert found
    return found


# Renaming -----------------------------------------------------------------------------------------


def test_the_new_id_has_all_the_old_one_had(desk: Desk, grace) -> None:
    published(desk, "r1", correction("Compaz, version two"), COMPAZ)
    before = whole(COMPAZ)
    drafts = [versions.draft_of(COMPAZ, number) for number in (1, 2)]
    hashes = [one and one.sha256 for one in (signed.of(COMPAZ, 1), signed.of(COMPAZ, 2))]
    log = standing.every_version(COMPAZ)
    confirmed = confirmations.last_confirmed(COMPAZ)
    total = practices.results(Filters(), language="en").total

    renaming.rename(grace, COMPAZ, NEW, REASON)

    after = whole(NEW)
    assert (after.version, after.title, after.figures, after.sources, after.history) == (
        before.version, before.title, before.figures, before.sources, before.history
    )  # fmt: skip
    assert [versions.draft_of(NEW, number) for number in (1, 2)] == drafts
    assert standing.every_version(NEW) == log
    assert confirmations.last_confirmed(NEW) == confirmed
    assert practices.results(Filters(), language="en").total == total
    # What is printed on paper stays true.
    assert [one and one.sha256 for one in (signed.of(NEW, 1), signed.of(NEW, 2))] == hashes
    assert faults() == {}


def test_what_is_signed_after_a_renaming_bears_the_new_id(desk: Desk, grace) -> None:
    renaming.rename(grace, COMPAZ, NEW, REASON)
    published(desk, "r1", correction("Compaz, version two"), NEW)

    first, second = signed.of(NEW, 1), signed.of(NEW, 2)
    assert first and f'"id":"{COMPAZ}"'.encode() in first.body
    assert second and f'"id":"{NEW}"'.encode() in second.body


def test_the_old_id_leads_to_the_new_and_is_nowhere_else(desk: Desk, grace) -> None:
    renaming.rename(grace, COMPAZ, NEW, REASON)

    assert standing.now_at(COMPAZ) == NEW
    assert standing.now_at(NEW) is None
    assert record.by_slug(COMPAZ, "en") is None
    assert record.withdrawn(COMPAZ, "en") is None
    assert signed.of(COMPAZ) is None
    assert slugs(Filters(query="Compaz"))[0] == NEW
    assert COMPAZ not in slugs(Filters(query="Compaz"))
    assert not asked("select 1 from card where slug = ?", COMPAZ)
    assert NEW in {row[0] for row in asked("select slug from card")}
    for table in ("search_post", "search_vector", "facet", "practice_similar"):
        assert not asked(
            f"select 1 from {table} inner join practice using (practice_id) where slug = ?", COMPAZ
        )


def test_what_waits_and_what_is_sealed_goes_along(desk: Desk, grace, monkeypatch) -> None:
    sent(desk, "r1", correction("Waiting"), COMPAZ)
    sent(desk, "r2", correction("Sealed"), COMPAZ)
    review.take(grace, "r2")
    soon = clock.now() + timedelta(hours=1)
    embargo.seal(grace, "r2", soon)

    renaming.rename(grace, COMPAZ, NEW, REASON)

    assert submissions.by_receipt("r1").slug == NEW
    assert not submissions.by_receipt("r1").outdated
    monkeypatch.setattr(clock, "now", lambda: soon)
    assert embargo.open_due() == 1
    assert whole(NEW).title.words == "Sealed"
    assert faults() == {}


def test_a_retired_practice_can_be_renamed_and_stays_retired(desk: Desk, grace) -> None:
    standing.retire(grace, COMPAZ, "It ended")
    renaming.rename(grace, COMPAZ, NEW, REASON)
    found = whole(NEW)
    assert found.retired and found.retired.reason == "It ended"
    assert faults() == {}


def test_chains_are_followed_to_their_end(desk: Desk, grace, monkeypatch) -> None:
    moments = Clock(datetime(2027, 5, 3, 9))
    monkeypatch.setattr(clock, "now", moments.now)
    for number in (1, 2, 3):
        renaming.rename(grace, f"a-{number - 1}" if number > 1 else COMPAZ, f"a-{number}", REASON)
        moments.moment += timedelta(days=1)

    assert [standing.now_at(one) for one in (COMPAZ, "a-1", "a-2")] == ["a-3"] * 3
    assert [one.slug for one in renaming.former_ids("a-3")] == ["a-2", "a-1", COMPAZ]
    assert renaming.id_at("a-3", datetime(2027, 1, 1)) == COMPAZ
    assert renaming.id_at("a-3", datetime(2027, 5, 3, 12)) == "a-1"
    assert renaming.id_at("a-3", datetime(2028, 1, 1)) == "a-3"


@pytest.mark.parametrize(
    "wrong", ["", "Recife", "a--b", "a_b", "-a", "é", "../a", "a" * 81, COMPAZ, "other"]
)
def test_an_id_that_is_none_or_is_in_use_is_refused(desk: Desk, grace, wrong: str) -> None:
    with pytest.raises(IdTaken):
        renaming.rename(grace, COMPAZ, another() if wrong == "other" else wrong, REASON)
    assert whole(COMPAZ)
    assert faults() == {}


def test_a_former_id_is_never_given_out_again(desk: Desk, grace) -> None:
    slug = published(desk, "r1", WRITTEN)
    renaming.rename(grace, slug, "geneva-cubes", REASON)

    with pytest.raises(IdTaken):
        renaming.rename(grace, "geneva-cubes", slug, "Back again")
    with pytest.raises(IdTaken):
        renaming.rename(grace, COMPAZ, slug, REASON)
    again = WRITTEN.model_copy(update={"sources": correction().sources})
    assert published(desk, "r2", again) == f"{slug}-2"
    with database.transaction() as writer:
        assert publishing.free_slug(writer, WRITTEN) == f"{slug}-3"


def test_only_reviewers_rename_and_say_why(desk: Desk, grace) -> None:
    for role in ("researcher", "contributor", "press", "mayors_office", "moderator"):
        other = desk.person(role, name="Otto", city_id=3390760)
        for act in (renaming.rename, renaming.merge):
            with pytest.raises(NotAllowed):
                act(other, COMPAZ, another(), REASON)
    for act, to in ((renaming.rename, NEW), (renaming.merge, another())):
        with pytest.raises(ReasonMissing):
            act(grace, COMPAZ, to, "  ")
    with pytest.raises(NotFound):
        renaming.rename(grace, "nobody", NEW, REASON)
    with pytest.raises(NotFound):
        renaming.merge(grace, COMPAZ, "nobody", REASON)
    assert faults() == {}


def test_a_withdrawn_practice_keeps_its_id(desk: Desk, grace) -> None:
    standing.withdraw(grace, COMPAZ, "Wrong")
    with pytest.raises(IllegalMove):
        renaming.rename(grace, COMPAZ, NEW, REASON)


def test_nothing_is_begun_or_moved_under_a_former_id(desk: Desk, grace) -> None:
    renaming.rename(grace, COMPAZ, NEW, REASON)
    ada = desk.person("researcher")
    with pytest.raises(NotFound):
        contributions.begin(ada, receipt="x", language="en", slug=COMPAZ)
    for act in (standing.withdraw, standing.retire, standing.bring_back, renaming.part):
        with pytest.raises(CatalogueError):
            act(grace, COMPAZ, REASON)
    with pytest.raises(CatalogueError):
        standing.restore(grace, COMPAZ, 1, REASON)
    with pytest.raises(CatalogueError):
        renaming.rename(grace, COMPAZ, "a-third", REASON)
    assert faults() == {}


# Merging ------------------------------------------------------------------------------------------


def test_a_merged_practice_leaves_the_lists_and_its_address_leads_to_the_other(
    desk: Desk, grace
) -> None:
    other = another()
    before = whole(other)

    assert renaming.merge(grace, COMPAZ, other, "Told twice") == other

    assert standing.now_at(COMPAZ) == other
    found = standing.of(COMPAZ)
    assert found and (found.state, found.reason) == ("retired", "Told twice")
    printed = signed.of(COMPAZ, 1)
    assert printed and standing.now_at(COMPAZ, 1) is None  # the hash on paper can still be checked
    assert whole(other).history == before.history
    assert [(one.slug, one.merged) for one in renaming.former_ids(other)] == [(COMPAZ, True)]
    assert renaming.id_at(other, datetime(2000, 1, 1)) == other  # what was signed there is its own
    assert faults() == {}


def test_a_circle_is_never_made(desk: Desk, grace) -> None:
    other = another()
    with pytest.raises(IllegalMove):
        renaming.merge(grace, COMPAZ, COMPAZ, REASON)
    renaming.merge(grace, COMPAZ, other, REASON)
    with pytest.raises(IllegalMove):
        renaming.merge(grace, other, COMPAZ, REASON)  # which leads to itself
    with pytest.raises(IllegalMove):
        standing.bring_back(grace, COMPAZ, "It is another after all")
    assert standing.now_at(other) is None
    assert faults() == {}


def test_merged_into_a_former_id_leads_to_its_end(desk: Desk, grace) -> None:
    other = another()
    renaming.rename(grace, other, "another-name", REASON)
    assert renaming.merge(grace, COMPAZ, other, REASON) == "another-name"
    renaming.rename(grace, "another-name", "a-third-name", REASON)
    assert standing.now_at(COMPAZ) == "a-third-name"


def test_what_was_merged_can_be_parted_again(desk: Desk, grace) -> None:
    other = another()
    before = whole(COMPAZ)
    renaming.merge(grace, COMPAZ, other, REASON)

    renaming.part(grace, COMPAZ, "Two centres, not one")

    assert standing.now_at(COMPAZ) is None
    assert whole(COMPAZ).title == before.title
    with pytest.raises(NotFound):
        renaming.part(grace, COMPAZ, "Again")
    renaming.merge(grace, COMPAZ, other, "One after all")
    assert standing.now_at(COMPAZ) == other
    assert faults() == {}


# What a release says ------------------------------------------------------------------------------


def released(desk: Desk, folder, edit) -> build.Report:
    """Build a changed release into the desk's store."""
    data = folder / "data"
    if not data.exists():
        shutil.copytree(vocabulary.DATA, data, ignore=shutil.ignore_patterns("geography"))
    file = next((data / "practices").glob("*.jsonl"))
    told = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    edit({one["id"]: one for one in told}, told)
    file.write_text("\n".join(json.dumps(one) for one in told) + "\n", "utf-8")
    report = build.build(data, desk.file)
    database.connect()
    return report


def test_a_release_renames_by_former_ids(desk: Desk, tmp_path) -> None:
    def edit(by_id, _all) -> None:
        by_id[COMPAZ].update(id=NEW, former_ids=[COMPAZ, "an-older-id-still"])

    report = released(desk, tmp_path, edit)

    assert (report.new, report.changed) == (0, 0)
    assert standing.now_at(COMPAZ) == standing.now_at("an-older-id-still") == NEW
    assert whole(NEW).version == 1
    assert signed.of(NEW) is not None
    assert faults() == {}
    assert released(desk, tmp_path, lambda *_: None).equal == 224


def test_a_release_merges_what_stands_under_both_ids(desk: Desk, tmp_path) -> None:
    other = another()

    def edit(by_id, everything) -> None:
        everything.remove(by_id[COMPAZ])
        by_id[other]["former_ids"] = [COMPAZ]

    report = released(desk, tmp_path, edit)

    assert (report.new, report.changed, report.equal) == (0, 0, 223)
    assert standing.now_at(COMPAZ) == other
    assert faults() == {}


def test_a_release_finds_what_was_renamed_here(desk: Desk, grace, tmp_path) -> None:
    renaming.rename(grace, COMPAZ, NEW, REASON)

    assert released(desk, tmp_path, lambda *_: None).equal == 224

    def edit(by_id, _all) -> None:
        by_id[COMPAZ]["start_year"] = 1999

    assert released(desk, tmp_path, edit).changed == 1
    assert whole(NEW).start_year == 1999
    assert record.by_slug(COMPAZ, "en") is None
    assert faults() == {}


@pytest.mark.parametrize("wrong", ["itself", "another's", "twice", "no id"])
def test_a_release_that_claims_an_id_in_use_is_refused(desk: Desk, tmp_path, wrong: str) -> None:
    def edit(by_id, everything) -> None:
        other = everything[0] if everything[0]["id"] != COMPAZ else everything[1]
        given = {"itself": COMPAZ, "another's": other["id"], "twice": "x", "no id": "No id"}
        by_id[COMPAZ]["former_ids"] = [given[wrong]]
        if wrong == "twice":
            other["former_ids"] = ["x"]

    with pytest.raises(BadRelease):
        released(desk, tmp_path, edit)
    database.connect()


def test_the_same_release_leads_the_same_ids_in_a_new_store(tmp_path, desk: Desk) -> None:
    data = tmp_path / "data"
    shutil.copytree(vocabulary.DATA, data, ignore=shutil.ignore_patterns("geography"))
    file = next((data / "practices").glob("*.jsonl"))
    lines = file.read_text("utf-8").splitlines()
    one = json.loads(lines[0])
    one["former_ids"] = ["of-old"]
    file.write_text("\n".join([json.dumps(one), *lines[1:]]) + "\n", "utf-8")
    rows = []
    for name in ("one", "two"):
        build.build(data, tmp_path / f"{name}.duckdb")
        with duckdb.connect(str(tmp_path / f"{name}.duckdb")) as connection:
            rows.append(connection.execute("select * from redirect").fetchall())
    assert rows[0] == rows[1] and rows[0][0][:2] == ("of-old", one["id"])


# What a file says ---------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["submissions", "straight"])
def test_a_file_that_knows_a_practice_by_its_former_id_corrects_it(
    desk: Desk, grace, tmp_path, way: str
) -> None:
    changed = versions.draft_of(COMPAZ).model_copy(update={"start_year": 1999})
    file = files.as_csv(tmp_path / "a.csv", [columns.to_flat(COMPAZ, "Recife", "BR", changed)])
    renaming.rename(grace, COMPAZ, NEW, REASON)
    chief = desk.person("administrator", name="Chief")

    found = trial(file, actor=chief, way=way)
    applying.apply(found, actor=chief)

    assert found.faults == ()
    if way == "straight":
        assert whole(NEW).start_year == 1999
    else:
        assert [one.slug for one in review.queue(grace)] == [NEW]
    assert faults() == {}


@pytest.mark.parametrize("way", ["submissions", "straight"])
def test_a_file_does_not_bring_back_what_is_part_of_another(
    desk: Desk, grace, tmp_path, way: str
) -> None:
    changed = versions.draft_of(COMPAZ).model_copy(update={"start_year": 1999})
    file = files.as_csv(tmp_path / "a.csv", [columns.to_flat(COMPAZ, "Recife", "BR", changed)])
    renaming.merge(grace, COMPAZ, another(), REASON)

    found = trial(file, actor=desk.person("administrator", name="Chief"), way=way)

    assert [one.code for one in found.faults] == ["not_public"]
