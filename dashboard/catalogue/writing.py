"""One change to a draft at a time: a draft and what was typed in, a draft out.

A field is named by its path: `title.en`, `lead`, `start_year`, `partners.2`,
`figures.1.label.en`, `figures.1.value`, `sources.2.url`; rows count from 1.
"""

from __future__ import annotations

import re
from typing import Any

from babel.numbers import NumberFormatError, parse_decimal

from dashboard.catalogue.draft import TEXTS, Draft, Figure, Source, Wording
from dashboard.catalogue.errors import NotFound

LONGEST = 20_000  # signs of one text: a pasted book is cut, whatever the rules then say of it
YEARS = ("start_year", "end_year")
ROWS = {"partners": "", "figures": Figure(), "sources": Source()}
_LINES = {"figures": ("period", "measured_by"), "sources": ("url", "title", "publisher")}


class NotANumber(ValueError):
    """What was typed where a number belongs is none."""


def shown(draft: Draft, path: str) -> str:
    """What a field of words or years says; '' where nothing does."""
    name, *rest = path.split(".")
    value: Any
    if name in TEXTS:
        wording = draft.texts(name).get(rest[0])
        value = wording.words if wording else ""
    elif name in ROWS:
        rows = getattr(draft, name)
        row = int(rest[0]) - 1
        value = _cell(rows[row], rest[1:]) if row < len(rows) else ""
    else:
        value = getattr(draft, name, None)
    return "" if value is None else str(value)


def _cell(row: Any, rest: list[str]) -> Any:
    if not rest:
        return row
    value = getattr(row, "labels" if rest[0] == "label" else rest[0], None)
    return value.get(rest[1], "") if isinstance(value, dict) else value


def put(draft: Draft, path: str, words: str, language: str = "en") -> Draft:
    """The draft with other words in one field; numbers are read as this language writes them.

    Raises NotANumber, and NotFound for a path that leads nowhere.
    """
    words = words[:LONGEST].encode("utf-8", "ignore").decode()
    name, *rest = path.split(".")
    if name in TEXTS and len(rest) == 1:
        return _text(draft, name, rest[0], words)
    if name == "lead" and not rest:
        return draft.model_copy(update={"lead": words or None})
    if name in YEARS and not rest:
        return draft.model_copy(update={name: whole_number(words, language)})
    if name in ROWS and rest and re.fullmatch(r"[1-9]\d?", rest[0]):
        return _row(draft, name, int(rest[0]), rest[1:], words, language)
    raise NotFound(path)


# Texts ------------------------------------------------------------------------------------------


def _text(draft: Draft, name: str, spoken: str, words: str) -> Draft:
    texts = dict(draft.texts(name))
    before = texts.get(spoken)
    if not words:
        texts.pop(spoken, None)
    elif before is None or before.words != words:
        texts[spoken] = _wording(draft, name, spoken, words)
    if spoken == draft.language and before is not None:
        # Translations nobody has said anything of told of the words that stood here until now.
        for other, one in texts.items():
            if other != spoken and one.of is None and one.words:
                texts[other] = one.model_copy(update={"of": before.mark})
    return _checked(draft, {name: texts})


def _wording(draft: Draft, name: str, spoken: str, words: str) -> Wording:
    if spoken == draft.language:
        return Wording(words=words, origin="original")
    if draft.language is None:  # of a released record nobody has said which text came first
        return Wording(words=words)
    before = draft.texts(name).get(spoken)
    if before is not None and before.of is not None:
        return Wording(words=words, origin="human", of=before.of)
    original = draft.texts(name).get(draft.language)
    return Wording(words=words, origin="human", of=original.mark if original else None)


def still_right(draft: Draft, name: str, spoken: str) -> Draft:
    """The draft with a translation that holds for the original as it stands now."""
    texts = dict(draft.texts(name))
    original = texts.get(draft.language) if draft.language else None
    if spoken not in texts or original is None:
        return draft
    texts[spoken] = texts[spoken].model_copy(update={"of": original.mark})
    return _checked(draft, {name: texts})


