"""Who may do what: the whole table, each action by each role, in the own city and in another."""

from __future__ import annotations

import pytest

from dashboard.catalogue import rights
from dashboard.catalogue.errors import NotAllowed
from dashboard.catalogue.rights import OF_A_CITY, ROLES, Actor, Grant

VIENNA, GHENT = 2761369, 2797656
EVERYWHERE, OWN_CITY, NEVER = "everywhere", "own city", "never"

# The one place beside the table itself where it is written down: a right that changes is changed
# here on purpose. Roles that are not named may not.
TABLE = {
    "write": {
        "contributor": OWN_CITY, "researcher": EVERYWHERE, "reviewer": EVERYWHERE,
        "mayors_office": OWN_CITY, "rapporteur": EVERYWHERE, "administrator": EVERYWHERE,
    },
    "review": {"reviewer": EVERYWHERE, "administrator": EVERYWHERE},
    "remove": {"reviewer": EVERYWHERE, "administrator": EVERYWHERE},
    "restore": {"reviewer": EVERYWHERE, "administrator": EVERYWHERE},
    "work_list": {"researcher": EVERYWHERE, "reviewer": EVERYWHERE, "administrator": EVERYWHERE},
    "ask_contact": {
        "contributor": OWN_CITY, "researcher": EVERYWHERE, "reviewer": EVERYWHERE,
        "administrator": EVERYWHERE,
    },
    "import": {
        "contributor": OWN_CITY, "researcher": EVERYWHERE, "reviewer": EVERYWHERE,
        "administrator": EVERYWHERE,
    },
    "import_straight": {"administrator": EVERYWHERE},
    "undo_import": {"administrator": EVERYWHERE},
    "people": {"administrator": EVERYWHERE},
    "seal": {"reviewer": EVERYWHERE, "administrator": EVERYWHERE},
    "see_sealed": {"press": EVERYWHERE, "reviewer": EVERYWHERE, "administrator": EVERYWHERE},
    "rename": {"reviewer": EVERYWHERE, "administrator": EVERYWHERE},
    "freeze": {"reviewer": EVERYWHERE, "administrator": EVERYWHERE},
    "host_summit": {"reviewer": EVERYWHERE, "administrator": EVERYWHERE},
    "link_declaration": {
        "researcher": EVERYWHERE, "reviewer": EVERYWHERE, "administrator": EVERYWHERE,
    },
    "give_reason": {
        "contributor": OWN_CITY, "mayors_office": OWN_CITY, "administrator": EVERYWHERE,
    },
    "record_outcome": {
        "rapporteur": EVERYWHERE, "reviewer": EVERYWHERE, "administrator": EVERYWHERE,
    },
    "sign_outcome": {
        "rapporteur": EVERYWHERE, "reviewer": EVERYWHERE, "administrator": EVERYWHERE,
    },
    "update_commitment": {
        "contributor": OWN_CITY, "mayors_office": OWN_CITY, "administrator": EVERYWHERE,
    },
    "answer": {"mayors_office": OWN_CITY, "administrator": EVERYWHERE},
    "moderate": {"moderator": EVERYWHERE, "administrator": EVERYWHERE},
    "set_room": {"moderator": EVERYWHERE, "administrator": EVERYWHERE},
    "take_home": {
        "rapporteur": EVERYWHERE, "reviewer": EVERYWHERE, "mayors_office": OWN_CITY,
        "administrator": EVERYWHERE,
    },
    "exchange": {"reviewer": EVERYWHERE, "administrator": EVERYWHERE},
}  # fmt: skip
CASES = [(action, role) for action in TABLE for role in ROLES]


def holder(role: str) -> Actor:
    return Actor("a", "Ada", frozenset({Grant(role, VIENNA if role in OF_A_CITY else None)}))


def may(actor: Actor | None, action: str, city_id: int | None = None) -> bool:
    """What `may` says, after `demand` has said the same."""
    told = rights.may(actor, action, city_id)
    if told:
        assert rights.demand(actor, action, city_id)
    else:
        with pytest.raises(NotAllowed):
            rights.demand(actor, action, city_id)
    return told


def test_the_table_knows_every_action_and_no_other(store: object) -> None:
    assert set(rights.table()) == set(TABLE)


@pytest.mark.parametrize(("action", "role"), CASES)
def test_a_role_may_do_what_the_table_says(store: object, action: str, role: str) -> None:
    wanted = TABLE[action].get(role, NEVER)
    actor = holder(role)

    assert may(actor, action, VIENNA) == (wanted in (EVERYWHERE, OWN_CITY))
    assert may(actor, action, GHENT) == (wanted == EVERYWHERE)
    assert may(actor, action) == (wanted != NEVER)  # somewhere at all


@pytest.mark.parametrize("action", TABLE)
def test_a_visitor_and_somebody_without_a_role_may_do_nothing(store: object, action: str) -> None:
    for nobody in (None, Actor("a", "Ada")):
        assert not may(nobody, action)
        assert not may(nobody, action, VIENNA)


def test_several_roles_add_up(store: object) -> None:
    both = Actor("a", "Ada", frozenset({Grant("contributor", VIENNA), Grant("contributor", GHENT)}))

    assert may(both, "write", VIENNA) and may(both, "write", GHENT)
    assert not may(both, "write", 1)
    assert both.cities("contributor") == {VIENNA, GHENT}


def test_a_city_is_no_key_to_what_is_held_everywhere(store: object) -> None:
    """A role of a city that somehow lost it opens nothing but the general question."""
    adrift = Actor("a", "Ada", frozenset({Grant("contributor", None)}))

    assert not may(adrift, "write", VIENNA)
