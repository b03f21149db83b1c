"""What cities promised in workshops, and how they say that it goes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from dashboard.catalogue import audit, clock, database, outcomes, pulse, rights
from dashboard.catalogue.database import Writer
from dashboard.catalogue.discussion import spoken
from dashboard.catalogue.draft import Language
from dashboard.catalogue.errors import (
    EditedElsewhere,
    Incomplete,
    NotAllowed,
    NotFound,
)
from dashboard.catalogue.outcomes import Fault, Outcome
from dashboard.catalogue.rights import Actor

STATES = ("open", "begun", "kept", "partly", "dropped")
UNDER_WAY = ("open", "begun")  # what can fall overdue: the others say how it ended
EXPLAINED = ("partly", "dropped")  # what nobody may say without a word of why
LONGEST_WORDS, LONGEST_OFFICE = 600, 120


@dataclass(frozen=True)
class Step:
    """How a city told that a promise goes: once, by an office, on a day."""

    number: int  # from 1
    state: str
    words: str | None
    language: str
    office: str
    told_at: datetime


@dataclass(frozen=True)
class Commitment:
    """A signed promise and how it goes; nobody has told yet where `told_at` is None.

    `words` are in `words_language`, as the office wrote them. `overdue`: its day is past, and the
    city has not said how it ended.
    """

    outcome: Outcome
    state: str  # of STATES
    told_at: datetime | None
    words: str | None
    words_language: str | None
    office: str | None
    overdue: bool
    steps: tuple[Step, ...] = ()  # all that was told, the newest first


def of(
    summit: str | None = None, city: str | None = None, *, language: str = "en"
) -> tuple[Commitment, ...]:
    """The commitments of a summit, a city, or all: overdue ones first, then by their day."""
    found = _every(language, database.edition(), clock.now().date())
    return tuple(
        one
        for one in found
        if summit in (None, one.outcome.summit) and city in (None, one.outcome.city_slug)
    )


def by_id(outcome_id: str, language: str) -> Commitment | None:
    """The commitment of this id; None where there is none, or none any more."""
    return next((one for one in of(language=language) if one.outcome.id == outcome_id), None)


def overdue(
    summit: str | None = None, city: str | None = None, *, language: str = "en"
) -> tuple[Commitment, ...]:
    """Those whose day is past and of which the city has not said how they ended."""
    return tuple(one for one in of(summit, city, language=language) if one.overdue)


def of_office(actor: Actor | None, language: str) -> tuple[Commitment, ...]:
    """Those that somebody may speak for: of their cities, or of all."""
    rights.demand(actor, "update_commitment")
    bound = rights.cities(actor, "update_commitment")
    found = of(language=language)
    if bound is None:
        return found
    return tuple(one for one in found if _city_id(one.outcome) in bound)


@lru_cache(maxsize=8)
def _every(language: str, _edition: tuple[int, int], today: date) -> tuple[Commitment, ...]:
    steps: dict[str, list[Step]] = defaultdict(list)
    for row in database.records("commitment_steps"):
        steps[row.pop("outcome_id")].append(Step(**row))
    promised = (one for one in outcomes.signed(language=language) if one.kind == "commitment")
    found = (_commitment(one, tuple(steps[one.id]), today) for one in promised)
    return tuple(sorted(found, key=_place))


def _place(one: Commitment) -> tuple[bool, bool, date, str]:
    return (
        not one.overdue,
        one.state not in UNDER_WAY,
        one.outcome.due_on or date.max,
        one.outcome.id,
    )


def _commitment(outcome: Outcome, steps: tuple[Step, ...], today: date) -> Commitment:
    last = steps[0] if steps else None
    state = last.state if last else "open"
    late = outcome.due_on is not None and outcome.due_on < today
    return Commitment(
        outcome=outcome,
        state=state,
        told_at=last.told_at if last else None,
        words=last.words if last else None,
        words_language=last.language if last and last.words else None,
        office=last.office if last else None,
        overdue=late and state in UNDER_WAY,
        steps=steps,
    )


# What the city's office tells ---------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """What an office says of a promise: how it goes, in which words, in whose name."""

    state: str
    words: str
    language: Language
    office: str


def faults(told: Told) -> tuple[Fault, ...]:
    """All that keeps it from being told, in the order of the form."""
    found = []
    if told.state not in STATES:
        found.append(Fault("state", "missing"))
    words, office = spoken.cleaned(told.words), spoken.line(told.office)
    if not words and told.state in EXPLAINED:
        found.append(Fault("words", "missing"))
    if len(words) > LONGEST_WORDS:
        found.append(Fault("words", "too_long"))
    if not office:
        found.append(Fault("office", "missing"))
    elif len(office) > LONGEST_OFFICE:
        found.append(Fault("office", "too_long"))
    return tuple(found)


def tell(actor: Actor, outcome_id: str, told: Told, *, after: int) -> int:
    """Say how a promise goes; gives the number of this step.

    `after` is the number of the step the office saw, 0 for none: where somebody told since,
    EditedElsewhere; the same words again are the same step. Raises NotAllowed for other cities'
    promises, NotFound, and Incomplete with all faults.
    """
    commitment = by_id(outcome_id, told.language)
    if commitment is None:
        raise NotFound(outcome_id)
    role = rights.demand(actor, "update_commitment", _city_id(commitment.outcome))
    if found := faults(told):
        raise Incomplete(found)
    with database.transaction() as writer:
        number, new = _step(writer, actor, outcome_id, told, after)
        if new:
            _log(writer, actor, role, commitment, told)
    outcome = commitment.outcome
    pulse.beat(
        f"workshop:{outcome.workshop}", f"summit:{outcome.summit}", f"city:{outcome.city_slug}"
    )
    return number


def _step(
    writer: Writer, actor: Actor, outcome_id: str, told: Told, after: int
) -> tuple[int, bool]:
    step = {
        "state": told.state,
        "words": spoken.cleaned(told.words) or None,
        "language": told.language,
        "office": spoken.line(told.office),
    }
    last = writer.records("commitment_last", outcome=outcome_id)
    if last and {key: last[0][key] for key in step} == step:
        return int(last[0]["number"]), False
    if (last[0]["number"] if last else 0) != after:
        raise EditedElsewhere(outcome_id)
    writer.run(
        "commitment_step_add",
        outcome=outcome_id,
        number=after + 1,
        account=actor.account,
        moment=clock.now(),
        **step,
    )
    writer.run("catalogue_version_raise", released_on=None)
    return after + 1, True


def _log(writer: Writer, actor: Actor, role: str, before: Commitment, told: Told) -> None:
    audit.write(
        writer,
        actor=actor.account,
        role=role,
        action="tell_commitment",
        entity="outcome",
        entity_id=before.outcome.id,
        from_state=before.state,
        to_state=told.state,
    )


def _city_id(outcome: Outcome) -> int:
    found = database.rows("city_id_of_slug", slug=outcome.city_slug)
    if not found:
        raise NotAllowed(outcome.id)
    return int(found[0][0])
