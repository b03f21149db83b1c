"""The case of Participedia.

Machine names of its code (github.com/participedia/api, November 2025). The brief description takes
280 signs; the body is rich text under fixed headings. The site publishes under CC BY-NC-SA 3.0:
what is ours may go there, what is theirs may not come into a set under CC BY. Its issues and topics
are ranked lists of its own that the table of names does not hold: our codes stand there in words.
"""

from dashboard.catalogue.bridge.column import Column
from dashboard.catalogue.bridge.template import Template

BRIEF = 280
HEADINGS = {
    "challenge": "Problems and Purpose",
    "partners": "Organizing, Supporting, and Funding Entities",
    "approach": "Methods and Tools Used",
    "results": "Influence, Outcomes, and Effects",
}

TEMPLATE = Template(
    name="participedia",
    title="Participedia",
    names="machine",
    licence="CC BY-NC-SA 3.0",
    columns=(
        Column("title", "title"),
        Column("description", "summary", BRIEF, also=True),
        Column("body", "body", codes=HEADINGS),
        Column("city", "city"),
        Column("location_name", "city", also=True),
        Column("country", "country"),
        Column("latitude", "latitude"),
        Column("longitude", "longitude"),
        Column("general_issues", "themes"),
        Column("specific_topics", "topics"),
        Column("start_date", "start_year"),
        Column("end_date", "end_year"),
        Column("ongoing", "ongoing"),
        Column("targeted_participants", "audiences"),
        Column("primary_organizer", "lead"),
        Column("impact_evidence", "measured"),
        Column("formal_evaluation", "evaluated"),
        Column("links", "links"),
        Column("original_language", "original_language"),
    ),
    others=(
        "scope_of_influence",
        "tags",
        "time_limited",
        "purposes",
        "approaches",
        "method_types",
        "tools_techniques_types",
        "number_of_participants",
        "public_spectrum",
        "open_limited",
        "recruitment_method",
        "organizer_types",
        "funder",
        "funder_types",
        "staff",
        "volunteers",
        "change_types",
        "implementers_of_change",
        "evaluation_reports",
        "evaluation_links",
        "files",
        "photos",
        "videos",
        "audio",
        "featured",
        "published",
        "hidden",
        "verified",
    ),
    private=("creator",),
)
