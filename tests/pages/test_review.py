"""Reviewing, as a reviewer does it: queue, record, notes, decision; and taking away what is public."""

from __future__ import annotations

import json
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import i18n, state
from dashboard.catalogue import clock, contributions, database, record, review, standing, versions
from dashboard.catalogue.draft import Draft, Source, Wording
from dashboard.catalogue.errors import (
    IllegalMove,
    NotAllowed,
    Outdated,
    OwnWork,
    ReasonMissing,
)
from dashboard.catalogue.rights import Actor
from dashboard.components import review_words
from dashboard.i18n import _
from tests.conftest import Desk, OpenPage, owes, text_of

COMPAZ = "recife-compaz-community-peace-centres"
ULM = 2820256
NEW = Draft(
    language="de",
    city_id=ULM,
    themes=("integration",),
    instrument="service",
    title={"de": Wording(words="Zauberwürfel <b>im</b> Quartier", origin="original")},
    summary={"de": Wording(words="Nachbarn lernen einander kennen.", origin="original")},
    sources=(Source(url="https://example.org/wuerfel"),),
)


def sent(author: Actor, receipt: str, draft: Draft = NEW, slug: str | None = None) -> None:
    one = contributions.begin(author, receipt=receipt, language="de", slug=slug)
    stamp = contributions.save(author, receipt, draft, one.stamp)
    contributions.send(author, receipt, stamp, "Fresh from the report.")


def corrected(slug: str = COMPAZ) -> Draft:
    public = versions.draft_of(slug)
    summary = {**public.summary, "en": Wording(words=public.summary["en"].words + " Five stand.")}
    return public.model_copy(update={"summary": summary, "start_year": 2015})


def shown(at: AppTest) -> str:
    """All that the page says, its lists of links included."""
    drawn: list[Any] = [one.proto for one in at.get("bidi_component")]
    lists = [json.loads(one.json).get("html", "") for one in drawn if one.json]
    return unescape("\n".join([text_of(at), *lists]))


@pytest.fixture
def people(desk: Desk) -> dict[str, Actor]:
    """Three who work here."""
    return {
        "ada": desk.person("researcher", name="Ada"),
        "grace": desk.person("reviewer", name="Grace"),
        "jun": desk.person("reviewer", "researcher", name="Jun"),
    }


@pytest.fixture
def see(open_page: OpenPage, people: dict[str, Actor]) -> OpenPage:
    """Open a page as one of them does, the reviewer where nobody is named."""

    def opened(script: str, language: str = "en", who: str = "grace", **query: Any) -> AppTest:
        return open_page(script, language, people[who], **query)

    return opened


# Who may ------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("desk")
def test_a_visitor_finds_the_way_in_and_no_submission(open_page: OpenPage) -> None:
    at = open_page("review")

    assert not at.button
    assert "/sign-in" in text_of(at)


def test_somebody_without_the_right_is_told_so(see: OpenPage, people: dict[str, Actor]) -> None:
    sent(people["ada"], "r1")

    at = see("review", who="ada", id="r1")

    assert NotAllowed.message in text_of(at)
    assert "Zauberwürfel" not in shown(at)


# The queue ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_queue_opens_in_every_language(
    see: OpenPage, people: dict[str, Actor], language: str
) -> None:
    sent(people["ada"], "r1")
    sent(people["ada"], "r2", corrected(), COMPAZ)
    review.take(people["grace"], "r2")

    at = see("review", language, id="r2")

    i18n.use(language)
    assert _("Correction") in shown(at)
    assert at.button(key="decide_published").label == _("Publish")


