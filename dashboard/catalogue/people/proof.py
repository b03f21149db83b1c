"""Sign-in by password: the same answer and the same work whoever is asked for, slower each time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from dashboard.catalogue import clock, database
from dashboard.catalogue.database import Writer
from dashboard.catalogue.people import accounts, passwords, sessions, tokens
from dashboard.catalogue.people.faults import Fault, Refused
from dashboard.catalogue.rights import Actor

# So many failures cost nothing; each one more doubles the wait. An office shares one address.
_FREE = {"login": 5, "address": 30}
_LONGEST_WAIT = 900  # seconds
_FORGOTTEN_AFTER = timedelta(days=1)


def sign_in(login: str, password: str, address: str = "", old_token: str | None = None) -> str:
    """The token of a new session; Refused says `wrong` or, after failures, how long to `wait`.

    The session the browser brought ends: nobody goes on in one that somebody else began.
    """
    account = prove(login, password, address)
    token = tokens.new()
    with database.transaction() as writer:
        if old_token:
            writer.run("session_end", mark=tokens.mark(old_token), account=None, now=clock.now())
        sessions.open_session(writer, account, tokens.mark(token))
    return token


def change_password(actor: Actor, old: str, new: str, mark: str | None = None) -> None:
    """Another password; every session of this person ends but the one of this mark."""
    mine = accounts.person(actor.account)
    prove(mine.login, old, field="old")
    if fault := passwords.fault(new, mine.login, mine.login.partition("@")[0], mine.name):
        raise Refused(Fault("password", fault))
    kept = passwords.hashed(new)
    with database.transaction() as writer:
        writer.run("account_password", account=mine.account, password=kept)
        sessions.end_all(writer, mine.account, mark)
        role = accounts.any_role(actor)
        accounts.log(writer, mine.account, role, "password_changed", mine.account)


def prove(login: str, password: str, address: str = "", field: str = "password") -> str:
    """The account whose login and password these are, else Refused; failures slow the next try."""
    plain = accounts.plain_login(login)[: accounts.LONGEST_LOGIN]
    marks = {"login": tokens.keyed("login", plain)}
    if address:
        marks["address"] = tokens.keyed("address", address)
    # Counted as a failure before it is tried: a hundred tries at once are a hundred.
    _count(marks)
    found = next(iter(database.records("account_of_login_whole", login=plain)), None)
    kept = found["password"] if found else None
    if not passwords.verified(kept, password) or found is None:
        raise Refused(Fault(field, "wrong"))
    with database.transaction() as writer:
        _forgive(writer, marks)
        _renew(writer, found, password)
    return str(found["account"])


def _renew(writer: Writer, found: dict[str, Any], password: str) -> None:
    if passwords.outdated(found["password"]):
        kept = passwords.hashed(password)
        writer.run("account_password", account=found["account"], password=kept)


def _count(marks: dict[str, str]) -> None:
    now = clock.now()
    before = now - _FORGOTTEN_AFTER
    with database.transaction() as writer:
        writer.run("sign_in_try_forget", before=before, marks=list(marks.values()))
        waits = [_wait(writer, kind, mark, now) for kind, mark in marks.items()]
        if longest := max(waits):
            raise Refused(Fault("login", "wait", longest))
        for mark in marks.values():
            writer.run("sign_in_try_count", mark=mark, now=now, before=before)


def _wait(writer: Writer, kind: str, mark: str, now: datetime) -> int:
    """The seconds until the next try is looked at; 0 for at once."""
    rows = writer.rows("sign_in_tries", mark=mark)
    if not rows:
        return 0
    failures, last_at = rows[0]
    over = failures - _FREE[kind]
    if over < 0 or now - last_at > _FORGOTTEN_AFTER:
        return 0
    wait = min(2 ** min(over, 20), _LONGEST_WAIT)
    left = wait - (now - last_at).total_seconds()
    return max(0, -int(-left // 1))


def _forgive(writer: Writer, marks: dict[str, str]) -> None:
    # The login starts anew; of the address only this try is taken back, or one good account
    # would open the door for trying all the others.
    writer.run("sign_in_try_forgive", mark=marks["login"], failures=1_000_000)
    if "address" in marks:
        writer.run("sign_in_try_forgive", mark=marks["address"], failures=1)
