"""The case study of OPSI, the OECD's Observatory of Public Sector Innovation.

Machine names of its code (github.com/oecd-opsi/opsi, as of 2022). Its long fields take 1,000 signs;
English is preferred. Its tags and sectors are lists of its own that the code does not show: our
themes and topics stand there in words. It tells no licence. The city is its organisation; who runs
a practice has no other place.
"""

from dashboard.catalogue.bridge.column import Column
from dashboard.catalogue.bridge.template import Template

LONGEST = 1_000
# Its six stages: identifying_problems, generating_ideas, developing_proposals, implementation,
# evaluation, diffusing. Ours fit only one of them; status_description carries our own word.
STAGES = {"running": "implementation", "pilot": "implementation", "completed": "evaluation"}

TEMPLATE = Template(
    name="opsi",
    title="OPSI (OECD)",
    names="machine",
    prefers="en",
    columns=(
        Column("name_of_innovation", "title"),
        Column("short_and_simple_explanation", "summary", LONGEST, also=True),
        Column("executive_summary", "summary", LONGEST),
        Column("organisation_name", "city"),
        Column("country", "country"),
        Column("location", "point"),
        Column("level_of_government", "local"),
        Column("innovation_tags", "themes"),
        Column("custom_innovation_tags", "topics"),
        Column("year_innovation_launched", "start_year"),
        Column("innovation_status", "stage", codes=STAGES, also=True),
        Column("status_description", "status", LONGEST),
        Column("what_makes_your_project_innovative", "approach", LONGEST),
        Column("users_stakeholders_beneficiaries", "audiences", LONGEST),
        Column("collaboration_partnerships", "partners", LONGEST),
        Column("results_impact", "results", LONGEST),
        Column("innovation_website", "first_source"),
        Column("other_related_url", "other_sources"),
    ),
    others=(
        "organisation_primary_sectorfield",
        "challenges",
        "conditions_to_success",
        "lessons_to_share",
        "potential_to_be_replicated",
        "upload_supporting_files",
        "upload_images",
        "video_url_1",
        "video_url_2",
        "video_url_3",
        "innovation_badge",
        "post_status",
    ),
    private=("personal_details", "tel"),
)
