"""Letters to inhabitants without an account: each asked for, and asked for twice."""

from __future__ import annotations

from contextlib import AbstractContextManager

from dashboard import letters, settings
from dashboard.catalogue import mail, watching
from dashboard.catalogue.discussion import persons
from dashboard.catalogue.discussion.persons import Wish
from dashboard.catalogue.mail import Letter
from dashboard.i18n import _, date

STEP = 5.0  # seconds between two looks: a wish is kept in the transaction of its question
_PAUSE = 60.0  # seconds after a look that failed


def asks_again(wish: Wish) -> Letter:
    """The letter that asks whether the address is right and its owner wants the answer."""
    with letters.spoken(wish.language):
        paragraphs = (
            _("Good day,"),
            _(
                "Somebody has asked mayors a question in the catalogue of what cities do for "
                "living together, and wants the answer sent to this address. If it was you, open "
                "this link and confirm it:"
            ),
            link(wish),
            _(
                "If it was not you, do nothing: after seven days this address is erased, and no "
                "other letter comes. Behind the same link you can have it erased at once."
            ),
            _(
                "Your address is kept encrypted, for this answer alone, until {date} at the latest."
            ).format(date=date(wish.erase_after.date())),
            _("The observatory of living together"),
        )
        return Letter(
            key=persons.letter_key(wish.post_id, "confirm"),
            to=wish.address,
            subject=_("Do you want the answer to your question?"),
            body="\n\n".join(paragraphs) + "\n",
            language=wish.language,
        )


def link(wish: Wish) -> str:
    """Where a wish is confirmed, and ended at will: for every letter that goes there."""
    return f"{settings.address()}/{wish.language}/mine/confirm?code={wish.code}"


def write_due() -> int:
    """Write the letters that are due; gives how many. One that fails stays due."""
    sender = settings.value("MAIL_FROM", mail.NOBODY)
    found = persons.wishes_due()
    for one in found:
        mail.put(asks_again(one), sender)
        persons.asked_again(one.post_id)
    if found:
        letters.send_soon()
    return len(found)


def watch() -> AbstractContextManager[None]:
    """Write each letter some seconds after its wish is kept, also of when nobody watched."""
    failed = "Letters to inhabitants could not be written"
    return watching.every(STEP, write_due, "letters", failed=failed, pause=_PAUSE, first=STEP)
