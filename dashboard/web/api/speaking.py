"""Which languages an answer speaks, and texts in them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.catalogue import record
from dashboard.i18n import SOURCE
from dashboard.web import languages
from dashboard.web.api.models import LANGUAGES, Language
from dashboard.web.api.questions import ALL


@dataclass(frozen=True)
class Speech:
    """One language, or all of them where none is chosen."""

    chosen: str | None

    @property
    def language(self) -> str:
        """The one in which a search text is read and names are sorted."""
        return self.chosen or SOURCE

    def texts(
        self,
        written: Mapping[str, str],
        original: str | None = None,
        stale: Collection[str] = (),
    ) -> dict[Language, str]:
        """The words in every language, or in the one chosen, or in the nearest that has them."""
        known = {one: written[one] for one in LANGUAGES if written.get(one)}
        if self.chosen is None:
            return known
        best = record.sought(self.chosen, original, stale)
        return next(({one: known[one]} for at in best for one in known if one == at), {})

    def names(self, row: Mapping[str, Any], field: str) -> dict[Language, str]:
        """The same of columns such as name_fr."""
        return self.texts({one: row[f"{field}_{one}"] for one in LANGUAGES})


def chosen(lang: str | None, header: str) -> Speech:
    """By the parameter, else by the header Accept-Language, else all languages."""
    if lang:
        return Speech(None if lang == ALL else lang)
    return Speech(languages.preferred(header) if _names_one_of_ours(header) else None)


def _names_one_of_ours(header: str) -> bool:
    # languages.preferred() answers English also for who asks for none of ours.
    wanted = (one.partition(";")[0].strip().split("-")[0].lower() for one in header.split(","))
    return any(one in LANGUAGES for one in wanted)
