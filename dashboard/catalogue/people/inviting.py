"""Invitations: a link that works once, for seven days, and carries one role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dashboard.catalogue import audit, clock, database
from dashboard.catalogue.database import Writer
from dashboard.catalogue.errors import NotFound
from dashboard.catalogue.people import accounts, passwords, sessions, tokens
from dashboard.catalogue.people.faults import Fault, Refused
from dashboard.catalogue.rights import Actor, demand

DAYS = 7


@dataclass(frozen=True)
class Invitation:
    """What an open invitation offers, and who made it."""

    mark: str
    role: str
    city_id: int | None
    made_by: str
    made_at: datetime
    expires_at: datetime


def invitation_link(start: str, token: str, language: str = "") -> str:
    """The address of an invitation; without a language it answers in the reader's own."""
    return f"{start}/{language}/invitation?code={token}".replace("//invitation", "/invitation")


def invite(actor: Actor | None, role: str, city_id: int | None = None) -> str:
    """The token of a new one-use link; None acts for the command line."""
    who = actor or accounts.COMMAND_LINE
    by = demand(who, "people")
    city = accounts.checked_role(role, city_id)
    token, now = tokens.new(), clock.now()
    mark = tokens.mark(token)
    with database.transaction() as writer:
        writer.run(
            "invitation_add",
            mark=mark,
            role=role,
            city_id=city,
            made_by=who.account,
            now=now,
            expires_at=now + timedelta(days=DAYS),
        )
        _log(writer, who.account, by, "invited", mark, accounts.told(role, city))
    return token


def first_invitation() -> str:
    """The token for the first administrator; one of an earlier start works no more."""
    for one in invitations(accounts.FIRST_START):
        if one.made_by == accounts.FIRST_START.account:
            withdraw(accounts.FIRST_START, one.mark)
    return invite(accounts.FIRST_START, "administrator")


def invitation(token: str) -> Invitation | None:
    """What a link offers; None where it was used, withdrawn, is too old or never was."""
    rows = database.rows("invitation_open", mark=tokens.mark(token), now=clock.now())
    return _invitation(rows[0]) if rows else None


def invitations(actor: Actor) -> tuple[Invitation, ...]:
    """All links that still work, the newest first."""
    demand(actor, "people")
    found = database.rows("invitation_open", mark="", now=clock.now())
    return tuple(_invitation(row) for row in found)


def withdraw(actor: Actor, mark: str) -> None:
    """Make a link useless that nobody has used yet."""
    by = demand(actor, "people")
    with database.transaction() as writer:
        if not writer.run("invitation_use", mark=mark, account=None, now=clock.now()):
            raise NotFound("invitation")
        _log(writer, actor.account, by, "invitation_withdrawn", mark)


def accept(
    token: str, name: str, login: str, password: str, language: str = "en"
) -> tuple[Actor, str]:
    """A new account with the role of the invitation, and the token of its first session.

    Refused tells everything that is wrong at once; the invitation is then still good.
    """
    plain = accounts.plain_login(login)
    wrong = [accounts.name_fault(name), accounts.login_fault(login)]
    if found := passwords.fault(password, plain, plain.partition("@")[0], name):
        wrong.append(Fault("password", found))
    if invitation(token) is None:
        raise Refused(Fault("invitation", "gone"))
    if any(wrong):
        raise Refused(*(one for one in wrong if one))
    kept = passwords.hashed(password)
    fresh = tokens.new()
    with database.transaction() as writer:
        if writer.rows("account_of_login", login=plain):
            raise Refused(Fault("login", "taken"))
        account = accounts.create(writer, login=plain, name=name, language=language, password=kept)
        use(writer, tokens.mark(token), account)
        sessions.open_session(writer, account, tokens.mark(fresh))
    actor = sessions.session(fresh)
    if actor is None:
        raise NotFound(account)
    return actor, fresh


def accept_as(actor: Actor, token: str) -> None:
    """Take the role of an invitation to an account one has already."""
    with database.transaction() as writer:
        use(writer, tokens.mark(token), actor.account)


def use(writer: Writer, mark: str, account: str) -> None:
    """Spend an invitation inside a transaction: the role is given, the link works no more."""
    rows = writer.rows("invitation_open", mark=mark, now=clock.now())
    if not rows or not writer.run("invitation_use", mark=mark, account=account, now=clock.now()):
        raise Refused(Fault("invitation", "gone"))
    offer = _invitation(rows[0])
    accounts.give(writer, offer.made_by, account, offer.role, offer.city_id or 0)
    told = accounts.told(offer.role, offer.city_id or 0)
    accounts.log(writer, account, offer.role, "invitation_accepted", account, told)


def _invitation(row: tuple[Any, ...]) -> Invitation:
    mark, role, city_id, *rest = row
    return Invitation(mark, role, city_id or None, *rest)


def _log(writer: Writer, actor: str, role: str, action: str, mark: str, note: str = "") -> None:
    audit.write(
        writer,
        actor=actor,
        role=role,
        action=action,
        entity="invitation",
        entity_id=mark[:12],
        note=note or None,
    )
