"""The rules of the discussion, how they are kept in numbers, and the log of moderation."""

from __future__ import annotations

import json
from dataclasses import dataclass

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import moderation_words
from dashboard.catalogue import clock, pulse
from dashboard.catalogue.moderation import acts, log, rules
from dashboard.catalogue.moderation.log import Numbers
from dashboard.catalogue.moderation.rules import Rule
from dashboard.i18n import _, date, language, n_, number, time
from dashboard.web import answers
from dashboard.web.answers import Made
from dashboard.web.plain import frame, notice, statement, told
from dashboard.web.plain.told import Way

CSV = "text/csv; charset=utf-8"
_FRESH = 300  # seconds: numbers are counted again, though posts come in by the second


@dataclass(frozen=True)
class Row:
    """A line of a table: what is counted, and its counts as words."""

    name: str
    counts: tuple[str, ...]
    href: str = ""


def _minutes(_request: Request) -> int:
    """The beat of what is told of moderation: every five minutes, whatever comes in."""
    return int(clock.now().timestamp() // _FRESH)


# The page -----------------------------------------------------------------------------------------


def page(request: Request) -> Made:
    """The rules, what follows from them, and moderation in numbers."""
    edition, counted = rules.edition(language()), log.numbers()
    return Made(
        frame.filled(
            "rules.html",
            request,
            title=edition.title,
            description=edition.standfirst,
            address="rules",
            edition=edition,
            speech=edition.part("speech"),
            parts=_parts(edition.parts),
            ways_of=_ways_of(),
            counts=_counts(counted),
            of_rules=_of_rules(counted),
            files=[
                Way(_("These rules for machines (JSON)"), told.at("rules.json")),
                Way(_("The log of moderation (CSV)"), told.at("moderation-log.csv")),
            ],
            say=_say(counted, edition.version, date(edition.day)),
        )
    )


def _parts(found: tuple[Rule, ...]) -> list[Rule]:
    return [one for one in found if one.code != "speech"]


def _ways_of() -> dict[str, Way]:
    """What a reader can do, below the part that tells of it."""
    return {
        "notice": Way(_("Give notice"), told.at("notice")),
        "appeal": Way(_("Write to us"), told.at("contact")),
    }


def _counts(told_of: Numbers) -> list[tuple[str, list[Row]]]:
    """What is counted, in three groups."""
    hours = moderation_words.hours
    lately = n_(
        "The same, in the last {count} day", "The same, in the last {count} days", log.SINCE
    )
    posts = [
        Row(_("Waiting to be read now"), (number(told_of.held),)),
        Row(_("Typical wait until a post is read"), (hours(told_of.waited),)),
        Row(lately, (hours(told_of.waited_lately),)),
        Row(_("Let through"), (number(told_of.let_through),)),
        Row(_("Refused"), (number(told_of.refused),)),
        Row(_("Hidden after it was shown"), (number(told_of.hidden),)),
        Row(_("Shown again after all"), (number(told_of.shown_again),)),
        Row(_("Threads that take no more posts"), (number(told_of.frozen),)),
    ]
    appeals = [
        Row(_("Open"), (number(told_of.appeals_open),)),
        Row(_("Granted"), (number(told_of.appeals_granted),)),
        Row(_("Refused"), (number(told_of.appeals_refused),)),
    ]
    notices = [
        Row(_("Open"), (number(told_of.notices_open),)),
        Row(_("Upheld"), (number(told_of.notices_upheld),)),
        Row(_("Dismissed"), (number(told_of.notices_dismissed),)),
        Row(_("Typical time until one is decided"), (hours(told_of.notices_waited),)),
    ]
    return [(_("Posts"), posts), (_("Appeals"), appeals), (_("Notices"), notices)]


def _of_rules(counted: Numbers) -> list[Row]:
    """Every rule, also one that nothing was done by."""
    known = {one.rule: one for one in counted.rules}
    codes = (*rules.codes(), *(one for one in known if one not in rules.codes()))
    return [
        Row(
            moderation_words.rule(code),
            (number(known[code].acts), number(known[code].lately))
            if code in known
            else (number(0), number(0)),
            f"#{code}",
        )
        for code in codes
    ]


def _say(counted: Numbers, version: str, day: str) -> dict[str, str]:
    return {
        "edition": _("Edition {version}, since {date}").format(version=version, date=day),
        "rules": _("The rules"),
        "numbers": _("In numbers"),
        "counted": _("Counted on {date} at {time} UTC, since the first post.").format(
            date=date(counted.at.date()), time=time(counted.at)
        ),
        "waited": _(
            "A typical wait is the median: half of the posts waited less, half of them longer."
        ),
        "what": _("What"),
        "count": _("How many"),
        "by_rule": _("By rule"),
        "ever": _("Ever"),
        "lately": n_("Last {count} day", "Last {count} days", log.SINCE),
        "log": _(
            "The log names every act: its day, the rule, from which state to which, the kind and"
            " language of the post and the role of who acted. It holds no text and no name."
        ),
    }


# For machines -------------------------------------------------------------------------------------


def machine(_request: Request) -> Made:
    """Every edition of the rules in four languages."""
    return Made(
        json.dumps(rules.document(), ensure_ascii=False, indent=1),
        "application/json",
        headers={"Access-Control-Allow-Origin": "*"},
    )


def table(_request: Request) -> Made:
    """The log of moderation as a table, without a word or a name of anybody."""
    name = f"moderation-log-{clock.now():%Y-%m-%d}.csv"
    return Made(
        log.as_csv(), CSV, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _acted(_request: Request) -> int:
    return pulse.of(acts.PLACE)


routes: list[BaseRoute] = [
    Route("/rules", answers.kept(page, asks=False, beat=_minutes), methods=["GET", "HEAD"]),
    Route("/rules.json", answers.kept(machine, asks=False), methods=["GET", "HEAD"]),
    Route(
        "/moderation-log.csv",
        answers.kept(table, asks=False, beat=_acted),
        methods=["GET", "HEAD"],
    ),
    *notice.routes,
    *statement.routes,
]
