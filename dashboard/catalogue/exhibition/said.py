"""Scenes of what was asked and said: workshop questions, conclusions, voices, overdue answers."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.catalogue import summits
from dashboard.catalogue.exhibition.hall import Hall
from dashboard.catalogue.exhibition.scene import Scene
from dashboard.catalogue.summits import Conclusion, Workshop


def of_workshop(workshop: Workshop, summit: str) -> Iterator[Scene]:
    """What a workshop asked and what was reported from it, a question before each answer."""
    questions = list(_questions(workshop, summit))
    reported = [
        _reported(one, f"{workshop.workshop}.{number}", workshop.topic)
        for number, one in enumerate(workshop.conclusions, 1)
    ]
    yield from alternating(questions, reported)


def _questions(workshop: Workshop, summit: str) -> Iterator[Scene]:
    for number, one in enumerate(workshop.questions, 1):
        question = f"{workshop.workshop}.q{number}"
        yield Scene(
            key=f"question:{question}",
            kind="question",
            title=one,
            address=f"talk/question/{question}",
            above=workshop.title,
            summit=summit,
            topic=workshop.topic,
            source=workshop.sources[:1],
            day=workshop.held_on,
        )


def _reported(one: Conclusion, conclusion: str, topic: str | None) -> Scene:
    return Scene(
        key=f"conclusion:{conclusion}",
        kind="conclusion",
        title=one.text,
        address=f"talk/conclusion/{conclusion}",
        above=one.workshop_title,
        summit=one.summit,
        topic=topic,
        code=one.kind,
        basis=one.basis,
        city=one.city,
        city_slug=one.city_slug,
        source=(one.source,),
        day=one.held_on,
    )


def of_city(hall: Hall) -> Iterator[Scene]:
    """What was asked in the workshops in which a city spoke, and what was reported of it there."""
    for summit in summits.every(hall.language):
        for workshop in summit.workshops:
            scenes = list(of_workshop(workshop, summit.code))
            about = [one for one in scenes if one.city_slug == hall.subject.id]
            if about or hall.subject.id in (one.city_slug for one in workshop.speakers):
                yield from (one for one in scenes if one.kind == "question")
                yield from about


def alternating(first: list[Scene], second: list[Scene]) -> Iterator[Scene]:
    """The scenes of both, dealt evenly, one of the first before one of the second."""
    places = [(at / len(first), 0, one) for at, one in enumerate(first)]
    places += [((at + 0.5) / len(second), 1, one) for at, one in enumerate(second)]
    yield from (one for _, _, one in sorted(places, key=lambda entry: entry[:2]))
