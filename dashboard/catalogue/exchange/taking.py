"""Taking a file: what is new comes in, newer versions replace, what is one's own stays.

The same file twice changes nothing. What a moderator of this house has judged stays judged, and
what was erased in the copy it came from is erased here.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dashboard.catalogue import audit, clock, database, pulse, rights
from dashboard.catalogue.database import Writer
from dashboard.catalogue.exchange import checking, house, reading
from dashboard.catalogue.exchange.document import Answer, Conclusion, Document, Question
from dashboard.catalogue.exchange.faults import Fault, Refused
from dashboard.catalogue.rights import Actor

# What can become of an entry of a file.
NEW, NEWER, GONE, SAME, OWN, JUDGED = "new", "newer", "gone", "same", "own", "judged"
KINDS = ("conclusions", "questions", "answers")


@dataclass(frozen=True)
class Taken:
    """What came of a file: from which copy, and how many of each kind had which fate."""

    house: str
    name: str
    counts: Mapping[str, Mapping[str, int]]
    changed: bool  # whether readers see anything new


@dataclass(frozen=True)
class File:
    """A file that was taken before."""

    sha256: str
    house: str
    name: str
    taken_at: datetime
    taken_by: str
    counts: Mapping[str, Mapping[str, int]]


def taken(actor: Actor, given: bytes) -> Taken:
    """Take a file. Refused tells all faults, and then nothing of it was taken."""
    role = rights.demand(actor, "exchange")
    told = checking.document(reading.content(given))
    if told.house == house.own():
        raise Refused([Fault("house", "from_here", {})])
    sha = hashlib.sha256(given).hexdigest()
    with database.transaction() as writer:
        work = _Work(writer, house.own(), clock.now())
        for one in told.conclusions:
            work.conclusion(one)
        for asked in told.questions:
            work.question(asked)
        for answer in told.answers:
            work.answer(answer)
        counts = work.told()
        if work.changed:
            _keep(writer, actor, role, sha, told, counts)
        if work.raises:
            writer.run("catalogue_version_raise", released_on=None)
    if work.changed:
        pulse.beat(*sorted(work.places))
    return Taken(told.house, house.named(told.house), counts, work.changed)


def files() -> tuple[File, ...]:
    """The files that were taken and brought something, the newest first."""
    return tuple(
        File(
            sha256=row["sha256"],
            house=row["house"],
            name=house.named(row["house"]),
            taken_at=row["taken_at"],
            taken_by=row["taken_by"],
            counts=json.loads(row["told"])["counts"],
        )
        for row in database.records("exchange_files")
    )


def _keep(
    writer: Writer, actor: Actor, role: str, sha: str, told: Document,
    counts: Mapping[str, Mapping[str, int]],
) -> None:  # fmt: skip
    houses = {code: {"name": one.name, "address": one.address} for code, one in told.houses.items()}
    note = json.dumps({"counts": counts, "houses": houses}, ensure_ascii=False, sort_keys=True)
    writer.run("exchange_file_add", sha=sha, house=told.house, moment=clock.now(),
               account=actor.account, told=note)  # fmt: skip
    audit.write(
        writer, actor=actor.account, role=role, action="exchange", entity="exchange_file",
        entity_id=sha, note=json.dumps({"house": told.house, **counts}, sort_keys=True),
    )  # fmt: skip


@dataclass
class _Work:
    """One file being taken: what is here already, and what became of each entry so far."""

    writer: Writer
    mine: str
    moment: datetime
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)
    raises: bool = False  # a conclusion changed: every cached page is stale

    def __post_init__(self) -> None:
        self.counts = {kind: Counter() for kind in KINDS}
        known = self.writer.records
        self._conclusions = {row["outcome_id"]: row for row in known("exchange_known_conclusions")}
        self._posts = {row["post_id"]: row for row in known("exchange_known_questions")}
        self._answers = {
            (row["post_id"], row["city"]): row for row in known("exchange_known_answers")
        }

    @property
    def changed(self) -> bool:
        """Whether anything of the file was taken."""
        return any(count[fate] for count in self.counts.values() for fate in (NEW, NEWER, GONE))

    def told(self) -> dict[str, dict[str, int]]:
        """How many of each kind had which fate."""
        return {kind: dict(sorted(found.items())) for kind, found in self.counts.items()}

    def _own(self, whose: str, here: Mapping[str, Any] | None) -> bool:
        """Whether it is this copy's, or another one's than the file says: it stays as it is."""
        return whose == self.mine or (here is not None and here["house"] != whose)

    # Conclusions --------------------------------------------------------------------------------

    def conclusion(self, one: Conclusion) -> None:
        here = self._conclusions.get(one.id)
        fate = self._fate_of_conclusion(one, here)
        self.counts["conclusions"][fate] += 1
        if fate == GONE:
            self.writer.run("exchange_conclusion_withdraw", outcome=one.id,
                            moment=one.withdrawn_at or self.moment, why=one.withdrawal)  # fmt: skip
        elif fate in (NEW, NEWER):
            self._keep_conclusion(one)
        if fate in (NEW, NEWER, GONE):
            self.raises = True
            self._conclusion_places(one)

    def _fate_of_conclusion(self, one: Conclusion, here: Mapping[str, Any] | None) -> str:
        if self._own(one.house, here):
            return OWN
        withdrawn = here is not None and here["state"] == "withdrawn"
        if one.state == "withdrawn":
            return SAME if here is None or withdrawn else GONE
        if here is None:
            return NEW
        if withdrawn:
            return JUDGED
        return NEWER if len(one.versions) > here["version"] or self._more_steps(one) else SAME

    def _more_steps(self, one: Conclusion) -> bool:
        known = {
            row["number"]
            for row in self.writer.records("exchange_steps")
            if row["outcome_id"] == one.id
        }
        return any(step.number not in known for step in one.steps)

    def _keep_conclusion(self, one: Conclusion) -> None:
        first, last = one.versions[0], one.versions[-1]
        self.writer.run(
            "exchange_conclusion_keep",
            outcome=one.id,
            receipt=f"{one.house}:{one.id}",
            workshop=one.workshop,
            state="signed",
            body=last.said.as_json(),
            house=one.house,
            version=last.version,
            first_at=first.signed_at,
            last_at=last.signed_at,
            withdrawn_at=None,
            withdrawal=None,
        )
        for each in one.versions:
            self.writer.run("exchange_version_add", outcome=one.id, version=each.version,
                            body=each.said.as_json(), house=one.house,
                            moment=each.signed_at)  # fmt: skip
        for step in one.steps:
            self.writer.run("exchange_step_add", outcome=one.id, number=step.number,
                            state=step.state, words=step.words or None, language=step.language,
                            office=step.office, house=one.house, moment=step.told_at)  # fmt: skip

    def _conclusion_places(self, one: Conclusion) -> None:
        self.places.add(f"workshop:{one.workshop}")
        found = self.writer.rows("exchange_summit_of", workshop=one.workshop)
        self.places |= {f"summit:{code}" for (code,) in found}
        self.places |= {f"city:{each.said.city}" for each in one.versions if each.said.city}

    # Questions ----------------------------------------------------------------------------------

    def question(self, one: Question) -> None:
        here = self._posts.get(one.id)
        fate = self._fate_of_question(one, here)
        self.counts["questions"][fate] += 1
        if fate == NEW:
            self._add(one)
        elif fate == NEWER:
            self._renew(one)
        elif fate == GONE:
            self.writer.run("exchange_question_gone", post_id=one.id, stamp=one.stamp)
            self.writer.run("exchange_question_forget", post_id=one.id)
        if fate in (NEW, NEWER, GONE):
            self.places |= {"questions", *(f"city:{each.city}" for each in one.cities)}

    def _fate_of_question(self, one: Question, here: Mapping[str, Any] | None) -> str:
        if self._own(one.house, here):
            return OWN
        if here is None:
            return NEW if one.state == "shown" else SAME
        if one.stamp <= here["stamp"]:
            return SAME
        if one.state == "gone":
            return GONE
        # What was judged here stays out of sight, whatever is written into it elsewhere.
        return JUDGED if here["judged"] and here["state"] != "shown" else NEWER

    def _add(self, one: Question) -> None:
        self.writer.run(
            "exchange_question_add",
            post_id=one.id,
            receipt=f"{one.house}:{one.id}",
            thread=one.thread,
            language=one.language,
            name=one.name or None,
            words=one.words,
            reasons=one.reasons or None,
            written_at=one.written_at,
            shown_at=one.shown_at,
            edited_at=one.edited_at,
            stamp=one.stamp,
            house=one.house,
        )
        if one.summit:
            self.writer.run("question_summit_add", post_id=one.id, summit=one.summit)
        self._places_of(one)

    def _renew(self, one: Question) -> None:
        self.writer.run(
            "exchange_question_text_keep", post_id=one.id, moment=one.edited_at or self.moment
        )
        self.writer.run(
            "exchange_question_renew",
            post_id=one.id,
            language=one.language,
            name=one.name or None,
            words=one.words,
            reasons=one.reasons or None,
            edited_at=one.edited_at,
            stamp=one.stamp,
        )
        self._places_of(one)

    def _places_of(self, one: Question) -> None:
        for each in one.cities:
            self.writer.run("exchange_question_city_keep", post_id=one.id, city=each.city,
                            sent_at=each.sent_at, due_on=each.due_on)  # fmt: skip

    # Answers ------------------------------------------------------------------------------------

    def answer(self, one: Answer) -> None:
        here = self._answers.get((one.question, one.city))
        fate = self._fate_of_answer(one, here)
        self.counts["answers"][fate] += 1
        if fate not in (NEW, NEWER):
            return
        self.writer.run(
            "exchange_answer_add",
            post_id=one.question,
            city=one.city,
            version=one.version,
            standing=one.standing,
            language=one.language,
            texts=json.dumps(one.texts, ensure_ascii=False, sort_keys=True),
            office=one.office,
            house=one.house,
            answered_at=one.answered_at,
        )
        self.places |= {"questions", f"city:{one.city}"}

    def _fate_of_answer(self, one: Answer, here: Mapping[str, Any] | None) -> str:
        """An office that answered in this house answers here: no file speaks for it."""
        if one.house == self.mine or (here and (here["own"] or here["house"] != one.house)):
            return OWN
        if here and one.version <= here["version"]:
            return SAME
        return NEWER if here or one.version > 1 else NEW
