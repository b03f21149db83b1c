"""What the house writes to people outside: the words of each letter, and how it is sent."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from dashboard import i18n, navigation, settings
from dashboard.catalogue import clock, confirmations, mail, record
from dashboard.catalogue.confirmations import Asked
from dashboard.catalogue.errors import NotFound
from dashboard.catalogue.mail import Letter, Server
from dashboard.catalogue.rights import Actor
from dashboard.i18n import _, date

log = logging.getLogger("dashboard")
_senders = threading.BoundedSemaphore(2)


def ask(
    actor: Actor,
    slug: str,
    address: str,
    language: str,
    *,
    origin: str = "",
    whole_city: bool = False,
    send: bool = True,
) -> Asked:
    """Ask a city's contact whether a practice still runs; the letter goes out or waits.

    `origin` is the address of this view, for a house that has not set PUBLIC_URL. Raises as
    `confirmations.ask` does; then there is neither a link nor a letter.
    """
    sender = settings.value("MAIL_FROM", mail.NOBODY)

    def write(asked: Asked) -> None:
        mail.put(still_running(asked, settings.public_url() or origin), sender)

    asked = confirmations.ask(actor, slug, address, language, write=write, whole_city=whole_city)
    if send:
        send_soon()
    return asked


def still_running(asked: Asked, origin: str) -> Letter:
    """The letter that asks whether a practice still runs, in the contact's language."""
    with spoken(asked.language):
        practice = record.by_slug(asked.slug, asked.language)
        last = confirmations.last_confirmed(asked.slug)
        if practice is None or last is None:
            raise NotFound(asked.slug)
        title = " ".join(practice.title.words.split())
        link = f"{origin}/{asked.language}/still-running?code={asked.code}"
        page = origin + navigation.address("practice", asked.language, id=asked.slug)
        paragraphs = (
            _("Good day,"),
            _(
                "The catalogue of what cities do for living together tells of a practice of "
                "{city}: “{title}”. It was last confirmed on {date}."
            ).format(city=practice.city.name, title=title, date=date(last.at.date())),
            _(
                "Is it still as it is told there? This link opens a page with three answers: it "
                "still runs, something has changed, it has ended. It takes a minute and needs no "
                "account:"
            ),
            link,
            _(
                "The link works once, until {date}. Nothing changes in public before an editor "
                "has read it. Without an answer, the page says since when nobody has confirmed it."
            ).format(date=date(asked.expires_at.date())),
            _("What everybody can read about it now:"),
            page,
            _(
                "Your address is kept to ask this question, and only those who ask see it. To "
                "have it erased, or if somebody else is the one to ask, answer this letter."
            ),
            _("The observatory of living together"),
        )
        return Letter(
            key=asked.ask_id,
            to=asked.address,
            subject=_("Does “{title}” still run?").format(title=title),
            body="\n\n".join(paragraphs) + "\n",
            language=asked.language,
        )


def preview(slug: str, language: str, origin: str) -> Letter:
    """The letter as it would go out, its link without a code; NotFound."""
    until = clock.now() + confirmations.OPEN_FOR
    sample = Asked("preview", slug, "…", "", language, until)
    return still_running(sample, settings.public_url() or origin)


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """Speak the reader's language for as long as the letter is written."""
    before = i18n.language()
    i18n.use(language)
    try:
        yield
    finally:
        i18n.use(before)


# Sending ------------------------------------------------------------------------------------------


def server() -> Server | None:
    """The mail server that the settings name; None where none is set."""
    host = settings.value("SMTP_HOST")
    if not host:
        return None
    settings.needed("MAIL_FROM", "a letter needs a sender")
    security = settings.value("SMTP_SECURITY", "starttls")
    if security not in mail.PORTS:
        raise settings.SettingFault("The setting SMTP_SECURITY has to be starttls, tls or none.")
    return Server(
        host=host,
        security=security,
        port=settings.number("SMTP_PORT", mail.PORTS[security]),
        user=settings.value("SMTP_USER") or None,
        password=settings.value("SMTP_PASSWORD") or None,
    )


def sends() -> bool:
    """Whether letters go out by themselves."""
    return bool(settings.value("SMTP_HOST"))


def send_soon() -> None:
    """Send what waits without keeping anybody waiting; where no server is set, it stays."""
    try:
        found = server()
    except settings.SettingFault as error:
        log.warning("Mail waits: %s", error)
        return
    # One that sends and one that comes after it are enough: the second sees every letter of now.
    if found and _senders.acquire(blocking=False):
        threading.Thread(target=_send, args=(found,), name="mail", daemon=True).start()


def _send(found: Server) -> None:
    try:
        mail.send(found)
    finally:
        _senders.release()
