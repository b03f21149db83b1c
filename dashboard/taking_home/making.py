"""Who may take an exhibition home, and the work of making it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

from dashboard import settings
from dashboard.catalogue import audit, cities, database, exhibition, rights, summits
from dashboard.catalogue.errors import CatalogueError, NotAllowed, NotFound
from dashboard.catalogue.exhibition import Subject
from dashboard.catalogue.importing.running import Running
from dashboard.catalogue.rights import Actor
from dashboard.taking_home import packing
from dashboard.taking_home.packing import Made, Tick
from dashboard.taking_home.pages import Wish

ACTION = "take_home"


class Stopped(CatalogueError):
    """Nobody wants the edition any more; nothing of it was left."""

    message = "It was stopped. Nothing was kept."


def wish(subject: Subject, **chosen: object) -> Wish:
    """An edition whose codes lead to this house, where its address is known to the world."""
    return Wish(subject, live=settings.public_url(), **chosen)  # type: ignore[arg-type]


def subjects(actor: Actor, language: str) -> tuple[tuple[Subject, str], ...]:
    """What somebody may take home, with its name: summits first, then cities.

    Whoever acts for one city takes its own exhibition, and those of the summits it was at.
    """
    own = rights.cities(actor, ACTION) if rights.may(actor, ACTION) else frozenset()
    names = cities.names(language)
    if own is not None:
        slugs = {slug for slug in names if _place_of(slug) in own}
    else:
        slugs = set(names)
    there = [
        (Subject("summit", one.code), one.name.words)
        for one in summits.every(language)
        if own is None or slugs & {guest.slug for guest in one.guests if _took_part(guest)}
    ]
    return (*there, *((Subject("city", slug), names[slug]) for slug in names if slug in slugs))


def _took_part(guest: summits.Guest) -> bool:
    return bool(guest.took_part or guest.signed or guest.hosted)


def _place_of(slug: str) -> int | None:
    found = database.rows("city_id_of_slug", slug=slug)
    return int(found[0][0]) if found else None


def allowed(actor: Actor, subject: Subject) -> str:
    """The role by which somebody takes this home; NotAllowed where none of theirs does."""
    if exhibition.name(subject, "en") is None:
        raise NotFound(subject.id)
    role = rights.demand(actor, ACTION)
    own = rights.cities(actor, ACTION)
    if own is None:
        return role
    guests = {subject.id} if subject.kind == "city" else _guests(subject)
    held = next((one for one in sorted(guests) if _place_of(one) in own), None)
    if held is None:
        raise NotAllowed(ACTION)
    return rights.demand(actor, ACTION, _place_of(held))


def _guests(subject: Subject) -> set[str]:
    found = summits.of(subject.id, "en")
    return {guest.slug for guest in found.guests if _took_part(guest)} if found else set()


def make(actor: Actor, wished: Wish, tick: Tick = lambda done, of: None) -> Made:
    """The edition; who took what home is logged. NotAllowed, NotFound, Unsettled."""
    role = allowed(actor, wished.subject)
    made = packing.made(wished, tick)
    with database.transaction() as writer:
        audit.write(
            writer,
            actor=actor.account,
            role=role,
            action=ACTION,
            entity=wished.subject.kind,
            entity_id=wished.subject.id,
            note=made.sha256,
        )
    return made


def begin(actor: Actor, wished: Wish) -> Running[Made]:
    """The same in a thread of its own, with a way to stop it."""
    return Running(partial(_stoppable, actor, wished))


def _stoppable(
    actor: Actor, wished: Wish, tell: Callable[[int, int], None], stop: threading.Event
) -> Made:
    def tick(done: int, of: int) -> None:
        if stop.is_set():
            raise Stopped
        tell(done, of)

    return make(actor, wished, tick)
