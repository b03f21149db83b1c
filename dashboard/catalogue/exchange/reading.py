"""A file from another copy, read as if an enemy had written it: all faults at once, text only."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any

from dashboard.catalogue.errors import CatalogueError
from dashboard.catalogue.exchange import document
from dashboard.catalogue.exchange.faults import Fault, Refused

MOST_BYTES = 8_000_000  # of the document; an archive may hold one of that size
MOST_OF_ARCHIVE = 64_000_000
DEEPEST = 10
MEMBER = "data/exchange.json"  # where an edition to take home keeps it
_BRACKETS = re.compile(rb'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.DOTALL)


class _Doubled(CatalogueError, ValueError):
    """A name that stands twice in one object: two readers would read two things."""


def content(given: bytes) -> dict[str, Any]:
    """What a file holds, its form and hash checked; Refused where it is none of ours."""
    written = _member(given) if given[:4] == b"PK\x03\x04" else given
    if len(written) > MOST_BYTES:
        raise _refused("file_too_long", most=str(MOST_BYTES // 1_000_000))
    if _depth(written) > DEEPEST:
        raise _refused("too_deep")
    return _of_form(_parsed(written))


def _refused(fault: str, **values: str) -> Refused:
    return Refused([Fault("", fault, values)])


def _member(given: bytes) -> bytes:
    """The document inside an edition's archive; nothing else of it is unpacked."""
    if len(given) > MOST_OF_ARCHIVE:
        raise _refused("archive_too_long", most=str(MOST_OF_ARCHIVE // 1_000_000))
    try:
        with zipfile.ZipFile(io.BytesIO(given)) as archive:
            names = [one for one in archive.namelist() if _is_member(one)]
            if len(names) != 1:
                raise _refused("no_member", name=MEMBER)
            with archive.open(names[0]) as packed:
                return packed.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise _refused("bad_archive") from error
    except Exception as error:  # what the unpackers throw at a bad stream is their own
        if isinstance(error, Refused):
            raise
        raise _refused("bad_archive") from error


def _is_member(name: str) -> bool:
    return name == MEMBER or (name.count("/") == 2 and name.endswith(f"/{MEMBER}"))


def _depth(written: bytes) -> int:
    """How deep its brackets are nested, read without nesting oneself."""
    deepest = now = 0
    for found in _BRACKETS.finditer(written):
        sign = found[0]
        if sign in (b"[", b"{"):
            now += 1
            deepest = max(deepest, now)
        elif sign in (b"]", b"}"):
            now -= 1
    return deepest


def _parsed(written: bytes) -> Any:
    try:
        return json.loads(
            written.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_none
        )
    except _Doubled as error:
        raise _refused("doubled", name=str(error)) from error
    except (ValueError, RecursionError) as error:
        raise _refused("no_json") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise _Doubled(name[:40])
    return dict(pairs)


def _none(written: str) -> Any:
    raise ValueError(written)


def _of_form(told: Any) -> dict[str, Any]:
    if not isinstance(told, dict) or told.get("form") != document.FORM:
        raise _refused("not_ours")
    if told.get("number") != document.NUMBER:
        raise _refused(
            "other_form",
            number=str(told.get("number"))[:20],
            own=str(document.NUMBER),
        )
    inside = told.get("content")
    if set(told) != {"form", "number", "sha256", "content"} or not isinstance(inside, dict):
        raise _refused("not_ours")
    if told["sha256"] != document.fingerprint(inside):
        raise _refused("changed")
    return inside
