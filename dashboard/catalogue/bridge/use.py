"""The case of USE, Urban Sustainability Exchange, of Metropolis.

Seen: labels of published cases (use.metropolis.org). Not seen: limits, a licence, places for what
was done, for years, results or sources; the case is told under "Background and objectives". Its
teaser is the only place for a summary.
"""

from dashboard.catalogue.bridge.column import Column
from dashboard.catalogue.bridge.template import Template

TEMPLATE = Template(
    name="use",
    title="USE (Metropolis)",
    names="labels",
    columns=(
        Column("title", "title"),
        Column("teaser", "summary"),
        Column("city", "city"),
        Column("country", "country"),
        Column("size and population development", "population"),
        Column("topics", "subjects"),
        Column("instruments", "instrument"),
        Column("Background and objectives", "challenge"),
    ),
    others=(
        "region",
        "population composition",
        "main functions",
        "main industries",
        "political and administrative structure",
        "SDGs",
        "award tag",
        "editors",
    ),
    private=("member contact",),
)
