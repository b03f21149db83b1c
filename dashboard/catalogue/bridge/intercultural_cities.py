"""The good-practice template of Intercultural Cities, Council of Europe.

Seen: a template document to fill and the published list (coe.int/en/web/interculturalcities), whose
words these are. Not seen: limits, a licence, places for whom it addresses, partners, results,
figures or sources. The year or period carries "(ongoing)".
"""

from dashboard.catalogue.bridge.column import Column
from dashboard.catalogue.bridge.template import Template

TEMPLATE = Template(
    name="intercultural_cities",
    title="Intercultural Cities (Council of Europe)",
    names="labels",
    columns=(
        Column("title", "title"),
        Column("city", "city"),
        Column("country", "country"),
        Column("Topic", "subjects"),
        Column("year/period", "period"),
        Column("Purpose", "summary"),
        Column("Stimulus/Rationale", "challenge"),
        Column("Process", "approach"),
    ),
)
