"""The good-practice page of URBACT.

Seen: labels of the published pages and the criteria of its calls (urbact.eu/good-practices). Not
seen: the call's form, limits, a licence, places for the years, the problem, partners or sources.
Ours has no tag line: the summary stands there too.
"""

from dashboard.catalogue.bridge.column import Column
from dashboard.catalogue.bridge.template import Template

TEMPLATE = Template(
    name="urbact",
    title="URBACT",
    names="labels",
    columns=(
        Column("title", "title"),
        Column("tagline", "summary", also=True),
        Column("Summary", "summary"),
        Column("city", "city"),
        Column("country", "country"),
        Column("geolocation", "point"),
        Column("population", "population"),
        Column("topic", "subjects"),
        Column("Solutions offered by the good practice", "approach"),
        Column("criterion: local impact", "results"),
    ),
    others=(
        "just/green/productive",
        "criterion: EU relevance",
        "criterion: participatory, integrated",
        "criterion: transferability",
        "adapted by cities from",
        "label",
        "labelled",
    ),
    private=("named coordinator",),
)