def test_the_oldest_stands_first_with_age_kind_city_and_who_has_it(
    see: OpenPage, people: dict[str, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.now()
    for days, receipt, draft, slug in ((9, "r1", NEW, None), (3, "r2", corrected(), COMPAZ)):
        monkeypatch.setattr(clock, "now", lambda days=days: now - timedelta(days=days))
        sent(people["ada"], receipt, draft, slug)
    review.take(people["jun"], "r2")
    monkeypatch.setattr(clock, "now", lambda: now)

    told = shown(see("review"))

    assert told.index("9 days ago") < told.index("3 days ago")
    assert told.index("New practice") < told.index("Correction")
    assert "Ulm, Germany" in told and "Recife, Brazil" in told
    assert told.count("nobody has it yet") == 1
    assert "2 wait" in told


@pytest.mark.usefixtures("people")
def test_an_empty_queue_says_so(see: OpenPage) -> None:
    assert "Nothing waits." in shown(see("review"))


@pytest.mark.usefixtures("people")
def test_a_receipt_nobody_knows_is_told_kindly(see: OpenPage) -> None:
    assert "it was left out: nothing" in shown(see("review", id="nothing"))


# The record ---------------------------------------------------------------------------------------


def test_a_correction_shows_what_changes_and_folds_what_does_not(
    see: OpenPage, people: dict[str, Actor]
) -> None:
    sent(people["ada"], "r1", corrected(), COMPAZ)

    at = see("review", id="r1")

    told = shown(at)
    assert "2 fields change" in told
    assert "Five stand." in told and "2016" in told and "2015" in told
    assert any("fields are the same" in one.label for one in at.expander)
    assert "Fresh from the report." in told


def test_a_new_practice_shows_every_text_as_text(see: OpenPage, people: dict[str, Actor]) -> None:
    sent(people["ada"], "r1")

    drawn = text_of(see("review", id="r1"))

    assert "Zauberwürfel &lt;b&gt;im&lt;/b&gt; Quartier" in drawn
    assert "Zauberwürfel <b>" not in drawn
    assert 'lang="de"' in drawn
    assert 'href="https://example.org/wuerfel"' in drawn


def test_where_the_public_text_moved_on_it_is_laid_on_the_one_of_now_and_publishing_is_closed(
    see: OpenPage, people: dict[str, Actor]
) -> None:
    sent(people["ada"], "r1", corrected(), COMPAZ)
    other = versions.draft_of(COMPAZ).model_copy(update={"lead": "Another house"})
    sent(people["jun"], "r2", other, COMPAZ)
    review.take(people["grace"], "r2")
    review.decide(people["grace"], "r2", "published")
    review.take(people["grace"], "r1")

    at = see("review", id="r1")

    told = shown(at)
    assert "It was begun from version 1; version 2 is public now." in told
    assert "2 fields change" in told, "the lead that somebody else wrote is not undone"
    assert at.button(key="decide_published").disabled
    assert "The public text has moved on." in told
    assert not at.button(key="decide_changes_requested").disabled


# Notes --------------------------------------------------------------------------------------------


def test_a_note_is_added_in_place_answered_and_resolved(
    see: OpenPage, people: dict[str, Actor]
) -> None:
    sent(people["ada"], "r1")
    at = see("review", id="r1")

    at.button(key="note_r1_summary_write").click().run()
    at.text_area(key="note_r1_summary").input("Which <i>report</i>?").run()
    at.button(key="note_r1_summary_keep").click().run()

    (note,) = review.notes(people["grace"], "r1")
    assert (note.field, note.words) == ("summary", "Which <i>report</i>?")
    assert "&lt;i&gt;report" in text_of(at) and ">Not answered yet<" in text_of(at)
    review.answer(people["ada"], note.note_id, "That of 2022.", "a1")
    at.button(key=f"resolve_{note.note_id}").click().run()
    assert "Resolved by" in text_of(at) and "That of 2022." in text_of(at)
    owes(at)


def test_an_empty_note_is_refused_kindly_and_the_place_stays_open(
    see: OpenPage, people: dict[str, Actor]
) -> None:
    sent(people["ada"], "r1")
    at = see("review", id="r1")
    at.button(key="note_r1_title_write").click().run()

    at.button(key="note_r1_title_keep").click().run()

    assert "There is nothing written yet." in text_of(at)
    assert at.text_area(key="note_r1_title")
    assert review.notes(people["grace"], "r1") == ()


# The decision -------------------------------------------------------------------------------------


def test_publishing_is_confirmed_shown_and_the_next_of_the_queue_opens(
    see: OpenPage, people: dict[str, Actor]
) -> None:
    sent(people["ada"], "r1")
    sent(people["ada"], "r2", corrected(), COMPAZ)
    at = see("review", id="r1")
    assert at.button(key="decide_published").disabled
    assert "Take it in hand first." in text_of(at)

    at.button(key="review_take").click().run()
    at.button(key="decide_published").click().run()
    assert "It becomes public at once" in text_of(at)
    at.button(key="decide_now").click().run()

    slug = contributions.open(people["grace"], "r1").slug
    assert record.by_slug(slug or "", "de") is not None
    assert "Published as version 1." in text_of(at)
    assert f"/practice?id={slug}" in text_of(at)
    assert at.query_params["id"] in ("r2", ["r2"])
    owes(at)


def test_nothing_is_decided_before_it_is_confirmed(see: OpenPage, people: dict[str, Actor]) -> None:
    sent(people["ada"], "r1")
    review.take(people["grace"], "r1")
    at = see("review", id="r1")

    at.button(key="decide_published").click().run()
    at.button(key="decide_not_yet").click().run()

    assert contributions.open(people["grace"], "r1").state == "in_review"
    assert at.button(key="decide_published")


def test_sending_back_wants_a_reason_and_keeps_what_was_typed(
    see: OpenPage, people: dict[str, Actor]
) -> None:
    sent(people["ada"], "r1")
    review.take(people["grace"], "r1")
    at = see("review", id="r1")

    at.button(key="decide_changes_requested").click().run()
    assert ReasonMissing.message in text_of(at)
    at.text_area(key="review_reason_r1").input("Name the report.").run()
    at.button(key="decide_changes_requested").click().run()
    at.button(key="decide_now").click().run()

    assert contributions.open(people["ada"], "r1").state == "changes_requested"
    assert "Sent back." in text_of(at)
    contributions.send(people["ada"], "r1", contributions.open(people["ada"], "r1").stamp)
    at.query_params["id"] = "r1"
    at.run()
    assert at.text_area(key="review_reason_r1").value == "", "what was said is not said twice"


def test_what_was_overtaken_while_it_was_read_is_not_published_and_the_reason_stays(
    see: OpenPage, people: dict[str, Actor]
) -> None:
    sent(people["ada"], "r1", corrected(), COMPAZ)
    review.take(people["grace"], "r1")
    at = see("review", id="r1")
    at.text_area(key="review_reason_r1").input("Well told.").run()
    at.button(key="decide_published").click().run()
    standing.retire(people["jun"], COMPAZ, "It has ended.")
    standing.bring_back(people["jun"], COMPAZ, "It has not.")
    other = versions.draft_of(COMPAZ).model_copy(update={"lead": "Another house"})
    sent(people["ada"], "r2", other, COMPAZ)
    review.take(people["jun"], "r2")
    review.decide(people["jun"], "r2", "published")

    at.button(key="decide_now").click().run()

    assert Outdated.message in unescape(text_of(at))
    assert at.text_area(key="review_reason_r1").value == "Well told."
    assert contributions.open(people["grace"], "r1").state == "in_review"


def test_what_was_decided_meanwhile_is_told_and_not_decided_again(
    see: OpenPage, people: dict[str, Actor]
) -> None:
    sent(people["ada"], "r1")
    review.take(people["grace"], "r1")
    at = see("review", id="r1")
    at.button(key="decide_published").click().run()
    review.decide(people["jun"], "r1", "rejected", reason="Told twice.")

    at.button(key="decide_now").click().run()

    assert IllegalMove.message in unescape(text_of(at))
    assert "What you typed is still here." in text_of(at)
    assert contributions.open(people["grace"], "r1").state == "rejected"


def test_nobody_publishes_their_own_and_it_says_why(
    see: OpenPage, people: dict[str, Actor]
) -> None:
    sent(people["jun"], "r1")
    review.take(people["jun"], "r1")

    at = see("review", who="jun", id="r1")

    assert at.button(key="decide_published").disabled
    assert OwnWork.message in text_of(at)
    assert not at.button(key="decide_rejected").disabled


def test_what_a_colleague_has_in_hand_can_be_taken_over(
    see: OpenPage, people: dict[str, Actor]
) -> None:
    sent(people["ada"], "r1")
    review.take(people["jun"], "r1")
    at = see("review", id="r1")
    assert at.button(key="decide_rejected").disabled

    at.button(key="review_take_over").click().run()

    assert contributions.open(people["grace"], "r1").reviewer == "grace"
    assert not at.button(key="decide_rejected").disabled


def test_a_role_that_was_taken_since_the_page_was_drawn_holds_no_more(
    see: OpenPage, people: dict[str, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(people["ada"], "r1")
    review.take(people["grace"], "r1")
    at = see("review", id="r1")
    at.button(key="decide_published").click().run()
    monkeypatch.setattr(state, "actor", lambda: Actor("grace", "Grace"))

    at.button(key="decide_now").click().run()

    assert contributions.open(people["ada"], "r1").state == "in_review"


def test_what_is_wrong_with_a_decision_stands_beside_its_buttons(
    see: OpenPage, people: dict[str, Actor]
) -> None:
    sent(people["ada"], "r1")
    review.take(people["grace"], "r1")
    at = see("review", id="r1")

    at.button(key="decide_rejected").click().run()

    told = text_of(at)
    assert told.count(ReasonMissing.message) == 1
    assert told.index('id="decision"') < told.index(ReasonMissing.message)


def test_notes_and_answers_still_being_written_are_kept_with_the_decision(
    see: OpenPage, people: dict[str, Actor]
) -> None:
    sent(people["ada"], "r1")
    review.take(people["grace"], "r1")
    review.note(people["grace"], "r1", "title", "Is this its name?", "n1")
    at = see("review", id="r1")
    for place in ("note_r1_summary", "note_r1_whole", "note_r1_themes", "answer_n1"):
        at.button(key=f"{place}_write").click().run()
    at.text_area(key="note_r1_summary").input("Which report?").run()
    at.text_area(key="note_r1_whole").input("Well told.").run()
    at.text_area(key="answer_n1").input("I looked: it is.").run()
    at.text_area(key="review_reason_r1").input("Name the report.").run()

    at.button(key="decide_changes_requested").click().run()
    at.button(key="decide_now").click().run()

    kept = {note.field: note for note in review.notes(people["ada"], "r1")}
    assert {name: note.words for name, note in kept.items()} == {
        "title": "Is this its name?",
        "summary": "Which report?",
        "whole": "Well told.",
    }
    assert [one.words for one in kept["title"].answers] == ["I looked: it is."]
    assert contributions.open(people["ada"], "r1").state == "changes_requested"


@pytest.mark.parametrize("field", ["sources", "figures", "partners"])
def test_what_a_new_practice_lacks_can_be_asked_for_where_it_would_stand(
    see: OpenPage, people: dict[str, Actor], field: str
) -> None:
    sent(people["ada"], "r1")
    at = see("review", id="r1")

    at.button(key=f"note_r1_{field}_write").click().run()
    at.text_area(key=f"note_r1_{field}").input("Is there more?").run()
    at.button(key=f"note_r1_{field}_keep").click().run()

    assert [note.field for note in review.notes(people["ada"], "r1")] == [field]
    assert text_of(at).count("Is there more?") == 1


def test_a_correction_takes_one_note_on_its_sources(
    see: OpenPage, people: dict[str, Actor]
) -> None:
    public = versions.draft_of(COMPAZ)
    more = (*public.sources, Source(url="https://example.org/more"))
    sent(people["ada"], "r1", corrected(), COMPAZ)
    sent(people["ada"], "r2", public.model_copy(update={"sources": more}), COMPAZ)

    for receipt in ("r1", "r2"):
        at = see("review", id=receipt)
        assert at.button(key=f"note_{receipt}_sources_write")


def test_a_new_practice_that_is_public_is_no_correction_to_its_reviewer(
    see: OpenPage, people: dict[str, Actor]
) -> None:
    sent(people["ada"], "r1")
    review.take(people["grace"], "r1")
    review.decide(people["grace"], "r1", "published")

    told = shown(see("review", id="r1"))

    assert "New practice" in told and "Correction" not in told
    assert "Nothing changes against the public text" not in told


# Imports ------------------------------------------------------------------------------------------


def imported(author: Actor, count: int, faulty: int) -> None:
    """Submissions of one import; what its own room writes is written here by hand."""
    for number in range(count):
        title = {"de": Wording(words=f"Aus der Einfuhr {number}", origin="original")}
        sent(author, f"i{number}", NEW.model_copy(update={"title": title}))
    with database._cursor() as cursor:
        cursor.execute("update submission set import_id = 'imp' where receipt like 'i%'")
        cursor.execute(
            "update submission set body = replace(body, 'https://', 'ftp://') where receipt in"
            f" (select receipt from submission order by receipt limit {faulty})"
        )


def test_what_one_import_brought_is_gathered_and_published_save_what_has_faults(
    see: OpenPage, people: dict[str, Actor]
) -> None:
    imported(people["ada"], count=4, faulty=1)
    at = see("review", import_="imp")
    assert "Import of 4 practices" in shown(at) and "3 without fault" in text_of(at)

    at.button(key="publish_import").click().run()

    states = [contributions.open(people["ada"], f"i{one}").state for one in range(4)]
    assert states == ["submitted", "published", "published", "published"]
    assert "3 published; 1 left for a look." in text_of(at)


def test_an_import_is_not_published_by_who_brought_it(
    see: OpenPage, people: dict[str, Actor]
) -> None:
    imported(people["jun"], count=2, faulty=0)

    at = see("review", who="jun", import_="imp")

    assert at.button(key="publish_import").disabled
    assert OwnWork.message in text_of(at)


# From the page of a practice ----------------------------------------------------------------------


@pytest.mark.usefixtures("desk")
def test_a_visitor_finds_no_desk_on_the_page_of_a_practice(open_page: OpenPage) -> None:
    keys = {one.key for one in open_page("practice", id=COMPAZ).button}

    assert not {"propose_correction", "standing_retire"} & keys


def test_a_correction_is_begun_once_and_gone_on_with_later(
    see: OpenPage, people: dict[str, Actor]
) -> None:
    at = see("practice", who="ada", id=COMPAZ)

    at.button(key="propose_correction").click().run()

    (begun,) = contributions.mine(people["ada"])
    assert begun.slug == COMPAZ
    drawn: list[Any] = [one.proto for one in at.get("bidi_component")]
    assert any(f"/contribute?draft={begun.receipt}" in one.json for one in drawn)
    again = see("practice", who="ada", id=COMPAZ)
    assert not [one for one in again.button if one.key == "propose_correction"]


@pytest.mark.parametrize(("way", "now"), [("retire", "retired"), ("withdraw", "withdrawn")])
def test_a_reviewer_takes_a_practice_away_with_a_reason_and_brings_it_back(
    see: OpenPage, people: dict[str, Actor], way: str, now: str
) -> None:
    at = see("practice", id=COMPAZ)
    at.button(key=f"standing_{way}").click().run()
    assert ReasonMissing.message in text_of(at)

    at.text_area(key=f"standing_reason_{COMPAZ}").input("It has <b>ended</b>.").run()
    at.button(key=f"standing_{way}").click().run()

    told = standing.of(COMPAZ)
    assert told is not None and told.state == now
    assert "It has &lt;b&gt;ended&lt;/b&gt;." in text_of(at)
    at.text_area(key=f"standing_reason_{COMPAZ}").input("It goes on.").run()
    at.button(key="standing_bring_back").click().run()
    assert record.by_slug(COMPAZ, "en") is not None
    owes(at)


def test_a_contributor_of_another_city_is_not_offered_a_correction(
    open_page: OpenPage, desk: Desk
) -> None:
    mei = desk.person("contributor", name="Mei", city_id=ULM)

    keys = {one.key for one in open_page("practice", actor=mei, id=COMPAZ).button}

    assert "propose_correction" not in keys


def test_the_marks_of_a_text_are_on_its_page(see: OpenPage, people: dict[str, Actor]) -> None:
    told = NEW.model_copy(
        update={
            "summary": {
                **NEW.summary,
                "fr": Wording(words="Des voisins se parlent.", origin="human", of="older"),
                "en": Wording(words="Neighbours meet here.", origin="machine"),
            }
        }
    )
    sent(people["ada"], "r1", told)
    review.take(people["grace"], "r1")
    review.decide(people["grace"], "r1", "published")
    slug = contributions.open(people["grace"], "r1").slug or ""

    english, french = (text_of(see("practice", one, id=slug)) for one in ("en", "fr"))

    assert "Machine translation" in english and "Text in German" in english
    i18n.use("fr")
    assert _("Translated by a person") in unescape(french)
    assert _("The original has changed since this translation") in unescape(french)


def test_one_that_left_is_named_kindly_by_a_comparison(
    see: OpenPage, people: dict[str, Actor]
) -> None:
    standing.retire(people["grace"], COMPAZ, "Ended.")
    others = ["rennes-day-and-night-mediators", "vienna-wohnpartner-good-neighbourhood"]

    at = see("compare", id=[COMPAZ, *others])

    told = text_of(at)
    assert "has been retired and is not compared any more." in told
    assert f"/practice?id={COMPAZ}" in told
    assert "not known here" not in told


def test_a_retired_practice_is_not_offered_for_comparison(
    see: OpenPage, people: dict[str, Actor]
) -> None:
    standing.retire(people["grace"], COMPAZ, "Ended.")

    at = see("practice", id=COMPAZ)

    assert "Retired on" in text_of(at)
    assert "pick" not in {one.key for one in at.button}


def test_today_is_told_in_hours_and_days() -> None:
    now = clock.now()

    told = [review_words.age(now - timedelta(**ago)) for ago in ({}, {"hours": 5}, {"days": 2})]

    assert told == ["just now", "5 hours ago", "2 days ago"]
