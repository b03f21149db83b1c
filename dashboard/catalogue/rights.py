"""Who may do what: one table of the store, asked before each write."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dashboard.catalogue import database
from dashboard.catalogue.errors import NotAllowed

ROLES = (
    "contributor", "researcher", "reviewer", "moderator", "rapporteur", "mayors_office",
    "administrator", "press",
)  # fmt: skip
# These are held for one city; the others for the whole catalogue.
OF_A_CITY = ("contributor", "mayors_office")


@dataclass(frozen=True)
class Grant:
    """A role somebody holds; `city_id` for the roles bound to a city, else None."""

    role: str
    city_id: int | None = None


@dataclass(frozen=True)
class Actor:
    """Who acts: an account's public id, the name colleagues see, and the roles held now."""

    account: str
    name: str
    grants: frozenset[Grant] = frozenset()

    @property
    def roles(self) -> frozenset[str]:
        """The roles held, for whatever city."""
        return frozenset(one.role for one in self.grants)

    def cities(self, role: str) -> frozenset[int]:
        """The cities for which a role is held."""
        found = (one.city_id for one in self.grants if one.role == role)
        return frozenset(one for one in found if one is not None)


@lru_cache(maxsize=8)
def _table(edition: int) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for action, role, scope in database.rows("permissions"):
        found.setdefault(action, {})[role] = scope
    return found


def table() -> dict[str, dict[str, str]]:
    """For each action the roles that may do it, each with its scope: any, or its own city."""
    return _table(database.edition()[0])


def may(actor: Actor | None, action: str, city_id: int | None = None) -> bool:
    """Whether somebody may do this, in this city where the role is bound to one.

    Without a city the question is whether they may do it anywhere at all.
    """
    return role_for(actor, action, city_id) is not None


def role_for(actor: Actor | None, action: str, city_id: int | None = None) -> str | None:
    """The role by which somebody may do this; None where none of theirs allows it."""
    allowed = table()[action]
    for one in sorted(actor.grants if actor else (), key=lambda grant: grant.role):
        scope = allowed.get(one.role)
        if scope == "any" or (scope == "city" and city_id in (None, one.city_id)):
            return one.role
    return None


def cities(actor: Actor | None, action: str) -> frozenset[int] | None:
    """The only cities in which somebody may do this; None where no city binds them."""
    allowed = table()[action]
    held = [one for one in (actor.grants if actor else ()) if one.role in allowed]
    if any(allowed[one.role] == "any" for one in held):
        return None
    return frozenset(one.city_id for one in held if one.city_id is not None)


def demand(actor: Actor | None, action: str, city_id: int | None = None) -> str:
    """The role by which somebody may do this; NotAllowed where none of theirs does."""
    role = role_for(actor, action, city_id)
    if role is None:
        raise NotAllowed(action)
    return role
