"""The workshops of a summit: their real questions, who spoke, what is reported, what was signed."""

from __future__ import annotations

from dashboard import outcome_words, summit_words
from dashboard.catalogue.outcomes import Outcome
from dashboard.catalogue.record import Text
from dashboard.catalogue.summits import Conclusion, Summit, Workshop
from dashboard.components import markup
from dashboard.components.markup import text
from dashboard.i18n import _, date, language


def drawn(one: Summit) -> str:
    """The section with every workshop, one under the other."""
    if not one.workshops:
        told = text(_("No workshop of this summit is known from the sources read."))
        body = f'<p class="gap">{told}</p>'
    else:
        ours = text(
            _("What is reported is worded by us, from the source named: no verbatim quotation.")
        )
        body = f'<p class="note">{ours}</p>' + "".join(map(_room, one.workshops))
    return markup.section("workshops", _("Workshops"), body, "room")


def _room(one: Workshop) -> str:
    day = date(one.held_on) if one.held_on else _("date not stated")
    topic = f" {markup.topic(one.topic)}" if one.topic else ""
    subject = ""
    if one.subject:
        subject = (
            f'<p class="card-text"{markup.lang(one.subject.language)}>{text(one.subject.words)}</p>'
        )
    wall = markup.link(f"/{language()}/wall/workshop/{one.workshop}", _("On the wall"))
    gaps = ""
    if one.gaps:
        told = markup.in_language(one.gaps.words, one.gaps.language)
        note = markup.language_note(one.gaps.language)
        gaps = f'<p class="note">{text(_("What is not known:"))} {told} {note}</p>'
    return (
        f'<section class="summit-room" id="{text(one.workshop)}"'
        f' aria-labelledby="{text(one.workshop)}-title"><div class="summit-room-head">'
        f'<h3 class="card-title" id="{text(one.workshop)}-title"{markup.lang(one.title.language)}>'
        f'{text(one.title.words)}</h3><p class="place">{text(day)}{topic}</p>{subject}'
        f'<p class="note">{wall}</p></div><div class="summit-room-body">{_questions(one)}'
        f"{_speakers(one)}{_said(one)}{gaps}</div></section>"
    )


def _questions(one: Workshop) -> str:
    asked = "".join(
        f"<li>{markup.in_language(question.words, question.language)} {_talk('question', key)}</li>"
        for key, question in zip(one.question_ids, one.questions, strict=True)
    )
    note = markup.language_note(one.questions[0].language) if one.questions else ""
    body = f'<ul class="summit-questions">{asked}</ul>{note}' if asked else markup.gap()
    return _part(_("Asked"), body)


def _talk(kind: str, key: str) -> str:
    return (
        f'<span class="note">{markup.link(f"/{language()}/talk/{kind}/{key}", _("Talk about it"))}'
        "</span>"
    )


def _speakers(one: Workshop) -> str:
    every = (*one.keynotes, *one.leads, *one.speakers)
    names = [f"<bdi>{text(summit_words.speaker(each))}</bdi>" for each in every]
    return _part(_("Spoke"), listed(names) if names else _nobody())


def listed(fragments: list[str]) -> str:
    """Pieces of markup one under the other."""
    return f'<ul class="summit-lines">{"".join(f"<li>{one}</li>" for one in fragments)}</ul>'


def _nobody() -> str:
    return f'<span class="gap">{text(_("No speaker is on record."))}</span>'


def _part(name: str, body: str) -> str:
    return f'<div class="summit-part"><h4 class="label">{text(name)}</h4>{body}</div>'


def _said(one: Workshop) -> str:
    """What sources report, and beside it what was signed here: never one for the other."""
    reported = "".join(map(_conclusion, one.conclusions))
    if not reported:
        reported = f'<li><span class="gap">{text(_("No conclusion is on record."))}</span></li>'
    signed = "".join(map(_outcome, one.outcomes))
    body = _part(_("Reported"), f'<ul class="summit-said">{reported}</ul>')
    if signed:
        body += _part(_("Signed here"), f'<ul class="summit-said">{signed}</ul>')
    return f'<div class="summit-beside">{body}</div>'


def _conclusion(one: Conclusion) -> str:
    who = summit_words.who(one)
    lines = [f"<b>{text(who)}</b>"] if who else []
    source = markup.outside(one.source, one.source.split("/")[2].removeprefix("www."))
    lines += [f"{text(summit_words.basis(one))} {text(_('Source:'))} {source}"]
    return _sentence(one.id, one.text, lines)


def _outcome(one: Outcome) -> str:
    promise = outcome_words.promise(one.promised_by, one.city, one.due_on)
    who = promise if one.kind == "commitment" else one.city or _("all who were there")
    lines = [
        f"<b>{text(outcome_words.kind(one.kind))}</b> · <bdi>{text(who)}</bdi>",
        text(_("Signed on {date}").format(date=date(one.signed_at.date()))),
    ]
    if one.practice_slug:
        lines.append(markup.link(f"/{language()}/p/{one.practice_slug}", _("The practice")))
    return _sentence(one.id, one.text, lines)


def _sentence(key: str, said: Text, lines: list[str]) -> str:
    note = markup.language_note(said.language)
    told = "".join(f'<span class="note">{line}</span>' for line in lines)
    return (
        f'<li id="{text(key)}"><p><bdi{markup.lang(said.language)}>{text(said.words)}</bdi></p>'
        f"{told}{note} {_talk('conclusion', key)}</li>"
    )
