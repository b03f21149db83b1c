"""What a picture is told from: the counts, the cities, the question, and where they are from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day

from dashboard import words
from dashboard.catalogue import cities, overview, practices
from dashboard.catalogue import frozen as held_for_good
from dashboard.catalogue.filters import Filters
from dashboard.catalogue.overview import Overview
from dashboard.catalogue.practices import CityPoint
from dashboard.i18n import _, date, language

LICENCE = "CC BY 4.0"


@dataclass(frozen=True)
class Told:
    """The counts behind every picture of one question; the Overview and the Map show the same."""

    counts: Overview
    cities: tuple[CityPoint, ...]
    filters: Filters
    question: str  # in words; empty where nothing is restricted
    version: int
    day: Day | None
    frozen: bool = False  # of an edition, for good

    @property
    def nothing(self) -> bool:
        """Whether no practice matches."""
        return self.counts.practices == 0

    @property
    def credit(self) -> str:
        """Whose work it is, of which version, and what may be done with it."""
        if self.day is None:
            return _("Living together catalogue, version {version}. Licence: {licence}.").format(
                version=self.version, licence=LICENCE
            )
        if self.frozen:
            return _("Living together catalogue, frozen on {date}. Licence: {licence}.").format(
                date=date(self.day), licence=LICENCE
            )
        return _(
            "Living together catalogue, version {version}, {date}. Licence: {licence}."
        ).format(version=self.version, date=date(self.day), licence=LICENCE)


def of(filters: Filters) -> Told:
    """What the catalogue tells today of the practices that match, in the reader's language."""
    counts = overview.of(filters, language())
    names = cities.names(language()) if filters.cities else {}
    return Told(
        counts=counts,
        cities=practices.for_map(filters, language()),
        filters=filters,
        question="" if filters.empty else words.sentence(filters, counts.practices, names),
        version=counts.version,
        day=counts.released_on,
    )


def frozen(edition: str, filters: Filters) -> Told | None:
    """What an edition held; None where the question cannot be asked of it."""
    found = held_for_good.of(edition, filters, language())
    if found is None:
        return None
    counts = found.counts
    return Told(
        counts=counts,
        cities=found.cities,
        filters=filters,
        question="" if filters.empty else words.sentence(filters, counts.practices, {}),
        version=counts.version,
        day=counts.released_on,
        frozen=True,
    )
