"""Before it is sent: the page as readers will see it, what lacks, a word to the reviewer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard import desk_words, navigation, state
from dashboard.catalogue import contributions, preview
from dashboard.catalogue.errors import CatalogueError, EditedElsewhere
from dashboard.catalogue.rules import Fault
from dashboard.catalogue.submissions import Submission
from dashboard.components import links, markup, outcome, practice_sheet, saved_text, verdict
from dashboard.components.form import notes, opened, steps
from dashboard.components.form.opened import Opened
from dashboard.components.markup import text
from dashboard.components.outcome import Outcome
from dashboard.components.saved_text import Asked
from dashboard.i18n import N_, _, language, n_


def show(view: Opened, faults: Sequence[Fault]) -> None:
    """What lacks, the way to send it, and the page."""
    _lacking(view, faults)
    _send(view, faults)
    page(view)


def _lacking(view: Opened, faults: Sequence[Fault]) -> None:
    """Each thing that lacks, as a link to where it is mended."""
    open_notes = notes.open_ones(view)
    if not faults:
        ready = _("Nothing is missing. It can be sent.")
        links.show(f'<p class="sentence form-ready">{text(ready)}</p>', key="lacking")
    else:
        links.show(still_to_do(view, faults, "sentence"), key="lacking")
    if open_notes:
        said = n_(
            "{count} note of the reviewer is still open. It can be sent all the same.",
            "{count} notes of the reviewer are still open. It can be sent all the same.",
            len(open_notes),
        )
        markup.html(f'<p class="note">{text(said)}</p>')


def still_to_do(view: Opened, faults: Sequence[Fault], css: str = "note") -> str:
    """How many things keep it from being sent, and each of them as a link."""
    told = n_(
        "{count} thing is still to be done before it can be sent:",
        "{count} things are still to be done before it can be sent:",
        len(faults),
    )
    items = "".join(_lack(view, one) for one in faults)
    return f'<p class="{css}">{text(told)}</p><ul class="form-lacks">{items}</ul>'


def _lack(view: Opened, fault: Fault) -> str:
    step = steps.of_fault(fault, view.draft)
    href = steps.address(view.one.receipt, step.code)
    if step.code == "languages":
        href += f"&to={fault.language}"
    return (
        f'<li><a href="{text(href)}" target="_self" data-then="#form-title-{step.code}">'
        f"{text(desk_words.place(fault))}</a> <span>{text(desk_words.fault(fault))}</span></li>"
    )


def _send(view: Opened, faults: Sequence[Fault]) -> None:
    receipt = view.one.receipt
    asked = Asked(
        "note",
        _("A word to the reviewer"),
        _("If there is something to know: what you were not sure of, what is still to come."),
        _("The report of 2014 is out of print; the city sent it to us as a scan."),
        most=contributions.LONGEST_NOTE,
        rows=2,
    )
    typed = str(state.held(_key(receipt)) or "")
    saved_text.show(
        asked,
        typed,
        receipt=receipt,
        on_typed=lambda _name, said: state.lend(_key(receipt), said),
        kept=not typed,
    )
    st.button(
        _("Send for review"),
        key="send",
        type="primary",
        disabled=bool(faults) or not view.kept or view.one.outdated,
        on_click=partial(_sent, receipt),
    )


def _key(receipt: str) -> str:
    return f"typed:note:{receipt}"


def _sent(receipt: str) -> None:
    view = opened.now(receipt)
    try:
        said = str(state.held(_key(receipt)) or "")
        contributions.send(opened.actor(), receipt, view.one.stamp, said)
    except EditedElsewhere:
        opened.change_seen_elsewhere(receipt)
        return
    except CatalogueError as error:
        outcome.keep(Outcome(error.message, failed=True))
    else:
        state.lend(_key(receipt), "")
    opened.read(receipt)


def page(view: Opened) -> None:
    """The page itself, framed as a proof; without its first fields there is none yet."""
    shown = preview.whole(view.draft, language())
    if shown is None:
        said = _("The page shows here as soon as title, summary, city, theme and kind are given.")
        markup.html(f'<p class="gap form-gap">{text(said)}</p>')
        return
    name = text(_("The page as readers will see it"))
    page = practice_sheet.before_it_is_sent(shown)
    markup.html(f'<section class="form-proof" aria-label="{name}">{page}</section>')


# Once it is sent ----------------------------------------------------------------------------------

_NEXT = {
    "submitted": N_(
        "It waits for a reviewer. You find here what comes of it; until somebody begins to read "
        "it, you can take it back."
    ),
    "in_review": N_("A colleague is reading it. What comes of it shows here and on your desk."),
    "sealed": N_(
        "It is signed and becomes public by itself at its time. Until then nobody reads it but"
        " reviewers and the press."
    ),
    "published": N_("It is published and open to everybody."),
    "rejected": N_("It was not published. You can make a draft of it again and change it."),
    "withdrawn": N_("It was deleted from your list. You can bring it back."),
}


def standing(view: Opened) -> None:
    """Where a text stands that is not open to be written: the receipt, and what happens next."""
    one = view.one
    title = (
        _("Sent. A colleague reads it before it appears.")
        if one.state == "submitted"
        else desk_words.state(one.state)
    )
    told = _(_NEXT.get(one.state, ""))
    if one.state == "sealed":
        title = verdict.sealed_until(opened.actor(), one.receipt)
    receipt = _("Receipt: {receipt}").format(receipt=one.receipt)
    markup.html(
        f'<div class="state form-standing" role="status"><p><b>{text(title)}</b></p>'
        f"<p>{text(told)}</p><p>{text(receipt)}</p></div>"
    )
    with st.container(horizontal=True, key="standing_ways"):
        _way_back(view)
        links.show(
            f'<a class="button" href="{text(navigation.address("desk", language()))}"'
            f' target="_self">{text(_("To your desk"))}</a>',
            key="to_desk",
        )
        _public(one)


def _public(one: Submission) -> None:
    if one.state != "published" or one.slug is None:
        return
    href = navigation.address("practice", language(), id=one.slug)
    links.show(markup.link(href, _("The public page"), "button"), key="to_public")


def _way_back(view: Opened) -> None:
    label = {
        "submitted": _("Take it back"),
        "rejected": _("Make it a draft again"),
        "withdrawn": _("Bring it back"),
    }.get(view.one.state)
    if label:
        st.button(label, key="take_back", on_click=_taken_back, args=(view.one.receipt,))


def _taken_back(receipt: str) -> None:
    outcome.attempt(lambda: contributions.take_back(opened.actor(), receipt))
    opened.read(receipt)
