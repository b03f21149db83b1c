"""The catalogue's cities on the map: found, the right one, named in four languages."""

import json
import re
from collections import Counter

import pytest
import shapely

from dashboard.catalogue import geography
from dashboard.catalogue.errors import CatalogueError, UnknownPlace
from dashboard.commands import geography as table

CITIES = table.named_cities()


def names(found: list[geography.Place]) -> list[tuple[str, str]]:
    return [(place.name, place.country) for place in found]


def test_every_city_of_the_released_files_is_a_place():
    found = geography.resolve_all(CITIES)

    assert len(found) == len(CITIES) == 205
    assert [place.country for place in found] == [country for _, country in CITIES]


def test_no_two_cities_are_one_place_or_share_an_address():
    found = geography.resolve_all(CITIES)

    assert [
        key for key, count in Counter(place.place_id for place in found).items() if count > 1
    ] == []
    assert [key for key, count in Counter(place.slug for place in found).items() if count > 1] == []


@pytest.mark.parametrize(
    ("city", "country", "place_id"),
    [
        ("Richmond", "US", 5387428),  # California, not Virginia
        ("Newark", "US", 5101798),  # New Jersey, not Ohio
        ("Kingston", "JM", 3489854),
        ("Kawasaki", "JP", 1859642),
        ("Sendai", "JP", 2111149),
        ("Gwangju", "KR", 1841811),
        ("Hull", "GB", 2645425),
        ("Saida", "LB", 268064),
        ("New York", "US", 5128581),
        ("Washington, D.C.", "US", 4140963),
        ("Nezahualcóyotl", "MX", 3530589),
        ("Lac-Mégantic", "CA", 6032673),
        ("Peñalolén", "CL", 3876682),
        ("Quilicura", "CL", 3874212),
        ("Kirklees", "GB", -2),
    ],
)
def test_a_name_that_needs_review_means_the_place_reviewed(city, country, place_id):
    assert geography.resolve(city, country).place_id == place_id


@pytest.mark.parametrize(
    "entry", geography.reviewed(), ids=lambda entry: f"{entry['city']} {entry['country']}"
)
def test_the_reviewed_table_is_followed_and_gives_its_reason(entry):
    place = geography.resolve(entry["city"], entry["country"])

    assert place.place_id == entry["place_id"]
    assert place.country == entry["country"]
    assert entry["reason"].endswith(".")
    if "population" in entry:
        assert place.population == entry["population"]
        assert bool(place.population_source) == (place.population is not None)


def test_a_place_of_our_own_has_its_point_its_size_and_who_says_so():
    place = geography.resolve("Mashteuiatsh", "CA")

    assert (place.latitude, place.longitude) == (48.567, -72.233)
    assert place.population == 2010
    assert place.population_source == "Statistics Canada, Census 2021"


def test_a_size_without_review_is_of_geonames():
    place = geography.resolve("Geneva", "CH")

    assert (place.population, place.population_source) == (201_741, "GeoNames")


def test_an_import_may_name_a_city_in_any_of_the_four_languages():
    assert geography.resolve("Genf", "CH") == geography.resolve("Ginebra", "CH")


def test_all_unresolved_names_are_in_one_error():
    pairs = [("Geneva", "CH"), ("Atlantis", "GR"), ("Springfield", "US"), ("Geneva", "FR")]

    with pytest.raises(UnknownPlace) as caught:
        geography.resolve_all(pairs)

    assert isinstance(caught.value, CatalogueError)
    said = str(caught.value)
    assert "Atlantis (GR): no place bears this name" in said
    assert "Springfield (US): several places bear this name: 4250542 in IL" in said
    assert "Geneva (FR)" in said
    assert "Geneva (CH)" not in said


def test_an_unknown_id_is_an_unknown_place():
    with pytest.raises(UnknownPlace):
        geography.by_id(999_999_999)


def test_every_city_is_named_in_four_languages_and_known_by_its_other_names():
    for place in geography.resolve_all(CITIES):
        assert list(place.names) == ["fr", "en", "de", "es"], place
        assert all(place.names.values()), place
        assert place.name == place.names["en"]

    geneva = geography.resolve("Geneva", "CH")
    assert geneva.names == {"fr": "Genève", "en": "Geneva", "de": "Genf", "es": "Ginebra"}
    assert "Lwów" in geography.resolve("Lviv", "UA").aliases


def test_the_names_the_summits_use_are_the_names_shown():
    cities = json.loads((geography.GEOGRAPHY.parent / "cities.json").read_text("utf-8"))

    for city in cities:
        shown = geography.resolve(city["city"], city["country"]).names
        assert city["name"].items() <= shown.items(), city["city"]


