"""The form of a summit: one change at a time, and the file it makes.

A form is what its file says, with three differences that make it easy to fill row by row: points
and questions are rows with words by language, lines may be empty, and a workshop has no id yet. A
field is named by its path: `name.de`, `starts`, `declaration.points.2.en`, `guests.3.signed`,
`workshops.1.questions.2.fr`; rows count from 1.
"""

from __future__ import annotations

import copy
import re
from typing import Any

from dashboard.catalogue import vocabulary
from dashboard.catalogue.discussion import spoken
from dashboard.catalogue.errors import NotFound
from dashboard.catalogue.summit_file import LANGUAGES, Fault, Where

Body = dict[str, Any]
LONGEST = 5_000  # signs of one field; what is longer is cut, whatever the rules then say of it
MOST_ROWS = 400

# What a new row holds, by the path of its list without numbers.
ROWS: dict[str, Body | str] = {
    "hosts": "",
    "sources": "",
    "guests": {"took_part": None, "signed": None},
    "programme": {"date": ""},
    "declaration.points": {},
    "declaration.points_sources": "",
    "workshops": {"title": {}, "topic": None, "questions": [], "cities": [], "leads": []},
    "workshops.questions": {},
    "workshops.cities": {},
    "workshops.leads": {},
}
# Fields of words by language: their last part is a language.
_SPOKEN = ("name", "programme", "declaration.points", "workshops.title", "workshops.subject",
           "workshops.questions")  # fmt: skip
_LINES = (
    "id", "edition", "starts", "ends", "venue", "format", "slogan", "language",
    "declaration.title", "declaration.date", "declaration.url", "programme.date",
    "programme.place", "workshops.topic", "workshops.date", "workshops.leads.name",
    "workshops.leads.role", "workshops.cities.representative", "workshops.cities.role",
    "attendance.cities", "attendance.countries", "attendance.delegates",
)  # fmt: skip
_NUMBERS = ("edition", "attendance.cities", "attendance.countries", "attendance.delegates")


def empty(language: str, edition: int) -> Body:
    """A form nobody has typed into."""
    return {
        "language": language,
        "edition": edition,
        "name": {},
        "hosts": [],
        "sources": [""],
        "declaration": {"points": []},
        "attendance": {},
        "guests": [],
        "programme": [],
        "workshops": [],
    }


# One change ---------------------------------------------------------------------------------------


def shown(body: Body, path: str) -> str:
    """What stands in a field of words; '' where nothing does."""
    at: Any = body
    for part in path.split("."):
        if isinstance(at, list):
            at = at[int(part) - 1] if part.isdecimal() and 0 < int(part) <= len(at) else None
        else:
            at = at.get(part) if isinstance(at, dict) else None
    return "" if at is None or isinstance(at, (dict, list)) else str(at)


def put(body: Body, path: str, words: str) -> Body:
    """The form with other words in one field; NotFound for a path that leads nowhere."""
    if not _known(path):
        raise NotFound(path)
    words = words[:LONGEST].encode("utf-8", "ignore").decode()
    value: object = words
    if _bare(path) in _NUMBERS:
        value = int(words) if re.fullmatch(r"\d{1,7}", words.strip()) else words.strip() or None
    made = copy.deepcopy(body)
    holder, last = _holder(made, path)
    holder[last] = value
    return made


def add_row(body: Body, path: str, row: Body | None = None) -> Body:
    """The form with an empty row more, or this one, in one of its lists."""
    made = copy.deepcopy(body)
    holder, last = _holder(made, path)
    rows = holder.setdefault(last, []) if isinstance(holder, dict) else holder[last]
    kind = _bare(path)
    if kind not in ROWS or len(rows) >= MOST_ROWS:
        raise NotFound(path)
    fresh = copy.deepcopy(ROWS[kind])
    rows.append({**fresh, **row} if isinstance(fresh, dict) and row else fresh)
    return made


def drop_row(body: Body, path: str, row: int) -> Body:
    """The form without one row of a list."""
    made = copy.deepcopy(body)
    holder, last = _holder(made, path)
    if not 0 < row <= len(holder[last]):
        raise NotFound(f"{path}.{row}")
    del holder[last][row - 1]
    return made


def put_in(body: Body, path: str, **values: object) -> Body:
    """The form with other values in one of its objects, such as `guests.2`; '' is the whole."""
    made = copy.deepcopy(body)
    if path:
        holder, last = _holder(made, path)
        holder[last].update(values)
    else:
        made.update(values)
    return made


