"""Reads the parts of an untrusted document one by one and notes everything that is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from dashboard.catalogue import clock
from dashboard.catalogue.discussion import spoken
from dashboard.catalogue.exchange.faults import Fault

Read = TypeVar("Read")
_SOON = timedelta(days=1)  # two clocks differ; what lies further ahead was never written
_NEVER = datetime(2000, 1, 1)
MOST = 10_000  # entries of one list


class Fields:
    """One object of a document, at its place; asks for names it does not know are faults."""

    def __init__(self, given: Any, place: str, faults: list[Fault]) -> None:
        """Note it where it is no object."""
        self.place, self.faults = place, faults
        self._known: set[str] = set()
        self._given: dict[str, Any] = {}
        if isinstance(given, dict):
            self._given = given
        else:
            self.wrong("", "no_object")

    def wrong(self, name: str, fault: str, **values: str) -> None:
        """Note a fault at one of its names."""
        place = ".".join(one for one in (self.place, name) if one)
        self.faults.append(Fault(place, fault, values))

    def end(self) -> None:
        """Note the names that no file of this form has."""
        for name in sorted(self._given.keys() - self._known)[:20]:
            self.wrong(name[:40], "unknown_name")

    # Values ---------------------------------------------------------------------------------------

    def raw(self, name: str) -> Any:
        """What stands there as it is; None where nothing does."""
        self._known.add(name)
        return self._given.get(name)

    def text(self, name: str, most: int, least: int = 0) -> str:
        """Words, cleaned of every sign that acts; '' and a fault where they are none."""
        found = self.raw(name)
        if not isinstance(found, str):
            self.wrong(name, "no_text")
            return ""
        words = spoken.cleaned(found)
        if len(words) > most:
            self.wrong(
                name, "too_long",
                count=str(len(words)), most=str(most),
            )  # fmt: skip
        elif len(words) < least:
            self.wrong(name, "too_short")
        return words

    def line(self, name: str, most: int, least: int = 0) -> str:
        """The same in one line."""
        return " ".join(self.text(name, most, least).split())

    def code(self, name: str, known: Collection[str], what: str) -> str:
        """One of the codes known here; `what` says in the fault of what kind they are."""
        found = self.raw(name)
        if not isinstance(found, str) or found not in known:
            self.wrong(name, what, code=str(found)[:60])
            return ""
        return found

    def maybe(self, name: str, read: Callable[[str], Read]) -> Read | None:
        """What `read` finds under a name; None, without a fault, where nothing stands there."""
        return None if self.raw(name) is None else read(name)

    def shaped(self, name: str, shape: re.Pattern[str]) -> str:
        """An id of a form."""
        found = self.raw(name)
        if not isinstance(found, str) or not shape.fullmatch(found):
            self.wrong(name, "no_id")
            return ""
        return found

    def switch(self, name: str) -> bool:
        """Yes or no; where nothing stands, no."""
        found = self.raw(name)
        if found is not None and not isinstance(found, bool):
            self.wrong(name, "no_switch")
        return found is True

    def count(self, name: str, most: int, least: int = 1) -> int:
        """A whole number."""
        found = self.raw(name)
        if isinstance(found, bool) or not isinstance(found, int) or not least <= found <= most:
            self.wrong(name, "no_number")
            return least
        return found

    def moment(self, name: str) -> datetime:
        """A moment in UTC that is not ahead of the clock."""
        found = self._dated(name, datetime.fromisoformat)
        if not isinstance(found, datetime) or found.tzinfo is not None:
            self.wrong(name, "no_moment")
            return _NEVER
        if not _NEVER <= found <= clock.now() + _SOON:
            self.wrong(name, "wrong_moment")
        return found

    def day(self, name: str) -> date:
        """A day."""
        found = self._dated(name, date.fromisoformat)
        if found is None:
            self.wrong(name, "no_day")
            return _NEVER.date()
        return found

    def _dated(self, name: str, read: Callable[[str], date]) -> date | None:
        found = self.raw(name)
        try:
            return read(found) if isinstance(found, str) and len(found) <= 32 else None
        except ValueError:
            return None

    def parts(self, name: str, most: int = MOST) -> Iterator[Fields]:
        """The objects of a list."""
        found = self.raw(name)
        if not isinstance(found, list):
            self.wrong(name, "no_list")
            return
        if len(found) > most:
            self.wrong(name, "too_many",
                       count=str(len(found)), most=str(most))  # fmt: skip
            return
        place = f"{self.place}.{name}" if self.place else name
        for number, one in enumerate(found):
            yield Fields(one, f"{place}[{number}]", self.faults)

    def named(self, name: str, most: int) -> Iterator[tuple[str, Fields]]:
        """The objects of an object, each with its name."""
        inside = Fields(self.raw(name), f"{self.place}.{name}".lstrip("."), self.faults)
        if len(inside._given) > most:
            inside.wrong("", "too_many",
                         count=str(len(inside._given)), most=str(most))  # fmt: skip
            return
        for one, given in inside._given.items():
            yield one, Fields(given, f"{inside.place}.{one[:40]}", self.faults)
