"""Charts and the map as pictures: true to the store, whole by themselves, the same for everybody."""

from __future__ import annotations

import io
import re
import struct
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image

from dashboard import i18n, pictures
from dashboard.catalogue import database
from dashboard.catalogue.filters import Filters
from dashboard.catalogue.overview import of as overview_of
from dashboard.i18n import LANGUAGES
from dashboard.pictures import lettering, told, world
from dashboard.pictures.atlas import Spot, together
from dashboard.pictures.drawing import DARK, LIGHT
from dashboard.pictures.page import FITS, Look, Picture

SVG = "{http://www.w3.org/2000/svg}"
SOMEWHERE = "https://catalogue.example/en/map"
LIGHT_PAGE = Look()
QUESTIONS = (
    Filters(),
    Filters(themes=("security",)),
    Filters(regions=("155",), evidence=("evaluated",)),
    Filters(query="night mediators"),
    Filters(cities=("vienna",)),
)


def every(look: Look = LIGHT_PAGE) -> list[Picture]:
    counts = told.of(Filters())
    return [pictures.of(name, counts, look, SOMEWHERE) for name in pictures.NAMES]


def texts(svg: str) -> list[str]:
    """The words that are seen; a halo repeats none."""
    root = ElementTree.fromstring(svg)
    return [one.text or "" for one in root.iter(f"{SVG}text") if "stroke" not in one.attrib]


# What is inside ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fit", FITS)
def test_credit_licence_version_and_address_stand_inside_every_picture(
    store: Path, language: str, fit: str
) -> None:
    i18n.use(language)
    counts = i18n._("Counts measure what was read, never the city.")
    for picture in every(Look(fit=fit)):
        seen = " ".join(texts(picture.svg)).replace("\u00a0", " ")
        assert counts.replace("\u00a0", " ") in seen
        assert "CC BY 4.0" in seen
        assert picture.credit.replace("\u00a0", " ") in seen
        assert "".join(SOMEWHERE.split()) in seen.replace(" ", "")


@pytest.mark.parametrize("look", [Look(), Look(dark=True), Look(fit="phone")])
def test_a_picture_is_well_formed_named_and_asks_nobody_for_anything(
    store: Path, look: Look
) -> None:
    for picture in every(look):
        root = ElementTree.fromstring(picture.svg)
        assert root.find(f"{SVG}title").text == picture.title  # type: ignore[union-attr]
        assert picture.alt in (root.find(f"{SVG}desc").text or "")  # type: ignore[union-attr]
        assert root.attrib["role"] == "img"
        assert not re.search(r"<script|<image|<foreignObject|on\w+=|javascript:", picture.svg)
        fetched = re.findall(r"url\((.*?)\)|href=\"(.*?)\"", picture.svg)
        assert {one[0][:5] for one in fetched} <= {"data:", "#hatc", "#fiel"}


def test_words_of_readers_are_words_in_the_picture(store: Path) -> None:
    asked = Filters(query='<script>alert("1")</script> & night \x07')
    picture = pictures.of("themes", asked, Look(), SOMEWHERE)

    ElementTree.fromstring(picture.svg)
    assert "<script" not in picture.svg


def test_nothing_runs_over_the_edge(store: Path) -> None:
    for language in LANGUAGES:
        i18n.use(language)
        for fit, width in FITS.items():
            for picture in every(Look(fit=fit)):
                assert all(one <= width + 0.5 for one in _right_ends(picture)), picture.name


def _right_ends(picture: Picture) -> Iterator[float]:
    """Where each line of words ends, by the letters it is drawn with."""
    faces = {(one.family, str(one.weight)): one for one in lettering.FACES}
    root = ElementTree.fromstring(picture.drawn)
    for one in root.findall(f"{SVG}text"):  # those on the map stand in its own field
        family = one.attrib["font-family"].split("'")[1]
        face = faces[family, one.attrib["font-weight"]]
        wide = lettering.width(one.text or "", face, float(one.attrib["font-size"]))
        share = {"start": 1.0, "middle": 0.5, "end": 0.0}[one.attrib["text-anchor"]]
        yield float(one.attrib["x"]) + wide * share


def test_nothing_found_is_drawn_as_a_gap_not_as_nought(store: Path) -> None:
    for name in pictures.NAMES:
        picture = pictures.of(name, Filters(query="qqqzzzxxx"), Look(), SOMEWHERE)
        assert picture.title == "Nothing was read yet that matches"
        assert "url(#hatch)" in picture.svg
        assert picture.table.rows == ()


# The numbers ---------------------------------------------------------------------------------------


