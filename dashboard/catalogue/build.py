"""Makes the store from data/, by the door every import uses."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.catalogue import database, geography, read_model, vocabulary
from dashboard.catalogue.errors import BadRelease, UnknownPlace
from dashboard.catalogue.practice import Record, read

ACTOR = "release"


@dataclass(frozen=True)
class Release:
    """The released files, read and found valid."""

    day: date
    records: tuple[Record, ...]
    cities: tuple[dict[str, Any], ...]
    summits: tuple[dict[str, Any], ...]
    workshops: tuple[dict[str, Any], ...]
    places: dict[tuple[str, str], geography.Place]


@dataclass(frozen=True)
class Report:
    """What a build did, in numbers."""

    new: int
    changed: int
    equal: int
    kept: tuple[str, ...]  # edited here since: they stay, the difference is for the reviewers
    practices: int
    cities: int


def build(data: Path = vocabulary.DATA, store: Path | None = None) -> Report:
    """Make or refresh the store from the released files; a fault leaves the earlier one as it was.

    Raises BadRelease with all faults at once, each with file, line, field and reason.
    """
    release = read_release(data)
    store = store or database.path()
    store.parent.mkdir(parents=True, exist_ok=True)
    if store.exists():
        return _merge_into(store, release)
    fresh = store.with_suffix(".building")
    fresh.unlink(missing_ok=True)
    report = _merge_into(fresh, release)
    os.replace(fresh, store)
    return report


def _merge_into(store: Path, release: Release) -> Report:
    database.close()
    connection = database.open_store(store)
    try:
        database.migrate(connection)
        database.use(connection)
        with database.transaction() as writer:
            report = _merge(writer, release)
        connection.execute("checkpoint")
        return report
    finally:
        database.close()


# Reading and checking ---------------------------------------------------------------------------


def read_release(data: Path) -> Release:
    """The released files of a folder; BadRelease names everything that is wrong with them."""
    faults: list[str] = []
    records = _records(data, faults)
    cities = _json(data / "cities.json", faults)
    summits = _json(data / "summits.json", faults)
    workshops = _json(data / "workshops.json", faults)
    day = _released_on(data, faults)
    faults += _vocabulary(data)
    faults += _double_ids(records)
    places = _places(records, cities, summits, workshops, faults)
    if faults:
        raise BadRelease(faults)
    return Release(
        day=day,
        records=tuple(record for _, record in sorted(records, key=lambda one: one[1].id)),
        cities=tuple(cities),
        summits=tuple(summits),
        workshops=tuple(workshops),
        places=places,
    )


def _records(data: Path, faults: list[str]) -> list[tuple[str, Record]]:
    found: list[tuple[str, Record]] = []
    files = sorted((data / "practices").glob("*.jsonl"))
    if not files:
        faults.append("practices/*.jsonl: there is no such file")
    for file in files:
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            faults.append(f"practices/{file.name}: is not UTF-8 ({error.reason})")
            continue
        for number, line in enumerate(text.split("\n"), start=1):
            if not line.strip():
                continue
            where = f"practices/{file.name}, line {number}"
            record, wrong = read(line)
            faults += [f"{where}, {one}" for one in wrong]
            if record:
                found.append((where, record))
    return found


def _vocabulary(data: Path) -> list[str]:
    """What is wrong with the release's lists of codes: their order is a number of the store."""
    file = data / "vocabulary.json"
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return [f"vocabulary.json: {error}"]
    if not isinstance(told, dict):
        return ["vocabulary.json: is not an object"]
    if data.resolve() != vocabulary.DATA.resolve() and told != vocabulary.document():
        return [
            "vocabulary.json: differs from data/vocabulary.json, by whose codes this program reads"
        ]
    return [
        f"vocabulary.json, {dim}, {code}: lacks a label in {language}"
        for dim in vocabulary.dimensions()
        for code in vocabulary.codes(dim)
        for language in vocabulary.LANGUAGES
        if not vocabulary.has_label(dim, code, language)
    ]


