"""The fonts of paper: made here, for every script that the catalogue holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard import i18n
from dashboard.catalogue import record
from dashboard.sheets import practice, printing
from tests.sheets import printed
from tests.sheets.printed import HOUSE

ROOT = Path(__file__).resolve().parents[2]
FILES = ("practices/practices.jsonl", "cities.json", "summits.json", "workshops.json",
         "vocabulary.json", "geography/cities.json", "geography/city-names.json")  # fmt: skip


@pytest.mark.parametrize("file", FILES)
def test_every_sign_of_the_catalogue_has_a_glyph(file: str) -> None:
    lines = (ROOT / "data" / file).read_text(encoding="utf-8")
    whole = json.dumps(
        [json.loads(one) for one in lines.splitlines()]
        if file.endswith("l")
        else json.loads(lines),
        ensure_ascii=False,
    )

    assert set(printing.undrawn(whole)) == set()


@pytest.mark.parametrize(
    ("script", "family"),
    [("CYRILLIC", "cyrillic"), ("ARABIC", "Arabic"), ("CJK", "Sc")],
)
def test_a_record_in_another_script_brings_its_font(store: Path, script: str, family: str) -> None:
    slug = _first(script)
    i18n.use("en")

    made = practice.pdf(record.by_slug(slug, "en"), HOUSE)

    assert any(family in one for one in printed.fonts(made)), printed.fonts(made).keys()
    assert "\ufffd" not in printed.text(made)


def _first(script: str) -> str:
    import unicodedata

    for line in (ROOT / "data" / FILES[0]).read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        shown = " ".join(str(one["title"]) for one in told["sources"])
        if any(unicodedata.name(sign, "").startswith(script) for sign in shown):
            return str(told["id"])
    raise LookupError(script)


def test_no_font_of_the_machine_is_asked_for() -> None:
    families = printing._fonts().families()

    assert {"Newsreader", "Newsreader Display", "Public Sans"} <= set(families)
    assert not any("Libertinus" in one or "DejaVu" in one for one in families)


def test_the_licences_lie_beside_the_fonts() -> None:
    for package in ("newsreader", "public-sans", "noto-sans", "noto-sans-sc", "noto-sans-arabic"):
        assert "Open Font License" in (printing.FONTS / f"{package}-OFL.txt").read_text()
