"""One submission to be reviewed: beside the public text, with notes and the decision."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from dashboard import desk_words, navigation
from dashboard.catalogue import contributions, differences, preview, review, rules, versions
from dashboard.catalogue import duplicates as twins
from dashboard.catalogue.differences import Change, Conflict
from dashboard.catalogue.draft import Draft, from_json
from dashboard.catalogue.review import Note, Sent
from dashboard.catalogue.rights import Actor
from dashboard.catalogue.rules import Fault
from dashboard.catalogue.submissions import Submission
from dashboard.components import (
    duplicates,
    markup,
    practice_sheet,
    review_acts,
    review_decision,
    review_fields,
    review_notes,
    review_seal,
    review_words,
)
from dashboard.components.markup import text
from dashboard.components.review_decision import Case
from dashboard.components.review_words import Names
from dashboard.i18n import _, language, n_, number

IN_REVIEW = ("submitted", "in_review")
_MISSED = ("partners", "figures")  # shown empty too: a reviewer may ask for them


def show(actor: Actor, one: Submission, names: Names) -> None:
    """The whole record, top to bottom; the decision last, when everything was seen."""
    notes = review.notes(actor, one.receipt)
    sent = review.sendings(actor, one.receipt)
    faults = rules.faults(one.draft)
    writable = one.state in IN_REVIEW
    markup.html(_head(one, sent, names, actor))
    _in_hand(one, names, actor)
    review_seal.banner(actor, one, names)
    if writable:
        _warnings(one, faults, notes)
        _twins(one, actor)
    shown = (
        _correction(one, notes, names, writable)
        if review_words.corrects(one)
        else _new(one, notes, names, writable)
    )
    _sent_again(one, sent)
    _other_notes(one, notes, names, shown | {"sources"}, writable)
    markup.html(
        markup.section("review-sources", _("Sources"), review_fields.sources(one.draft.sources))
    )
    if "sources" not in shown:
        with st.container(key="review_field_sources"):
            review_notes.on_field(one.receipt, "sources", notes, names, writable=writable)
    if writable:
        open_notes = sum(note.resolved_at is None for note in notes)
        review_decision.show(Case(one, open_notes, len(faults), names, actor))
    if one.state == "sealed":
        review_seal.show(one)


# The head -----------------------------------------------------------------------------------------


def _head(one: Submission, sent: Sequence[Sent], names: Names, actor: Actor) -> str:
    facts = [desk_words.state(one.state), review_words.by(one.author, names, actor.account)]
    if one.submitted_at:
        facts.append(_("sent on {date}").format(date=review_words.day(one.submitted_at)))
        facts.append(review_words.age(one.submitted_at))
    if len(sent) > 1:
        facts.append(n_("sent {count} time", "sent {count} times", len(sent)))
    told = "".join(f"<span>{text(fact)}</span>" for fact in facts)
    themes = one.draft.themes
    bar = f" theme-{text(themes[0])}" if themes else ""
    return (
        f'<header class="bar{bar} review-head"><p class="place">'
        f"<span>{text(review_words.kind(one))}</span>"
        f" <b>{text(review_words.city(one.city_id))}</b></p>"
        f'<h2 class="review-name" id="record-{text(one.receipt)}" tabindex="-1">'
        f"{text(review_words.named(one))}</h2>"
        f'<p class="queue-facts">{told}</p>{_word(sent)}{_public(one)}</header>'
    )


def _word(sent: Sequence[Sent]) -> str:
    """What the author said when sending it last."""
    if not sent or not sent[-1].note:
        return ""
    name = text(_("The author’s word to you"))
    return (
        f'<figure class="review-word"><figcaption class="note">{name}</figcaption>'
        f"<blockquote>{text(sent[-1].note)}</blockquote></figure>"
    )


def _public(one: Submission) -> str:
    if not one.slug:
        return ""
    here = navigation.address("practice", language(), id=one.slug)
    every = navigation.address("history", language(), id=one.slug)
    links = markup.link(here, _("The public page")) + markup.link(every, _("All versions"))
    return f'<p class="queue-facts">{links}</p>'


def _in_hand(one: Submission, names: Names, actor: Actor) -> None:
    if one.state == "submitted":
        st.button(
            _("Take it in hand"),
            key="review_take",
            type="primary",
            icon=":material/person:",
            on_click=review_acts.take,
            args=(one.receipt,),
        )
    elif one.state == "in_review" and one.reviewer == actor.account:
        st.button(
            _("Give it back to the queue"),
            key="review_give_back",
            type="tertiary",
            icon=":material/undo:",
            on_click=review_acts.give_back,
            args=(one.receipt,),
        )
    elif one.state == "in_review":
        name = review_words.who(one.reviewer, names)
        st.button(
            _("Take it over from {name}").format(name=name),
            key="review_take_over",
            icon=":material/person:",
            on_click=review_acts.take_over,
            args=(one.receipt,),
        )


# What to know before reading ----------------------------------------------------------------------


def _warnings(one: Submission, faults: Sequence[Fault], notes: Sequence[Note]) -> None:
    if faults:
        _state(_("What is wrong with it"), [review_words.fault(fault) for fault in faults])
    if waiting := sum(note.resolved_at is None for note in notes):
        told = n_(
            "{count} note is still open. It may be published all the same.",
            "{count} notes are still open. It may be published all the same.",
            waiting,
        )
        markup.html(f'<p class="state">{text(told)}</p>')


def _twins(one: Submission, actor: Actor) -> None:
    """What may be the same practice, with the reasons; nothing where nothing is like it."""
    found = twins.likely(one.draft, actor, language(), besides=one.slug, receipt=one.receipt)
    if found:
        title = text(_("This may already be here"))
        cards = "".join(map(duplicates.card, found))
        markup.html(
            f'<section class="review-twins"><p class="twins-title">{title}</p>{cards}</section>'
        )


def _state(title: str, told: Sequence[str]) -> None:
    listed = "".join(f"<li>{text(one)}</li>" for one in told)
    markup.html(
        f'<div class="state"><p><b>{text(title)}</b></p><ul class="lines">{listed}</ul></div>'
    )


# A correction: what changes -----------------------------------------------------------------------


def _correction(one: Submission, notes: Sequence[Note], names: Names, writable: bool) -> set[str]:
    """Changed fields only, old beside new; gives the fields that were shown."""
    public = versions.draft_of(one.slug or "")
    new = one.draft
    if one.outdated:
        new = _moved_on(one)
    changes = differences.fields(public, new)
    _title(
        n_("{count} field changes", "{count} fields change", len({c.field for c in changes}))
        if changes
        else _("Nothing changes against the public text")
    )
    for field, group in groupby(changes, key=lambda change: change.field):
        with st.container(key=f"review_field_{field}"):
            markup.html(review_fields.changed(field, list(group), _("Public now"), _("As sent")))
            review_notes.on_field(one.receipt, field, notes, names, writable=writable)
    review_fields.same(public, new)
    return {change.field for change in changes}


def _moved_on(one: Submission) -> Draft:
    """The public text changed meanwhile: what both did, and this text laid on the one of now."""
    merged = contributions.against_public(one)
    told = [
        _("It was begun from version {old}; version {new} is public now.").format(
            old=number(one.base_version or 0), new=number(one.public_version or 0)
        ),
        _("Below it is laid on the version of now, so that only its own changes show."),
    ]
    _state(_("The public text has changed since"), [*told, *map(_both, merged.both)])
    return merged.draft


def _both(conflict: Conflict) -> str:
    return _("Both changed: {field}. The public wording of now would be replaced.").format(
        field=review_words.spoken(conflict.field, conflict.language)
    )


# A new practice: everything -----------------------------------------------------------------------


def _new(one: Submission, notes: Sequence[Note], names: Names, writable: bool) -> set[str]:
    """The whole text, as a page and a field at a time; gives the fields shown."""
    page = preview.whole(one.draft, language())
    if page:
        with st.expander(_("The page as readers will see it"), key="review_preview"):
            markup.html(practice_sheet.before_it_is_sent(page))
    _title(_("Field by field"))
    said: dict[str, list[str | None]] = dict.fromkeys(_MISSED, [])
    said |= _said(one.draft)
    shown = [field for field in differences.ORDER if field in said and field != "sources"]
    for field in shown:
        with st.container(key=f"review_field_{field}"):
            markup.html(review_fields.block(one.draft, field, said[field] or [None]))
            review_notes.on_field(one.receipt, field, notes, names, writable=writable)
    return set(shown)


def _said(draft: Draft) -> dict[str, list[str | None]]:
    """The fields that say something, each with the languages it is written in."""
    fields = groupby(review_fields.keys(draft), key=lambda key: key[0])
    return {field: [spoken for _name, spoken in group] for field, group in fields}


def _title(words_in: str) -> None:
    markup.html(f'<h2 class="section-title review-part">{text(words_in)}</h2>')


# What came before ---------------------------------------------------------------------------------


def _sent_again(one: Submission, sent: Sequence[Sent]) -> None:
    """What is new since the last sending, where it was sent more than once."""
    if len(sent) < 2:
        return
    before, after = from_json(sent[-2].body), from_json(sent[-1].body)
    changes: tuple[Change, ...] = differences.fields(before, after)
    label = n_(
        "{count} field is new since it was sent before",
        "{count} fields are new since it was sent before",
        len({change.field for change in changes}),
    )
    with st.expander(label):
        for field, group in groupby(changes, key=lambda change: change.field):
            markup.html(review_fields.changed(field, list(group)))


def _other_notes(
    one: Submission, notes: Sequence[Note], names: Names, shown: set[str], writable: bool
) -> None:
    """Notes on fields that are not above, and a place for one on the whole."""
    others = [note for note in notes if note.field not in shown]
    if not others and not writable:
        return
    _title(_("On the whole"))
    for field, group in groupby(
        sorted(others, key=lambda note: note.field), lambda note: note.field
    ):
        markup.html(f'<h3 class="review-field-name">{text(review_words.field(field))}</h3>')
        for note in group:
            review_notes.thread(note, names, writable=writable)
    if writable:
        review_notes.on_field(one.receipt, review_words.WHOLE, (), names, writable=True)


def _field(note: Note) -> str:
    return note.field


def people_of(actor: Actor, one: Submission) -> set[str]:
    """The accounts whose names the record tells."""
    notes = review.notes(actor, one.receipt)
    said = {answer.author for note in notes for answer in note.answers}
    told = {account for note in notes for account in (note.author, note.resolved_by)}
    return {account for account in (one.author, one.reviewer, *said, *told) if account}