def test_the_map_counts_what_plain_sql_counts(store: Path) -> None:
    rows = pictures.of("map", Filters(), Look(), SOMEWHERE).table.rows
    plain = _sql(
        "select count(*), count(distinct city_id) from facet",
    )
    assert (sum(int(row[-1]) for row in rows), len(rows)) == plain
    assert [sum(int(row[at]) for row in rows) for at in (2, 3, 4)] == [
        _sql(f"select count(*) from facet where main_theme = {theme}")[0] for theme in range(3)
    ]


def test_themes_and_evidence_count_what_plain_sql_counts(store: Path) -> None:
    themes = pictures.of("themes", Filters(), Look(), SOMEWHERE).table.rows
    for topic, row in enumerate(themes):
        for theme in range(3):
            plain = _sql(
                f"select count(*) from facet where (topics >> {topic}) & 1 = 1 "
                f"and (themes >> {theme}) & 1 = 1"
            )[0]
            assert row[1 + theme] == plain
    evidence = pictures.of("evidence", Filters(), Look(), SOMEWHERE).table.rows
    for grade, row in enumerate(evidence):
        assert row[-1] == _sql(f"select count(*) from facet where evidence = {grade}")[0]


def test_starts_and_regions_count_what_plain_sql_counts(store: Path) -> None:
    starts = pictures.of("starts", Filters(), Look(), SOMEWHERE).table.rows
    assert {str(row[0]): row[-1] for row in starts} == {
        str(year or "not stated"): count
        for year, count in _every_sql("select start_year, count(*) from facet group by all")
    }
    regions = pictures.of("regions", Filters(), Look(), SOMEWHERE).table.rows
    counted = dict(_every_sql("select region, count(*) from facet group by all"))
    assert [row[-1] for row in regions] == [counted.get(at, 0) for at in range(len(regions))]


@pytest.mark.parametrize("asked", QUESTIONS)
def test_pictures_count_as_the_overview_and_the_map_do(store: Path, asked: Filters) -> None:
    counts, overview = told.of(asked), overview_of(asked, "en")
    assert sum(city.practices for city in counts.cities) == overview.practices
    assert len(counts.cities) == overview.cities
    rows = pictures.of("countries", counts, Look(), SOMEWHERE).table.rows
    assert len(rows) == overview.countries
    assert sum(int(row[1]) for row in rows) == overview.practices


def test_the_numbers_drawn_are_those_of_the_table(store: Path) -> None:
    picture = pictures.of("themes", Filters(), Look(), SOMEWHERE)
    drawn = [int(one) for one in texts(picture.svg) if one.isdecimal()]
    assert drawn == [cell for row in picture.table.rows for cell in row[1:-1]]

    picture = pictures.of("map", Filters(), Look(), SOMEWHERE)
    root = ElementTree.fromstring(picture.drawn)
    legend = [
        int(one.text or "") for one in root.findall(f"{SVG}text") if (one.text or "").isdecimal()
    ]
    assert sum(legend) == _sql("select count(*) from facet")[0]


def test_a_mark_in_the_timeline_is_a_practice(store: Path) -> None:
    picture = pictures.of("starts", Filters(), Look(), SOMEWHERE)
    themes = {LIGHT.themes[theme] for theme in LIGHT.themes}
    marks = re.findall(r'<path d="[^"]*" fill="(#\w+)"', picture.drawn)
    # Each lane bears one more beside its name.
    assert sum(one in themes for one in marks) - 3 == _sql("select count(*) from facet")[0]


def _sql(text: str) -> tuple[int, ...]:
    return _every_sql(text)[0]


def _every_sql(text: str) -> list[tuple[int, ...]]:
    with database._cursor() as cursor:
        return list(cursor.execute(text).fetchall())


# The map -------------------------------------------------------------------------------------------

SPOTS = some.lists(
    some.builds(
        Spot,
        some.floats(0, 1100),
        some.floats(0, 500),
        some.tuples(*[some.integers(0, 9)] * 2, some.integers(1, 9)),
        some.just(1),
        some.just("City"),
    ),
    max_size=60,
)


@given(SPOTS, some.sampled_from([1.0, 0.9, 0.72]))
@settings(max_examples=60, deadline=None)
def test_marks_that_would_overlap_become_one_and_none_is_lost(
    spots: list[Spot], scale: float
) -> None:
    found = together(spots, scale)

    for theme in range(3):
        assert sum(one.counts[theme] for one in found) == sum(one.counts[theme] for one in spots)
    assert sum(one.cities for one in found) == len(spots)
    assert together(found, scale) == sorted(
        found, key=lambda one: (-one.practices, one.x, one.y)
    ), "what stands apart stays"


