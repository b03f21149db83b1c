"""From the first word to the public page: writing, sending, reviewing, publishing, taking away."""

import pytest

from dashboard.catalogue import (
    cities,
    contributions,
    database,
    practices,
    read_model,
    record,
    review,
    rules,
    search,
    standing,
    versions,
)
from dashboard.catalogue.draft import Draft, Source, Wording
from dashboard.catalogue.errors import (
    EditedElsewhere,
    IllegalMove,
    Incomplete,
    NotAllowed,
    NotFound,
    Outdated,
    OwnWork,
    ReasonMissing,
)
from dashboard.catalogue.filters import Filters

GENEVA, ULM = 2660646, 2820256
WRITTEN = Draft(
    language="de",
    city_id=GENEVA,
    themes=("integration", "cohesion"),
    instrument="service",
    title={"de": Wording(words="Zauberwürfel im Quartier", origin="original")},
    summary={
        "de": Wording(words="Nachbarn lernen einander beim Würfeln kennen.", origin="original")
    },
    sources=(Source(url="https://example.org/wuerfel"),),
)


def sent(desk, receipt: str = "r1", draft: Draft = WRITTEN, slug: str | None = None):
    """A researcher's text that waits for review."""
    ada = desk.person("researcher")
    one = contributions.begin(ada, receipt=receipt, language="de", slug=slug)
    stamp = contributions.save(ada, receipt, draft, one.stamp)
    contributions.send(ada, receipt, stamp, "Fresh from the city's report")
    return ada


def published(desk, receipt: str = "r1", draft: Draft = WRITTEN, slug: str | None = None) -> str:
    sent(desk, receipt, draft, slug)
    grace = desk.person("reviewer", name="Grace")
    review.take(grace, receipt)
    review.decide(grace, receipt, "published")
    return contributions.open(grace, receipt).slug or ""


def slugs(filters: Filters) -> list[str]:
    return [one.slug for one in practices.results(filters, language="en").cards]


def test_what_was_published_is_on_list_map_search_and_page_at_once(desk) -> None:
    before = practices.results(Filters(), language="en").total
    version = database.version()
    search.hits("Zauberwürfel", "de")

    slug = published(desk)

    assert slug == "geneva-zauberwurfel-im-quartier"
    assert database.version() > version
    assert practices.results(Filters(), language="en").total == before + 1
    assert slugs(Filters(query="Zauberwürfel")) == [slug]
    assert record.by_slug(slug, "fr").title == record.Text(
        "Zauberwürfel im Quartier", "de", "original"
    )
    assert record.by_slug(slug, "fr").similar


def test_a_version_read_back_is_the_draft_that_was_signed(desk) -> None:
    slug = published(desk)

    assert versions.draft_of(slug) == WRITTEN
    assert versions.draft_of(slug, 1).fingerprint() == WRITTEN.fingerprint()


def test_a_city_that_the_catalogue_did_not_know_comes_along(desk) -> None:
    assert cities.by_slug("ulm-2820256", "de") is None

    slug = published(desk, draft=WRITTEN.model_copy(update={"city_id": ULM}))

    assert slug.startswith("ulm-")
    assert [one.slug for one in cities.by_slug("ulm-2820256", "de").practices] == [slug]


def test_a_draft_with_faults_cannot_be_sent_and_all_of_them_are_told(desk) -> None:
    ada = desk.person("researcher")
    one = contributions.begin(ada, receipt="r1", language="fr")

    with pytest.raises(Incomplete) as told:
        contributions.send(ada, "r1", one.stamp)

    assert [fault.field for fault in told.value.faults] == list(rules.REQUIRED)


def test_a_save_never_overwrites_what_was_saved_elsewhere(desk) -> None:
    ada = desk.person("researcher")
    one = contributions.begin(ada, receipt="r1", language="de")
    contributions.save(ada, "r1", WRITTEN, one.stamp)

    with pytest.raises(EditedElsewhere):
        contributions.save(ada, "r1", WRITTEN.model_copy(update={"lead": "Amt"}), one.stamp)

    assert contributions.open(ada, "r1").draft == WRITTEN


def test_a_save_whose_answer_was_lost_may_be_repeated(desk) -> None:
    ada = desk.person("researcher")
    one = contributions.begin(ada, receipt="r1", language="de")
    stamp = contributions.save(ada, "r1", WRITTEN, one.stamp)

    assert contributions.save(ada, "r1", WRITTEN, one.stamp) == stamp


