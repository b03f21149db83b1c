"""What an exhibition is about, found in the catalogue: its workshops, its cities, its name."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.catalogue import cities, summits
from dashboard.catalogue.cities import City
from dashboard.catalogue.exhibition.scene import Subject
from dashboard.catalogue.record import Text
from dashboard.catalogue.summits import Summit, Workshop

SUBJECTS = ("summit", "workshop", "city")


@dataclass(frozen=True)
class Hall:
    """All that the scenes of one subject are taken from, in one language."""

    subject: Subject
    language: str
    name: Text
    summit: Summit | None
    city: City | None
    workshops: tuple[Workshop, ...]
    guests: tuple[str, ...]  # the cities it is about, by slug, in their order

    @property
    def page(self) -> str:
        """The address where the same is read."""
        if self.city:
            return f"c/{self.city.slug}"
        return f"summit/{self.summit.code}" if self.summit else ""


def of(subject: Subject, language: str) -> Hall | None:
    """The hall of a subject; None where the catalogue does not know it."""
    find = {"summit": _of_summit, "workshop": _of_workshop, "city": _of_city}.get(subject.kind)
    return find(subject, language) if find else None


def _of_summit(subject: Subject, language: str) -> Hall | None:
    summit = summits.of(subject.id, language)
    if summit is None:
        return None
    guests = _guests(summit)
    return Hall(subject, language, summit.name, summit, None, summit.workshops, guests)


def _of_workshop(subject: Subject, language: str) -> Hall | None:
    for summit in summits.every(language):
        for one in summit.workshops:
            if one.workshop == subject.id:
                guests = _spoke(one) or _guests(summit)
                return Hall(subject, language, one.title, summit, None, (one,), guests)
    return None


def _guests(summit: Summit) -> tuple[str, ...]:
    return tuple(sorted(one.slug for one in summit.guests if one.took_part or one.signed))


def _spoke(workshop: Workshop) -> tuple[str, ...]:
    """The cities that spoke in a workshop, or of which something was concluded there."""
    spoke = [one.city_slug for one in workshop.speakers]
    named = [one.city_slug for one in workshop.conclusions]
    return tuple(sorted({one for one in (*spoke, *named) if one}))


def _of_city(subject: Subject, language: str) -> Hall | None:
    city = cities.by_slug(subject.id, language)
    if city is None:
        return None
    name = Text(city.name, language)
    return Hall(subject, language, name, None, city, (), (city.slug,))
