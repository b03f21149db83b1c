"""A city hosts a summit by one file or one form; no line of code is written for it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import words
from dashboard.catalogue import (
    build,
    database,
    declarations,
    filters,
    hosting,
    practices,
    pulse,
    summit_form,
    summits,
    vocabulary,
)
from dashboard.catalogue.errors import (
    BadRelease,
    EditedElsewhere,
    IllegalMove,
    Incomplete,
    NotAllowed,
    NotFound,
)
from tests import small_release
from tests.conftest import Desk
from tests.summit_files import bochum


@pytest.fixture
def release(tmp_path: Path, store: Path) -> Iterator[Path]:
    """A small release with an empty folder of summits; the real store comes back after it."""
    folder = small_release.write(tmp_path / "data")
    (folder / "summits").mkdir()
    yield folder
    database.close()
    database.connect()


def put(folder: Path, told: dict, name: str = "bochum-2027") -> None:
    text = json.dumps(told, ensure_ascii=False)
    (folder / "summits" / f"{name}.json").write_text(text, encoding="utf-8")


def built(folder: Path, store: Path):
    return build.build(folder, store)


def filled(desk: Desk, receipt: str = "r1", **changed: object) -> hosting.Draft:
    """A form that was filled with what the file of Bochum says."""
    me = desk.person("reviewer")
    draft = hosting.begin(me, receipt=receipt, language="de")
    told = bochum(**changed)
    body = {
        **draft.body,
        **{k: v for k, v in told.items() if k not in ("declaration", "workshops")},
    }
    points = zip(told["declaration"]["points_de"], told["declaration"]["points_en"], strict=True)
    body["declaration"] = {
        "title": told["declaration"]["title"],
        "points": [{"de": german, "en": english} for german, english in points],
    }
    room = told["workshops"][0]
    body["workshops"] = [
        {
            "title": room["title"],
            "topic": room["topic"],
            "questions": [{"de": one} for one in room["questions_de"]],
            "cities": room["cities"],
        }
    ]
    hosting.save(me, receipt, body, draft.stamp)
    return hosting.open(me, receipt)


# One file -----------------------------------------------------------------------------------------


def test_one_file_makes_a_summit_with_guests_questions_and_a_matrix(
    release: Path, tmp_path: Path, store: Path
) -> None:
    put(release, bochum())
    file = tmp_path / "second.duckdb"
    built(release, file)

    with small_release.opened(file, store):
        one = summits.of("bochum-2027", "de")
        matrix = declarations.matrix("bochum-2027", "en")
        named = words.summit("bochum-2027")
        codes = vocabulary.codes("summit")
        numbers = [vocabulary.number("summit", code) for code in codes]

    assert one is not None and matrix is not None
    assert (one.city, one.city_slug.startswith("bochum")) == ("Bochum", True)
    assert [guest.slug for guest in one.signed if not guest.hosted] == ["recife", "vienna"]
    assert {guest.slug: guest.took_part for guest in one.guests}["recife"] is None
    assert one.workshops[0].question_ids == (
        "bochum-2027-inclusive.q1",
        "bochum-2027-inclusive.q2",
    )
    assert one.conclusions[0].id == "bochum-2027-inclusive.1"
    assert one.conclusions[0].city_slug == "vienna"
    assert one.venue is not None and one.venue.language == "de"
    assert one.programme[0].source == "https://www.bochum.de/gipfel"
    assert [point.text.words for point in matrix.points][0] == "Neighbours know each other."
    assert len(matrix.cities) == 3
    assert named == "Bochum 2027"
    assert codes == ("montreal-2015", "dusseldorf-2019", "izmir-2021", "bochum-2027")
    assert numbers == [0, 1, 2, 3]


def test_practices_of_its_cities_are_found_by_the_filter_of_summits(
    release: Path, tmp_path: Path, store: Path
) -> None:
    put(release, bochum())
    file = tmp_path / "second.duckdb"
    built(release, file)

    with small_release.opened(file, store):
        asked, unknown = filters.Filters.from_query({"summit": ["bochum-2027"]})
        found = practices.results(asked, language="en", sort="newest", page=1)

    assert unknown == ()
    assert [one.city for one in found.cards] == ["Vienna"]


def test_a_file_that_changes_brings_its_summit_in_step_and_keeps_its_number(
    release: Path, tmp_path: Path, store: Path
) -> None:
    file = tmp_path / "second.duckdb"
    put(release, bochum())
    built(release, file)
    told = bochum(ends="2027-05-17", edition=5)
    told["guests"] = told["guests"][:2]
    told["workshops"][0]["cities"] = []
    put(release, told)
    put(release, bochum(id="aachen-2026", city="Aachen", workshops=[], guests=[]), "aachen-2026")

    built(release, file)

    with small_release.opened(file, store):
        one = summits.of("bochum-2027", "de")
        numbers = {code: vocabulary.number("summit", code) for code in vocabulary.codes("summit")}
        spoke = database.rows("edition_workshops")
    assert one is not None
    assert (one.edition, one.ends.day) == (5, 17)
    assert {guest.slug for guest in one.guests if not guest.hosted} == {"vienna"}
    assert one.workshops[0].speakers == ()
    assert numbers["bochum-2027"] == 3  # the newcomer stands before it by name, not by number
    assert numbers["aachen-2026"] == 4
    assert spoke


def test_building_the_same_file_again_raises_no_version(
    release: Path, tmp_path: Path, store: Path
) -> None:
    file = tmp_path / "second.duckdb"
    put(release, bochum())
    built(release, file)
    with small_release.opened(file, store):
        before = database.version()

    built(release, file)

    with small_release.opened(file, store):
        assert database.version() == before


def test_a_bad_file_stops_the_build_with_all_its_faults_and_where(
    release: Path, tmp_path: Path
) -> None:
    put(release, bochum(ends="2026-01-01", city="Atlantis"))
    put(release, bochum(), "another-name")
    (release / "summits" / "broken.json").write_text("{", encoding="utf-8")

    with pytest.raises(BadRelease) as error:
        built(release, tmp_path / "second.duckdb")

    told = "\n".join(error.value.faults)
    assert "summits/bochum-2027.json, ends ends before it begins" in told
    assert "summits/bochum-2027.json, city names a place nobody knows: Atlantis (DE)" in told
    assert "summits/another-name.json, id: is 'bochum-2027'; the file has to bear its name" in told
    assert "summits/broken.json: " in told
    assert not (tmp_path / "second.duckdb").exists()


def test_an_id_that_stands_already_is_a_fault(release: Path, tmp_path: Path) -> None:
    put(release, bochum(id="montreal-2015", workshops=[]), "montreal-2015")

    with pytest.raises(BadRelease) as error:
        built(release, tmp_path / "second.duckdb")

    assert "'montreal-2015' stands already in summits.json" in str(error.value)


# One form -----------------------------------------------------------------------------------------


def test_a_form_opens_a_summit_for_everybody_at_once(desk: Desk) -> None:
    me = desk.person("reviewer")
    draft = filled(desk)
    version, beat = database.version(), pulse.of("summit:bochum-2027")
    assert summits.of("bochum-2027", "de") is None
    assert "bochum-2027" not in vocabulary.codes("summit")

    code = hosting.open_for_all(me, "r1", draft.stamp)

    one = summits.of(code, "fr")
    assert one is not None
    assert words.summit(code) == "Bochum 2027"
    assert one.workshops[0].workshop == "bochum-2027-inclusive"
    assert len(one.signed) == 3
    assert len(declarations.matrix(code, "de").points) == 2  # type: ignore[union-attr]
    assert database.version() == version + 1
    assert pulse.of("summit:bochum-2027") == beat + 1
    assert hosting.open(me, "r1").summit == code
    assert not hosting.open(me, "r1").changed
    assert database.violations() == []
    asked, _unknown = filters.Filters.from_query({"summit": [code]})
    found = practices.results(asked, language="en", sort="newest", page=1)
    assert {card.city for card in found.cards} == {"Vienna"}


def test_every_act_of_a_host_is_in_the_log(desk: Desk) -> None:
    me = desk.person("reviewer")
    hosting.open_for_all(me, "r1", filled(desk).stamp)
    hosting.begin(me, receipt="r2", language="fr")
    hosting.discard(me, "r2")

    rows = [row for row in log() if row[0] == "summit"]

    assert rows == [
        ("summit", "begin_summit", "r1", "ada"),
        ("summit", "open_summit", "bochum-2027", "ada"),
        ("summit", "begin_summit", "r2", "ada"),
        ("summit", "discard_summit", "r2", "ada"),
    ]


def log() -> list[tuple[str, ...]]:
    with database._cursor() as cursor:
        return cursor.execute(
            "select entity, action, entity_id, actor from audit order by audit_id"
        ).fetchall()


def test_an_open_summit_is_changed_by_its_form_and_opened_again(desk: Desk) -> None:
    me = desk.person("reviewer")
    hosting.open_for_all(me, "r1", filled(desk).stamp)
    draft = hosting.open(me, "r1")
    body = summit_form.put(draft.body, "declaration.points.1.de", "Nachbarn kennen sich.")
    body = summit_form.put_in(body, "guests.4", signed=True)
    hosting.save(me, "r1", body, draft.stamp)
    assert hosting.open(me, "r1").changed
    assert (
        summits.of("bochum-2027", "de").declaration.points[0].words == "Nachbarn kennen einander."
    )  # type: ignore[union-attr]

    hosting.open_for_all(me, "r1", draft.stamp + 1)

    one = summits.of("bochum-2027", "de")
    assert one is not None and one.declaration is not None
    assert one.declaration.points[0].words == "Nachbarn kennen sich."
    assert {guest.slug for guest in one.signed} >= {"arnhem", "vienna"}


def test_an_incomplete_form_opens_nothing_and_tells_all(desk: Desk) -> None:
    me = desk.person("reviewer")
    draft = hosting.begin(me, receipt="r1", language="de")

    with pytest.raises(Incomplete) as error:
        hosting.open_for_all(me, "r1", draft.stamp)

    assert {one.path for one in error.value.faults} >= {"id", "name", "city", "starts", "sources"}
    assert hosting.open(me, "r1").summit is None
    assert len(summits.every("de")) == 3


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        ({"id": "dusseldorf-2019"}, "id", "id_taken"),
        ({"city": "Vienna", "country": "AT"}, "city", "city_stays"),
        ({"id": "bochum-2028"}, "id", "id_taken"),
        ({"workshops": []}, "workshops", "workshop_stays"),
    ],
)
def test_what_is_open_keeps_its_id_its_city_and_its_workshops(
    desk: Desk, change: dict, path: str, code: str
) -> None:
    me = desk.person("reviewer")
    hosting.open_for_all(me, "r1", filled(desk).stamp)
    draft = hosting.open(me, "r1")
    hosting.save(me, "r1", {**draft.body, **change}, draft.stamp)

    found = hosting.faults(hosting.open(me, "r1"))

    assert (path, code) in {(one.path, one.code) for one in found}
    with pytest.raises(Incomplete):
        hosting.open_for_all(me, "r1", draft.stamp + 1)


def test_points_on_which_something_hangs_cannot_be_taken_out(desk: Desk) -> None:
    me = desk.person("reviewer", "researcher")
    hosting.open_for_all(me, "r1", filled(desk).stamp)
    declarations.link(me, "bochum-2027", 2, small_release.VIENNA)
    draft = hosting.open(me, "r1")
    hosting.save(me, "r1", summit_form.drop_row(draft.body, "declaration.points", 1), draft.stamp)

    found = hosting.faults(hosting.open(me, "r1"))

    assert [(one.code, one.values) for one in found] == [("points_stay", {"wanted": 2})]


def test_somebody_elses_words_are_never_overwritten(desk: Desk) -> None:
    me = desk.person("reviewer")
    draft = filled(desk)
    hosting.save(me, "r1", summit_form.put(draft.body, "venue", "Halle 2"), draft.stamp)

    with pytest.raises(EditedElsewhere):
        hosting.save(me, "r1", summit_form.put(draft.body, "venue", "Halle 3"), draft.stamp)
    with pytest.raises(EditedElsewhere):
        hosting.open_for_all(me, "r1", draft.stamp)

    assert hosting.open(me, "r1").body["venue"] == "Halle 2"


def test_the_same_receipt_begins_one_summit_only(desk: Desk) -> None:
    me = desk.person("reviewer")
    first = hosting.begin(me, receipt="r1", language="de")
    hosting.begin(me, receipt="r1", language="fr")

    assert hosting.every(me) == (first,)
    assert first.body["edition"] == 4  # after the three of the release


def test_a_summit_that_is_open_is_not_thrown_away(desk: Desk) -> None:
    me = desk.person("reviewer")
    hosting.open_for_all(me, "r1", filled(desk).stamp)

    with pytest.raises(IllegalMove):
        hosting.discard(me, "r1")

    assert summits.of("bochum-2027", "de")


@pytest.mark.parametrize(
    "role", ["contributor", "researcher", "moderator", "mayors_office", "press"]
)
def test_only_hosts_may_host(desk: Desk, role: str) -> None:
    other = desk.person(role)
    draft = filled(desk)

    for act in (
        lambda: hosting.begin(other, receipt="r9", language="de"),
        lambda: hosting.open(other, "r1"),
        lambda: hosting.every(other),
        lambda: hosting.every(None),
        lambda: hosting.save(other, "r1", draft.body, draft.stamp),
        lambda: hosting.open_for_all(other, "r1", draft.stamp),
        lambda: hosting.discard(other, "r1"),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_receipt_that_is_none_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        hosting.open(desk.person("reviewer"), "nothing")


def test_the_form_of_one_house_is_the_file_of_another(
    desk: Desk, release: Path, tmp_path: Path, store: Path
) -> None:
    hosting.open_for_all(desk.person("reviewer"), "r1", filled(desk).stamp)
    here = summits.of("bochum-2027", "de")
    put(release, hosting.open(desk.person("reviewer"), "r1").told)
    file = tmp_path / "second.duckdb"

    built(release, file)

    with small_release.opened(file, store):
        there = summits.of("bochum-2027", "de")
    assert there == here


def test_the_next_release_leaves_a_summit_of_the_form_as_it_is(desk: Desk) -> None:
    hosting.open_for_all(desk.person("reviewer"), "r1", filled(desk).stamp)
    before = summits.of("bochum-2027", "de")
    shutil.copy(desk.file, desk.file.with_suffix(".copy"))

    build.build(vocabulary.DATA, desk.file)
    database.connect()

    assert summits.of("bochum-2027", "de") == before
    assert vocabulary.number("summit", "bochum-2027") == 3