def test_a_draft_is_nobody_elses(desk) -> None:
    ada, eve = desk.person("researcher"), desk.person("researcher", name="Eve")
    one = contributions.begin(ada, receipt="r1", language="de")

    with pytest.raises(NotFound):
        contributions.open(eve, "r1")
    with pytest.raises(NotAllowed):
        contributions.save(eve, "r1", WRITTEN, one.stamp)
    assert contributions.mine(eve) == ()


def test_a_contributor_writes_for_her_own_city_only(desk) -> None:
    ada = desk.person("contributor", city_id=5)
    one = contributions.begin(ada, receipt="r1", language="de")
    stamp = contributions.save(ada, "r1", WRITTEN, one.stamp)

    with pytest.raises(NotAllowed):
        contributions.send(ada, "r1", stamp)


def test_nobody_publishes_alone_what_they_wrote(desk) -> None:
    ada = desk.person("researcher", "reviewer")
    one = contributions.begin(ada, receipt="r1", language="de")
    contributions.send(ada, "r1", contributions.save(ada, "r1", WRITTEN, one.stamp))
    review.take(ada, "r1")

    with pytest.raises(OwnWork):
        review.decide(ada, "r1", "published")


def test_a_small_team_may_if_the_setting_says_so(desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMALL_TEAM", "1")
    ada = desk.person("researcher", "reviewer")
    one = contributions.begin(ada, receipt="r1", language="de")
    contributions.send(ada, "r1", contributions.save(ada, "r1", WRITTEN, one.stamp))
    review.take(ada, "r1")

    assert review.decide(ada, "r1", "published") == 1


def test_the_last_reason_is_kept_for_author_and_reviewers_only(desk) -> None:
    ada, grace = sent(desk), desk.person("reviewer", name="Grace")
    assert review.verdict(ada, "r1") is None

    for reason in ("Name the report.", "And its year."):
        review.take(grace, "r1")
        review.decide(grace, "r1", "changes_requested", reason=reason)
        contributions.send(ada, "r1", contributions.open(ada, "r1").stamp)

    told = review.verdict(ada, "r1")
    assert (told.state, told.reason, told.actor, told.role) == (
        "changes_requested",
        "And its year.",
        "grace",
        "reviewer",
    )
    assert review.verdict(grace, "r1") == told
    with pytest.raises(NotAllowed):
        review.verdict(desk.person("researcher", name="Eve"), "r1")


def test_sent_back_with_notes_it_is_answered_and_sent_again(desk) -> None:
    ada, grace = sent(desk), desk.person("reviewer", name="Grace")
    review.take(grace, "r1")
    review.note(grace, "r1", "summary", "Who pays for the dice?", "n1")
    with pytest.raises(ReasonMissing):
        review.decide(grace, "r1", "changes_requested")
    review.decide(grace, "r1", "changes_requested", reason="One question")

    review.answer(ada, "n1", "The city does.", "a1")
    review.resolve(ada, "n1")
    one = contributions.open(ada, "r1")
    changed = WRITTEN.model_copy(update={"lead": "Stadt Genf"})
    contributions.send(ada, "r1", contributions.save(ada, "r1", changed, one.stamp))

    (note,) = review.notes(ada, "r1")
    assert (note.field, note.answers[0].words, note.resolved_by) == (
        "summary",
        "The city does.",
        "ada",
    )
    assert [one.number for one in review.sendings(grace, "r1")] == [1, 2]
    assert [one.state for one in review.queue(grace)] == ["submitted"]


def test_a_reviewer_who_read_an_older_text_does_not_publish_the_newer_one(desk) -> None:
    ada, grace = sent(desk), desk.person("reviewer", name="Grace")
    read = contributions.open(grace, "r1").stamp
    contributions.take_back(ada, "r1")
    changed = WRITTEN.model_copy(update={"lead": "Jemand anders"})
    contributions.send(ada, "r1", contributions.save(ada, "r1", changed, read))
    review.take(grace, "r1")

    with pytest.raises(EditedElsewhere):
        review.decide(grace, "r1", "published", stamp=read)


def test_a_correction_waits_while_the_old_text_stays(desk) -> None:
    slug = published(desk)
    better = WRITTEN.model_copy(update={"lead": "Stadt Genf"})
    sent(desk, "r2", better, slug)

    assert record.by_slug(slug, "de").lead is None

    grace = desk.person("reviewer", name="Grace")
    review.take(grace, "r2")

    assert review.decide(grace, "r2", "published") == 2
    assert record.by_slug(slug, "de").lead == "Stadt Genf"
    assert versions.draft_of(slug, 1) == WRITTEN


def test_of_two_corrections_the_second_is_shown_what_changed_and_keeps_her_text(desk) -> None:
    slug = published(desk)
    hers = WRITTEN.model_copy(update={"start_year": 2019})
    sent(desk, "r2", hers, slug)
    published(desk, "r3", WRITTEN.model_copy(update={"lead": "Stadt Genf"}), slug)
    grace, ada = desk.person("reviewer", name="Grace"), desk.person("researcher")
    review.take(grace, "r2")

    with pytest.raises(Outdated):
        review.decide(grace, "r2", "published")

    review.decide(grace, "r2", "changes_requested", reason="The public text moved on")
    one = contributions.open(ada, "r2")
    merged = contributions.against_public(one)
    assert (merged.draft.lead, merged.draft.start_year, merged.both) == ("Stadt Genf", 2019, ())
    stamp = contributions.rebase(ada, "r2", one.stamp, merged.draft)
    contributions.send(ada, "r2", stamp)
    review.take(grace, "r2")
    assert review.decide(grace, "r2", "published") == 3
    assert (record.by_slug(slug, "de").lead, record.by_slug(slug, "de").start_year) == (
        "Stadt Genf",
        2019,
    )


@pytest.mark.parametrize(
    ("act", "state"), [(standing.withdraw, "withdrawn"), (standing.retire, "retired")]
)
def test_what_is_taken_away_leaves_every_list_and_says_why_and_since_when(desk, act, state) -> None:
    slug = published(desk)
    grace = desk.person("reviewer", name="Grace")

    with pytest.raises(ReasonMissing):
        act(grace, slug, " ")
    act(grace, slug, "The city asked for it")

    told = standing.of(slug)
    assert (told.state, told.reason) == (state, "The city asked for it")
    assert slugs(Filters(query="Zauberwürfel")) == []
    standing.bring_back(grace, slug, "It was a mistake")
    assert slugs(Filters(query="Zauberwürfel")) == [slug]


def test_an_earlier_version_is_restored_as_a_new_one(desk) -> None:
    slug = published(desk)
    published(desk, "r2", WRITTEN.model_copy(update={"lead": "Stadt Genf"}), slug)

    assert standing.restore(desk.person("reviewer", name="Grace"), slug, 1, "Lead was wrong") == 3

    assert versions.draft_of(slug) == WRITTEN
    assert [one.action for one in standing.every_version(slug)] == ["restore", "publish", "publish"]


def test_french_is_printed_as_french_when_it_is_sent_and_its_translation_still_fits(desk) -> None:
    typed = Wording(words="L'accueil : ouvert à tous", origin="original")
    german = Wording(words="Der Empfang: offen für alle", origin="human", of=typed.mark)
    draft = WRITTEN.model_copy(
        update={
            "language": "fr",
            "title": {"fr": typed, "de": german},
            "summary": {"fr": Wording(words="Des voisins se rencontrent.", origin="original")},
        }
    )

    kept = versions.draft_of(published(desk, draft=draft))

    assert kept.title["fr"].words == "L’accueil\u00a0: ouvert à tous"
    assert kept.title["de"].words == german.words
    assert not kept.is_stale("title", "de")


def test_a_discarded_draft_can_be_brought_back(desk) -> None:
    ada = desk.person("researcher")
    contributions.begin(ada, receipt="r1", language="de")
    contributions.discard(ada, "r1")
    contributions.bring_back(ada, "r1")

    assert [one.state for one in contributions.mine(ada)] == ["draft"]
    with pytest.raises(IllegalMove):
        contributions.bring_back(ada, "r1")


def test_every_check_of_the_store_holds_after_all_this(desk) -> None:
    slug = published(desk)
    standing.withdraw(desk.person("reviewer", name="Grace"), slug, "Why not")

    for file in sorted((database.QUERIES / "checks").glob("*.sql")):
        found = database._cursor().execute(file.read_text(encoding="utf-8")).fetchall()
        assert found == [], file.stem


def test_the_read_model_kept_in_step_equals_one_filled_anew(desk) -> None:
    """Lists, cards and neighbours after one publication, one correction and one withdrawal."""
    grace = desk.person("reviewer", name="Grace")
    slug = published(desk)
    published(desk, "r2", WRITTEN.model_copy(update={"themes": ("security",)}), slug)
    standing.withdraw(grace, "aalborg-safe-digital-city", "For a while")
    wanted = "facet", "card", "practice_similar"

    kept = {name: derived(name) for name in wanted}
    with database.transaction() as writer:
        read_model.rebuild(writer)

    assert {name: derived(name) for name in wanted} == kept


def derived(table: str) -> list[tuple[object, ...]]:
    rows = database._cursor().execute(f"select * from {table}").fetchall()
    return sorted(
        tuple(round(cell, 4) if isinstance(cell, float) else cell for cell in row) for row in rows
    )