def test_the_file_of_names_has_the_catalogues_cities_and_no_other():
    keys = json.loads((geography.GEOGRAPHY / "city-names.json").read_text("utf-8"))

    assert sorted(tuple(key.rsplit("|", 1)) for key in keys) == CITIES


def test_a_point_lies_in_its_country():
    world = json.loads((geography.GEOGRAPHY / "world-110m.geojson").read_text("utf-8"))
    shapes = {
        feature["properties"]["id"]: shapely.from_geojson(json.dumps(feature["geometry"]))
        for feature in world["features"]
    }
    checked = [place for place in geography.resolve_all(CITIES) if place.country in shapes]

    # The polygons are coarse: a port may lie a little off its coast.
    astray = [
        place.name
        for place in checked
        if shapes[place.country].distance(shapely.Point(place.longitude, place.latitude)) > 0.4
    ]

    # Natural Earth draws the part of Somalia that Hargeisa lies in as a shape of its own.
    assert astray == ["Hargeisa"]
    assert len(checked) > 190


def test_city_districts_are_left_out():
    shipped = geography.places()
    districts = table.district_ids()

    assert not districts & set(shipped["place_id"])
    assert not shipped["name"].str.contains(r"\(Kreis|kerület|Arrondissement|^Paris \d").any()
    for district in ("Vaugirard", "Kreuzberg", "Islington", "Brooklyn", "Üsküdar", "Iztapalapa"):
        found = {geography.fold(place.name) for place in geography.search_places(district, "en")}
        assert geography.fold(district) not in found


def test_the_list_of_districts_gives_a_reason_on_every_line():
    lines = table.DISTRICTS.read_text("utf-8").splitlines()

    faulty = [
        line
        for line in lines
        if not line.startswith("#")
        and not re.fullmatch(r"\d+\t[^\t]+\t[A-Z]{2}\t(section|(inside|part of) .+)", line)
    ]

    assert faulty == []


def test_the_table_is_in_the_order_of_ids_and_holds_what_it_says():
    shipped = geography.places()
    of_geonames = shipped[shipped["place_id"] > 0]
    named = {entry["place_id"] for entry in geography.reviewed()}

    assert of_geonames["place_id"].is_monotonic_increasing
    assert of_geonames["place_id"].is_unique
    assert set(of_geonames[of_geonames["population"] < 15_000]["place_id"]) <= named
    assert 30_000 < len(shipped) < 33_000
    assert shipped["ascii"].map(str.isascii).all()


def test_making_a_row_again_gives_the_row_shipped():
    again = {row["place_id"]: row for row in table.rows()}
    shipped = geography.places()

    assert sorted(again) == sorted(shipped[shipped["place_id"] > 0]["place_id"])
    vienna = shipped[shipped["place_id"] == 2761369].iloc[0]
    assert again[2761369] | {"aliases": None} == vienna.to_dict() | {"aliases": None}
    assert again[2761369]["aliases"] == list(vienna["aliases"])


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("geneve", ("Geneva", "CH")),
        ("GENF", ("Geneva", "CH")),
        ("Nueva York", ("New York", "US")),
        ("munch", ("Munich", "DE")),
        ("cologne germany", ("Cologne", "DE")),
        ("Suisse Genève", ("Geneva", "CH")),
        ("tokio japón", ("Tokyo", "JP")),
        ("London", ("London", "GB")),
        ("london canada", ("London", "CA")),
        ("springfield il", ("Springfield", "US")),
        ("Constantinople", ("Istanbul", "TR")),
        ("lemberg", ("Lviv", "UA")),
        ("東京", ("Tokyo", "JP")),
        ("  saint   denis ", ("Saint-Denis", "RE")),
        ("kirklees", ("Kirklees", "GB")),
    ],
)
def test_a_place_is_found_by_what_people_type(typed, expected):
    for language in geography.LANGUAGES:
        assert names(geography.search_places(typed, language))[:1] == [expected]


def test_a_nickname_does_not_stand_beside_the_city_it_is_borrowed_from():
    exactly = [
        place.place_id
        for place in geography.search_places("Paris", "fr", 3)
        if "Paris" in place.aliases
    ]

    assert names(geography.search_places("Paris", "fr", 1)) == [("Paris", "FR")]
    assert geography.resolve("Warsaw", "PL").place_id not in exactly


def test_nothing_typed_or_nothing_known_finds_nothing():
    assert geography.search_places("", "en") == []
    assert geography.search_places("?!", "en") == []
    assert geography.search_places("qqqqqq", "en") == []


def test_a_search_gives_each_place_once_and_no_more_than_asked():
    found = geography.search_places("san", "es", 25)

    assert len(found) == len({place.place_id for place in found}) == 25
