"""What is written beside the words of a scene: of what it is, where, since when, by whom."""

from __future__ import annotations

from dashboard import outcome_words, talk_words, words
from dashboard.catalogue.exhibition import Scene, Seat
from dashboard.i18n import _, date, language_name, listed, n_
from dashboard.web.plain import told

MOST_SOURCES = 3


def head(scene: Scene) -> tuple[str, str]:
    """Mark and words at the left: a theme or a topic as a code, and what the scene belongs to."""
    if scene.theme:
        return scene.theme, words.label("theme", scene.theme)
    if scene.kind == "voices":
        return scene.topic or "", _("Voices, not a survey")
    if scene.kind == "map":
        return scene.topic or "", scene.title.words
    if scene.above:
        return scene.topic or "", scene.above.words
    if scene.kind == "overdue":
        return "", late(scene)
    if scene.seats:
        return "", _("A question from an inhabitant")
    if scene.kind == "conclusion":
        return "", _("From the workshops")
    return scene.topic or "", _("Living together")


def late(scene: Scene) -> str:
    """Since when a city owes it."""
    return _("Overdue since {date}").format(date=date(scene.until)) if scene.until else ""


def place(scene: Scene) -> str:
    """What stands at the right: a city, a summit, or how many were asked."""
    if scene.kind == "question" and scene.seats:
        return n_("A question to {count} mayor", "A question to {count} mayors", len(scene.seats))
    if scene.kind in ("figure", "practice"):
        return city(scene)
    return words.summit(scene.summit) if scene.summit else ""


def map_title(scene: Scene) -> str:
    """What the map shows, as a statement."""
    if scene.city and len(scene.marks) > 1:
        return _("{city} and the cities it met").format(city=scene.city)
    if scene.city:
        return city(scene)
    return n_(
        "{count} city that the sources name",
        "{count} cities that the sources name",
        len(scene.marks),
    )


def city(scene: Scene) -> str:
    """'Vienna, Austria'."""
    country = words.label("country", scene.country) if scene.country else ""
    return ", ".join(one for one in (scene.city, country) if one)


def what(scene: Scene) -> str:
    """What sort of conclusion it is."""
    if scene.kind not in ("conclusion", "voices", "overdue") or not scene.code:
        return ""
    if scene.signed:
        return outcome_words.kind(scene.code)
    return words.label("conclusion_kind", scene.code)


def verb(scene: Scene) -> str:
    """What one can do where the code leads."""
    if scene.kind == "question" and not scene.seats:
        return _("Say what you think")  # a workshop's: whoever wants to answers
    return {
        "welcome": _("Read it all on your phone"),
        "map": _("Open it on your phone"),
        "figure": _("Read it and say what you think"),
        "practice": _("Read it and say what you think"),
        "conclusion": _("Is it so in your street? Say it here"),
        "voices": _("Add your voice"),
        "question": _("Read the answers and ask yourself"),
        "overdue": _("Read on and ask yourself"),
    }[scene.kind]


def seat(one: Seat) -> tuple[str, str]:
    """What a city has said, and since when or until when."""
    if one.standing and one.said_on:
        said = {
            "answered": _("Answered on {date}"),
            "partly": _("Answered in part on {date}"),
            "not_our_power": _("Not in its power, said on {date}"),
            "declined": _("Declined with a reason on {date}"),
        }[one.standing]
        return said.format(date=date(one.said_on)), ""
    due = _("Due by {date}").format(date=date(one.due_on)) if one.due_on else ""
    return _("No answer yet"), due


# The foot -----------------------------------------------------------------------------------


def foot(scene: Scene) -> list[str]:
    """The lines on where it comes from."""
    lines = {
        "welcome": _of_welcome,
        "question": _of_question,
        "conclusion": _of_conclusion,
        "voices": _of_voices,
        "map": _of_map,
        "figure": _of_figure,
        "practice": _of_practice,
        "overdue": _of_overdue,
    }[scene.kind](scene)
    return [one for one in lines if one]


def _of_welcome(scene: Scene) -> list[str]:
    return [_sources(scene)]


def _of_question(scene: Scene) -> list[str]:
    if not scene.seats:
        asked = _("Asked in a workshop on {date}").format(date=date(scene.day)) if scene.day else ""
        return [asked, _sources(scene)]
    support = n_(
        "{count} person would like an answer too. Voices, not a survey.",
        "{count} people would like an answer too. Voices, not a survey.",
        scene.supporters,
    )
    return [_sent(scene), support if scene.supporters else ""]


def _sent(scene: Scene) -> str:
    return _("Sent on {date}").format(date=date(scene.day)) if scene.day else ""


def _of_conclusion(scene: Scene) -> list[str]:
    if not scene.signed:
        how = words.label("basis", scene.basis) if scene.basis else ""
        return [
            _("{basis}. The wording is ours.").format(basis=how) if how else "",
            _sources(scene),
        ]
    signed = _("Signed in the workshop on {date}").format(date=date(scene.day)) if scene.day else ""
    promised = outcome_words.promise(scene.by, scene.city, scene.until) if scene.until else ""
    day = scene.until if scene.late else None
    late = _("Overdue since {date}").format(date=date(day)) if day else ""
    goes = _goes(scene) if scene.code == "commitment" else ""
    return [" · ".join(one for one in (promised, late, goes) if one), signed]


def _goes(scene: Scene) -> str:
    return outcome_words.goes(scene.state) if scene.state else _("No word from the city yet")


def _of_voices(scene: Scene) -> list[str]:
    counted = scene.counted
    if counted is None:
        return [_("Posts are read by a moderator before they appear.")]
    return [talk_words.voices(counted)]


def _of_map(_scene: Scene) -> list[str]:
    return [
        _("A full mark: practices of it were read. An empty one: nobody has read about it yet."),
        _("Boundaries: Natural Earth, de facto. They state no opinion of the Observatory."),
    ]


def _of_figure(scene: Scene) -> list[str]:
    tied = scene.figure and scene.figure.source
    return [
        _("Running since {year}").format(year=scene.year) if scene.year and not scene.ended else "",
        _sources(scene),
        "" if tied else told.untied(1),
    ]


def _of_practice(scene: Scene) -> list[str]:
    return [_sources(scene)]


def _of_overdue(scene: Scene) -> list[str]:
    if scene.seats:
        return [_sent(scene)]
    promised = outcome_words.promise(scene.by, scene.city, scene.until)
    return [promised, _goes(scene)]


def _sources(scene: Scene) -> str:
    """By whom it was published, the first few named."""
    named = list(dict.fromkeys(told.host_of(one) or one for one in scene.source))
    if not named:
        return ""
    return n_("Source: {names}", "Sources: {names}", len(named)).replace(
        "{names}", listed(named[:MOST_SOURCES])
    )


def in_language(code: str) -> str:
    """That a text is in another language than the wall."""
    return _("Text in {language}").format(language=language_name(code))
