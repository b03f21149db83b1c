"""People who work here: accounts, invitations, sign-in and sessions."""

from dashboard.catalogue.people.accounts import (
    Person,
    Trace,
    all_people,
    bring_back,
    erase,
    grant,
    has_administrator,
    names,
    person,
    rename,
    revoke,
    suspend,
    trace,
)
from dashboard.catalogue.people.faults import Fault, LastAdministrator, Refused, UnknownRole
from dashboard.catalogue.people.identities import Identity, from_claims, of_identity
from dashboard.catalogue.people.inviting import (
    Invitation,
    accept,
    accept_as,
    invitation,
    invitations,
    invite,
    withdraw,
)
from dashboard.catalogue.people.proof import change_password, sign_in
from dashboard.catalogue.people.sessions import (
    Session,
    session,
    sessions_of,
    sign_out,
    sign_out_everywhere,
    sign_out_mark,
)
from dashboard.catalogue.people.tokens import mark

__all__ = [
    "Fault",
    "Identity",
    "Invitation",
    "LastAdministrator",
    "Person",
    "Refused",
    "Session",
    "Trace",
    "UnknownRole",
    "accept",
    "accept_as",
    "all_people",
    "bring_back",
    "change_password",
    "erase",
    "from_claims",
    "grant",
    "has_administrator",
    "invitation",
    "invitations",
    "invite",
    "mark",
    "names",
    "of_identity",
    "person",
    "rename",
    "revoke",
    "session",
    "sessions_of",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
    "sign_out_mark",
    "suspend",
    "trace",
    "withdraw",
]
