"""Accounts and the roles they hold: who works here, and the trace of every change."""

from __future__ import annotations

import re
import secrets
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from dashboard.catalogue import audit, clock, database
from dashboard.catalogue.database import Writer
from dashboard.catalogue.errors import NotFound
from dashboard.catalogue.people import sessions, tokens
from dashboard.catalogue.people.faults import Fault, LastAdministrator, Refused, UnknownRole
from dashboard.catalogue.rights import OF_A_CITY, ROLES, Actor, Grant, demand

LONGEST_NAME, LONGEST_LOGIN = 80, 200
# Whoever sits at the machine that runs the dashboard may do anything to its people.
FIRST_START = Actor("first start", "first start", frozenset({Grant("administrator")}))
COMMAND_LINE = Actor("command line", "command line", frozenset({Grant("administrator")}))


@dataclass(frozen=True)
class Person:
    """An account as administrators see it; name and login are empty where it was erased."""

    account: str
    name: str
    language: str
    state: str
    created_at: datetime
    last_seen: datetime | None
    login: str
    by_provider: bool
    grants: frozenset[Grant] = frozenset()


@dataclass(frozen=True)
class Trace:
    """A line of the log about a person: who did what to whom, and when."""

    occurred_at: datetime
    actor: str
    action: str
    note: str


# Reading ------------------------------------------------------------------------------------------


def all_people(actor: Actor) -> tuple[Person, ...]:
    """Everybody with an account, by name; the erased are not among them."""
    demand(actor, "people")
    return _people("")


def person(account: str) -> Person:
    """One account; NotFound where there is none."""
    found = _people(account)
    if not found:
        raise NotFound(account)
    return found[0]


def _people(account: str) -> tuple[Person, ...]:
    held: dict[str, list[tuple[str, int]]] = {}
    for whose, role, city in database.rows("person_roles", account=account):
        held.setdefault(whose, []).append((role, city))
    people = (Person(*row) for row in database.rows("people", account=account))
    return tuple(replace(one, grants=sessions.grants(held.get(one.account, ()))) for one in people)


def names(accounts: list[str] | tuple[str, ...] | set[str] | frozenset[str]) -> dict[str, str]:
    """The names of those who still have one; an erased colleague has none and is missing here."""
    return dict(database.rows("person_names", accounts=sorted(accounts)))


def trace(actor: Actor, account: str) -> tuple[Trace, ...]:
    """What was done to an account, the latest first."""
    if actor.account != account:
        demand(actor, "people")
    return tuple(Trace(*row) for row in database.rows("person_trace", account=account))


def has_administrator() -> bool:
    """Whether anybody can let others in."""
    return bool(database.rows("administrators"))


def city_of_slug(slug: str) -> int | None:
    """The number of a city of the catalogue; None where the slug is nobody's."""
    found = database.rows("city_id_of_slug", slug=slug)
    return int(found[0][0]) if found else None


# Writing ------------------------------------------------------------------------------------------


def checked_role(role: str, city_id: int | None) -> int:
    """The city a role is held for, 0 for everywhere; UnknownRole where the two do not fit."""
    if role not in ROLES or (role in OF_A_CITY) != bool(city_id):
        raise UnknownRole(role)
    return city_id or 0


def grant(actor: Actor, account: str, role: str, city_id: int | None = None) -> None:
    """Give somebody a role, once."""
    by = demand(actor, "people")
    city = checked_role(role, city_id)
    with database.transaction() as writer:
        _living(writer, account)
        if give(writer, actor.account, account, role, city):
            _log(writer, actor, by, "role_given", account, told(role, city))


def give(writer: Writer, by: str, account: str, role: str, city_id: int) -> bool:
    """The same inside a transaction and without a word in the log; whether it was new."""
    values = {"account": account, "role": role, "city_id": city_id}
    return bool(writer.run("person_role_add", granted_by=by, now=clock.now(), **values))


def revoke(actor: Actor, account: str, role: str, city_id: int | None = None) -> None:
    """Take a role from somebody; the last administrator keeps theirs."""
    by = demand(actor, "people")
    with database.transaction() as writer:
        if role == "administrator":
            _not_the_last(writer, account)
        values = {"account": account, "role": role, "city_id": city_id or 0}
        if writer.run("person_role_end", revoked_by=actor.account, now=clock.now(), **values):
            _log(writer, actor, by, "role_taken", account, told(role, city_id or 0))


