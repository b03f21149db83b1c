"""Appeals: an author asks for a second look; somebody else than who decided gives it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from dashboard.catalogue import audit, clock, database, pulse, rights
from dashboard.catalogue.database import Writer
from dashboard.catalogue.discussion import Sender, guard
from dashboard.catalogue.discussion.spoken import cleaned
from dashboard.catalogue.errors import IllegalMove, NotFound, ReasonMissing
from dashboard.catalogue.moderation import (
    APPEAL,
    LONGEST_WORDS,
    AskedBefore,
    SamePerson,
    Statement,
    TooLong,
    acts,
)
from dashboard.catalogue.people import tokens
from dashboard.catalogue.rights import Actor


@dataclass(frozen=True)
class Waiting:
    """An open appeal with the act it is about and the post as it stands."""

    appeal_id: str
    words: str
    language: str
    asked_at: datetime
    act_id: str
    post_id: str
    to_state: str
    rule: str | None
    told: str | None  # what the author was told
    acted_by: str
    acted_at: datetime
    kind: str
    thread: str | None
    post_language: str
    text: str
    state: str  # of the post now
    stamp: int


def of_author(token: str) -> Statement | None:
    """What was done to the post whose author's link this is; None where nothing was.

    NotFound where the link is nobody's.
    """
    return acts.statement(post_of(token))


def post_of(token: str) -> str:
    """The post whose author's link this is; NotFound."""
    found = database.rows("post_of_mark", mark=tokens.mark(token))
    if not found:
        raise NotFound("statement")
    return str(found[0][0])


def ask(token: str, words: str, language: str, sender: Sender) -> str:
    """Ask for a second look at what was done last, once; gives the id of the appeal.

    Raises NotFound, ReasonMissing, TooLong, AskedBefore, guard.Refused, and IllegalMove where
    nothing is taken away now.
    """
    kept = cleaned(words).strip()
    if not kept:
        raise ReasonMissing()
    if len(kept) > LONGEST_WORDS:
        raise TooLong(str(LONGEST_WORDS))
    appeal_id = secrets.token_hex(6)
    _appealable(token)
    guard.admit(kept, sender, "appeal")
    with database.transaction() as writer:
        told = _appealable(token)  # the lock is held now
        writer.run(
            "appeal_add",
            appeal_id=appeal_id,
            act_id=told.act_id,
            post_id=told.post_id,
            words=kept,
            language=language,
            moment=clock.now(),
        )
        acts.logged_by_inhabitant(writer, "appeal", "appeal", appeal_id)
    pulse.beat(acts.PLACE)
    return appeal_id


def _appealable(token: str) -> Statement:
    told = of_author(token)
    if told and told.appeal:
        raise AskedBefore()
    if told is None or not told.may_be_appealed:
        raise IllegalMove("nothing to appeal against")
    return told


def waiting(actor: Actor | None) -> tuple[Waiting, ...]:
    """The open appeals, the oldest first."""
    rights.demand(actor, "moderate")
    return tuple(Waiting(**row) for row in database.records("appeals_open"))


def decide(
    actor: Actor,
    appeal_id: str,
    *,
    granted: bool,
    answer: str,
    stamp: int | None = None,
    language: str = "en",
) -> None:
    """Grant an appeal, which shows the post again, or refuse it; the author reads why.

    SamePerson where the decision was the actor's own. Raises what `acts.move` raises.
    """
    role = rights.demand(actor, "moderate")
    if not (words := acts.fitting(answer)):
        raise ReasonMissing()
    places = [acts.PLACE]
    with database.transaction() as writer:
        one = _open(writer, appeal_id)
        if one.acted_by == actor.account:
            raise SamePerson(appeal_id)
        if granted and one.state == one.to_state:  # else its author has erased it meanwhile
            reason = acts.Reason(None, words, language, APPEAL)
            places += acts.moved(writer, actor, one.post_id, "shown", reason, stamp)[1]
        writer.run(
            "appeal_decide",
            appeal_id=appeal_id,
            state="granted" if granted else "refused",
            answer=words,
            answer_language=language,
            account=actor.account,
            moment=clock.now(),
        )
        audit.write(
            writer,
            actor=actor.account,
            role=role,
            action="move",
            entity="appeal",
            entity_id=appeal_id,
            from_state="open",
            to_state="granted" if granted else "refused",
            note=words,
        )
    pulse.beat(*places)


def _open(writer: Writer, appeal_id: str) -> Waiting:
    for row in writer.records("appeals_open"):
        if row["appeal_id"] == appeal_id:
            return Waiting(**row)
    raise IllegalMove(f"{appeal_id} is not open")