def test_cities_of_one_part_of_the_world_are_seen_from_near(store: Path) -> None:
    alps = [(7.4, 46.9), (16.4, 48.2), (9.2, 45.5)]
    near, whole = world.view(alps, 1100, False), world.view([*alps, (151.2, -33.9)], 1100, False)
    assert near.near
    assert not whole.near
    for view in (near, whole):
        assert all(
            0 <= x <= view.width and 0 <= y <= view.height
            for x, y in (view.at(*place) for place in alps)
        )
    assert whole.at(151.2, -33.9)[1] > whole.height / 2


def test_from_afar_equal_areas_are_drawn_equal(store: Path) -> None:
    view = world.view([], 1100, False)

    def area(latitude: float) -> float:
        """Of a field as large on the globe wherever it lies."""
        tall = 2 / np.cos(np.radians(latitude))
        a, b = view.at(0, latitude - tall / 2), view.at(2, latitude + tall / 2)
        return abs((b[0] - a[0]) * (b[1] - a[1]))

    assert area(60) == pytest.approx(area(0), rel=0.03)


# The same for everybody ----------------------------------------------------------------------------


def test_the_same_question_gives_the_same_bytes(store: Path) -> None:
    first = pictures.of("map", Filters(), Look(), SOMEWHERE)
    drawn = first.svg
    time.sleep(1.1)  # fonts tell their moment in seconds
    lettering._whole.cache_clear()
    lettering._cut.cache_clear()
    second = pictures.of("map", Filters(), Look(), SOMEWHERE)
    assert second.svg == drawn
    assert pictures.as_png(first) == pictures.as_png(second)


def test_a_picture_brings_the_letters_it_uses_also_of_other_alphabets(store: Path) -> None:
    styles = lettering.embedded([(lettering.TITLE, "Łódź, Iași, Eskişehir, ¿Qué?")])
    assert styles.count("@font-face") == 1
    for face in lettering.FACES:
        known = lettering._widths(face)
        assert all(ord(sign) in known for sign in "ŁódźIașiŞğőÉœßñ¿«»„“’–…0123456789")


# Pixels --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pixels", pictures.WIDTHS)
def test_pixels_are_as_wide_as_asked_and_bear_the_credit(store: Path, pixels: int) -> None:
    i18n.use("fr")
    picture = pictures.of("evidence", Filters(), Look(), SOMEWHERE)
    png = pictures.as_png(picture, pixels)

    image = Image.open(io.BytesIO(png))
    assert image.size == (pixels, round(picture.height * pixels / picture.width))
    words = dict(_chunks(png))
    assert words["Title"] == picture.title
    assert words["Copyright"] == picture.credit
    assert words["Source"] == SOMEWHERE


def _chunks(png: bytes) -> Iterator[tuple[str, str]]:
    at = 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        (mark,) = struct.unpack(">I", png[at + 8 + length : at + 12 + length])
        assert mark == zlib.crc32(kind + body)
        if kind == b"iTXt":
            name, _, rest = body.partition(b"\0")
            yield name.decode(), rest[4:].decode()
        at += 12 + length


@pytest.mark.parametrize("inks", [LIGHT, DARK])
def test_the_words_are_drawn_on_the_paper_of_the_look(store: Path, inks: object) -> None:
    picture = pictures.of("themes", Filters(), Look(dark=inks is DARK), SOMEWHERE)
    image = np.asarray(Image.open(io.BytesIO(pictures.as_png(picture))).convert("RGB"))
    paper = (DARK if inks is DARK else LIGHT).paper
    assert tuple(image[2, 2]) == tuple(int(paper[at : at + 2], 16) for at in (1, 3, 5))
    # The lines of the credit, at the foot: without letters there would be paper alone.
    foot = image[-110:-20].astype(int)
    away = np.abs(foot - image[2, 2].astype(int)).max(axis=2) > 60
    assert away.sum() > 1500


def test_no_letter_is_missing_in_pixels_without_fonts_of_the_machine(store: Path) -> None:
    def ink(words: str) -> np.ndarray:
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60" viewBox="0 0 60 60">'
            '<rect width="60" height="60" fill="#fff"/><text x="8" y="44" font-size="40" '
            f'font-family="\'Newsreader\'" font-weight="500">{words}</text></svg>'
        )
        png = pictures.png.drawn(svg, 60, 60, 60)
        return np.asarray(Image.open(io.BytesIO(png)).convert("L"))

    missing = ink("\u4e00")  # no face has it: a box
    for sign in "Łșşğőß1":
        assert (ink(sign) != missing).any()
        assert ink(sign).min() < 80