def first_written_in(draft: Draft, spoken: str) -> Draft:
    """The draft with the language it was first written in, now that somebody has said so."""
    changed: dict[str, Any] = {"language": spoken}
    for name in TEXTS:
        texts = dict(draft.texts(name))
        if spoken in texts:
            texts[spoken] = Wording(words=texts[spoken].words, origin="original")
        for other, one in texts.items():
            if other != spoken and one.origin == "original":
                texts[other] = one.model_copy(update={"origin": "not_stated"})
        changed[name] = texts
    return _checked(draft, changed)


# Rows -------------------------------------------------------------------------------------------


def add_row(draft: Draft, name: str) -> Draft:
    """The draft with an empty row more among its partners, figures or sources."""
    return draft.model_copy(update={name: (*getattr(draft, name), ROWS[name])})


def drop_row(draft: Draft, name: str, row: int) -> Draft:
    """The draft without one row; figures keep pointing at the sources they named."""
    kept = [one for place, one in enumerate(getattr(draft, name), start=1) if place != row]
    changed: dict[str, Any] = {name: tuple(kept)}
    if name == "sources":
        changed["figures"] = tuple(
            one.model_copy(update={"source": _source_without(one.source, row)})
            for one in draft.figures
        )
    return draft.model_copy(update=changed)


def _source_without(source: int | None, row: int) -> int | None:
    if source is None or source == row:
        return None
    return source - 1 if source > row else source


def in_row(draft: Draft, name: str, row: int, **changed: Any) -> Draft:
    """The draft with other values in one row of its figures or sources."""
    rows = list(getattr(draft, name))
    rows[row - 1] = rows[row - 1].model_copy(update=changed)
    return draft.model_copy(update={name: tuple(rows)})


def _row(draft: Draft, name: str, row: int, rest: list[str], words: str, language: str) -> Draft:
    while len(getattr(draft, name)) < row:
        draft = add_row(draft, name)
    if name == "partners" and not rest:
        partners = list(draft.partners)
        partners[row - 1] = words
        return draft.model_copy(update={"partners": tuple(partners)})
    match rest:
        case ["value"] if name == "figures":
            return in_row(draft, name, row, value=number(words, language))
        case ["year"] if name == "figures":
            return in_row(draft, name, row, year=whole_number(words, language))
        case ["label", spoken] if name == "figures":
            labels = {**draft.figures[row - 1].labels, spoken: words}
            return in_row(draft, name, row, labels={k: v for k, v in labels.items() if v})
        case [column] if column in _LINES.get(name, ()):
            return in_row(draft, name, row, **{column: words if column == "url" else words or None})
    raise NotFound(f"{name}.{'.'.join(rest)}")


# Numbers ----------------------------------------------------------------------------------------


def number(words: str, language: str) -> float | None:
    """The number somebody wrote, as their language writes it; None where nothing stands."""
    if not (written := re.sub(r"[\s\u00a0\u202f’']", "", words)):
        return None
    if not re.fullmatch(r"[+-]?[\d.,]{1,20}", written):
        raise NotANumber(words)
    if re.fullmatch(r"[+-]?\d+\.\d{1,2}|[+-]?\d+\.\d{4,}", written):
        return float(written)  # a point that can only be a decimal one, in any language
    try:
        return float(parse_decimal(written, locale="en" if language == "en" else language))
    except NumberFormatError as fault:
        raise NotANumber(words) from fault


def whole_number(words: str, language: str) -> int | None:
    """The same for a number that is a whole one, such as a year."""
    value = number(words, language)
    if value is not None and (value != int(value) or abs(value) > 99_999):
        raise NotANumber(words)
    return None if value is None else int(value)


def _checked(draft: Draft, changed: dict[str, Any]) -> Draft:
    """A copy whose languages are known ones: a path may come from anywhere."""
    return Draft.model_validate({**dict(draft), **changed})
