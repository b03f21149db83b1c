"""The decision: reason, four ways on, each with why it is not open, and what each will do."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard.catalogue import moves
from dashboard.catalogue.errors import CatalogueError
from dashboard.catalogue.review import LONGEST_WORDS
from dashboard.catalogue.rights import Actor
from dashboard.catalogue.submissions import Submission
from dashboard.components import markup, outcome, review_acts, review_seal, review_words
from dashboard.components.markup import text
from dashboard.components.review_words import Names
from dashboard.i18n import N_, _, n_, number

_BUTTONS = {
    "published": N_("Publish"),
    "changes_requested": N_("Send back"),
    "rejected": N_("Reject"),
    "sealed": N_("Seal until a time"),
}
_CONFIRM = {
    "published": N_("Publish now"),
    "changes_requested": N_("Send it back now"),
    "rejected": N_("Reject it now"),
}
_ICONS = {
    "published": ":material/check_circle:",
    "changes_requested": ":material/undo:",
    "rejected": ":material/block:",
    "sealed": ":material/lock_clock:",
}


@dataclass(frozen=True)
class Case:
    """What is to be decided: the submission, its open notes, whether it may go out as it stands."""

    one: Submission
    open_notes: int
    faults: int
    names: Names
    actor: Actor


def show(case: Case) -> None:
    """Reason and ways on; after a choice, what it will do, to be confirmed."""
    receipt = case.one.receipt
    title = text(_("Your decision"))
    markup.html(f'<h2 class="section-title review-decide" id="decision">{title}</h2>')
    st.text_area(
        _("Reason"),
        key=review_acts.reason_key(receipt),
        help=_("Wanted for sending back and rejecting; the author reads it. Kept in the log."),
        max_chars=LONGEST_WORDS,
        height=96,
        persist_state="session",
        width=620,
    )
    outcome.show(only=review_acts.DECISION)
    asked = review_acts.asked(receipt)
    if asked == "sealed":
        review_seal.ask(case.one)
    elif asked:
        _confirm(case, asked)
    else:
        _ways(case)


def _ways(case: Case) -> None:
    closed = {one: why_not(case, one) for one in review_acts.WAYS}
    with st.container(horizontal=True, key="review_ways"):
        for verdict in review_acts.WAYS:
            st.button(
                _(_BUTTONS[verdict]),
                key=f"decide_{verdict}",
                type="primary" if verdict == "published" else "secondary",
                icon=_ICONS[verdict],
                disabled=closed[verdict] is not None,
                on_click=review_acts.ask,
                args=(case.one.receipt, verdict),
                kwargs={"reason_wanted": _reason_wanted(verdict)},
            )
    if any(closed.values()):
        markup.html(f'<ul class="lines note review-closed">{_closed(closed)}</ul>')


def _closed(closed: dict[str, str | None]) -> str:
    """Why ways are closed; said once where it is the same for all."""
    reasons = set(closed.values())
    if len(reasons) == 1:
        return f"<li>{text(reasons.pop())}</li>"
    pattern = _("{way}: {reason}")
    return "".join(
        f"<li>{text(pattern.format(way=_(_BUTTONS[one]), reason=why))}</li>"
        for one, why in closed.items()
        if why
    )


def _reason_wanted(verdict: str) -> bool:
    ways = [one for one in moves.table() if one.subject == "submission" and one.to_state == verdict]
    return all(one.reason_required for one in ways if one.from_state == "in_review")


def why_not(case: Case, verdict: str) -> str | None:
    """Why this way is closed, as a sentence; None where it is open."""
    one = case.one
    if one.state == "submitted":
        return _("Take it in hand first.")
    if one.reviewer != case.actor.account:
        return _("{name} has it in hand.").format(name=review_words.who(one.reviewer, case.names))
    try:
        moves.check(
            "submission",
            one.state,
            verdict,
            case.actor,
            author=one.author,
            city_id=one.city_id,
            reason="-",  # asked for when it is chosen
        )
    except CatalogueError as error:
        return _(error.message)
    if verdict in ("published", "sealed") and one.outdated:
        return _("The public text has moved on. Send it back, so that its author looks at both.")
    if verdict in ("published", "sealed") and case.faults:
        return n_(
            "{count} thing is wrong with it, as told above.",
            "{count} things are wrong with it, as told above.",
            case.faults,
        )
    return None


def _confirm(case: Case, verdict: str) -> None:
    receipt = case.one.receipt
    with st.container(key="review_confirm"):
        paragraphs = "".join(f"<p>{text(one)}</p>" for one in what_happens(case, verdict))
        markup.html(f'<div class="state" role="status">{paragraphs}</div>')
        with st.container(horizontal=True):
            st.button(
                _(_CONFIRM[verdict]),
                key="decide_now",
                type="primary",
                on_click=review_acts.decide,
                args=(receipt, verdict, case.one.stamp),
            )
            st.button(
                _("Not yet"), key="decide_not_yet", on_click=review_acts.not_yet, args=(receipt,)
            )


def what_happens(case: Case, verdict: str) -> list[str]:
    """What the decision will do, in sentences."""
    one = case.one
    if verdict == "published":
        told = [_public(one)]
        if case.open_notes:
            told.append(
                n_(
                    "{count} note is still open. It stays with the submission.",
                    "{count} notes are still open. They stay with the submission.",
                    case.open_notes,
                )
            )
        return told
    author = review_words.who(one.author, case.names)
    if verdict == "changes_requested":
        return [
            _(
                "{author} gets it back with your reason and the notes, and can send it again."
            ).format(author=author),
            _unchanged(one),
        ]
    return [
        _("{author} sees your reason. The text is kept and can become a draft again.").format(
            author=author
        ),
        _unchanged(one),
    ]


def _public(one: Submission) -> str:
    if one.public_version is None:
        return _(
            "It becomes public at once: in lists, on the map, in the search and in comparisons."
            " The log says that you signed it."
        )
    return _(
        "It becomes version {new} and is public at once. Version {old} stays readable in the"
        " history. The log says that you signed it."
    ).format(new=number(one.public_version + 1), old=number(one.public_version))


def _unchanged(one: Submission) -> str:
    if one.slug:
        return _("The public text stays as it is.")
    return _("Nothing of it becomes public.")
