"""What people wrote, as moderators see it: shown as text, whatever it holds."""

from __future__ import annotations

from datetime import datetime

from dashboard import moderation_words
from dashboard.catalogue.discussion import threads
from dashboard.catalogue.discussion.spoken import cleaned
from dashboard.catalogue.moderation import rules
from dashboard.components import markup
from dashboard.components.markup import text
from dashboard.components.review_words import age
from dashboard.i18n import _, date, language, time


def words(told: str, spoken: str, css: str = "said-words") -> str:
    """A text in its own language and direction."""
    lang = "" if spoken in (language(), "und") else f' lang="{text(spoken)}"'
    return f'<p class="{css}" dir="auto"{lang}>{text(cleaned(told))}</p>'


def quote(told: str) -> str:
    """A post as others quote it."""
    return f'<blockquote class="said-quote" dir="auto">{text(cleaned(told))}</blockquote>'


def name(given: str | None) -> str:
    """A pseudonym, kept apart from the words around it; none says so."""
    return f"<bdi>{text(cleaned(given))}</bdi>" if given else text(_("without a name"))


def moment(at: datetime) -> str:
    """Day and minute, in UTC, as the log has it."""
    return _("{date}, {time} UTC").format(date=date(at.date(), "medium"), time=time(at))


def waits(at: datetime) -> str:
    """For how long."""
    return age(at)


def thread(key: str | None) -> str:
    """What a thread hangs on; a question to mayors has none."""
    if key is None:
        return _("Question to mayors")
    found = threads.of(key, language())
    if found is None:
        return key
    return " · ".join(one for one in (found.title.words, found.place) if one)


def place(key: str | None, post_id: str) -> str:
    """The public address of a post."""
    if key is None:
        return f"/{language()}/questions/{post_id}"
    return f"/{language()}/talk/{key.replace(':', '/', 1)}#post-{post_id}"


def rule(code: str) -> str:
    """A rule's name and wording."""
    one = rules.edition(language()).rule(code)
    return f"<b>{text(one.name)}</b> {text(one.words)}"


def facts(parts: list[str]) -> str:
    """Short facts in a line; each is markup."""
    return '<p class="queue-facts">' + "".join(f"<span>{one}</span>" for one in parts) + "</p>"


def state(code: str) -> str:
    """The state of a post, as a word in a frame."""
    return f'<span class="said-state said-{text(code)}">{text(moderation_words.state(code))}</span>'


def nothing(told: str) -> None:
    """That a part is empty."""
    markup.html(f'<p class="review-none">{text(told)}</p>')