def _bare(path: str) -> str:
    return ".".join(part for part in path.split(".") if not part.isdecimal())


def _known(path: str) -> bool:
    bare = _bare(path)
    head, _, last = bare.rpartition(".")
    if head in _SPOKEN and last in LANGUAGES:
        return True
    return bare in _LINES or ROWS.get(bare) == "" and path[-1].isdecimal()


def _holder(body: Body, path: str) -> tuple[Any, Any]:
    """The object or list that holds a field, and its key there."""
    *way, last = path.split(".")
    at: Any = body
    for part in way:
        at = at[_place(at, part)] if isinstance(at, list) else at.setdefault(part, {})
    return at, _place(at, last) if isinstance(at, list) else last


def _place(rows: list[Any], part: str) -> int:
    if not part.isdecimal() or not 0 < int(part) <= len(rows):
        raise NotFound(part)
    return int(part) - 1


# The file it makes --------------------------------------------------------------------------------


def as_file(body: Body) -> dict[str, Any]:
    """What a file in data/summits/ says of it; what is empty is left out."""
    told: dict[str, Any] = {
        name: _clean(value)
        for name, value in body.items()
        if name not in ("declaration", "workshops", "programme", "guests")
    }
    told["declaration"] = _declaration(body.get("declaration") or {})
    told["programme"] = [_stripped(one) for one in body.get("programme", ())]
    told["guests"] = [_stripped(one, keep=("took_part", "signed")) for one in body["guests"]]
    told["workshops"] = _workshops(body)
    return {
        name: value
        for name, value in told.items()
        if value not in (None, "", {}) or name in ("id", "name", "city", "starts", "ends")
    }


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return spoken.cleaned(value)
    if isinstance(value, dict):
        return _stripped(value)
    if isinstance(value, list):
        return [one for one in map(_clean, value) if one != ""]
    return value


def _stripped(row: Body, keep: tuple[str, ...] = ()) -> Body:
    told = {name: _clean(value) for name, value in row.items()}
    return {name: value for name, value in told.items() if value not in (None, "") or name in keep}


def _declaration(form: Body) -> dict[str, Any] | None:
    told = _stripped({name: value for name, value in form.items() if name != "points"})
    told |= _by_language(form.get("points", []), "points")
    if "points_sources" in told:
        told["points_sources"] = _clean(told["points_sources"])
    return told or None


def _by_language(rows: list[Body], name: str) -> dict[str, list[str]]:
    """Rows of words by language as one list a language; a row nobody filled is none."""
    filled = [row for row in rows if any(str(one).strip() for one in row.values())]
    written = [one for one in LANGUAGES if any(str(row.get(one, "")).strip() for row in filled)]
    return {
        f"{name}_{one}": [spoken.cleaned(str(row.get(one, ""))) for row in filled]
        for one in written
    }


def _workshops(body: Body) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []
    used: set[str] = set()
    for number, form in enumerate(body["workshops"], start=1):
        row = {name: value for name, value in form.items() if name != "questions"}
        one = _stripped(row)
        one["id"] = form.get("id") or _workshop_id(body, form, number, used)
        used.add(one["id"])
        for name in ("title", "subject"):
            if name in one:
                one[name] = _stripped(one[name])
        one["cities"] = [_stripped(each) for each in form.get("cities", ()) if each.get("city")]
        one["leads"] = [_stripped(each) for each in form.get("leads", ()) if _stripped(each)]
        told.append(one | _by_language(form.get("questions", []), "questions"))
    return told


def _workshop_id(body: Body, form: Body, number: int, used: set[str]) -> str:
    """By its topic, as dusseldorf-2019-healthy; the second of one topic by its number."""
    topic = form.get("topic")
    by_topic = f"{body.get('id', '')}-{topic}"
    known = topic in vocabulary.codes("topic") and by_topic not in used
    return by_topic if known else f"{body.get('id', '')}-{number}"


def settled(body: Body) -> Body:
    """The form whose workshops keep the ids they have in the file: rows may move after that."""
    made = copy.deepcopy(body)
    for form, told in zip(made["workshops"], _workshops(body), strict=True):
        form["id"] = told["id"]
    return made


def place_in_form(fault: Fault) -> Where:
    """Where in the form a fault of the file is: declaration.points_de[2] is points, row 2, de."""
    where: list[str | int] = []
    for one in fault.where:
        name, _, language = str(one).rpartition("_")
        if name in ("points", "questions") and language in LANGUAGES:
            where += [name]
        else:
            where.append(one)
    return tuple(where)
