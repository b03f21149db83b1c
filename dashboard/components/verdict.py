"""What a review came to, for the author: why a text came back, or until when it is sealed."""

from __future__ import annotations

from dashboard import desk_words, embargo_words, people_words
from dashboard.catalogue import embargo, review
from dashboard.catalogue.rights import Actor
from dashboard.components.markup import text
from dashboard.i18n import _

TOLD_IN = ("changes_requested", "rejected", "draft")  # sent again, it waits for another


def of(actor: Actor, receipt: str, state: str) -> str:
    """As markup; '' where nothing was said, or where it was sent again since."""
    if state == "sealed":
        return f'<p class="form-note">{text(sealed_until(actor, receipt))}</p>'
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


def sealed_until(actor: Actor, receipt: str) -> str:
    """Until when it is sealed; '' where it is open by now."""
    sealing = embargo.of(actor, receipt)
    return embargo_words.until(sealing.opens_at, sealing.zone) if sealing else ""
