"""What was signed: the public content of a version as bytes that never change, and their hash.

The hash printed on sheets and in citations is that of the file served at /record/ID/N.json:
whoever has the file checks it with `sha256sum`, without this program.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from dashboard.catalogue import database, renaming, versions
from dashboard.catalogue.draft import TEXTS, Draft, Figure

# The shape of the bytes. A later shape gets a new number, and old versions keep theirs: a hash on
# paper stays true.
FORM = 1


@dataclass(frozen=True)
class Signed:
    """One version of a practice as it was signed, at a moment of UTC."""

    slug: str
    version: int
    signed_at: datetime
    body: bytes  # JSON: sorted keys, no spaces, UTF-8

    @property
    def sha256(self) -> str:
        """Of the body, in hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()


def of(slug: str, version: int | None = None) -> Signed | None:
    """A version that was public, the newest where none is named; None for unknown and withdrawn."""
    return _of(slug, version, database.edition())


@lru_cache(maxsize=2000)
def _of(slug: str, version: int | None, _edition: tuple[int, int]) -> Signed | None:
    found = database.records("signed_head", slug=slug, version=version)
    if not found:
        return None
    return made(slug, found[0], versions.draft_of(slug, found[0]["version"]))


def made(slug: str, head: dict[str, Any], draft: Draft) -> Signed:
    """The same from what was read already: `head` has version, created_at, city and country."""
    body = json.dumps(
        _content(slug, head, draft), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return Signed(slug, head["version"], head["created_at"], body.encode())


def _content(slug: str, head: dict[str, Any], draft: Draft) -> dict[str, Any]:
    """Written out field by field: what a draft learns later must not change what was signed."""
    written = {name: draft.texts(name) for name in TEXTS}
    return {
        "form": FORM,
        "id": renaming.id_at(slug, head["created_at"]),  # as it was when it was signed
        "version": head["version"],
        "signed_at": head["created_at"].isoformat(timespec="seconds") + "Z",
        "city": head["city"],
        "country": head["country"],
        "original_language": draft.language,
        "themes": list(draft.themes),
        "topics": list(draft.topics),
        "audiences": list(draft.audiences),
        "instrument": draft.instrument,
        "status": draft.status,
        "evidence": draft.evidence,
        "start_year": draft.start_year,
        "end_year": draft.end_year,
        "lead": draft.lead,
        "partners": list(draft.partners),
        **{
            name: {language: one.words for language, one in texts.items() if one.words.strip()}
            for name, texts in written.items()
        },
        "origins": {
            name: told
            for name, texts in written.items()
            if (told := {language: one.origin for language, one in texts.items()})
        },
        "figures": [_figure(one) for one in draft.figures],
        "sources": [
            {"url": one.url, "title": one.title, "publisher": one.publisher}
            for one in draft.sources
        ],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "label": dict(figure.labels),
        "value": figure.value,
        "unit": figure.unit,
        "year": figure.year,
        "period": figure.period,
        "measured_by": figure.measured_by,
        "source": figure.source,
    }
