"""What left through a form of others and comes back: only what was touched in it is a change."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.catalogue import exporting, versions
from dashboard.catalogue.bridge import TEMPLATES
from dashboard.catalogue.draft import Draft, from_json
from dashboard.catalogue.exporting import Wish
from dashboard.catalogue.importing.trial import Trial, trial
from tests.conftest import Desk

Cells = dict[str, str]
NAMES = sorted(TEMPLATES)


def exported(tmp_path: Path, name: str, language: str = "en", ending: str = "csv") -> Path:
    path = tmp_path / f"{name}.{ending}"
    exporting.as_file(Wish(ending, language=language, template=name), path)
    return path


def returned(
    desk: Desk, path: Path, name: str, change: Callable[[Cells], Cells] | None = None
) -> Trial:
    """The file read back, its first record changed by hand."""
    if change is not None:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first, *rest = csv.DictReader(file)
        changed = change(first)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(changed))
            writer.writeheader()
            writer.writerows([changed, *({k: row.get(k, "") for k in changed} for row in rest)])
    return trial(path, actor=desk.person("researcher"), template=name)


def before(found: Trial) -> Draft:
    return versions.draft_of(str(found.entries[0].slug))


@pytest.mark.parametrize(
    ("language", "ending"), [("en", "csv"), ("en", "xlsx"), ("en", "jsonl"), ("de", "csv")]
)
@pytest.mark.parametrize("name", NAMES)
def test_an_untouched_form_changes_nothing(
    desk: Desk, tmp_path: Path, name: str, language: str, ending: str
) -> None:
    found = returned(desk, exported(tmp_path, name, language, ending), name)

    assert found.faults == ()
    assert {one.slug: one.fields for one in found.entries if one.standing != "equal"} == {}
    assert found.rows == found.count("equal") == 224


@pytest.mark.parametrize(
    ("name", "column"), [("opsi", "name_of_innovation"), ("participedia", "body")]
)
def test_one_touched_text_is_the_one_change(
    desk: Desk, tmp_path: Path, name: str, column: str
) -> None:
    def change(row: Cells) -> Cells:
        words = row[column]
        return row | {column: f"{words} Again." if name == "opsi" else f"{words[:-4]} Again.</p>"}

    found = returned(desk, exported(tmp_path, name), name, change)

    entry = found.entries[0]
    assert (found.faults, found.count("changed"), found.count("equal")) == ((), 1, 223)
    assert len(entry.fields) == 1 and entry.fields[0].endswith("_en")
    after = from_json(entry.body)
    assert after.sources == before(found).sources
    assert after.texts(entry.fields[0][:-3])["en"].words.endswith(" Again.")


def test_another_address_leaves_what_is_known_of_the_others(desk: Desk, tmp_path: Path) -> None:
    def change(row: Cells) -> Cells:
        return row | {"innovation_website": "https://example.org/new"}

    found = returned(desk, exported(tmp_path, "opsi"), "opsi", change)

    old, new = before(found).sources, from_json(found.entries[0].body).sources
    assert found.entries[0].fields == ("sources",)
    assert len(old) > 1
    assert (new[0].url, new[0].title) == ("https://example.org/new", None)
    assert new[1:] == old[1:]


def test_an_address_taken_out_is_gone(desk: Desk, tmp_path: Path) -> None:
    path = exported(tmp_path, "opsi")

    found = returned(
        desk, path, "opsi", lambda row: {k: v for k, v in row.items() if k != "other_related_url"}
    )

    kept = from_json(found.entries[0].body).sources
    assert kept == before(found).sources[:1]


def test_a_case_of_participedia_that_is_none_of_ours_stays_out(desk: Desk, tmp_path: Path) -> None:
    def change(row: Cells) -> Cells:
        return row | {"catalogue_id": "never-heard-of"}

    found = returned(desk, exported(tmp_path, "participedia"), "participedia", change)

    assert [(one.row, one.code) for one in found.faults] == [(2, "licence")]
    assert found.count("equal") == 223
