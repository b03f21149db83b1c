"""What somebody wants to take home: which practices, as what."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dashboard.catalogue.bridge import TEMPLATES
from dashboard.catalogue.filters import Filters

FORMATS = ("csv", "xlsx", "json", "jsonl", "geojson", "parquet")
TEMPLATE_FORMATS = ("csv", "xlsx", "json", "jsonl")  # a form of others is a table of texts


class BadWish(ValueError):
    """Something nobody can give: `code` is format, template or template_format."""

    def __init__(self, code: str, given: str) -> None:
        """Which part of the wish, and what it says."""
        super().__init__(f"{code}: {given}")
        self.code, self.given = code, given


@dataclass(frozen=True)
class Wish:
    """The practices that match, in a format, in our columns or in a form of others.

    `language` is that of the form's texts, and the one in which a search text is read; the export
    in our own columns holds all languages.
    """

    format: str
    filters: Filters = field(default_factory=Filters)
    language: str = "en"
    template: str | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be given."""
        if self.format not in FORMATS:
            raise BadWish("format", self.format)
        if self.template is not None and self.template not in TEMPLATES:
            raise BadWish("template", self.template)
        if self.template is not None and self.format not in TEMPLATE_FORMATS:
            raise BadWish("template_format", self.format)

    def settled(self) -> Wish:
        """The same wish, one value for all that give the same bytes."""
        speaks = self.template is not None or self.filters.query
        return self if speaks else replace(self, language="en")
