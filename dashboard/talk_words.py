"""Words for the discussion: what a thread hangs on, why something was not taken, what voices say.

One voice for the pages, the feed, the desk and the wall.
"""

from __future__ import annotations

from collections.abc import Mapping

from dashboard import words
from dashboard.catalogue.discussion import ELSE, LONGEST, LONGEST_NAME, Fault, Post
from dashboard.catalogue.discussion.posts import LANGUAGES
from dashboard.catalogue.discussion.subjects import Subject
from dashboard.catalogue.discussion.voices import Counted
from dashboard.catalogue.moderation import rules
from dashboard.i18n import N_, _, date, language, language_name, n_, number

_KINDS: Mapping[str, str] = {
    "conclusion": N_("A conclusion"),
    "practice": N_("A practice"),
    "question": N_("A question of a workshop"),
    "city": N_("A city"),
}
_SAID: Mapping[str, str] = {
    "so": N_("In my street this is so"),
    "not_so": N_("In my street this is not so"),
    "unknown": N_("I don’t know"),
}
_FAULTS: Mapping[tuple[str, str], str] = {
    ("", "again"): N_(
        "Forms that lay open for long, or come without script, are looked at once more. "
        "Your text is still here: send it again."
    ),
    ("", "unknown"): N_("What you wrote about is not here any more. Your text is still here."),
    ("", "frozen"): N_("This discussion was closed in the meantime. Your text is still here."),
    ("", "closed"): N_("Nothing is taken here at the moment. Your text is still here."),
    ("", "final"): N_(
        "This cannot be changed any more: it has been decided on, or was sent to its cities."
    ),
    ("parent", "gone"): N_(
        "What you answer was taken away in the meantime. Sent again, your text stands by itself."
    ),
    ("words", "missing"): N_("There is no text yet. Write a sentence or two."),
    ("words", "too_long"): N_("At most {most} signs. Say the most important first."),
    ("reasons", "too_long"): N_("At most {most} signs. Say the most important first."),
    ("name", "too_long"): N_("A name has at most {most_name} signs."),
    ("sixteen", "missing"): N_("Say that you are 16 or over, or leave the name away."),
    ("language", "unknown"): N_("Choose the language of your text from the list."),
    ("said", "unknown"): N_("Choose one of the three answers."),
}


def kind(code: str) -> str:
    """What a thread hangs on, as a label."""
    return _(_KINDS[code])


def place(one: Subject) -> str:
    """Where it belongs: the summit and the workshop, or the city."""
    if one.summit is None:
        return one.place
    return _("{summit}, {workshop}").format(summit=words.summit(one.summit), workshop=one.place)


def posts(count: int) -> str:
    """How many posts."""
    return n_("{count} post", "{count} posts", count).format(count=number(count))


def who(post: Post) -> str:
    """The name somebody chose; without one, nobody in particular."""
    return post.name or _("Without a name")


def gone(post: Post, rule: str | None) -> str:
    """What stands in the place of a post that is not shown."""
    if post.state == "erased":
        return _("This post was erased.")
    if post.state == "held":
        return _("Its author changed this post. A colleague reads it before it appears again.")
    name = next((one.name for one in rules.edition(language()).rules if one.code == rule), None)
    if name is None:
        return _("A moderator removed this post.")
    return _("A moderator removed this post. The rule: {rule}.").format(rule=name)


def languages() -> list[tuple[str, str]]:
    """The languages a post may be in, the reader's first."""
    ours = sorted(LANGUAGES, key=lambda one: (one == ELSE, one != language()))
    return [(one, spoken(one)) for one in ours]


def spoken(code: str) -> str:
    """The name of a language, or that it is none of ours."""
    return _("another language") if code == ELSE else language_name(code)


def fault(one: Fault) -> str:
    """What is wrong, as a sentence."""
    told = _FAULTS[one.field, one.code]
    return _(told).format(most=number(LONGEST), most_name=number(LONGEST_NAME))


def said(code: str) -> str:
    """What somebody says of a conclusion."""
    return _(_SAID[code])


def voices(counted: Counted | None) -> str:
    """How many voices, from when to when, and what they are not."""
    if counted is None:
        return _("Voices are shown from five on. They are voices, not a survey.")
    first, last = date(counted.first), date(counted.last)
    pattern = n_(
        "{count} voice, from {first} to {last}. Voices, not a survey.",
        "{count} voices, from {first} to {last}. Voices, not a survey.",
        counted.total,
    )
    if counted.first == counted.last:
        pattern = n_(
            "{count} voice on {first}. Voices, not a survey.",
            "{count} voices on {first}. Voices, not a survey.",
            counted.total,
        )
    return pattern.format(count=number(counted.total), first=first, last=last)
