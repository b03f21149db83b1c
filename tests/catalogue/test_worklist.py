"""The work list: each list against plain questions to the store, and who may see it."""

from datetime import datetime, timedelta

import pytest

from dashboard.catalogue import clock, contributions, database, links, rules, versions, worklist
from dashboard.catalogue.errors import NotAllowed
from dashboard.catalogue.rights import Actor
from tests.conftest import Desk

COMPAZ = "recife-compaz-community-peace-centres"


@pytest.fixture
def reviewer(desk: Desk) -> Actor:
    return desk.person("reviewer", name="Rui")


def whole(actor: Actor, code: str) -> worklist.Part:
    return worklist.part(actor, code, "en", take=10_000)


def execute(sql: str) -> list[tuple]:
    with database._cursor() as cursor:
        return cursor.execute(sql).fetchall()


@pytest.mark.parametrize("code", worklist.PARTS)
def test_only_those_with_the_right_see_a_list(desk: Desk, code: str) -> None:
    for nobody in (None, desk.person("contributor"), desk.person("moderator", "press")):
        with pytest.raises(NotAllowed):
            worklist.part(nobody, code, "en")
    for role in ("researcher", "reviewer", "administrator"):
        worklist.part(desk.person(role), code, "en")


def test_how_empty_a_record_is_agrees_with_the_rules(reviewer: Actor) -> None:
    part = whole(reviewer, "emptiest")

    told = {one.slug: len(one.open_fields) for one in part.rows}
    for (slug,) in execute("select slug from practice"):
        filled = rules.filled(versions.draft_of(slug))
        assert worklist.FIELDS - told.get(slug, 0) == pytest.approx(worklist.FIELDS * filled), slug
    assert part.total == len(part.rows)
    counts = list(told.values())
    assert counts == sorted(counts, reverse=True)


def test_figures_without_a_source_are_counted(reviewer: Actor) -> None:
    part = whole(reviewer, "unsourced")

    untied = dict(
        execute(
            "select slug, count(*) from figure join practice using (practice_id) "
            "where source_position is null and version = published_version group by slug"
        )
    )
    assert {one.slug: one.untied for one in part.rows} == untied
    execute("delete from source where practice_id = 7")
    assert whole(reviewer, "unsourced").rows[0].sources == 0


def test_a_page_is_a_part_of_the_whole(reviewer: Actor) -> None:
    rows = whole(reviewer, "unsourced").rows

    first = worklist.part(reviewer, "unsourced", "en", take=10)
    third = worklist.part(reviewer, "unsourced", "en", skip=20, take=10)

    assert (first.total, first.rows, third.rows) == (len(rows), rows[:10], rows[20:30])


def test_what_waits_longest_stands_first(
    desk: Desk, reviewer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    author = desk.person("researcher", name="Rosa")
    for day, slug in enumerate(("aalborg-safe-digital-city", COMPAZ)):
        monkeypatch.setattr(clock, "now", lambda day=day: datetime(2027, 1, 10 - day))
        one = contributions.begin(author, receipt=f"r{day}", language="en", slug=slug)
        contributions.send(author, f"r{day}", one.stamp)
    contributions.begin(author, receipt="draft", language="en")

    part = whole(reviewer, "waiting")

    assert [one.slug for one in part.rows] == [COMPAZ, "aalborg-safe-digital-city"]
    assert part.total == 2


def test_stale_translations_and_missing_languages_are_those_of_the_public_version(
    reviewer: Actor,
) -> None:
    assert whole(reviewer, "stale").total == whole(reviewer, "languages").total == 0
    execute(
        "insert into text_origin values (1, 1, 'de', 'title', 'human', 'x', true), "
        "(1, 1, 'es', 'title', 'human', 'x', true), (1, 1, 'de', 'summary', 'human', 'x', true), "
        "(2, 1, 'de', 'title', 'human', 'x', false), (3, 99, 'de', 'title', 'human', 'x', true)"
    )
    execute("delete from practice_text where practice_id = 4 and language in ('de', 'es')")
    execute("update practice_text set summary = null where practice_id = 5 and language = 'fr'")

    stale, lacking = whole(reviewer, "stale"), whole(reviewer, "languages")

    assert [(one.languages, one.texts) for one in stale.rows] == [(("de", "es"), 3)]
    assert [one.languages for one in lacking.rows] == [("de", "es"), ("fr",)]


def test_a_link_is_dead_as_long_as_its_last_check_says_so(reviewer: Actor) -> None:
    url, other = (row[0] for row in execute("select url from source order by all limit 2"))
    moment = datetime(2027, 1, 1)
    for day, (address, reason) in enumerate(
        [(url, "ok"), (other, "gone"), (url, "gone"), (other, "closed"), (url, "no_answer")]
    ):
        with database.transaction() as writer:
            writer.run(
                "link_check_add",
                url=address,
                checked_at=moment + timedelta(days=day),
                status=None,
                reason=reason,
                moved_to=None,
            )

    part = whole(reviewer, "dead_links")

    assert {(one.url, one.reason, one.alive_at) for one in part.rows} == {
        (url, "no_answer", moment)
    }
    assert worklist.links_checked_at() == moment + timedelta(days=4)
    assert all(reason in links.REASONS for reason in links.DEAD)


def test_what_is_not_public_is_no_work(desk: Desk, reviewer: Actor) -> None:
    from dashboard.catalogue import standing

    before = whole(reviewer, "unsourced").total
    slug = whole(reviewer, "unsourced").rows[0].slug

    standing.withdraw(reviewer, slug, "Taken out for a test")

    assert whole(reviewer, "unsourced").total == before - 1
