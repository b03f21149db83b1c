"""Makes the store from data/, by the door every import uses."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.catalogue import (
    audit,
    city_rows,
    database,
    draft,
    geography,
    hosting,
    read_model,
    renaming,
    summit_file,
    versions,
    vocabulary,
)
from dashboard.catalogue.errors import BadRelease, UnknownPlace
from dashboard.catalogue.practice import Record, read
from dashboard.catalogue.summit_file import Known

ACTOR = "release"


@dataclass(frozen=True)
class Release:
    """The released files, read and found valid."""

    day: date
    records: tuple[Record, ...]
    cities: tuple[dict[str, Any], ...]
    summits: tuple[dict[str, Any], ...]
    workshops: tuple[dict[str, Any], ...]
    hosted: tuple[Known, ...]  # summits that are one file each
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
    hosted = _hosted(data, summits, workshops, faults)
    day = _released_on(data, faults)
    faults += _vocabulary(data)
    faults += _summit_names(summits)
    faults += _double_ids(records)
    faults += _double_former_ids(records)
    places = _places(records, cities, summits, workshops, faults)
    if faults:
        raise BadRelease(faults)
    return Release(
        day=day,
        records=tuple(record for _, record in sorted(records, key=lambda one: one[1].id)),
        cities=tuple(cities),
        summits=tuple(summits),
        workshops=tuple(workshops),
        hosted=hosted,
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
        if dim != "summit"  # they have a file of their own
        for code in vocabulary.codes(dim)
        for language in vocabulary.LANGUAGES
        if not vocabulary.has_label(dim, code, language)
    ]


def _summit_names(summits: list[dict[str, Any]]) -> list[str]:
    return [
        f"summits.json, {one.get('id')}, name: lacks {language}"
        for one in summits
        for language in vocabulary.LANGUAGES
        if not (one.get("name") or {}).get(language)
    ]


def _hosted(
    data: Path,
    summits: list[dict[str, Any]],
    workshops: list[dict[str, Any]],
    faults: list[str],
) -> tuple[Known, ...]:
    """The summits of data/summits/, one a file that bears its id."""
    found = []
    taken = {one.get("id"): "summits.json" for one in summits}
    taken |= {one.get("id"): "workshops.json" for one in workshops}
    for file in sorted((data / "summits").glob("*.json")):
        where = f"summits/{file.name}"
        try:
            told = json.loads(file.read_text(encoding="utf-8"))
        except (ValueError, OSError) as error:
            faults.append(f"{where}: {error}")
            continue
        known, wrong = summit_file.read(told)
        faults += [f"{where}, {one}" for one in wrong]
        if known is None:
            continue
        if known.told.id != file.stem:
            faults.append(f"{where}, id: is {known.told.id!r}; the file has to bear its name")
        for one in (known.told.id, *(each.id for each in known.told.workshops)):
            if one in taken:
                faults.append(f"{where}, id: {one!r} stands already in {taken[one]}")
            taken.setdefault(one, where)
        found.append(known)
    if len(summits) + len(found) > vocabulary.MOST_SUMMITS:
        faults.append(f"summits/: more than {vocabulary.MOST_SUMMITS} summits in all")
    return tuple(found)


def _double_ids(records: list[tuple[str, Record]]) -> list[str]:
    first: dict[str, str] = {}
    faults = []
    for where, record in records:
        if record.id in first:
            faults.append(f"{where}, id: {record.id!r} stands already in {first[record.id]}")
        first.setdefault(record.id, where)
    return faults


def _double_former_ids(records: list[tuple[str, Record]]) -> list[str]:
    """Former ids that some record still bears, or that two of them claim."""
    used = {record.id: where for where, record in records}
    faults = []
    for where, record in records:
        for former in record.former_ids:
            if former in used:
                faults.append(f"{where}, former_ids: {former!r} stands already in {used[former]}")
            used.setdefault(former, where)
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
    former = {one: record.id for record in release.records for one in record.former_ids}
    renamed = renaming.of_release(writer, former, moment)
    report = _practices(writer, release, moment)
    if report.new or report.changed or facts or renamed:
        writer.run("catalogue_version_raise", released_on=release.day)
    read_model.rebuild(writer)
    return report


def _codes(writer: database.Writer) -> None:
    for dim in vocabulary.dimensions():
        if dim == "summit":
            continue  # numbered as they come: one may be hosted here at any moment
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
        writer.insert("city", pd.DataFrame([city_rows.city(*city) for city in fresh]))
        names = [name for city in fresh for name in city_rows.names(*city)]
        writer.insert("city_name", pd.DataFrame(names))
    changed = len(fresh)
    for city in standing:
        changed += writer.run("city_refresh", **city_rows.city(*city))
        for name in city_rows.names(*city):
            changed += writer.run("city_name_refresh", **name)
    for place, facts in named.values():
        for alias in dict.fromkeys(place.aliases):
            writer.run("city_alias_keep", city_id=place.place_id, alias=alias)
        for position, url in enumerate(dict.fromkeys(facts.get("sources", [])), start=1):
            writer.run("city_source_keep", city_id=place.place_id, position=position, url=url)
    return changed


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
        writer.run("summit_code_keep", summit=summit["id"])
        story = json.dumps(summit, ensure_ascii=False, sort_keys=True)
        changed += writer.run("summit_story_add", summit=summit["id"], body=story)
        changed += writer.run("summit_story_refresh", summit=summit["id"], body=story)
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
    changed += sum(_workshop(writer, one, by_name) for one in release.workshops)
    return changed + sum(hosting.keep(writer, one) for one in release.hosted)


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


@dataclass(frozen=True)
class _Head:
    """A practice as it stands before the release comes."""

    practice_id: int
    latest_version: int
    published_version: int
    state: str
    author: str
    released: tuple[str, ...]  # fingerprints of what earlier releases said


def _practices(writer: database.Writer, release: Release, moment: datetime) -> Report:
    known = {slug: _Head(*told) for slug, *told in writer.rows("practice_heads")}
    next_id = max((head.practice_id for head in known.values()), default=0) + 1
    batch, raised = versions.Batch(moment), []
    new = changed = equal = 0
    kept: list[str] = []
    for record in release.records:
        place = release.places[record.city, record.country]
        slug = renaming.in_use(writer, record.id)
        head = known.get(slug)
        if head is None:
            batch.head(next_id, slug, place.place_id)
            _add(batch, next_id, slug, 1, record, place.place_id)
            next_id, new = next_id + 1, new + 1
        elif _said_before(record, head):
            equal += 1
        elif head.author != ACTOR or head.state != "published":
            kept.append(slug)
            _propose(writer, head, record, place.place_id, moment)
        else:
            _add(batch, head.practice_id, slug, head.latest_version + 1, record, place.place_id)
            raised.append((head.practice_id, head.latest_version + 1))
            changed += 1
    batch.write(writer)
    for practice_id, version in raised:
        writer.run("practice_raise", practice_id=practice_id, version=version, moment=moment)
    cities = {place.place_id for place in release.places.values()}
    return Report(new, changed, equal, tuple(kept), practices=len(known) + new, cities=len(cities))


def _said_before(record: Record, head: _Head) -> bool:
    """Whether a release has said this before, be it under another id."""
    told = (record.fingerprint(one) for one in (record.id, *record.former_ids))
    return any(one in head.released for one in told)


def _propose(
    writer: database.Writer, head: _Head, record: Record, city_id: int, moment: datetime
) -> None:
    """A release that says something new of a record edited here waits for the reviewers."""
    if head.state != "published":
        return
    content = draft.of_record(record, city_id)
    receipt = f"release-{record.fingerprint()[:16]}"
    filed = writer.run(
        "submission_propose",
        receipt=receipt,
        practice_id=head.practice_id,
        base_version=head.published_version,
        city_id=city_id,
        author=ACTOR,
        name=content.heading(),
        body=content.as_json(),
        moment=moment,
    )
    if filed:
        audit.write(
            writer,
            actor=ACTOR,
            role=ACTOR,
            action="move",
            entity="submission",
            entity_id=receipt,
            from_state="draft",
            to_state="submitted",
            request_id=receipt,
        )


def _add(
    batch: versions.Batch, practice_id: int, slug: str, version: int, record: Record, city_id: int
) -> None:
    content = draft.of_record(record, city_id)
    batch.version(practice_id, version, content, author=ACTOR, sha256=record.fingerprint())
    batch.put("audit", **_audit_row(record, slug, version, batch.moment))


def _audit_row(record: Record, slug: str, version: int, moment: datetime) -> dict[str, Any]:
    stamp = hashlib.sha256(f"{record.id} {version} {record.fingerprint()}".encode()).hexdigest()
    return {
        "occurred_at": moment,
        "actor": ACTOR,
        "role": "release",
        "action": "import",
        "entity": "practice",
        "entity_id": slug,
        "version": version,
        "from_state": "draft" if version == 1 else "published",
        "to_state": "published",
        "request_id": f"release-{stamp[:32]}",
    }
