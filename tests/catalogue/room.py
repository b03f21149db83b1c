"""A workshop's room for tests: who sits in it, and how something gets signed there."""

from datetime import date

from dashboard.catalogue import database, outcomes
from dashboard.catalogue.outcomes import EVERYBODY, Item, Writing
from dashboard.catalogue.rights import Actor, Grant

WORKSHOP, SUMMIT = "dusseldorf-2019-communicative", "dusseldorf-2019"
ADA = Actor("ada", "Ada", frozenset({Grant("rapporteur")}))
BO = Actor("bo", "Bo", frozenset({Grant("rapporteur")}))
WORDS = "Whoever plans a square asks people with disabilities first."


def city_id(slug: str) -> int:
    return int(database.rows("city_id_of_slug", slug=slug)[0][0])


def office(slug: str = "montreal") -> Actor:
    """Somebody of a mayor's office."""
    return Actor("office", "Office", frozenset({Grant("mayors_office", city_id(slug))}))


def said(words: str = WORDS, **more: object) -> Writing:
    """Something agreed by all, or whatever `more` makes of it."""
    told = {"kind": "agreed", "city": EVERYBODY, "language": "en", "texts": {"en": words}}
    return Writing.model_validate({**told, **more})


def promise(
    words: str = "We open four houses of welcome.", due: date | None = date(2027, 6, 30)
) -> Writing:
    return said(words, kind="commitment", city="montreal", promised_by="Valérie Plante", due_on=due)


def typed(writing: Writing | None = None, receipt: str = "r1", by: Actor = ADA) -> Item:
    return outcomes.begin(by, WORKSHOP, receipt=receipt, said=writing or said())


def sent(writing: Writing | None = None, receipt: str = "r1", by: Actor = ADA) -> Item:
    one = typed(writing, receipt, by)
    outcomes.send(by, one.id, one.stamp)
    return outcomes.open(by, one.id)


def signed(writing: Writing | None = None, receipt: str = "r1") -> str:
    """Written by Ada, signed by Bo; gives its id."""
    one = sent(writing, receipt)
    outcomes.sign(BO, one.id, one.stamp)
    return one.id


def corrected(outcome_id: str, writing: Writing) -> None:
    """A new version, written by Bo and signed by Ada."""
    outcomes.take_up(BO, outcome_id)
    one = outcomes.open(BO, outcome_id)
    stamp = outcomes.save(BO, outcome_id, writing, one.stamp)
    outcomes.send(BO, outcome_id, stamp)
    outcomes.sign(ADA, outcome_id, outcomes.open(ADA, outcome_id).stamp)
