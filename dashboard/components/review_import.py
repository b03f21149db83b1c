"""All that waits of one import, together: which are without fault, and publishing those at once."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import navigation
from dashboard.catalogue import import_review, moves
from dashboard.catalogue.errors import OwnWork
from dashboard.catalogue.import_review import Imported
from dashboard.catalogue.rights import Actor
from dashboard.catalogue.submissions import Submission
from dashboard.components import links, markup, review_acts, review_words
from dashboard.components.markup import text
from dashboard.components.review_words import Names
from dashboard.i18n import _, language, n_


def show(actor: Actor, import_id: str, names: Names) -> None:
    """The import as a table, and the way to publish what has no fault."""
    found = import_review.waiting(actor, import_id)
    if not found:
        markup.html(f'<p class="prose">{text(_("Nothing of this import waits any more."))}</p>')
        return
    ready = sum(one.ready for one in found)
    markup.html(_head(found, ready, names, actor))
    _publish(actor, import_id, found, ready)
    links.show(_table(found), key="review_import")


def _head(found: Sequence[Imported], ready: int, names: Names, actor: Actor) -> str:
    first = found[0].submission
    title = n_("Import of {count} practice", "Import of {count} practices", len(found))
    facts = [
        review_words.by(first.author, names, actor.account),
        n_("{count} without fault", "{count} without fault", ready),
        n_("{count} to be looked at", "{count} to be looked at", len(found) - ready),
    ]
    told = "".join(f"<span>{text(fact)}</span>" for fact in facts)
    return (
        f'<header class="bar review-head"><p class="place"><span>{text(_("Import"))}</span></p>'
        f'<h2 class="review-name" id="record-{text(first.import_id or "")}" tabindex="-1">'
        f'{text(title)}</h2><p class="queue-facts">{told}</p></header>'
    )


def _publish(actor: Actor, import_id: str, found: Sequence[Imported], ready: int) -> None:
    closed = _closed(actor, found, ready)
    at_once = min(ready, import_review.AT_ONCE)
    st.button(
        n_(
            "Publish {count} that has no fault",
            "Publish {count} that have no fault",
            at_once,
        ),
        key="publish_import",
        type="primary",
        icon=":material/check_circle:",
        disabled=closed is not None,
        on_click=review_acts.publish_import,
        args=(import_id,),
    )
    explained = closed or _(
        "Each becomes public at once as a version of its own, signed by you. The others stay in"
        " the queue."
    )
    markup.html(f'<p class="note">{text(explained)}</p>')


def _closed(actor: Actor, found: Sequence[Imported], ready: int) -> str | None:
    if not ready:
        return _("None of them is without fault: open them one by one.")
    if any(one.submission.author == actor.account for one in found) and not moves.small_team():
        return _(OwnWork.message)
    return None


def _table(found: Sequence[Imported]) -> str:
    rows = "".join(map(_row, found))
    heads = (_("Practice"), _("Kind"), _("What is wrong with it"))
    head = "".join(f'<th scope="col">{text(one)}</th>' for one in heads)
    return (
        f'<div class="table-wrap"><table class="plain review-import"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(one: Imported) -> str:
    submission = one.submission
    told = [review_words.fault(fault) for fault in one.faults]
    if submission.outdated:
        told.append(_("The public text has changed since."))
    kind = _("Correction") if submission.slug else _("New practice")
    wrong = markup.lines([text(fault) for fault in told]) if told else text(_("nothing"))
    return (
        f'<tr><th scope="row">{_link(submission)}'
        f'<br><span class="note">{text(review_words.city(submission.city_id))}</span></th>'
        f"<td>{text(kind)}</td><td>{wrong}</td></tr>"
    )


def _link(one: Submission) -> str:
    href = navigation.address("review", language(), id=one.receipt)
    return (
        f'<a href="{text(href)}" target="_self" data-then="#record-{text(one.receipt)}">'
        f"{text(review_words.named(one))}</a>"
    )
