"""Letters of moderation: that a notice came, what was decided on it, what was done to a text."""

from __future__ import annotations

import logging

from dashboard import inhabitant_letters, letters, moderation_words, settings
from dashboard.catalogue import mail
from dashboard.catalogue.discussion import persons
from dashboard.catalogue.discussion.persons import Wish
from dashboard.catalogue.errors import CatalogueError
from dashboard.catalogue.mail import Letter
from dashboard.catalogue.moderation import Statement, acts, notices, rules
from dashboard.catalogue.moderation.notices import Given, Notice, Told
from dashboard.i18n import _, language

log = logging.getLogger("dashboard")


def received(given: Given, token: str, origin: str) -> None:
    """Confirm a notice to whoever left an address, with the link to its page."""
    found = notices.by_token(token)
    if not given.email.strip() or found is None:
        return
    told = Told(found.notice_id, mail.clean(given.email), given.language, token)
    _put(_notice(told, found, origin, _("We have received your notice")))


def send_due(origin: str = "") -> int:
    """Write what is still to be told: decisions on notices, acts on texts; gives how many."""
    house = settings.public_url() or origin or settings.address()
    return _decisions(house) + _acts()


def _decisions(origin: str) -> int:
    due = notices.untold()
    for told in due:
        found = notices.by_token(told.token)
        if found:
            with letters.spoken(told.language):
                _put(_notice(told, found, origin, _("Your notice has been decided")))
        notices.told(told.notice_id)
    return len(due)


def _notice(told: Told, one: Notice, origin: str, subject: str) -> Letter:
    paragraphs = (
        _("Good day,"),
        _outcome(one),
        one.answer or "",
        _("It is about: {address}").format(address=one.address),
        _("All of it stands at this address, which is yours alone:"),
        f"{origin}/{told.language}/statement?code={told.token}",
        _(
            "Your e-mail address is kept encrypted for this, and erased ninety days after the"
            " decision."
        ),
        _("The observatory of living together"),
    )
    return _letter(f"notice-{told.notice_id}-{one.state}", told.address, subject, paragraphs)


def _outcome(one: Notice) -> str:
    return {
        "open": _("Your notice has arrived. Somebody reads it and decides."),
        "upheld": _("Your notice was upheld, by a person."),
        "dismissed": _("Your notice was dismissed, by a person. What it is about stays."),
    }[one.state]


def _acts() -> int:
    due = acts.untold()
    for act_id, post_id in due:
        wish, statement = persons.wanted(post_id), acts.statement(post_id)
        if wish and wish.confirmed and statement and statement.act_id == act_id:
            with letters.spoken(wish.language):
                _put(_statement(statement, wish))
        acts.told(act_id)
    return len(due)


def _statement(one: Statement, wish: Wish) -> Letter:
    rule = rules.edition(language(), one.rules_version).rule(one.rule) if one.rule else None
    paragraphs = (
        _("Good day,"),
        {
            "refused": _("Your text was not let through."),
            "hidden": _("Your text was hidden."),
            "shown": _("Your text is shown now."),
        }[one.to_state],
        _("The rule: {name}. {words}").format(name=rule.name, words=rule.words) if rule else "",
        one.words or "",
        _("By a person, as {role}, {cause}. Nothing was decided by a machine.").format(
            role=moderation_words.role(one.role), cause=moderation_words.cause(one.cause)
        ),
        _("The text it is about:"),
        one.text or "",
        _(
            "The link that you were given when you wrote it opens the statement, and lets you ask"
            " for a second look by somebody else."
        )
        if one.may_be_appealed
        else "",
        _("Here you can have your e-mail address erased at any time:"),
        inhabitant_letters.link(wish),
        _("The observatory of living together"),
    )
    key = persons.letter_key(one.post_id, f"act-{one.act_id}")
    return _letter(key, wish.address, _("On your text"), paragraphs)


def _letter(key: str, address: str, subject: str, paragraphs: tuple[str, ...]) -> Letter:
    body = "\n\n".join(one for one in paragraphs if one) + "\n"
    return Letter(key=key, to=address, subject=subject, body=body, language=language())


def _put(letter: Letter) -> None:
    """Into the outbox; a letter that cannot be written keeps nobody from his notice."""
    try:
        mail.put(letter, settings.value("MAIL_FROM", mail.NOBODY))
    except (CatalogueError, OSError) as error:
        log.error("A letter of moderation could not be written: %s", type(error).__name__)
        return
    letters.send_soon()
