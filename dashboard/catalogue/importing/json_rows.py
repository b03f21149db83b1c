"""JSON: a list of records, read one after another without holding the file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from dashboard.catalogue import columns
from dashboard.catalogue.importing import text
from dashboard.catalogue.importing.cells import CellFault
from dashboard.catalogue.importing.files import LONGEST_ROW, MOST_ROWS, FileFault, Notice, Row

# Under which name an object holds its list of records.
LISTS = ("practices", "records", "items", "data", "features")
_BLOCK = 1 << 16


class BadJson(ValueError):
    """A value that is no JSON, or means two things."""

    def __init__(self, code: str, **values: str | int) -> None:
        self.code, self.values = code, values
        super().__init__(code)


def opened(path: Path) -> tuple[Iterator[Row], list[Notice]]:
    """The rows of a JSON file."""
    encoding = json_encoding(path)
    notices: list[Notice] = []
    return _rows(path, encoding, notices), notices


def json_encoding(path: Path) -> str:
    """The encoding of a JSON text: one of Unicode's."""
    encoding = text.encoding_of(path)
    if encoding == "cp1252":
        raise FileFault("unknown_encoding")
    return encoding


def _rows(path: Path, encoding: str, notices: list[Notice]) -> Iterator[Row]:
    for number, element, share in elements(path, encoding, notices):
        yield document_row(number, element, share)


def document_row(number: int, element: Any, share: float) -> Row:
    """A record of JSON as a row."""
    if not isinstance(element, dict):
        return Row(number, {}, share, (CellFault("", "not_an_object"),))
    return Row(number, columns.flatten(element), share)


def loads(line: str) -> Any:
    """The value of a JSON text; BadJson where it is none, is too deep or names a thing twice."""
    try:
        return _DECODER.decode(line)
    except RecursionError:
        raise BadJson("too_deep") from None
    except BadJson:
        raise
    except ValueError:
        raise BadJson("bad_json") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadJson("named_twice", given=twice[:80])
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_once)


def elements(
    path: Path, encoding: str, notices: list[Notice] | None = None
) -> Iterator[tuple[int, Any, float]]:
    """Each element of the list in a file with its number and how much has been read."""
    with path.open("r", encoding=encoding) as file:
        source = _Source(file, path.stat().st_size)
        yield from source.elements(notices if notices is not None else [])
        if source.peek():
            raise FileFault("bad_json", source.number or None)


class _Source:
    """A text of which a little is held: enough for the next value."""

    def __init__(self, file: TextIO, size: int) -> None:
        self._file, self._size = file, size
        self._held, self._at, self._ended = "", 0, False
        self.number = 0

    def elements(self, notices: list[Notice]) -> Iterator[tuple[int, Any, float]]:
        opening = self.peek()
        if opening == "[":
            yield from self._list()
        elif opening == "{":
            yield from self._object(notices)
        else:
            raise FileFault("bad_json", 1)

    def _list(self) -> Iterator[tuple[int, Any, float]]:
        self._take("[")
        while self.peek() != "]":
            self.number += 1
            if self.number > MOST_ROWS:
                raise FileFault("too_many_rows", most=MOST_ROWS)
            value = self.value()
            yield self.number, value, self._share()
            if self.peek() != "]":
                self._take(",")
                if self.peek() == "]":
                    raise FileFault("bad_json", self.number)
        self._take("]")

    def _object(self, notices: list[Notice]) -> Iterator[tuple[int, Any, float]]:
        """The list an object holds under a name we know; without one it is itself the record."""
        beside: dict[str, Any] = {}
        listed = False
        self._take("{")
        while self.peek() != "}":
            name = self.value()
            self._take(":")
            if name in LISTS and self.peek() == "[" and not listed:
                listed = True
                yield from self._list()
            elif name in beside or not isinstance(name, str):
                raise FileFault("named_twice", given=str(name)[:80])
            else:
                beside[name] = self.value()
            if self.peek() != "}":
                self._take(",")
        self._take("}")
        if not listed:
            self.number = 1
            yield 1, beside, 1.0
        elif names := sorted(set(beside) - {"type"}):
            notices.append(Notice("beside_the_list", {"given": ", ".join(names)[:200]}))

    def peek(self) -> str:
        """The next sign that is no blank; '' at the end."""
        while True:
            while self._at < len(self._held):
                if self._held[self._at] not in " \t\r\n":
                    return self._held[self._at]
                self._at += 1
            if not self._more():
                return ""

    def _take(self, sign: str) -> None:
        if self.peek() != sign:
            raise FileFault("bad_json", self.number or None)
        self._at += 1

    def value(self) -> Any:
        """The next value, whole."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._held, self._at)
            except json.JSONDecodeError as error:
                if not self._cut_off(error) or not self._more():
                    raise FileFault("bad_json", self.number or None) from None
            except RecursionError:
                raise FileFault("too_deep", self.number or None) from None
            except BadJson as error:
                raise FileFault(error.code, self.number or None, **error.values) from None
            except ValueError:  # a number of thousands of digits
                raise FileFault("bad_json", self.number or None) from None
            else:
                # 12 may be the beginning of 123.
                if end < len(self._held) or not self._more():
                    self._at = end
                    return value

    def _cut_off(self, error: json.JSONDecodeError) -> bool:
        """Whether the text may only have ended too early."""
        return error.msg.startswith("Unterminated") or error.pos > len(self._held) - 16

    def _more(self) -> bool:
        """Hold more of the text, twice as much each time; False at its end."""
        if self._ended:
            return False
        held = len(self._held) - self._at
        if held > LONGEST_ROW:
            raise FileFault("row_too_long", self.number or None)
        block = self._file.read(max(_BLOCK, held))
        self._held, self._at = self._held[self._at :] + block, 0
        self._ended = not block
        return not self._ended

    def _share(self) -> float:
        return text.share(self._file, self._size)
