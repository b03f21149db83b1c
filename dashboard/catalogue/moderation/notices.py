"""Notices: anybody says what should not stand here, where exactly, why, and in good faith.

Whoever gave one reads at an address of their own that it came, and later what was decided.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qs, unquote, urlsplit

from dashboard import settings
from dashboard.catalogue import audit, clock, database, mail, pulse, rights
from dashboard.catalogue.database import Writer
from dashboard.catalogue.discussion import Fault, NotTaken, Sender, guard, sealing
from dashboard.catalogue.discussion.spoken import cleaned
from dashboard.catalogue.errors import IllegalMove, ReasonMissing
from dashboard.catalogue.mail import BadAddress
from dashboard.catalogue.moderation import AWAY, NOTICE, acts, rules
from dashboard.catalogue.people import tokens
from dashboard.catalogue.rights import Actor

LONGEST = 2_000  # signs of the reason
LONGEST_ADDRESS = 500
LONGEST_NAME = 100
DECISIONS = ("upheld", "dismissed")
_POST = re.compile(r"[0-9a-f]{12}")
_LANGUAGE = re.compile(r"/(fr|en|de|es)(?=/|$)")


@dataclass(frozen=True)
class Given:
    """A notice as it was sent: nothing of it is checked yet."""

    receipt: str  # made by the page: a second sending of the same is the same
    address: str
    rule: str
    words: str
    language: str
    post_id: str = ""
    name: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    good_faith: bool = False


@dataclass(frozen=True)
class Notice:
    """A notice as it stands; who gave it is told to moderators only, the e-mail address to nobody.

    `reachable`: whether an e-mail address was left. `post_state` is None where it is about a page.
    """

    notice_id: str
    post_id: str | None
    address: str
    rule: str
    words: str
    language: str
    name: str | None
    reachable: bool
    given_at: datetime
    state: str  # open, upheld or dismissed
    answer: str | None
    answer_language: str | None
    decided_at: datetime | None
    post_state: str | None
    post_words: str | None
    post_stamp: int | None


@dataclass(frozen=True)
class Told:
    """A decision that whoever gave the notice is to be told by letter; `token` opens its page."""

    notice_id: str
    address: str = field(repr=False)
    language: str
    token: str = field(repr=False)


# Giving one ---------------------------------------------------------------------------------------


def give(given: Given, sender: Sender) -> str:
    """Keep a notice, and give the token of the address at which it can be followed.

    NotTaken tells all that is wrong, guard.Refused what keeps it out just now. Sent twice, it is
    kept once and has the same token.
    """
    place, post_id = _place(given)
    if faults := _faults(given, place, post_id):
        raise NotTaken(*faults)
    token = _token(given.receipt)
    if database.rows("notice_of_receipt", receipt=given.receipt):
        return token
    words = cleaned(given.words).strip()
    guard.admit(words, sender, "notice")
    with database.transaction() as writer:
        if writer.rows("notice_of_receipt", receipt=given.receipt):
            return token
        notice_id = secrets.token_hex(6)
        writer.run(
            "notice_add",
            notice_id=notice_id,
            receipt=given.receipt,
            post_id=post_id,
            address=place,
            rule=given.rule,
            words=words,
            language=given.language,
            name=cleaned(given.name).strip() or None,
            contact=sealing.sealed(mail.clean(given.email)) if given.email.strip() else None,
            key_mark=tokens.mark(token),
            moment=clock.now(),
        )
        acts.logged_by_inhabitant(writer, "notice", "notice", notice_id)
    pulse.beat(acts.PLACE)
    return token


def _token(receipt: str) -> str:
    """The key of whoever gave it: the same for a form sent twice; the store does not tell it."""
    return tokens.keyed("notice", receipt)


def _place(given: Given) -> tuple[str, str | None]:
    """The exact place as an address of this house, and the post it names, if it names one."""
    parts = urlsplit(cleaned(given.address).strip().replace("\\", "/"))
    path = _LANGUAGE.sub("", unquote(parts.path), count=1)
    named = (
        given.post_id.strip(),
        parts.fragment.removeprefix("post-"),
        parse_qs(parts.query).get("post", [""])[0],
        path.removeprefix("/").removeprefix("questions/"),
    )
    post_id = next((one for one in named if _POST.fullmatch(one)), None)
    if post_id and not path.strip("/"):
        return place_of(post_id), post_id
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"/{path.removeprefix('/')}{query}{fragment}", post_id


def place_of(post_id: str) -> str:
    """Where a post stands, after the language: /talk/KIND/SUBJECT#post-ID, or /questions/ID.

    Empty where there is no such post.
    """
    found = database.records("moderation_post", post_id=post_id)
    if not found:
        return ""
    thread = found[0]["thread"]
    if thread is None:
        return f"/questions/{post_id}"
    return f"/talk/{thread.replace(':', '/', 1)}#post-{post_id}"


def _faults(given: Given, place: str, post_id: str | None) -> list[Fault]:
    words = cleaned(given.words).strip()
    found = [
        Fault("address", "missing") if not given.address.strip() and not post_id else None,
        Fault("address", "elsewhere") if _elsewhere(given.address) else None,
        Fault("address", "too_long") if len(place) > LONGEST_ADDRESS else None,
        Fault("address", "no_post") if post_id and not _known(post_id) else None,
        Fault("rule", "missing") if given.rule not in rules.codes() else None,
        Fault("words", "missing") if not words else None,
        Fault("words", "too_long") if len(words) > LONGEST else None,
        Fault("name", "too_long") if len(cleaned(given.name).strip()) > LONGEST_NAME else None,
        Fault("email", "wrong") if given.email.strip() and not _deliverable(given.email) else None,
        Fault("good_faith", "missing") if not given.good_faith else None,
        Fault("", "again") if not given.receipt else None,
    ]
    return [one for one in found if one]


def _elsewhere(address: str) -> bool:
    """Whether an address is whole and names another host than this house."""
    parts = urlsplit(cleaned(address).strip())
    if not parts.scheme and not parts.netloc:
        return False
    ours = {urlsplit(one).netloc for one in (settings.public_url(), settings.address())}
    return parts.scheme not in ("http", "https") or bool(
        settings.public_url() and parts.netloc not in ours
    )


def _known(post_id: str) -> bool:
    found = database.records("moderation_post", post_id=post_id)
    return bool(found) and found[0]["state"] != "erased"


def _deliverable(email: str) -> bool:
    try:
        return bool(mail.clean(email))
    except BadAddress:
        return False


def by_token(token: str) -> Notice | None:
    """The notice whose address this is; None where there is none."""
    found = database.records("notice_of_mark", mark=tokens.mark(token))
    return Notice(**found[0]) if found else None


# Deciding -----------------------------------------------------------------------------------------


def waiting(actor: Actor | None) -> tuple[Notice, ...]:
    """The open notices, the oldest first."""
    rights.demand(actor, "moderate")
    return tuple(Notice(**row) for row in database.records("notices_open"))


def on_post(actor: Actor | None, post_id: str) -> tuple[Notice, ...]:
    """The open notices on one post."""
    return tuple(one for one in waiting(actor) if one.post_id == post_id)


def decide(
    actor: Actor,
    notice_id: str,
    decision: str,
    answer: str,
    *,
    rule: str | None = None,
    stamp: int | None = None,
    language: str = "en",
) -> None:
    """Uphold or dismiss a notice, with a reason for whoever gave it.

    Upholding one on a post that can be read refuses or hides it, by `rule` or the one the notice
    names, and answers the other open notices on it alike. Raises what `acts.move` raises.
    """
    role = rights.demand(actor, "moderate")
    if decision not in DECISIONS:
        raise IllegalMove(decision)
    if not (words := acts.fitting(answer)):
        raise ReasonMissing()
    places = [acts.PLACE]
    with database.transaction() as writer:
        one = _open(writer, notice_id)
        alike = [one.notice_id]
        if decision == "upheld" and one.post_id and one.post_state in ("held", "shown"):
            goal = AWAY[one.post_state == "shown"]
            reason = acts.Reason(rule or one.rule, words, language, NOTICE)
            places += acts.moved(writer, actor, one.post_id, goal, reason, stamp)[1]
            alike = _of_posts(writer, [one.post_id])
        _decided(writer, _Verdict(actor, role, decision, words, language), alike)
    pulse.beat(*places)


@dataclass(frozen=True)
class _Verdict:
    """Who decides what, in which words."""

    actor: Actor
    role: str
    decision: str
    words: str | None
    language: str | None


def settle(
    writer: Writer, actor: Actor, role: str, post_ids: Sequence[str], reason: acts.Reason
) -> None:
    """Uphold what was said of posts that were taken away without regard to it."""
    spoken = reason.language if reason.words else None
    verdict = _Verdict(actor, role, "upheld", reason.words or None, spoken)
    _decided(writer, verdict, _of_posts(writer, post_ids))


def _open(writer: Writer, notice_id: str) -> Notice:
    for row in writer.records("notices_open"):
        if row["notice_id"] == notice_id:
            return Notice(**row)
    raise IllegalMove(f"{notice_id} is not open")


def _of_posts(writer: Writer, post_ids: Sequence[str]) -> list[str]:
    return [one for (one,) in writer.rows("notices_of_posts", ids=list(post_ids))]


def _decided(writer: Writer, verdict: _Verdict, notice_ids: Sequence[str]) -> None:
    for one in notice_ids:
        writer.run(
            "notice_decide",
            notice_id=one,
            state=verdict.decision,
            answer=verdict.words,
            answer_language=verdict.language,
            account=verdict.actor.account,
            moment=clock.now(),
        )
        audit.write(
            writer,
            actor=verdict.actor.account,
            role=verdict.role,
            action="move",
            entity="notice",
            entity_id=one,
            from_state="open",
            to_state=verdict.decision,
            note=verdict.words,
        )


# Telling it ---------------------------------------------------------------------------------------


def untold() -> tuple[Told, ...]:
    """The decisions that are still to be told by letter to whoever left an address."""
    found = (
        (notice_id, sealing.opened(contact), spoken, _token(receipt))
        for notice_id, contact, spoken, receipt in database.rows("notices_untold")
    )
    return tuple(Told(one, to, spoken, token) for one, to, spoken, token in found if to)


def told(notice_id: str) -> None:
    """The letter is written."""
    with database.transaction() as writer:
        writer.run("notice_told", notice_id=notice_id, moment=clock.now())
