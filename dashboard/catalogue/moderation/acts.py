"""Acts on posts: by the table of moves, one row an act, told to the author; never on the thread.

The one act on a thread is to freeze it, with a summary of what was said, and to open it again.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.catalogue import audit, clock, database, pulse, rights
from dashboard.catalogue.database import Writer
from dashboard.catalogue.discussion.spoken import cleaned
from dashboard.catalogue.errors import (
    EditedElsewhere,
    IllegalMove,
    NotAllowed,
    NotFound,
    ReasonMissing,
    UnknownCode,
)
from dashboard.catalogue.moderation import (
    APPEAL,
    AWAY,
    DESK,
    LONGEST_WORDS,
    Appeal,
    AppealOpen,
    Moved,
    RuleMissing,
    Statement,
    TooLong,
    rules,
)
from dashboard.catalogue.rights import Actor

PLACE = "moderation"  # of the pulse: what is told of moderation in public
LONGEST_SUMMARY = 2_000
INHABITANT = "inhabitant"  # who has no account, in the log
_ONWARD = {"held": "refused", "shown": "hidden"}  # how a post is taken away


@dataclass(frozen=True)
class Reason:
    """Why a post is moved: the rule it broke, and what its author is told besides."""

    rule: str | None = None
    words: str = ""
    language: str = "en"  # of the words
    cause: str = DESK


@dataclass(frozen=True)
class Way:
    """One row of the table of moves."""

    from_state: str
    to_state: str
    role: str
    reason_required: bool


@dataclass(frozen=True)
class _Target:
    """A post as far as a move needs to know it."""

    post_id: str
    state: str
    stamp: int
    kind: str
    thread: str | None
    appeal_open: bool


# Moving -----------------------------------------------------------------------------------------


def move(
    actor: Actor,
    post_id: str,
    to_state: str,
    rule: str | None = None,
    words: str = "",
    stamp: int | None = None,
    *,
    language: str = "en",
) -> str:
    """Move one post, and give the id of the act; readers see it at once.

    `stamp` is that of the post as it was read: EditedElsewhere where it has changed since. Also
    raises NotAllowed, IllegalMove, RuleMissing, ReasonMissing, UnknownCode, AppealOpen, TooLong.
    """
    reason = Reason(rule, words, language)
    with database.transaction() as writer:
        act_id, places = moved(writer, actor, post_id, to_state, reason, stamp)
    pulse.beat(*places)
    return act_id


def moved(
    writer: Writer,
    actor: Actor,
    post_id: str,
    to_state: str,
    reason: Reason,
    stamp: int | None = None,
) -> tuple[str, list[str]]:
    """The same inside a transaction; gives the places that are to beat once it is committed."""
    one = next(iter(_targets(writer, [post_id])), None)
    if one is None:
        raise NotFound(post_id)
    if stamp is not None and stamp != one.stamp:
        raise EditedElsewhere(post_id)
    if one.appeal_open and reason.cause != APPEAL:
        raise AppealOpen(post_id)
    act = _Act(actor, one.state, to_state, _fit(reason, to_state))
    return _written(writer, act, [one])[0], _places([one])


def move_many(
    actor: Actor,
    stamps: Mapping[str, int],
    to_state: str,
    rule: str | None = None,
    words: str = "",
    *,
    language: str = "en",
) -> Moved:
    """Move many posts alike, each by an act of its own; those that changed since are left alone.

    `stamps` holds, by id, the posts as they were read. Taking away refuses what is held and hides
    what is shown; letting through shows what is held, and leaves what was taken away.
    """
    if to_state not in ("shown", *AWAY):
        raise IllegalMove(to_state)
    ways = _ONWARD if to_state in AWAY else {"held": "shown"}
    reason = Reason(rule, words, language)
    with database.transaction() as writer:
        found = [
            one
            for one in _targets(writer, list(stamps))
            if one.stamp == stamps[one.post_id] and not one.appeal_open and one.state in ways
        ]
        for state, goal in ways.items():
            posts = [one for one in found if one.state == state]
            act = _Act(actor, state, goal, _fit(reason, goal))
            check(actor, state, goal, act.reason)
            if posts:
                _written(writer, act, posts)
    pulse.beat(*_places(found))
    return Moved(len(found), len(stamps) - len(found))


@dataclass(frozen=True)
class _Act:
    """Who moves from where to where, and why."""

    actor: Actor
    from_state: str
    to_state: str
    reason: Reason


def _written(writer: Writer, act: _Act, posts: list[_Target]) -> list[str]:
    """Write the acts, the moves and their trace; then what follows from them."""
    role = check(act.actor, act.from_state, act.to_state, act.reason)
    act_ids = [secrets.token_hex(6) for _ in posts]
    told = {
        "ids": [one.post_id for one in posts],
        "act_ids": act_ids,
        "request_ids": [secrets.token_hex(16) for _ in posts],
        "from_state": act.from_state,
        "to_state": act.to_state,
        "rule": act.reason.rule,
        "words": act.reason.words or None,
        "words_language": act.reason.language if act.reason.words else None,
        "cause": act.reason.cause,
        "rules_version": rules.version(),
        "account": act.actor.account,
        "role": role,
        "moment": clock.now(),
    }
    writer.run("moderation_acts_add", **told)
    writer.run("moderation_acts_log", **told)
    writer.logged = True
    if writer.run("moderation_posts_move", **told) != len(posts):
        raise IllegalMove(act.to_state)
    _follow(writer, act, posts, role)
    return act_ids


def _follow(writer: Writer, act: _Act, posts: list[_Target], role: str) -> None:
    """A question let through goes to its cities; notices on what is gone now are answered."""
    if act.to_state == "shown":
        # Late: questions read what moderation shows.
        from dashboard.catalogue.discussion import questions

        for one in posts:
            if one.kind == "question":
                questions.release(writer, one.post_id)
    elif act.to_state in AWAY and act.reason.cause == DESK:
        from dashboard.catalogue.moderation import notices

        notices.settle(writer, act.actor, role, [one.post_id for one in posts], act.reason)


def check(actor: Actor, from_state: str, to_state: str, reason: Reason) -> str:
    """The role by which somebody makes this move.

    Raises IllegalMove where the table has none, NotAllowed where no role of theirs makes it,
    ReasonMissing or RuleMissing where one is wanted.
    """
    found = [one for one in ways() if (one.from_state, one.to_state) == (from_state, to_state)]
    if not found:
        raise IllegalMove(f"{from_state} to {to_state}")
    mine = sorted((one for one in found if one.role in actor.roles), key=lambda one: one.role)
    if not mine:
        raise NotAllowed(f"{from_state} to {to_state}")
    if to_state in AWAY and reason.rule is None:
        raise RuleMissing()
    if mine[0].reason_required and not (reason.rule or reason.words):
        raise ReasonMissing()
    return mine[0].role


def ways() -> tuple[Way, ...]:
    """The table of moves."""
    return tuple(Way(*row) for row in database.rows("post_moves"))


def _fit(reason: Reason, to_state: str) -> Reason:
    """The reason as it is kept: a known rule where one is broken, words without what acts."""
    rule = (reason.rule or None) if to_state in AWAY else None
    if rule is not None and rule not in rules.codes():
        raise UnknownCode(rule)
    return Reason(rule, fitting(reason.words), reason.language, reason.cause)


def fitting(words: str, most: int = LONGEST_WORDS) -> str:
    """Words for people as they are kept; TooLong."""
    kept = cleaned(words).strip()
    if len(kept) > most:
        raise TooLong(str(most))
    return kept


def _targets(writer: Writer, post_ids: list[str]) -> list[_Target]:
    return [_Target(**row) for row in writer.records("moderation_targets", ids=post_ids)]


def _places(posts: Iterable[_Target]) -> list[str]:
    """Where readers see what was done."""
    return [PLACE, *sorted({one.thread or "questions" for one in posts})]


# What people are told ---------------------------------------------------------------------------


def statement(post_id: str) -> Statement | None:
    """What was done to a post last and why; None where nobody has acted on it."""
    found = database.records("moderation_statement", post_id=post_id)
    if not found:
        return None
    appeals = database.records("appeal_of_act", act_id=found[0]["act_id"])
    return Statement(**found[0], appeal=Appeal(**appeals[0]) if appeals else None)


def rules_of(thread: str) -> dict[str, str]:
    """By which rule each hidden post of a thread was hidden."""
    return dict(database.rows("moderation_rules_of", thread=thread))


# A thread as a whole ----------------------------------------------------------------------------


def freeze(actor: Actor, thread: str, summary: Mapping[str, str]) -> None:
    """Take no more posts in a thread; its summary says why, and what was said, by language.

    All that stands there stays. ReasonMissing where the summary is empty.
    """
    told = {code: fitting(words, LONGEST_SUMMARY) for code, words in summary.items()}
    told = {code: words for code, words in told.items() if words}
    if not told:
        raise ReasonMissing()
    words = json.dumps(told, ensure_ascii=False)
    _thread(actor, thread, ("open", "frozen"), words, next(iter(told.values())))


def thaw(actor: Actor, thread: str, words: str) -> None:
    """Open a frozen thread again, with a reason for the log."""
    if not (note := fitting(words)):
        raise ReasonMissing()
    _thread(actor, thread, ("frozen", "open"), None, note)


def _thread(
    actor: Actor, thread: str, way: tuple[str, str], summary: str | None, note: str
) -> None:
    role = rights.demand(actor, "moderate")
    frozen = way[1] == "frozen"
    with database.transaction() as writer:
        found = writer.rows("thread_state", thread=thread)
        if not found:
            raise NotFound(thread)
        if found[0][0] != way[0]:
            raise IllegalMove(f"{thread}: {way[0]} to {way[1]}")
        writer.run(
            "thread_freeze",
            thread=thread,
            moment=clock.now() if frozen else None,
            account=actor.account if frozen else None,
            summary=summary,
        )
        audit.write(
            writer,
            actor=actor.account,
            role=role,
            action="move",
            entity="thread",
            entity_id=thread,
            from_state=way[0],
            to_state=way[1],
            note=note,
        )
    pulse.beat(thread, PLACE)


def logged_by_inhabitant(writer: Writer, action: str, entity: str, entity_id: str) -> None:
    """The trace of what somebody without an account did."""
    audit.write(
        writer,
        actor=INHABITANT,
        role=INHABITANT,
        action=action,
        entity=entity,
        entity_id=entity_id,
    )


# Letters on acts ----------------------------------------------------------------------------------


def untold() -> tuple[tuple[str, str], ...]:
    """Acts that are still to be told by letter to authors who asked for one: act and post."""
    return tuple((act, post) for act, post in database.rows("acts_untold", moment=clock.now()))


def told(act_id: str) -> None:
    """The letter is written."""
    with database.transaction() as writer:
        writer.run("act_told", act_id=act_id, moment=clock.now())
