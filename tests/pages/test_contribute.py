"""The form as pages: each step opens, choices save themselves, and only the author gets in."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import state
from dashboard.catalogue import contributions, geography, review, versions, writing
from dashboard.catalogue.draft import Draft, Source, Wording
from dashboard.catalogue.rights import Actor
from dashboard.components.form import opened, steps
from tests.conftest import Desk, OpenPage, text_of

RECEIPT = "0123456789abcdef"
SLUG = "recife-compaz-community-peace-centres"


def all_of(at: AppTest) -> str:
    """The words of the page, those inside components too."""
    drawn = [one.proto.json for one in at.get("bidi_component")]
    held = [json.loads(one) for one in drawn if one]
    return text_of(at) + "\n".join(one.get("html") or one.get("label") or "" for one in held)


def fields_of(at: AppTest) -> dict[str, dict[str, object]]:
    """What each field that saves itself was given, by its name."""
    held = [json.loads(one.proto.json or "{}") for one in at.get("bidi_component")]
    return {str(one["name"]): one for one in held if "rows" in one}


def usable() -> Draft:
    return Draft(
        language="en",
        city_id=geography.resolve("Rennes", "FR").place_id,
        themes=("security",),
        instrument="service",
        title={"en": Wording(words="Night mediators", origin="original")},
        summary={"en": Wording(words="They walk in pairs.", origin="original")},
        sources=(Source(url="https://example.org/report"),),
    )


@pytest.fixture
def ada(desk: Desk) -> Actor:
    return desk.person("researcher")


def begun(ada: Actor, draft: Draft | None = None) -> int:
    one = contributions.begin(ada, receipt=RECEIPT, language="en")
    return contributions.save(ada, RECEIPT, draft, one.stamp) if draft else one.stamp


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("step", steps.CODES)
def test_each_step_opens_empty_and_full(
    open_page: OpenPage, ada: Actor, step: str, language: str
) -> None:
    begun(ada)
    open_page("contribute", language, actor=ada, draft=RECEIPT, step=step)
    contributions.save(ada, RECEIPT, usable(), 1)

    at = open_page("contribute", language, actor=ada, draft=RECEIPT, step=step)

    assert "form-step" in all_of(at)


def test_every_field_has_its_label_reason_example_and_counter(
    open_page: OpenPage, ada: Actor
) -> None:
    begun(ada)
    for step in ("what", "why"):
        at = open_page("contribute", actor=ada, draft=RECEIPT, step=step)
        for name, one in fields_of(at).items():
            assert one["label"] and one["example"], name
            if one["kind"] == "text":
                assert one["why"] and one["most"], name


def test_a_choice_is_saved_at_once(open_page: OpenPage, ada: Actor) -> None:
    begun(ada)
    at = open_page("contribute", actor=ada, draft=RECEIPT, step="what")

    at.selectbox(key="form_instrument").select("service").run()
    at.button_group(key="form_themes").set_value(["security", "cohesion"]).run()

    kept = contributions.open(ada, RECEIPT).draft
    assert kept.instrument == "service"
    assert set(kept.themes) == {"security", "cohesion"}


def test_a_row_more_and_a_row_less_are_saved(open_page: OpenPage, ada: Actor) -> None:
    begun(ada, usable())
    at = open_page("contribute", actor=ada, draft=RECEIPT, step="sources")

    at.button(key="add_sources").click().run()
    assert len(contributions.open(ada, RECEIPT).draft.sources) == 2
    at.button(key="drop_sources_2").click().run()

    assert contributions.open(ada, RECEIPT).draft.sources == usable().sources


def test_a_figure_without_source_is_marked(open_page: OpenPage, ada: Actor) -> None:
    draft = writing.put(usable(), "figures.1.label.en", "people reached")
    begun(ada, writing.put(draft, "figures.1.value", "1200"))

    at = open_page("contribute", actor=ada, draft=RECEIPT, step="results")

    assert "No source is tied to this figure" in all_of(at)


def test_what_lacks_is_listed_and_keeps_it_from_being_sent(open_page: OpenPage, ada: Actor) -> None:
    begun(ada)

    at = open_page("contribute", actor=ada, draft=RECEIPT, step="preview")

    assert at.button(key="send").disabled
    assert all_of(at).count("/en/contribute?draft=") >= 6 + len(steps.ALL)
    assert "6 things are still to be done" in all_of(at)


def test_it_is_sent_with_a_receipt_and_taken_back(open_page: OpenPage, ada: Actor) -> None:
    begun(ada, usable())
    at = open_page("contribute", actor=ada, draft=RECEIPT, step="preview")
    at.button(key="send").click().run()

    assert contributions.open(ada, RECEIPT).state == "submitted"
    assert RECEIPT in all_of(at)
    at.button(key="take_back").click().run()
    assert contributions.open(ada, RECEIPT).state == "draft"


def test_what_was_saved_elsewhere_is_shown_and_nothing_is_written_over(
    open_page: OpenPage, ada: Actor
) -> None:
    stamp = begun(ada, usable())
    at = open_page("contribute", actor=ada, draft=RECEIPT, step="what")
    theirs = writing.put(usable(), "summary.en", "They walk by day and by night.")
    contributions.save(ada, RECEIPT, theirs, stamp)

    at.selectbox(key="form_instrument").select("training").run()
    assert contributions.open(ada, RECEIPT).draft == theirs
    assert "was changed elsewhere" in all_of(at)
    at.button(key="clash_both").click().run()

    kept = contributions.open(ada, RECEIPT).draft
    assert kept.instrument == "training"
    assert kept.summary["en"].words == "They walk by day and by night."


def test_notes_stand_beside_their_field_and_are_dealt_with_there(
    open_page: OpenPage, desk: Desk, ada: Actor
) -> None:
    bo = desk.person("reviewer", name="Bo")
    stamp = begun(ada, usable())
    contributions.send(ada, RECEIPT, stamp)
    review.take(bo, RECEIPT)
    review.note(bo, RECEIPT, "title", "Say <which> mediators.", "n1")
    review.decide(bo, RECEIPT, "changes_requested", reason="One word.")

    at = open_page("contribute", actor=ada, draft=RECEIPT, step="what")
    assert "Say &lt;which&gt; mediators." in all_of(at)
    at.button(key="resolve_n1").click().run()

    assert review.notes(ada, RECEIPT)[0].resolved_by == ada.account


def test_a_correction_says_where_it_starts_and_what_is_unchanged(
    open_page: OpenPage, ada: Actor
) -> None:
    at = open_page("contribute", actor=ada, practice=SLUG)
    assert "Propose a correction" in text_of(at)
    one = contributions.begin(ada, receipt=RECEIPT, language="en", slug=SLUG)
    changed = writing.put(one.draft, "title.en", "Compaz, a house of peace")
    contributions.save(ada, RECEIPT, changed, one.stamp)

    at = open_page("contribute", actor=ada, draft=RECEIPT, step="what")

    assert "begun from version 1" in all_of(at)
    fields = fields_of(at)
    assert fields["summary.en"]["mark"] == "as in the public version"
    assert fields["title.en"]["mark"] == ""


def test_a_correction_that_was_overtaken_goes_on_from_the_public_text_of_now(
    open_page: OpenPage, desk: Desk, ada: Actor
) -> None:
    bo = desk.person("reviewer", name="Bo")
    for receipt, path, words in (
        ("1" * 16, "title.en", "Compaz, a house of peace"),
        ("2" * 16, "lead", "City of Recife, office of peace"),
    ):
        one = contributions.begin(ada, receipt=receipt, language="en", slug=SLUG)
        contributions.save(ada, receipt, writing.put(one.draft, path, words), one.stamp)
    contributions.send(ada, "1" * 16, 2)
    review.take(bo, "1" * 16)
    review.decide(bo, "1" * 16, "published")

    at = open_page("contribute", actor=ada, draft="2" * 16, step="who")
    assert "The public text has changed" in all_of(at)
    at.button(key="rebase").click().run()

    kept = contributions.open(ada, "2" * 16)
    assert not kept.outdated
    assert kept.draft.title["en"].words == "Compaz, a house of peace"
    assert kept.draft.lead == "City of Recife, office of peace"
    assert versions.draft_of(SLUG).lead != kept.draft.lead


def test_a_visitor_is_shown_the_door_and_a_stranger_nothing(
    open_page: OpenPage, desk: Desk, ada: Actor
) -> None:
    begun(ada, usable())

    assert "Night mediators" not in all_of(open_page("contribute", draft=RECEIPT))
    for role in ("researcher", "reviewer"):  # a reviewer reads it elsewhere, and writes nothing
        at = open_page("contribute", actor=desk.person(role, name="Cy"), draft=RECEIPT)
        assert "not open to you" in text_of(at)
        assert "Night mediators" not in all_of(at)


def test_whoever_was_signed_out_meanwhile_is_told_and_shown_the_way_in(
    open_page: OpenPage, ada: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(ada, usable())
    at = open_page("contribute", actor=ada, draft=RECEIPT, step="what")
    monkeypatch.setattr(state, "actor", lambda: None)

    at.selectbox(key="form_instrument").select("training").run()

    assert contributions.open(ada, RECEIPT).draft == usable()


def test_what_was_sent_from_another_window_is_not_written_any_more(
    open_page: OpenPage, ada: Actor
) -> None:
    stamp = begun(ada, usable())
    at = open_page("contribute", actor=ada, draft=RECEIPT, step="what")
    contributions.send(ada, RECEIPT, stamp)

    at.selectbox(key="form_instrument").select("training").run()

    assert contributions.open(ada, RECEIPT).draft == usable()
    assert "Sent. A colleague reads it" in all_of(at)
    assert not fields_of(at)


def test_still_right_brings_a_stale_translation_up_to_date(open_page: OpenPage, ada: Actor) -> None:
    draft = writing.put(usable(), "title.de", "Nachtmediation")
    begun(ada, writing.put(draft, "title.en", "Night and day mediators"))
    at = open_page("contribute", actor=ada, draft=RECEIPT, step="languages", to="de")

    assert "The original has changed since" in all_of(at)
    at.button(key="still_title_de").click().run()

    assert not contributions.open(ada, RECEIPT).draft.is_stale("title", "de")


def test_a_contributor_is_offered_her_own_city_alone(open_page: OpenPage, desk: Desk) -> None:
    rennes = geography.resolve("Rennes", "FR").place_id
    cleo = desk.person("contributor", name="Cleo", city_id=rennes)
    begun(cleo)
    at = open_page("contribute", actor=cleo, draft=RECEIPT, step="where")

    assert "You write for Rennes only" in all_of(at)
    assert not [one for one in at.text_input if one.key == "form_place_words"]
    at.button_group(key="form_place_choice").select(str(rennes)).run()

    assert contributions.open(cleo, RECEIPT).draft.city_id == rennes
    assert "You write for Rennes only" not in all_of(at)


def test_a_contributor_is_told_at_once_of_a_city_that_is_not_hers(
    open_page: OpenPage, desk: Desk
) -> None:
    munich = geography.resolve("Munich", "DE").place_id
    cleo = desk.person("contributor", name="Cleo", city_id=munich)
    begun(cleo, usable())

    for step in ("where", "preview"):
        at = open_page("contribute", actor=cleo, draft=RECEIPT, step=step)
        assert "You write for Munich only" in all_of(at)
        assert "can be sent." not in all_of(at)
    assert at.button(key="send").disabled


def test_the_side_says_it_can_be_sent_only_where_nothing_is_wrong(
    open_page: OpenPage, ada: Actor
) -> None:
    begun(ada, writing.put(usable(), "sources.1.publisher", "City\u202e of Rennes"))

    at = open_page("contribute", actor=ada, draft=RECEIPT, step="sources")

    assert "1 thing is still to be done" in all_of(at)
    assert "It can be sent" not in all_of(at)
    given = fields_of(at)
    assert "nobody can see" in str(given["sources.1.publisher"]["fault"])
    assert given["sources.1.url"]["fault"] == ""


def test_a_value_is_shown_as_it_was_understood_with_all_its_digits(
    open_page: OpenPage, ada: Actor
) -> None:
    begun(ada, writing.put(usable(), "figures.1.value", "1.234"))

    at = open_page("contribute", "de", actor=ada, draft=RECEIPT, step="results")

    assert "1,234" in all_of(at)


def test_a_text_typed_while_nobody_is_signed_in_is_no_fault_and_changes_nothing(
    open_page: OpenPage, ada: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(ada, usable())
    open_page("contribute", actor=ada, draft=RECEIPT, step="what")
    monkeypatch.setattr(state, "actor", lambda: None)

    opened.type_in(RECEIPT, "title.en", "Typed after the end")
    opened.change(RECEIPT, lambda draft: draft.model_copy(update={"lead": "Nobody"}))

    assert contributions.open(ada, RECEIPT).draft == usable()
