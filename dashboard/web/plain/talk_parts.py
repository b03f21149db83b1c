"""The parts of a discussion's pages: what it hangs on, a post, a voice, the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard import i18n, outcome_words, talk_words
from dashboard.catalogue import commitments
from dashboard.catalogue.discussion import ELSE, LONGEST, Post, Thread, subjects, threads
from dashboard.catalogue.discussion import voices as voicing
from dashboard.catalogue.discussion.subjects import Subject
from dashboard.i18n import _, date, language, number
from dashboard.web import guard
from dashboard.web.plain import told
from dashboard.web.plain.told import Said, Way


@dataclass(frozen=True)
class Line:
    """A post as it is shown: its words, or what stands in their place."""

    post: Post
    who: str
    when: str
    changed: str
    mark: str  # the name of its language, where that is not the reader's
    gone: str
    rule: str  # the address of the rule it broke
    answer: str  # the address under which one answers it
    answering: str  # the heading of that form
    report: str


@dataclass(frozen=True)
class Voice:
    """One of three answers: its words, and how many gave it as far as that is shown."""

    code: str
    words: str
    count: str = ""


@dataclass(frozen=True)
class Form:
    """A form as it is shown: what was typed, what is wrong with it, whom it answers."""

    guard: guard.Fields
    words: str = ""
    name: str = ""
    sixteen: bool = False
    spoken: str = ""
    parent: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)  # by field; '' for the whole


@dataclass(frozen=True)
class Head:
    """What a thread hangs on: its kind, place, words, what is promised, the ways there and back."""

    kind: str
    place: str
    words: Said
    promise: list[str]
    way: Way
    back: Way


@dataclass(frozen=True)
class Frozen:
    """Since when a thread is closed, and what was said in it, in short."""

    since: str
    summary: Said | None


def address(thread: Thread | Subject) -> str:
    """Where a thread is read, after the language."""
    return f"talk/{thread.kind}/{thread.subject}"


def picture(thread: Thread) -> str:
    """What a shared link shows: the practice's card, else that of the house."""
    name = f"p/{thread.subject}" if thread.kind == "practice" else "press"
    return f"picture/card/{name}.png"


def titled(thread: Thread) -> str:
    """What its page is called."""
    if thread.kind == "city":
        return _("What people say about {city}").format(city=thread.title.words)
    return _("What people say: {title}").format(title=thread.title.words)


def head(thread: Thread) -> Head:
    """The head of a thread's pages."""
    city = thread.kind == "city"
    found = subjects.of(thread.key, language())
    return Head(
        kind=talk_words.kind(thread.kind),
        place="" if city or found is None else talk_words.place(found),
        words=Said(titled(thread)) if city else told.said(thread.title),
        promise=_promise(thread),
        way=Way(_("Read about it"), told.at(thread.address)),
        back=Way(_("Back to the discussion"), told.at(address(thread))),
    )


def _promise(thread: Thread) -> list[str]:
    """Of a promise: who gave it and until when, how it goes, and that its day has passed."""
    if thread.kind != "conclusion":
        return []
    found = commitments.by_id(thread.subject, language())
    if found is None:
        return []
    what = found.outcome
    lines = [
        outcome_words.promise(what.promised_by, what.city, what.due_on),
        outcome_words.overdue(found),
        outcome_words.standing(found),
    ]
    return [one for one in lines if one]


def frozen(thread: Thread) -> Frozen | None:
    """That a thread is closed; None for one that is not."""
    if thread.frozen_at is None:
        return None
    since = _("Closed on {date}").format(date=date(thread.frozen_at.date()))
    return Frozen(since, told.maybe(thread.summary))


def voices(thread: Thread) -> tuple[Voice, ...]:
    """The three answers, each with its count where it may be shown; () where none are asked."""
    if not thread.takes_voices:
        return ()
    counted = voicing.counted(thread.key)
    groups = {one: getattr(counted, one, None) for one in voicing.SAID}
    return tuple(
        Voice(code, talk_words.said(code), "" if count is None else number(count))
        for code, count in groups.items()
    )


def line(thread: Thread, post: Post, rule: str | None) -> Line:
    """A post with all that is said around it."""
    shown = post.state == "shown"
    foreign = post.language not in (language(), ELSE)
    here = told.at(address(thread))
    return Line(
        post=post,
        who=talk_words.who(post),
        when=date((post.shown_at or post.written_at).date()),
        changed=_("changed on {date}").format(date=date(post.edited_at.date()))
        if post.edited_at
        else "",
        mark=_("Text in {language}").format(language=i18n.language_name(post.language))
        if foreign
        else "",
        gone="" if shown else talk_words.gone(post, rule),
        rule=told.at(f"rules#{rule}") if rule and not shown else "",
        answer=f"{here}?to={post.post_id}#write",
        answering=_answering(post),
        report=f"{told.at('notice')}?post={post.post_id}",
    )


def _answering(post: Post) -> str:
    if post.name is None:
        return _("You answer a post without a name")
    return _("You answer {who}").format(who=post.name)


def say(thread: Thread) -> dict[str, str]:
    """The sentences of the page and of its form."""
    before = thread.mode == threads.BEFORE
    return {
        "voices": _("Is it so in your street?"),
        "few": _("fewer than five"),
        "posts": _("What people say"),
        "none": _("Nobody has said anything yet."),
        "write_way": _("Say something"),
        "write": _("Say something"),
        "answer": _("Answer"),
        "report": _("Report"),
        "words": _("Your text"),
        "words_note": _("Up to {most} signs. Links stay text.").format(most=number(LONGEST)),
        "left": _("Signs left: {count}").format(count="#"),
        "over": _("Signs too many: {count}").format(count="#"),
        "language": _("Language of your text"),
        "send": _("Send"),
        "fate": _("A colleague reads it before it appears.")
        if before
        else _("It appears at once; a colleague reads it afterwards."),
        "rules": _("Rules of the discussion"),
        "faults": _("This was not sent yet. Your text is still here."),
        "gone_before": _("Answers to a post on the page before:"),
        "closed": _("Nothing is taken here at the moment. What was said stays."),
        "pages": _("Further pages"),
        "take": _("More on this discussion"),
    }
