"""The list on the screen as files: a quiet line of links, open to everybody."""

from __future__ import annotations

from urllib.parse import urlencode

from dashboard.catalogue.filters import Filters
from dashboard.components import markup
from dashboard.i18n import _, language, listed

# What formats are called everywhere.
NAMES = {
    "csv": "CSV",
    "xlsx": "XLSX",
    "json": "JSON",
    "jsonl": "JSON Lines",
    "geojson": "GeoJSON",
    "parquet": "Parquet",
}
_SHOWN = ("csv", "xlsx", "json", "jsonl", "geojson", "parquet")


def show(filters: Filters) -> None:
    """All that was found, not this page of it alone, in each format."""
    links = [link(address(filters, ending), NAMES[ending]) for ending in _SHOWN]
    links.append(link(address(filters, "zip"), _("ZIP with data dictionary and licence")))
    told = markup.text(_("Download this whole list as {formats}."))
    markup.html(f'<p class="note downloads">{told.format(formats=listed(links, "or"))}</p>')


def address(filters: Filters, ending: str, **more: str | None) -> str:
    """Where a list is to be had as a file."""
    wanted = {**filters.to_query(), **{name: value for name, value in more.items() if value}}
    query = urlencode(wanted, doseq=True)
    return f"/{language()}/practices.{ending}" + (f"?{query}" if query else "")


def link(where: str, name: str) -> str:
    """A link that downloads."""
    return f'<a href="{markup.text(where)}" download>{markup.text(name)}</a>'
