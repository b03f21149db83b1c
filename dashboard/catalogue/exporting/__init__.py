"""The public catalogue as files: six formats, each with its data dictionary and a manifest."""

from __future__ import annotations

from dashboard.catalogue.exporting.files import Export, as_file, as_zip, beside, losses, lost
from dashboard.catalogue.exporting.wish import FORMATS, TEMPLATE_FORMATS, BadWish, Wish

__all__ = [
    "FORMATS",
    "TEMPLATE_FORMATS",
    "BadWish",
    "Export",
    "Wish",
    "as_file",
    "as_zip",
    "beside",
    "losses",
    "lost",
]
