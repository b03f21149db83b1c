"""What the overview counts, against plain SQL on the released tables."""

import pytest

from dashboard.catalogue import database, overview, practices, vocabulary
from dashboard.catalogue.filters import Filters

PUBLISHED = """
    practice inner join practice_version
        on practice.practice_id = practice_version.practice_id
        and practice.published_version = practice_version.version
    inner join city on practice.city_id = city.city_id
"""


@pytest.fixture
def whole(store) -> overview.Overview:
    return overview.of(Filters(), "en")


def counted(where: str) -> int:
    """Published practices, counted without the read model."""
    with database._cursor() as cursor:
        return cursor.execute(f"select count(*) from {PUBLISHED} where {where}").fetchone()[0]


def bit(column: str, dim: str, code: str) -> str:
    return f"({column} >> {vocabulary.number(dim, code)}) & 1 = 1"


def test_every_cell_of_themes_by_region_equals_plain_sql(whole) -> None:
    for region in vocabulary.codes("region"):
        for theme in vocabulary.codes("theme"):
            wanted = counted(f"city.region = '{region}' and {bit('themes', 'theme', theme)}")

            assert whole.regions.count(region, theme) == wanted, (region, theme)


def test_every_cell_of_topics_by_theme_equals_plain_sql(whole) -> None:
    for topic in vocabulary.codes("topic"):
        for theme in vocabulary.codes("theme"):
            both = f"{bit('topics', 'topic', topic)} and {bit('themes', 'theme', theme)}"

            assert whole.topics.count(topic, theme) == counted(both), (topic, theme)


def test_evidence_and_audiences_equal_plain_sql(whole) -> None:
    for level in vocabulary.codes("evidence"):
        number = vocabulary.number("evidence", level)
        assert whole.evidence.total(level) == counted(f"evidence = {number}")
    for audience in vocabulary.codes("audience"):
        wanted = counted(bit("audiences", "audience", audience))
        assert whole.audiences.total(audience) == wanted


def test_a_meeting_of_theme_topic_and_region_equals_plain_sql(whole) -> None:
    covered = whole.coverage
    empty = 0
    for theme, topic, region in covered.meetings():
        wanted = counted(
            f"city.region = '{region}' and {bit('themes', 'theme', theme)}"
            f" and {bit('topics', 'topic', topic)}"
        )
        empty += wanted == 0
        assert covered.count(theme, topic, region) == wanted

    assert covered.none == empty
    assert 0 < covered.few < len(covered.meetings()) - empty


def test_a_row_counts_a_practice_once_however_many_themes_it_names(whole) -> None:
    assert sum(whole.regions.totals.values()) == whole.practices
    assert sum(whole.evidence.totals.values()) == whole.practices
    assert sum(whole.themes.values()) > whole.practices


def test_regions_without_any_practice_are_named(whole) -> None:
    with database._cursor() as cursor:
        read = {row[0] for row in cursor.execute(f"select city.region from {PUBLISHED}").fetchall()}

    assert set(whole.unread_regions) == set(vocabulary.codes("region")) - read
    assert whole.coverage.regions == tuple(one for one in vocabulary.codes("region") if one in read)


def test_every_practice_has_its_place_on_the_timeline_or_in_the_hatched_line(whole) -> None:
    dated = [start for start in whole.starts if start.year is not None]

    assert len(whole.starts) == whole.practices
    assert len(dated) == counted("start_year is not null")
    assert [start.year for start in dated] == sorted(start.year for start in dated)


def test_what_the_sources_leave_out_equals_plain_sql(whole) -> None:
    silent = {one.field: one.practices for one in whole.unstated}
    current = "practice_id = practice.practice_id and version = practice.published_version"

    assert silent["start"] == counted("start_year is null")
    assert silent["figures"] == counted(f"not exists (from figure where {current})")
    assert silent["results"] == counted(
        f"not exists (from practice_text where {current} and results is not null)"
    )
    unknown = vocabulary.number("status", "unknown")
    assert silent["status"] == counted(f"status = {unknown}")


def test_a_city_of_a_summit_is_unread_only_without_any_published_practice(whole) -> None:
    with database._cursor() as cursor:
        read = {row[0] for row in cursor.execute(f"select city.slug from {PUBLISHED}").fetchall()}

    for summit in whole.summits:
        assert {guest.slug for guest in summit.unread} == {
            guest.slug for guest in summit.guests
        } - read
    assert [(one.host, one.year) for one in whole.summits] == [
        ("Montréal", 2015),
        ("Düsseldorf", 2019),
        ("Izmir", 2021),
    ]
    assert whole.unread_guests < whole.guests


def test_an_overview_of_a_part_counts_what_explore_finds(store) -> None:
    asked = Filters(themes=("security",), since=2010)

    part = overview.of(asked, "fr")

    assert part.practices == practices.total(asked, "fr")
    assert part.regions.columns == ("security",)
    assert part.summits == ()


@pytest.mark.parametrize("dim", ["regions", "topics", "evidence", "audiences"])
def test_the_question_of_a_cell_finds_as_many_as_the_cell_says(store, dim: str) -> None:
    asked = Filters(themes=("cohesion", "security"), topics=("inclusive", "healthy"), figures=True)
    crossing = getattr(overview.of(asked, "en"), dim)

    for row, theme in crossing.pairs():
        cell = overview.narrowed(asked, **{dim: row, "themes": theme})
        assert practices.total(cell, "en") == crossing.count(row, theme), (row, theme)


def test_nothing_found_is_counted_as_nothing(store) -> None:
    part = overview.of(Filters(until=1801), "en")

    assert part.practices == 0
    assert part.starts == ()
    assert part.coverage.meetings() == []
