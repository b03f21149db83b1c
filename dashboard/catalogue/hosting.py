"""Hosting a summit: one file or one form, one door into the store; no city needs to write code."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dashboard.catalogue import (
    audit,
    city_rows,
    clock,
    database,
    pulse,
    read_model,
    rights,
    summit_file,
    summit_form,
    vocabulary,
)
from dashboard.catalogue.database import Writer
from dashboard.catalogue.errors import EditedElsewhere, IllegalMove, Incomplete, NotFound
from dashboard.catalogue.rights import Actor
from dashboard.catalogue.summit_file import Fault, Known
from dashboard.catalogue.summit_form import Body

log = logging.getLogger("dashboard")


@dataclass(frozen=True)
class Draft:
    """A summit in the making; `summit` is set once it is open to everybody."""

    receipt: str
    body: Body
    author: str
    stamp: int
    created_at: datetime
    updated_at: datetime
    opened_at: datetime | None
    summit: str | None

    @property
    def changed(self) -> bool:
        """Whether something was typed since it was opened."""
        return self.opened_at is not None and self.updated_at > self.opened_at

    @property
    def told(self) -> dict[str, Any]:
        """What its file would say."""
        return summit_form.as_file(self.body)


# The form -----------------------------------------------------------------------------------------


def begin(actor: Actor, *, receipt: str, language: str) -> Draft:
    """A new summit in the making; the same receipt again does nothing."""
    role = rights.demand(actor, "host_summit")
    edition = int(database.rows("summit_numbers")[0][1]) + 1
    with database.transaction() as writer:
        begun = writer.run(
            "summit_draft_add",
            receipt=receipt,
            body=_json(summit_form.empty(language, edition)),
            author=actor.account,
            moment=clock.now(),
        )
        if begun:
            _log(writer, actor, role, "begin", receipt)
    return open(actor, receipt)


def open(actor: Actor | None, receipt: str) -> Draft:  # noqa: A001 (hosting.open reads well)
    """A summit in the making, for those who may host; NotFound where there is none."""
    rights.demand(actor, "host_summit")
    return _one(database.records("summit_draft_whole", receipt=receipt), receipt)


def every(actor: Actor | None) -> tuple[Draft, ...]:
    """All summits in the making and those opened here, the last touched first."""
    rights.demand(actor, "host_summit")
    return tuple(_one([row], "") for row in database.records("summit_drafts"))


def _one(found: list[dict[str, Any]], receipt: str) -> Draft:
    if not found:
        raise NotFound(receipt)
    row = dict(found[0])
    return Draft(body=json.loads(row.pop("body")), **row)


def save(actor: Actor, receipt: str, body: Body, stamp: int) -> int:
    """Keep what was typed; gives the new stamp. EditedElsewhere where somebody saved since."""
    rights.demand(actor, "host_summit")
    with database.transaction() as writer:
        one = _one(writer.records("summit_draft_whole", receipt=receipt), receipt)
        if one.body == body:
            return one.stamp  # also a save whose answer was lost on its way
        saved = writer.run(
            "summit_draft_save",
            receipt=receipt,
            body=_json(body),
            stamp=stamp,
            moment=clock.now(),
        )
        if saved != 1:
            raise EditedElsewhere(receipt)
    return stamp + 1


def discard(actor: Actor, receipt: str) -> None:
    """Throw a summit in the making away; IllegalMove where it is open to everybody."""
    role = rights.demand(actor, "host_summit")
    with database.transaction() as writer:
        _one(writer.records("summit_draft_whole", receipt=receipt), receipt)
        if writer.run("summit_draft_remove", receipt=receipt) != 1:
            raise IllegalMove(receipt)
        _log(writer, actor, role, "discard", receipt)


def faults(one: Draft) -> tuple[Fault, ...]:
    """Everything that keeps it from being opened, in the order of the form."""
    code = {"summit": str(one.told.get("id"))}
    return _judged(
        one,
        database.records("summit_standing", **code),
        database.rows("summit_workshop_ids", **code),
        database.rows("summit_numbers"),
    )[1]


def open_for_all(actor: Actor, receipt: str, stamp: int) -> str:
    """Make it a summit for everybody, whole or not at all; gives its id.

    A summit that is open already is brought in step. Raises Incomplete with all its faults, and
    EditedElsewhere where somebody typed on since `stamp`.
    """
    role = rights.demand(actor, "host_summit")
    with database.transaction() as writer:
        one = _one(writer.records("summit_draft_whole", receipt=receipt), receipt)
        known = _sound(writer, one)
        if one.stamp != stamp:
            raise EditedElsewhere(receipt)
        keep(writer, known)
        read_model.refresh_summits(writer)
        code = known.told.id
        body = _json(summit_form.settled(one.body))
        told = {"receipt": receipt, "summit": code, "stamp": stamp, "moment": clock.now()}
        writer.run("summit_draft_open", body=body, **told)
        writer.run("catalogue_version_raise", released_on=None)
        _log(writer, actor, role, "step" if one.summit else "open", code)
    log.info("The summit %s is open to everybody", code)
    pulse.beat(f"summit:{code}", *(f"workshop:{each.id}" for each in known.told.workshops))
    return code


def _sound(writer: Writer, one: Draft) -> Known:
    code = {"summit": str(one.told.get("id"))}
    known, found = _judged(
        one,
        writer.records("summit_standing", **code),
        writer.rows("summit_workshop_ids", **code),
        writer.rows("summit_numbers"),
    )
    if known is None or found:
        raise Incomplete(found)
    return known


def _judged(
    one: Draft,
    standing: list[dict[str, Any]],
    rooms: list[tuple[Any, ...]],
    numbers: list[tuple[Any, ...]],
) -> tuple[Known | None, tuple[Fault, ...]]:
    """The summit of a form, with what is wrong in itself and beside the summits that stand."""
    known, found = summit_file.read(one.told)
    code = str(one.told.get("id"))
    anothers = bool(standing) and standing[0]["receipt"] != one.receipt
    if anothers or (one.summit and one.summit != code):  # an id stays for good
        return known, (Fault(("id",), "id_taken", {"given": code}), *found)
    beside: list[Fault] = []
    if not standing and int(numbers[0][0]) >= vocabulary.MOST_SUMMITS:
        beside.append(Fault(("id",), "too_many_summits"))
    if known and standing:
        beside += _of_standing(known, standing[0], (row[0] for row in rooms))
    return known, (*beside, *found)


def _of_standing(known: Known, standing: Mapping[str, Any], held: Iterable[str]) -> Iterable[Fault]:
    if standing["city_id"] != known.host.place_id:
        yield Fault(("city",), "city_stays", {"given": known.told.city})
    points = len(summit_file.points(known.told))
    if points < standing["points"]:
        yield Fault(("declaration",), "points_stay", {"wanted": standing["points"]})
    named = {each.id for each in known.told.workshops}
    for gone in [each for each in held if each not in named]:
        yield Fault(("workshops",), "workshop_stays", {"given": gone})


def _log(writer: Writer, actor: Actor, role: str, action: str, about: str) -> None:
    audit.write(
        writer,
        actor=actor.account,
        role=role,
        action=f"{action}_summit",
        entity="summit",
        entity_id=about,
    )


def _json(body: Body) -> str:
    return json.dumps(body, ensure_ascii=False, sort_keys=True)


# The door -----------------------------------------------------------------------------------------


def keep(writer: Writer, known: Known) -> int:
    """Add a summit with all it names, or bring it in step; gives how many rows changed."""
    summit = known.told
    changed = city_rows.keep(writer, (place.place_id for place in known.places.values()))
    changed += _summit(writer, known)
    changed += writer.run("summit_code_keep", summit=summit.id)
    story = _json(summit_file.story(known))
    changed += writer.run("summit_story_add", summit=summit.id, body=story)
    changed += writer.run("summit_story_refresh", summit=summit.id, body=story)
    changed += _guests(writer, known)
    return changed + sum(_workshop(writer, known, one) for one in summit_file.workshops(known))


def _summit(writer: Writer, known: Known) -> int:
    summit, signed = known.told, known.told.declaration
    told = {
        "summit": summit.id,
        "edition": summit.edition,
        "city_id": known.host.place_id,
        "starts": summit.starts,
        "ends": summit.ends,
        "declaration_title": signed.title if signed else None,
        "declaration_url": signed.url if signed else None,
    }
    return writer.run("summit_add", **told) + writer.run("summit_refresh", **told)


def _guests(writer: Writer, known: Known) -> int:
    summit, changed = known.told.id, 0
    named = [known.place(one).place_id for one in known.told.guests]
    for city_id, one in zip(named, known.told.guests, strict=True):
        told = {"summit": summit, "city_id": city_id}
        told |= {"took_part": one.took_part, "signed": one.signed}
        changed += writer.run("summit_city_keep", **told)
        changed += writer.run("summit_city_refresh", **told)
    return changed + writer.run("summit_cities_forget", summit=summit, named=named)


def _workshop(writer: Writer, known: Known, body: dict[str, Any]) -> int:
    one = next(each for each in known.told.workshops if each.id == body["id"])
    told = {"workshop": one.id, "topic": one.topic, "held_on": one.date, "body": _json(body)}
    changed = writer.run("workshop_add", summit=known.told.id, **told)
    changed += writer.run("workshop_refresh", **told)
    places = [known.place(each).place_id for each in one.cities]
    kept = [f"{city_id}/{position}" for position, city_id in enumerate(places, start=1)]
    changed += writer.run("workshop_cities_forget", workshop=one.id, kept=kept)
    for position, (city_id, each) in enumerate(zip(places, one.cities, strict=True), start=1):
        writer.run(
            "workshop_city_keep",
            workshop=one.id,
            city_id=city_id,
            position=position,
            representative=each.representative,
            office=each.role,
        )
    return changed
