"""What was done and why, for those it concerns, at the address that only they have.

The author's link opens the statement on a post and the way to a second look; the link of whoever
gave notice opens what became of it. Opening changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard import i18n, moderation_words
from dashboard.catalogue.discussion.guard import Refused
from dashboard.catalogue.errors import CatalogueError, NotFound
from dashboard.catalogue.moderation import (
    LONGEST_WORDS,
    Appeal,
    Statement,
    appeals,
    notices,
    rules,
)
from dashboard.catalogue.moderation.notices import Notice
from dashboard.i18n import N_, _, date, language, number
from dashboard.web import form_guard, guard, languages
from dashboard.web.plain import frame, told
from dashboard.web.plain.told import Said, Way

MOST_BYTES = 12 * LONGEST_WORDS + 4_096
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
_TITLES: Mapping[tuple[str, str], str] = {
    ("comment", "refused"): N_("Your comment was not let through"),
    ("question", "refused"): N_("Your question was not let through"),
    ("comment", "hidden"): N_("Your comment was hidden"),
    ("question", "hidden"): N_("Your question was hidden"),
    ("comment", "shown"): N_("Your comment is shown"),
    ("question", "shown"): N_("Your question is shown"),
}
_WHAT: Mapping[str, str] = {
    "refused": N_("Nobody else reads it. It is kept, and so is your right to write others."),
    "hidden": N_(
        "Nobody else reads it any more; a line in its place names the rule. It is kept, the thread"
        " stays open, and you can go on writing."
    ),
    "shown": N_("Everybody can read it."),
}
_NOTICES: Mapping[str, tuple[str, str]] = {
    "open": (
        N_("Your notice has arrived"),
        N_("Somebody reads it and decides. The decision will stand here, with its reason."),
    ),
    "upheld": (
        N_("Your notice was upheld"),
        N_("What you told us of does not stand there any more, or was changed."),
    ),
    "dismissed": (
        N_("Your notice was dismissed"),
        N_("What you told us of stays: it breaks neither the law nor the rules, as we read it."),
    ),
}
_APPEALS: Mapping[str, str] = {
    "open": N_("You asked for a second look. Somebody else than who decided takes it."),
    "granted": N_("You asked for a second look, and were right: it is shown."),
    "refused": N_("You asked for a second look. Somebody else took it, and it stays as it is."),
}


@dataclass(frozen=True)
class Fact:
    """A line of the statement: a term, what it says, and a text that goes with it."""

    term: str
    words: str
    text: Said | None = None


async def answer(request: Request) -> Response:
    """The statement for GET, which changes nothing; the wish for a second look for POST."""
    form = await form_guard.read(request, MOST_BYTES) if request.method == "POST" else None
    found = await form_guard.worked(_answered, request, form)
    found.headers.update(_HEADERS)
    return found


def _answered(request: Request, form: Mapping[str, str] | None) -> Response:
    i18n.use(languages.of(request))
    code = (request.query_params if form is None else form).get("code", "")
    if given := notices.by_token(code):
        return HTMLResponse(_notice(request, given))
    try:
        if form is not None:
            return _asked(request, form, code)
        statement = appeals.of_author(code)
    except NotFound:
        return _nothing(request)
    return _author(request, statement, code)


def _asked(request: Request, form: Mapping[str, str], code: str) -> Response:
    """The author wants a second look. The code is the key: no other site knows it."""
    words = form.get("words", "").replace("\r\n", "\n")
    try:
        appeals.ask(code, words, language(), guard.sender(request, form))
    except NotFound:
        raise
    except Refused as error:
        fault, status = guard.sentence(error.judgement), guard.status(error.judgement)
        return _author(request, appeals.of_author(code), code, _Again(words, fault, form, status))
    except CatalogueError as error:
        fault = _(error.message).format(most=number(LONGEST_WORDS))
        return _author(request, appeals.of_author(code), code, _Again(words, fault, form, 422))
    return RedirectResponse(f"{told.at('statement')}?{urlencode({'code': code})}", 303)


@dataclass(frozen=True)
class _Again:
    """A form that comes back: what was typed, what is wrong, all that was sent, the status."""

    words: str
    fault: str
    form: Mapping[str, str]
    status: int


# What an author reads -----------------------------------------------------------------------------


def _author(
    request: Request, statement: Statement | None, code: str, again: _Again | None = None
) -> Response:
    if statement is None:
        return _untouched(request, code)
    title = _(_TITLES[statement.kind, statement.to_state])
    page = frame.filled(
        "statement.html",
        request,
        title=title,
        description=title,
        address="statement",
        indexed=False,
        standfirst=_(_WHAT[statement.to_state]) if statement.stands else _since(statement),
        facts=_facts(statement),
        text=_quoted(statement),
        reasons=statement.reasons or "",
        lang=_lang(statement.language),
        appeal=_appeal(statement.appeal),
        form=_form(request, statement, again),
        code=code,
        words=again.words[: 2 * LONGEST_WORDS] if again else "",
        fault=again.fault if again else "",
        longest=LONGEST_WORDS,
        otherwise=_otherwise(statement),
        guard_say=guard.words(),
        ways_on=_ways(code),
        say=_say(),
    )
    return HTMLResponse(page, again.status if again else 200)


def _since(statement: Statement) -> str:
    """What has become of it since: it moved on without another act, by its author's hand."""
    if statement.state == "erased":
        return _("You have erased it since. This is what had been done before.")
    if statement.state == "held":
        return _("You have changed it since. It waits to be read anew.")
    return moderation_words.state(statement.state)


