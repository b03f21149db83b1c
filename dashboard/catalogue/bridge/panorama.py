"""The solution of Panorama, Solutions for a Healthy Planet.

Seen: labels of its manual and pages (panorama.solutions). Its building blocks are pages of their
own with category, scale and phase: our approach is one text and stands there whole. Not seen: the
codes of its themes and phases (ours stand there in words), limits, a licence, places for years,
partners or sources.
"""

from dashboard.catalogue.bridge.column import Column
from dashboard.catalogue.bridge.template import Template

TEMPLATE = Template(
    name="panorama",
    title="Panorama",
    names="labels",
    columns=(
        Column("title", "title"),
        Column("summary", "summary"),
        Column("location", "city"),
        Column("region", "country"),
        Column("theme", "themes"),
        Column("classifications", "topics"),
        Column("phase of solution", "status"),
        Column("challenges", "challenge"),
        Column("building blocks", "approach"),
        Column("beneficiaries", "audiences"),
        Column("impacts", "results"),
        Column("page language", "text_language"),
    ),
    others=(
        "context",
        "enabling factors",
        "lessons learned",
        '"inspired by" story',
        "inspired by",
        "published",
        "last edited",
        "reviewer",
    ),
)
