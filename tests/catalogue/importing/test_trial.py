"""A dry run: columns matched and remembered, doubles found, rights asked; nothing is written."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest

from dashboard.catalogue import bridge, database, versions, vocabulary
from dashboard.catalogue.errors import NotAllowed, NotFound
from dashboard.catalogue.importing import applying
from dashboard.catalogue.importing import trial as trying
from dashboard.catalogue.importing.files import Cancelled
from dashboard.catalogue.importing.mapping import Chosen
from dashboard.catalogue.importing.trial import Trial, trial
from tests.catalogue.importing import files
from tests.conftest import Desk

VIENNA, PARIS = 2761369, 2988507
COMPAZ = "recife-compaz-community-peace-centres"


def released(tmp_path: Path) -> Path:
    path = tmp_path / "all.jsonl"
    parts = sorted((vocabulary.DATA / "practices").glob("*.jsonl"))
    path.write_text("".join(one.read_text("utf-8") for one in parts), encoding="utf-8")
    return path


def told(found: Trial) -> list[tuple[int | None, str, str]]:
    return [(one.row, one.column, one.code) for one in found.faults]


def everything() -> dict[str, int]:
    tables = ("submission", "practice_version", "import", "import_line", "import_mapping", "audit")
    with database._cursor() as cursor:
        return {one: cursor.execute(f"select count(*) from {one}").fetchone()[0] for one in tables}


def test_the_release_itself_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    found = trial(released(tmp_path), actor=desk.person("researcher"))

    assert found.faults == () and found.unknown == ()
    assert found.rows == found.count("equal") == 224


def test_a_dry_run_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    before = everything()

    trial(files.as_csv(tmp_path / "a.csv", files.rows(3)), actor=desk.person("researcher"))

    assert everything() == before


def test_what_changed_is_told_by_field_and_what_has_no_column_stays(
    desk: Desk, tmp_path: Path
) -> None:
    path = files.as_csv(
        tmp_path / "a.csv",
        [{"id": COMPAZ, "start_year": 2015, "title_fr": "Compaz : des centres de paix"}],
    )

    found = trial(path, actor=desk.person("researcher"))

    (one,) = found.entries
    assert (one.standing, one.slug) == ("changed", COMPAZ)
    assert one.fields == ("start_year", "title_fr")


def test_headers_are_matched_and_unknown_ones_are_listed_not_dropped(
    desk: Desk, tmp_path: Path
) -> None:
    record = {
        "Titre": "Maison des langues", "Ville": "Montréal", "Pays": "Canada",
        "Thèmes": "Cohésion", "Instrument": "Service", "En bref": "On apprend ensemble.",
        "Lien": "https://example.org/x", "Remarque interne": "à vérifier",
    }  # fmt: skip
    path = files.as_csv(tmp_path / "a.csv", [record], ";")

    found = trial(path, actor=desk.person("researcher"))

    assert found.faults == () and found.count("new") == 1
    assert found.unknown == ("Remarque interne",)
    assert {one.header: one.column for one in found.matches}["Lien"] == "source_1_url"
    assert found.chosen.language == "fr"


def test_what_a_person_chose_is_remembered_for_the_next_file_of_its_kind(
    desk: Desk, tmp_path: Path
) -> None:
    def with_headers(number: int) -> Path:
        record = files.row(number)
        record["Überschrift"] = record.pop("title_de")
        return files.as_csv(tmp_path / f"{number}.csv", [record])

    ada = desk.person("researcher")
    chosen = Chosen({"Überschrift": "title_de"})

    first = trial(with_headers(1), actor=ada)
    second = trial(with_headers(1), actor=ada, chosen=chosen)
    applying.apply(second, actor=ada)
    third = trial(with_headers(2), actor=ada)

    assert (None, "title_de") not in told(first) and first.unknown == ("Überschrift",)
    assert told(first) == [(2, "title_de", "missing")]
    assert second.faults == () and third.faults == ()
    how = {one.header: one.how for one in third.matches}
    assert how["Überschrift"] == "remembered"


def test_two_headers_for_one_column_are_a_fault_until_one_is_left_out(
    desk: Desk, tmp_path: Path
) -> None:
    path = files.as_csv(tmp_path / "a.csv", [{**files.row(1), "Stadt": "Vienna"}])
    ada = desk.person("researcher")

    clash = trial(path, actor=ada)
    settled = trial(path, actor=ada, chosen=Chosen({"Stadt": None}))

    assert told(clash) == [(None, "city", "headers_clash")]
    assert clash.faults[0].given == "city, Stadt"
    assert settled.faults == ()


def test_the_same_practice_twice_in_a_file_is_a_fault_that_names_the_other_row(
    desk: Desk, tmp_path: Path
) -> None:
    path = files.as_csv(
        tmp_path / "a.csv", [files.row(1), files.row(2), files.row(1, start_year=2001)]
    )

    found = trial(path, actor=desk.person("researcher"))

    assert told(found) == [(4, "id", "twice_in_file")]
    assert found.faults[0].values == {"other": 2}


def test_the_same_text_without_ids_twice_is_a_fault_too(desk: Desk, tmp_path: Path) -> None:
    path = files.as_csv(tmp_path / "a.csv", [files.row(1, id=""), files.row(1, id="")])

    found = trial(path, actor=desk.person("researcher"))

    assert told(found) == [(3, "", "twice_in_file")]


def test_the_same_title_in_the_same_city_is_a_possible_duplicate(
    desk: Desk, tmp_path: Path
) -> None:
    path = files.as_csv(
        tmp_path / "a.csv",
        [
            files.row(1, title_de="Haus"),
            files.row(2, title_de="HAUS", start_year=2001),
            files.row(
                3,
                id="",
                city="Recife",
                country="BR",
                original_language="en",
                title_de="",
                title_en="Compaz: community peace centres in neighbourhoods of high violence",
                summary_de="",
                summary_en="Centres with sport, libraries and mediation where violence was high.",
            ),
        ],
    )

    found = trial(path, actor=desk.person("researcher"))

    assert found.faults == ()
    first, second = found.duplicates
    assert (first.row, first.code, first.other_row) == (3, "same_title", 2)
    assert (second.row, second.slug) == (4, COMPAZ)


def test_a_contributor_may_import_for_her_city_only(desk: Desk, tmp_path: Path) -> None:
    path = files.as_csv(
        tmp_path / "a.csv", [files.row(1), files.row(2, city="Paris", country="FR")]
    )

    found = trial(path, actor=desk.person("contributor", city_id=VIENNA))

    assert told(found) == [(3, "city", "not_your_city")]


@pytest.mark.parametrize("roles", [(), ("moderator",), ("press",)])
def test_who_may_not_import_may_not_even_try(
    desk: Desk, tmp_path: Path, roles: tuple[str, ...]
) -> None:
    path = files.as_csv(tmp_path / "a.csv", files.rows(1))

    with pytest.raises(NotAllowed):
        trial(path, actor=desk.person(*roles))
    with pytest.raises(NotAllowed):
        trial(path, actor=desk.person("researcher"), way="straight")


def test_a_practice_stays_in_its_city(desk: Desk, tmp_path: Path) -> None:
    path = files.as_csv(tmp_path / "a.csv", [{"id": COMPAZ, "city": "Vienna", "country": "AT"}])

    found = trial(path, actor=desk.person("researcher"))

    assert told(found) == [(2, "city", "city_moved")]
    assert found.faults[0].right == ("Recife",)


def test_every_fault_of_a_row_is_told_at_once_and_each_by_its_column(
    desk: Desk, tmp_path: Path
) -> None:
    path = files.as_csv(
        tmp_path / "a.csv",
        [
            files.row(
                1, city="Atlantis", themes="", source_1_url="no address", start_year=1066,
                figure_1_unit="parsecs", summary_de="x" * 400,
            )
        ],
    )  # fmt: skip

    found = trial(path, actor=desk.person("researcher"))

    assert sorted(one.column for one in found.faults) == [
        "city",
        "figure_1_unit",
        "source_1_url",
        "start_year",
        "summary_de",
        "themes",
    ]


def test_it_stops_within_a_moment_and_says_how_far_it_is(desk: Desk, tmp_path: Path) -> None:
    path = files.as_csv(tmp_path / "a.csv", files.rows(2000))
    ada, stop, steps = desk.person("researcher"), threading.Event(), []
    found: list[Any] = []

    def run() -> None:
        try:
            trial(path, actor=ada, progress=lambda *one: steps.append(one), stop=stop)
        except Cancelled as error:
            found.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    while len(steps) < 2:
        time.sleep(0.01)
    stop.set()
    thread.join(timeout=5)

    assert not thread.is_alive() and len(found) == 1
    done, of = steps[-1]
    assert done < of and 1000 < of < 4000


def test_very_many_faults_end_the_trial_and_say_so(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying, "MOST_FAULTS", 50)
    path = files.as_csv(tmp_path / "a.csv", [files.row(n, themes="x") for n in range(1000)])

    found = trial(path, actor=desk.person("researcher"))

    assert found.faults[-1].code == "more_faults" and len(found.faults) < 400


@pytest.mark.parametrize("name", sorted(bridge.TEMPLATES))
def test_a_form_of_others_is_read_through_the_bridge(desk: Desk, tmp_path: Path, name: str) -> None:
    form = bridge.TEMPLATES[name]
    written = form.write(COMPAZ, versions.draft_of(COMPAZ), "en")
    path = files.as_csv(tmp_path / "a.csv", [{**written.cells, "brand_new_column": "kept aside"}])

    found = trial(path, actor=desk.person("researcher"), template=name)

    assert "brand_new_column" in found.unknown
    if written.blocked or any(one.code == "licence" for one in found.faults):
        return
    assert found.losses
    (one,) = found.entries
    assert one.slug == COMPAZ and one.standing in ("equal", "changed")


def test_a_form_that_nobody_knows_is_not_found(desk: Desk, tmp_path: Path) -> None:
    path = files.as_csv(tmp_path / "a.csv", files.rows(1))

    with pytest.raises(NotFound):
        trial(path, actor=desk.person("researcher"), template="nobody")
