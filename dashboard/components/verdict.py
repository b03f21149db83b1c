"""Why a text came back to its author, or was not taken in: the reviewer's own words."""

from __future__ import annotations

from dashboard import desk_words, people_words
from dashboard.catalogue import review
from dashboard.catalogue.rights import Actor
from dashboard.components.markup import text
from dashboard.i18n import _

TOLD_IN = ("changes_requested", "rejected", "draft")  # sent again, it waits for another


def of(actor: Actor, receipt: str, state: str) -> str:
    """The last reason as markup; '' where there is none, or where it was sent again since."""
    found = review.verdict(actor, receipt) if state in TOLD_IN else None
    if found is None:
        return ""
    about = _("{name}, {date}").format(
        name=people_words.role(found.role), date=desk_words.day(found.occurred_at)
    )
    said = "".join(f"<p>{text(one)}</p>" for one in found.reason.split("\n") if one.strip())
    return (
        f'<div class="form-note verdict"><p class="label">{text(desk_words.state(found.state))}</p>'
        f'{said}<p class="note">{text(about)}</p></div>'
    )
