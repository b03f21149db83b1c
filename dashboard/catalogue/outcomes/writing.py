"""An outcome while it is being written, what must be in it, and how it is printed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict

from dashboard.catalogue import cities, database, typography
from dashboard.catalogue.discussion import spoken
from dashboard.catalogue.draft import Language, mark

KINDS = ("agreed", "disputed", "commitment", "open_question", "presented_project")
# Said for a city instead of one: all who sat in the workshop.
EVERYBODY = "all"
SHORTEST_TEXT, LONGEST_TEXT = 10, 500  # signs; what is longer fits on no wall
LONGEST_NAME = 120
MOST_TYPED = 20_000  # signs kept of one text while it is written; the rules then speak of it
_OF_ONE_CITY = ("commitment", "presented_project")
_EARLIEST = date(2015, 1, 1)  # before the first summit nobody promised anything here


class Writing(BaseModel):
    """All that is written down of an outcome; everything but the language may still be missing.

    `city` is the slug of a city or EVERYBODY. `practice` is the slug of a public one it is linked
    to, `draft` the receipt of one that was drafted from it. `promised_by` and `due_on` are of a
    commitment.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str | None = None
    language: Language
    texts: Mapping[Language, str] = {}
    of: Mapping[Language, str] = {}  # of a translation: the mark of the words that it tells
    city: str | None = None
    practice: str | None = None
    draft: str | None = None
    promised_by: str | None = None
    due_on: date | None = None

    @property
    def words(self) -> str:
        """The words in the language it is written in; '' where there are none yet."""
        return self.texts.get(self.language, "")

    def put(self, path: str, words: str) -> Writing:
        """The same with other words in one field: `text.fr`, `promised_by`."""
        words = words[:MOST_TYPED].encode("utf-8", "ignore").decode()
        name, _, language = path.partition(".")
        if name == "text":
            texts = {**self.texts, language: words}
            found = self.with_(texts={code: text for code, text in texts.items() if text})
            return found if language == self.language else found.still_right(language)
        return self.with_(**{name: words or None})

    def shown(self, path: str) -> str:
        """What stands in such a field."""
        name, _, language = path.partition(".")
        return self.texts.get(language, "") if name == "text" else getattr(self, name) or ""

    def in_language(self, spoken: str) -> Writing:
        """The same said to be written in another language; words that stand alone go along."""
        texts = dict(self.texts)
        if not texts.get(spoken) and self.words:
            texts[spoken] = texts.pop(self.language)
        of = {code: one for code, one in self.of.items() if code not in (spoken, self.language)}
        return self.with_(language=spoken, texts=texts, of=of)

    def still_right(self, language: str) -> Writing:
        """The same with a translation that holds for the original as it stands now."""
        if language not in self.texts:
            return self.with_(of={code: one for code, one in self.of.items() if code != language})
        return self.with_(of={**self.of, language: self.mark})

    def is_stale(self, language: str) -> bool:
        """Whether the original changed after this translation of it was made."""
        return language in self.texts and self.of.get(language, self.mark) != self.mark

    @property
    def mark(self) -> str:
        """A short fingerprint of the words it is written in, as they are printed."""
        return mark(_printed(self.texts).get(self.language, ""))

    def with_(self, **changed: object) -> Writing:
        """The same with other values, checked."""
        return Writing.model_validate({**dict(self), **changed})

    def printed(self) -> Writing:
        """As it is sent and signed: cleaned of what nobody sees, each text as its language prints.

        What belongs to commitments alone is left out of all else.
        """
        name = spoken.line(self.promised_by or "")
        promise = self.kind == "commitment"
        return self.with_(
            texts=_printed(self.texts),
            promised_by=(name or None) if promise else None,
            due_on=self.due_on if promise else None,
        )

    def as_json(self) -> str:
        """As the store keeps it."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)


def _printed(texts: Mapping[str, str]) -> dict[str, str]:
    cleaned = {code: spoken.cleaned(text) for code, text in texts.items()}
    return typography.of({code: text for code, text in cleaned.items() if text})


def from_json(text: str) -> Writing:
    """As the store keeps it."""
    return Writing.model_validate_json(text)


@dataclass(frozen=True)
class Fault:
    """One thing that keeps it from being sent: in which field, as a code.

    Fields: kind, text, city, promised_by, due_on, practice. Codes: missing, too_short, too_long,
    one_city (a promise or a project is of one), unknown, too_early.
    """

    field: str
    code: str
    language: str | None = None


def faults(said: Writing) -> tuple[Fault, ...]:
    """All that keeps it from being sent, in the order of the form."""
    return tuple(_all(said.printed()))


def _all(said: Writing) -> Iterator[Fault]:
    if said.kind not in KINDS:
        yield Fault("kind", "missing")
    yield from _text_faults(said)
    yield from _city_faults(said)
    if said.kind == "commitment":
        yield from _promise_faults(said)
    if said.practice and not database.records("practice_standing", slug=said.practice):
        yield Fault("practice", "unknown")


def _text_faults(said: Writing) -> Iterator[Fault]:
    if not said.words:
        yield Fault("text", "missing", said.language)
    for code, text in said.texts.items():
        if text and len(text) < SHORTEST_TEXT:
            yield Fault("text", "too_short", code)
        if len(text) > LONGEST_TEXT:
            yield Fault("text", "too_long", code)


def _city_faults(said: Writing) -> Iterator[Fault]:
    if not said.city:
        yield Fault("city", "missing")
    elif said.city == EVERYBODY:
        if said.kind in _OF_ONE_CITY:
            yield Fault("city", "one_city")
    elif said.city not in cities.names("en"):
        yield Fault("city", "unknown")


def _promise_faults(said: Writing) -> Iterator[Fault]:
    if not said.promised_by:
        yield Fault("promised_by", "missing")
    elif len(said.promised_by) > LONGEST_NAME:
        yield Fault("promised_by", "too_long")
    if said.due_on is None:
        yield Fault("due_on", "missing")
    elif said.due_on < _EARLIEST:
        yield Fault("due_on", "too_early")


def pieces(words: str) -> tuple[str, ...]:
    """What was typed, parted where a line was left empty."""
    return tuple(one.strip() for one in re.split(r"\n\s*\n", words) if one.strip())