def _facts(one: Statement) -> list[Fact]:
    found = [Fact(_("When"), date(one.acted_at.date()))]
    if one.rule:
        rule = rules.edition(language(), one.rules_version).rule(one.rule)
        found.append(Fact(_("By which rule"), rule.name, Said(rule.words)))
    if one.words:
        found.append(Fact(_("What we tell you besides"), "", _said(one.words, one.words_language)))
    found.append(
        Fact(
            _("By whom"),
            _("By a person, as {role}, {cause}. Nothing was decided by a machine.").format(
                role=moderation_words.role(one.role), cause=moderation_words.cause(one.cause)
            ),
        )
    )
    if one.suspicion:
        found.append(
            Fact(
                _("What came before"),
                _("A filter had set it aside to be read: {why}.").format(
                    why=moderation_words.suspicion(one.suspicion)
                ),
            )
        )
    return found


def _quoted(one: Statement) -> str:
    return one.text or ""


def _said(words: str, spoken: str | None) -> Said:
    lang = _lang(spoken or language())
    note = _("Text in {language}").format(language=moderation_words.spoken(lang)) if lang else ""
    return Said(words, lang, (note,) if note else ())


def _lang(spoken: str) -> str | None:
    return None if spoken in (language(), "und") else spoken


def _appeal(one: Appeal | None) -> dict[str, object]:
    if one is None:
        return {}
    facts = [Fact(_("Asked on"), date(one.asked_at.date()), _said(one.words, one.language))]
    if one.decided_at:
        answer = _said(one.answer or "", one.answer_language)
        facts.append(Fact(_("Answered on"), date(one.decided_at.date()), answer))
    return {"told": _(_APPEALS[one.state]), "facts": facts}


def _form(request: Request, one: Statement, again: _Again | None) -> guard.Fields | None:
    if not one.may_be_appealed:
        return None
    return guard.fields(request, again.form if again else None)


def _otherwise(one: Statement) -> str:
    if one.to_state == "shown":
        return ""
    return _(
        "You can also write it anew, without what the rule is about. The courts and, in the"
        " European Union, certified bodies for settling disputes are open to you besides."
    )


def _ways(code: str) -> list[Way]:
    return [
        Way(_("Your text: see it, change it, erase it"), f"{told.at('mine')}?code={code}"),
        Way(_("Rules of the discussion"), told.at("rules")),
    ]


def _say() -> dict[str, str]:
    return {
        "about": _("The text it is about"),
        "reasons": _("Your reasons"),
        "gone": _("The text is erased."),
        "appeal": _("Ask for a second look"),
        "appeal_note": _(
            "Say why it should be shown, up to {most} signs. Somebody else than who decided reads"
            " it; the answer will stand here. It costs nothing, and can be asked once."
        ).format(most=number(LONGEST_WORDS)),
        "words": _("Why it should be shown"),
        "send": _("Ask for a second look"),
        "second": _("The second look"),
    }


def _untouched(request: Request, code: str) -> Response:
    return _plain(
        request,
        _("Nothing was done to your text"),
        _("No moderator has acted on it so far. If one does, this address says what and why."),
        _ways(code),
    )


# What whoever gave notice reads -------------------------------------------------------------------


def _notice(request: Request, one: Notice) -> str:
    title, standfirst = map(_, _NOTICES[one.state])
    rule = moderation_words.rule(one.rule)
    facts = [
        Fact(_("Arrived on"), date(one.given_at.date())),
        Fact(_("About"), one.address),
        Fact(_("What it breaks"), rule),
        Fact(_("Why"), "", _said(one.words, one.language)),
    ]
    if one.decided_at:
        answer = _said(one.answer, one.answer_language) if one.answer else None
        facts.insert(0, Fact(_("Decided on"), date(one.decided_at.date()), answer))
        decided = _("By a person, as moderation. Nothing was decided by a machine.")
        facts.insert(1, Fact(_("By whom"), decided))
    return frame.filled(
        "statement_notice.html",
        request,
        title=title,
        description=title,
        address="statement",
        indexed=False,
        standfirst=standfirst,
        facts=facts,
        keep=_("Keep this address: it is the only one under which the decision will stand.")
        if one.state == "open"
        else _(
            "If you see it otherwise, give notice again and say what is new. The courts are open"
            " to you besides."
        ),
        ways_on=[
            Way(_("Rules of the discussion"), told.at("rules")),
            Way(_("Give notice of something else"), told.at("notice")),
        ],
    )


# Where there is nothing ---------------------------------------------------------------------------


def _nothing(request: Request) -> Response:
    return _plain(
        request,
        _("This link opens nothing"),
        _(
            "Its text was erased, or a part of the address is missing. Open the link whole, as it"
            " was given to you."
        ),
        [
            Way(_("Rules of the discussion"), told.at("rules")),
            Way(_("Contact"), told.at("contact")),
        ],
        404,
    )


def _plain(
    request: Request, title: str, explained: str, ways: list[Way], status: int = 200
) -> Response:
    markup = frame.filled(
        "sealed_closed.html",
        request,
        title=title,
        description=title,
        address="statement",
        indexed=False,
        explained=explained,
        ways_on=ways,
    )
    return HTMLResponse(markup, status)


routes: list[BaseRoute] = [Route("/statement", answer, methods=["GET", "HEAD", "POST"])]
