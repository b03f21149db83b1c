"""People who come from an identity provider: its word for who they are, our rows for the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from dashboard import settings
from dashboard.catalogue import clock, database
from dashboard.catalogue.database import Writer
from dashboard.catalogue.people import accounts, inviting, sessions, tokens
from dashboard.catalogue.people.faults import Refused
from dashboard.catalogue.rights import OF_A_CITY, ROLES, Actor, Grant


@dataclass(frozen=True)
class Identity:
    """What the provider says of somebody at one sign-in; `mark` names that sign-in.

    `grants` are None where roles are kept here and not by the provider.
    """

    issuer: str
    subject: str
    name: str
    login: str | None  # an e-mail address that the provider has verified
    issued_at: datetime
    mark: str
    grants: frozenset[Grant] | None


def from_claims(claims: Mapping[str, Any]) -> Identity | None:
    """The identity of a token's claims; None where they do not name anybody."""
    issuer, subject, issued = (claims.get(one) for one in ("iss", "sub", "iat"))
    if not issuer or not subject or not isinstance(issued, int | float):
        return None
    email = str(claims.get("email") or "")
    verified = claims.get("email_verified") in (True, "true")
    login = accounts.plain_login(email) if verified and not accounts.login_fault(email) else None
    name = accounts.tidy(str(claims.get("name") or claims.get("preferred_username") or ""))
    once = str(claims.get("nonce") or claims.get("jti") or "")
    return Identity(
        issuer=str(issuer),
        subject=str(subject),
        name=(name or (login or "").partition("@")[0] or str(subject))[: accounts.LONGEST_NAME],
        login=login,
        issued_at=datetime.fromtimestamp(issued, UTC).replace(tzinfo=None),
        mark=hashlib.sha256(f"{issuer}\n{subject}\n{issued}\n{once}".encode()).hexdigest(),
        grants=_claimed(claims),
    )


def of_identity(
    identity: Identity, language: str = "en", invitation: str | None = None
) -> Actor | None:
    """Who this is here: the account is made at the first sign-in, a session at each.

    None once the session has ended, by itself or by "sign out everywhere": the browser's own
    cookie would last for a month.
    """
    if not database.rows("session_known", mark=identity.mark):
        _arrive(identity, language, invitation)
    actor = sessions.of_mark(identity.mark)
    if actor is None or identity.grants is None:
        return actor
    return replace(actor, grants=identity.grants)


def _arrive(identity: Identity, language: str, invitation: str | None) -> None:
    hours = timedelta(hours=settings.number("SESSION_HOURS", sessions.HOURS))
    if clock.now() - identity.issued_at > hours:
        return
    with database.transaction() as writer:
        if writer.rows("session_known", mark=identity.mark):
            return  # two pages opened at once
        account = _account(writer, identity, language)
        sessions.open_session(writer, account, identity.mark)
        if invitation:
            _accept(writer, invitation, account)


def _accept(writer: Writer, token: str, account: str) -> None:
    try:
        inviting.use(writer, tokens.mark(token), account)
    except Refused:
        return  # used or too old: they are in, without its role


def _account(writer: Writer, identity: Identity, language: str) -> str:
    """The account of this subject, or of its verified address, or a new one."""
    known = writer.rows("account_of_subject", issuer=identity.issuer, subject=identity.subject)
    if known:
        return str(known[0][0])
    same = writer.rows("account_of_login", login=identity.login) if identity.login else []
    if same and same[0][1] is None:
        account = str(same[0][0])
        values = {"issuer": identity.issuer, "subject": identity.subject}
        writer.run("account_link", account=account, **values)
        accounts.log(writer, account, "release", "provider_linked", account)
        return account
    account = accounts.create(
        writer,
        login=None if same else identity.login,
        name=identity.name,
        language=language,
        issuer=identity.issuer,
        subject=identity.subject,
    )
    accounts.log(writer, account, "release", "account_made", account)
    return account


def _claimed(claims: Mapping[str, Any]) -> frozenset[Grant] | None:
    """Roles of the claim that OIDC_ROLES_CLAIM names: reviewer, or contributor:<city's slug>."""
    claim = settings.value("OIDC_ROLES_CLAIM")
    if not claim:
        return None
    told = claims.get(claim) or []
    told = told.replace(",", " ").split() if isinstance(told, str) else told
    given = (_grant(str(one)) for one in told if isinstance(one, str))
    return frozenset(one for one in given if one)


def _grant(told: str) -> Grant | None:
    role, _, slug = told.partition(":")
    if role not in ROLES:
        return None
    if role not in OF_A_CITY:
        return Grant(role) if not slug else None
    city = accounts.city_of_slug(slug)
    return Grant(role, city) if city else None