def suspend(actor: Actor, account: str) -> None:
    """Keep somebody out until they are brought back: their sessions end at once."""
    by = demand(actor, "people")
    with database.transaction() as writer:
        _not_the_last(writer, account)
        _move(writer, account, "active", "suspended")
        sessions.end_all(writer, account)
        _log(writer, actor, by, "suspended", account)


def bring_back(actor: Actor, account: str) -> None:
    """Let somebody in again who was suspended, with the roles they held."""
    by = demand(actor, "people")
    with database.transaction() as writer:
        _move(writer, account, "suspended", "active")
        _log(writer, actor, by, "brought_back", account)


def erase(actor: Actor, account: str) -> None:
    """Forget a person: what they did stays, who they were goes."""
    by = demand(actor, "people")
    with database.transaction() as writer:
        _not_the_last(writer, account)
        login = str(_living(writer, account)["login"] or "")
        writer.run("account_erase", account=account)
        writer.run("person_roles_end", account=account, revoked_by=actor.account, now=clock.now())
        writer.run("session_remove", account=account)
        writer.run("sign_in_try_remove", mark=tokens.keyed("login", login))
        _log(writer, actor, by, "erased", account)


def rename(actor: Actor, name: str) -> None:
    """Take another name: it is shown beside everything one did."""
    fault = name_fault(name)
    if fault:
        raise Refused(fault)
    with database.transaction() as writer:
        writer.run("account_rename", account=actor.account, name=tidy(name))
        _log(writer, actor, any_role(actor), "renamed", actor.account)


def create(
    writer: Writer,
    *,
    login: str | None,
    name: str,
    language: str,
    password: str | None = None,
    issuer: str | None = None,
    subject: str | None = None,
) -> str:
    """A new account's id, inside a transaction."""
    account = secrets.token_hex(8)
    writer.run(
        "account_add",
        account=account,
        login=login,
        name=tidy(name),
        password=password,
        issuer=issuer,
        subject=subject,
        language=language,
        now=clock.now(),
    )
    return account


def name_fault(name: str) -> Fault | None:
    """Why a name will not do."""
    if not tidy(name):
        return Fault("name", "missing")
    return Fault("name", "long") if len(tidy(name)) > LONGEST_NAME else None


def login_fault(login: str) -> Fault | None:
    """Why an address to sign in with will not do."""
    plain = plain_login(login)
    if not plain:
        return Fault("login", "missing")
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", plain) or len(plain) > LONGEST_LOGIN:
        return Fault("login", "no_address")
    return None


def plain_login(login: str) -> str:
    """An address as it is compared: without capitals and spaces around."""
    return unicodedata.normalize("NFKC", login).strip().casefold()


def tidy(name: str) -> str:
    """A name without control signs and double spaces."""
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())


def log(writer: Writer, actor: str, role: str, action: str, account: str, note: str = "") -> None:
    """A line of the log about an account; names and addresses do not belong into it."""
    audit.write(
        writer,
        actor=actor,
        role=role,
        action=action,
        entity="account",
        entity_id=account,
        note=note or None,
    )


def told(role: str, city_id: int) -> str:
    """A role in the log: contributor:6077243, reviewer."""
    return f"{role}:{city_id}" if city_id else role


def _log(
    writer: Writer, actor: Actor, role: str, action: str, account: str, note: str = ""
) -> None:
    log(writer, actor.account, role, action, account, note)


def any_role(actor: Actor) -> str:
    """A role of theirs for the log of what needs none."""
    return min(actor.roles, default="release")


def _living(writer: Writer, account: str) -> dict[str, Any]:
    found = writer.records("account_whole", account=account)
    if not found or found[0]["state"] == "erased":
        raise NotFound(account)
    return found[0]


def _move(writer: Writer, account: str, old: str, new: str) -> None:
    _living(writer, account)
    if not writer.run("account_move", account=account, from_state=old, to_state=new):
        raise NotFound(account)


def _not_the_last(writer: Writer, account: str) -> None:
    if [row[0] for row in writer.rows("administrators")] == [account]:
        raise LastAdministrator(account)