def _double_ids(records: list[tuple[str, Record]]) -> list[str]:
    first: dict[str, str] = {}
    faults = []
    for where, record in records:
        if record.id in first:
            faults.append(f"{where}, id: {record.id!r} stands already in {first[record.id]}")
        first.setdefault(record.id, where)
    return faults


def _json(file: Path, faults: list[str]) -> list[dict[str, Any]]:
    try:
        loaded = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        faults.append(f"{file.name}: there is no such file")
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        faults.append(f"{file.name}: {error}")
    else:
        if isinstance(loaded, list) and all(isinstance(one, dict) for one in loaded):
            return loaded
        faults.append(f"{file.name}: is not a list of objects")
    return []


def _released_on(data: Path, faults: list[str]) -> date:
    # The clock of a build is the release's own day, so that the same files give the same store.
    file = data / "release.json"
    try:
        return date.fromisoformat(json.loads(file.read_text(encoding="utf-8"))["released_on"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        faults.append(f"release.json, released_on: {error}")
        return date.min


def _named(
    records: list[tuple[str, Record]],
    cities: list[dict[str, Any]],
    summits: list[dict[str, Any]],
    workshops: list[dict[str, Any]],
) -> dict[tuple[str, str], str]:
    """Every city the files name, as (city, country), with where it is first named."""
    named: dict[tuple[str, str], str] = {}
    for where, record in records:
        named.setdefault((record.city, record.country), where)
    for number, city in enumerate(cities, start=1):
        named.setdefault(
            (str(city.get("city")), str(city.get("country"))), f"cities.json, {number}"
        )
    country = dict(named.keys())
    for summit in summits:
        key = (summit["city"], summit.get("country") or country.get(summit["city"], ""))
        named.setdefault(key, f"summits.json, {summit['id']}")
    for workshop in workshops:
        for speaker in workshop["cities"]:
            key = (speaker["city"], country.get(speaker["city"], ""))
            named.setdefault(key, f"workshops.json, {workshop['id']}")
    return named


def _places(
    records: list[tuple[str, Record]],
    cities: list[dict[str, Any]],
    summits: list[dict[str, Any]],
    workshops: list[dict[str, Any]],
    faults: list[str],
) -> dict[tuple[str, str], geography.Place]:
    found = {}
    try:
        named = _named(records, cities, summits, workshops)
    except (KeyError, TypeError) as error:
        faults.append(f"summits.json or workshops.json: lacks {error}")
        return {}
    for (city, country), where in named.items():
        try:
            found[city, country] = geography.resolve(city, country)
        except UnknownPlace as error:
            faults.append(f"{where}, city: {error}")
    return found


# Writing ----------------------------------------------------------------------------------------


def _merge(writer: database.Writer, release: Release) -> Report:
    moment = datetime(release.day.year, release.day.month, release.day.day)
    _codes(writer)
    facts = _cities(writer, release) + _summits(writer, release)
    report = _practices(writer, release, moment)
    if report.new or report.changed or facts:
        writer.run("catalogue_version_raise", released_on=release.day)
    read_model.rebuild(writer)
    return report


def _codes(writer: database.Writer) -> None:
    for dim in vocabulary.dimensions():
        for code in vocabulary.codes(dim):
            writer.run("code_keep", dim=dim, number=vocabulary.number(dim, code), slug=code)


def _cities(writer: database.Writer, release: Release) -> int:
    """Add the cities that are new, bring the others in step; gives how many rows changed."""
    told = {(city["city"], city["country"]): city for city in release.cities}
    named: dict[int, tuple[geography.Place, dict[str, Any]]] = {}
    for key, place in sorted(release.places.items(), key=lambda one: one[1].slug):
        named.setdefault(place.place_id, (place, {}))
        if key in told:
            named[place.place_id] = (place, told[key])
    known = {row[0] for row in writer.rows("city_ids")}
    fresh = [city for city_id, city in named.items() if city_id not in known]
    standing = [city for city_id, city in named.items() if city_id in known]
    if fresh:
        writer.insert("city", pd.DataFrame([_city_row(*city) for city in fresh]))
        writer.insert("city_name", pd.DataFrame(_city_names(fresh)))
    changed = len(fresh)
    for city in standing:
        changed += writer.run("city_refresh", **_city_row(*city))
    for name in _city_names(standing):
        changed += writer.run("city_name_refresh", **name)
    for place, facts in named.values():
        for alias in dict.fromkeys(place.aliases):
            writer.run("city_alias_keep", city_id=place.place_id, alias=alias)
        for position, url in enumerate(dict.fromkeys(facts.get("sources", [])), start=1):
            writer.run("city_source_keep", city_id=place.place_id, position=position, url=url)
    return changed


def _city_row(place: geography.Place, facts: dict[str, Any]) -> dict[str, Any]:
    return {
        "city_id": place.place_id,
        "slug": place.slug,
        "country": place.country,
        "region": vocabulary.region_of(place.country),
        "size": vocabulary.size_of(place.population),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "population": place.population,
        "population_source": place.population_source,
        "website": facts.get("website"),
        "observatory_member": facts.get("observatory_member"),
        "notes": facts.get("notes"),
    }


def _city_names(
    rows: Iterable[tuple[geography.Place, dict[str, Any]]],
) -> list[dict[str, Any]]:
    return [
        {"city_id": place.place_id, "language": language, "name": name}
        for place, facts in rows
        for language in vocabulary.LANGUAGES
        for name in [facts.get("name", {}).get(language) or place.names.get(language) or place.name]
    ]


def _summits(writer: database.Writer, release: Release) -> int:
    """Add summits and workshops that are new, keep what is told of them; how many rows changed."""
    by_name = {city: place.place_id for (city, _), place in release.places.items()}
    changed = 0
    for summit in release.summits:
        declaration = summit.get("declaration") or {}
        changed += writer.run(
            "summit_add",
            summit=summit["id"],
            edition=summit["edition"],
            city_id=by_name[summit["city"]],
            starts=date.fromisoformat(summit["starts"]),
            ends=date.fromisoformat(summit["ends"]),
            declaration_title=declaration.get("title"),
            declaration_url=declaration.get("url"),
        )
        for city in release.cities:
            took_part, signed = _presence(summit["id"], city)
            if took_part is None and signed is None:
                continue
            told = {
                "summit": summit["id"],
                "city_id": release.places[city["city"], city["country"]].place_id,
                "took_part": took_part,
                "signed": signed,
            }
            changed += writer.run("summit_city_keep", **told)
            changed += writer.run("summit_city_refresh", **told)
    return changed + sum(_workshop(writer, one, by_name) for one in release.workshops)


# The columns of data/cities.json that tell of a summit: took part, signed.
_PRESENCE = {
    "montreal-2015": ("montreal_2015", "signed_2015"),
    "dusseldorf-2019": ("dusseldorf_2019", "signed_2019"),
    "izmir-2021": ("izmir_2021", None),
}


def _presence(summit: str, city: dict[str, Any]) -> tuple[bool | None, bool | None]:
    took_part, signed = _PRESENCE.get(summit, (None, None))
    return (
        city.get(took_part) if took_part else None,
        city.get(signed) if signed else None,
    )


def _workshop(writer: database.Writer, workshop: dict[str, Any], by_name: dict[str, int]) -> int:
    day = workshop.get("date")
    told = {
        "workshop": workshop["id"],
        "topic": workshop.get("topic"),
        "held_on": date.fromisoformat(day) if day else None,
        "body": json.dumps(workshop, ensure_ascii=False, sort_keys=True),
    }
    changed = writer.run("workshop_add", summit=workshop["summit"], **told)
    changed += writer.run("workshop_refresh", **told)
    for position, speaker in enumerate(workshop["cities"], start=1):
        writer.run(
            "workshop_city_keep",
            workshop=workshop["id"],
            city_id=by_name[speaker["city"]],
            position=position,
            representative=speaker.get("representative"),
            office=speaker.get("role"),
        )
    return changed


def _practices(writer: database.Writer, release: Release, moment: datetime) -> Report:
    known = {row[0]: row[1:] for row in writer.rows("practice_heads")}
    next_id = max((head[0] for head in known.values()), default=0) + 1
    batch = _Batch(moment)
    new = changed = equal = 0
    kept: list[str] = []
    for record in release.records:
        place = release.places[record.city, record.country]
        if record.id not in known:
            batch.add(next_id, 1, record, place.place_id, fresh=True)
            next_id, new = next_id + 1, new + 1
            continue
        practice_id, version, author, digest = known[record.id]
        if digest == record.fingerprint():
            equal += 1
        elif author != ACTOR:
            kept.append(record.id)
        else:
            batch.add(practice_id, version + 1, record, place.place_id, fresh=False)
            changed += 1
    batch.write(writer)
    cities = {place.place_id for place in release.places.values()}
    return Report(new, changed, equal, tuple(kept), practices=len(known) + new, cities=len(cities))


class _Batch:
    """Rows gathered over many records and written table by table."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        self.rows: dict[str, list[dict[str, Any]]] = {}
        self.raised: list[tuple[int, int]] = []

    def add(
        self, practice_id: int, version: int, record: Record, city_id: int, *, fresh: bool
    ) -> None:
        key = {"practice_id": practice_id, "version": version}
        if fresh:
            self._put("practice", **_head_row(practice_id, record, city_id, self.moment))
        else:
            self.raised.append((practice_id, version))
        self._put("practice_version", **key, **_version_row(record, self.moment))
        for language in vocabulary.LANGUAGES:
            self._put("practice_text", **key, language=language, **_text_row(record, language))
        for position, name in enumerate(record.partners, start=1):
            self._put("partner", **key, position=position, name=name)
        for position, source in enumerate(record.sources, start=1):
            self._put("source", **key, position=position, **source.model_dump())
        for position, figure in enumerate(record.figures, start=1):
            self._put("figure", **key, position=position, **figure.model_dump())
        self._put("audit", **_audit_row(record, version, fresh=fresh, moment=self.moment))

    def _put(self, table: str, **row: Any) -> None:
        self.rows.setdefault(table, []).append(row)

    def write(self, writer: database.Writer) -> None:
        for table, rows in self.rows.items():
            writer.insert(table, pd.DataFrame(rows))
        for practice_id, version in self.raised:
            writer.run(
                "practice_raise", practice_id=practice_id, version=version, moment=self.moment
            )


def _head_row(practice_id: int, record: Record, city_id: int, moment: datetime) -> dict[str, Any]:
    return {
        "practice_id": practice_id,
        "slug": record.id,
        "city_id": city_id,
        "state": "published",
        "latest_version": 1,
        "published_version": 1,
        "created_at": moment,
        "updated_at": moment,
    }


def _version_row(record: Record, moment: datetime) -> dict[str, Any]:
    return {
        "author": ACTOR,
        "created_at": moment,
        "main_theme": vocabulary.number("theme", record.themes[0]),
        "themes": vocabulary.mask("theme", record.themes),
        "topics": vocabulary.mask("topic", record.topics),
        "audiences": vocabulary.mask("audience", record.audiences),
        "instrument": vocabulary.number("instrument", record.instrument),
        "status": vocabulary.number("status", record.status),
        "evidence": vocabulary.number("evidence", record.evidence),
        "start_year": record.start_year,
        "end_year": record.end_year,
        "lead": record.lead,
        "sha256": record.fingerprint(),
    }


def _text_row(record: Record, language: str) -> dict[str, Any]:
    def text(field: dict[Any, str] | None) -> str | None:
        return (field or {}).get(language)

    return {
        "title": text(record.title),
        "summary": text(record.summary),
        "challenge": text(record.challenge),
        "approach": text(record.approach),
        "results": text(record.results),
        "origin": "not_stated",
    }


def _audit_row(record: Record, version: int, *, fresh: bool, moment: datetime) -> dict[str, Any]:
    stamp = hashlib.sha256(f"{record.id} {version} {record.fingerprint()}".encode()).hexdigest()
    return {
        "occurred_at": moment,
        "actor": ACTOR,
        "role": "release",
        "action": "import",
        "entity": "practice",
        "entity_id": record.id,
        "version": version,
        "from_state": "draft" if fresh else "published",
        "to_state": "published",
        "request_id": f"release-{stamp[:32]}",
    }
