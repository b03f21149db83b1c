"""One answer as it is written: the question, how the city stands, who signs, the words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard import i18n, question_words, state
from dashboard.catalogue.discussion import Fault, answering
from dashboard.catalogue.discussion import answers as replies
from dashboard.catalogue.discussion.answering import LONGEST, LONGEST_OFFICE, ORIGINS, Draft, Opened
from dashboard.catalogue.discussion.answers import STANDINGS
from dashboard.components import choices, markup, saved_text
from dashboard.components.answers import held
from dashboard.components.markup import lang, text
from dashboard.components.saved_text import Asked
from dashboard.i18n import LANGUAGES, _, language, language_name

_STANDING, _LANGUAGE, _INTO, _ORIGIN = (
    "answer_standing", "answer_language", "answer_into", "answer_origin",
)  # fmt: skip


def show(opened: Opened) -> None:
    """The question, then all that its answer is made of, each saved as it is typed."""
    question(opened)
    draft, faults = opened.draft, answering.faults(opened.draft) if opened.stamp else ()
    saved_text.line(
        _("Seen by this desk alone."),
        opened.saved_at,
        receipt=held.receipt(*_ids(opened)),
        on_left=partial(held.take_left, *_ids(opened)),
        heard=held.heard_of(*_ids(opened)),
        key="answer_line",
    )
    _standing(opened)
    _field(
        opened,
        Asked(
            "office",
            _("Office that signs"),
            why=_("Readers see it: the mayor, or who answers for the mayor."),
            required=True,
            most=LONGEST_OFFICE,
        ),
    )
    original = draft.language or language()
    _original(opened, original)
    _words(opened, original, faults)
    _translation(opened, original)


def _ids(opened: Opened) -> tuple[str, str]:
    return opened.question.question_id, opened.cell.city


# The question -------------------------------------------------------------------------------------


def question(opened: Opened) -> None:
    """What was asked, by when an answer is asked for, and what is public already."""
    one, cell = opened.question, opened.cell
    about = [
        _("Asked by {name}").format(name=one.name) if one.name else _("Asked without a name"),
        question_words.silence_in_short(cell)
        if cell.answer is None
        else question_words.signed(
            cell.answer.office, cell.answer.answered_at, cell.answer.version
        ),
    ]
    if one.supporters:
        about.append(question_words.supporters(one.supporters))
    told = "".join(f"<span>{text(fact)}</span>" for fact in about)
    note = markup.language_note(one.words.language) if one.words.language in LANGUAGES else ""
    here = f"/{language()}/questions/{one.question_id}"
    markup.html(
        f'<div class="answer-question" id="answer-{text(one.question_id)}" tabindex="-1">'
        f'<p class="place"><b>{text(cell.city_name)}</b></p>'
        f'<h2 class="answer-asked" dir="auto"{lang(one.words.language)}>'
        f"{text(one.words.words)}</h2>"
        f'{_reasons(opened)}<p class="card-facts">{told}{note}</p>'
        f'<p class="note">{markup.link(here, _("See it as readers do"))}</p></div>'
    )


def _so_far(opened: Opened) -> str:
    one = opened.cell.answer
    if one is None:
        return question_words.silence(opened.cell)
    return question_words.signed(one.office, one.answered_at, one.version)


def _reasons(opened: Opened) -> str:
    reasons = opened.question.reasons
    if reasons is None:
        return ""
    paragraphs = "".join(f"<p>{text(one)}</p>" for one in reasons.words.split("\n") if one.strip())
    return f'<div class="prose" dir="auto"{lang(reasons.language)}>{paragraphs}</div>'


# Choices ------------------------------------------------------------------------------------------


def _standing(opened: Opened) -> None:
    chosen = opened.draft.standing or None
    state.lend(_STANDING, chosen)
    st.pills(
        _("How does the city stand to it?"),
        STANDINGS,
        format_func=question_words.standing,
        key=_STANDING,
        on_change=_choose,
        args=(_ids(opened), "standing", _STANDING, STANDINGS, question_words.standing),
        wrap=True,
    )
    if chosen:
        markup.html(f'<p class="note">{text(question_words.meaning(chosen))}</p>')


def _choose(
    ids: tuple[str, str], name: str, key: str, options: Sequence[str], word: choices.Word
) -> None:
    i18n.use(state.language())
    given = state.given_back(key)
    chosen = choices.code_of(str(given), options, word) if given else None
    if chosen:
        held.put(*ids, name, chosen)


def _name(code: str) -> str:
    return language_name(code).capitalize()


def _original(opened: Opened, original: str) -> None:
    state.lend(_LANGUAGE, original)
    st.pills(
        _("Language it is written in"),
        tuple(LANGUAGES),
        required=True,
        format_func=_name,
        key=_LANGUAGE,
        on_change=_choose,
        args=(_ids(opened), "language", _LANGUAGE, tuple(LANGUAGES), _name),
        wrap=True,
    )


# Words --------------------------------------------------------------------------------------------


def _words(opened: Opened, original: str, faults: Sequence[Fault]) -> None:
    declined = opened.draft.standing == "declined"
    label = _("The reason, in {language}") if declined else _("The answer, in {language}")
    told = [
        question_words.answer_fault(one)
        for one in faults
        if one.code == "reason_missing" and opened.draft.words.get(original)
    ]
    _field(
        opened,
        Asked(
            f"words.{original}",
            label.format(language=language_name(original)),
            why=_("Everybody reads it. A change later is a new version; this one stays readable."),
            required=True,
            most=LONGEST,
            rows=8,
        ),
        spoken=original,
        fault=" ".join(told),
    )
    _earlier(opened, original)


def _field(opened: Opened, asked: Asked, *, spoken: str | None = None, fault: str = "") -> None:
    saved_text.show(
        asked,
        opened.draft.told(asked.name),
        receipt=held.receipt(*_ids(opened)),
        on_typed=partial(held.put, *_ids(opened)),
        spoken=spoken,
        fault=fault,
    )


def _earlier(opened: Opened, original: str) -> None:
    """Where nothing is written yet, an answer this city gave before can be begun with."""
    if opened.draft.words.get(original):
        return
    found = answering.earlier(state.actor_now(), opened.cell.city, original, language())
    if not found:
        return
    with st.popover(
        _("Begin with an earlier answer"), icon=":material/history:", key="answer_earlier"
    ):
        for at, one in enumerate(found):
            markup.html(f'<p class="note"{lang(original)}>{text(_short(one))}</p>')
            st.button(
                _("Use this text"),
                key=f"answer_use_{at}",
                on_click=held.reuse,
                args=(*_ids(opened), f"words.{original}", one),
            )


def _short(words: str) -> str:
    return words if len(words) <= 240 else f"{words[:239].rstrip()}…"


# Translations -------------------------------------------------------------------------------------


def _translation(opened: Opened, original: str) -> None:
    """One other language beside the original, with who put it there."""
    others = tuple(one for one in LANGUAGES if one != original)
    title = text(_("The same in other languages"))
    note = text(_("If you like. Readers of a language without one read the original."))
    markup.html(f'<h3 class="section-title answer-others">{title}</h3><p class="note">{note}</p>')
    chosen = state.one_of("to", others, _first(others))
    state.lend(_INTO, chosen)
    words = {one: _tab(opened.draft, one) for one in others}
    st.pills(
        _("Translate into"),
        others,
        required=True,
        format_func=words.__getitem__,
        key=_INTO,
        on_change=_turn,
        args=(others,),
        wrap=True,
    )
    left, right = st.columns(2, gap="medium")
    with left:
        _beside(opened.draft, original)
    with right:
        label = _("The answer, in {language}").format(language=language_name(chosen))
        _field(opened, Asked(f"words.{chosen}", label, most=LONGEST, rows=8), spoken=chosen)
        _origin(opened, chosen)


def _first(others: tuple[str, ...]) -> str:
    return language() if language() in others else others[0]


def _tab(draft: Draft, code: str) -> str:
    if not draft.words.get(code, "").strip():
        return _name(code)
    return _("{language}, written").format(language=_name(code))


def _turn(others: tuple[str, ...]) -> None:
    i18n.use(state.language())
    given = str(state.given_back(_INTO))
    chosen = next((one for one in others if given == one or given.startswith(_name(one))), None)
    if chosen:
        state.write(to=chosen)


def _beside(draft: Draft, original: str) -> None:
    words = draft.words.get(original, "")
    shown = "".join(f"<p>{text(one)}</p>" for one in words.split("\n") if one.strip())
    body = shown or f'<p class="gap">{text(_("nothing written yet"))}</p>'
    label = text(_("The answer, in {language}").format(language=language_name(original)))
    markup.html(
        f'<div class="form-original"><p class="saved-text-label">{label}</p>'
        f'<div lang="{text(original)}" dir="auto">{body}</div>'
        f'<p class="note">{text(_("Original"))}</p></div>'
    )


def _origin(opened: Opened, chosen: str) -> None:
    if not opened.draft.words.get(chosen, "").strip():
        return
    words = {"human": _("A person"), "machine": _("A machine")}
    state.lend(_ORIGIN, opened.draft.origins.get(chosen))
    st.pills(
        _("Who translated it?"),
        ORIGINS,
        format_func=words.__getitem__,
        key=_ORIGIN,
        on_change=_choose,
        args=(_ids(opened), f"origin.{chosen}", _ORIGIN, ORIGINS, words.__getitem__),
    )


# Publishing ---------------------------------------------------------------------------------------


def publishing(opened: Opened) -> None:
    """What is still missing, or the way to sign; then what signing does, to be confirmed."""
    if not opened.stamp:
        return
    ids, faults = _ids(opened), answering.faults(opened.draft)
    if faults:
        items = "".join(f"<li>{text(question_words.answer_fault(one))}</li>" for one in faults)
        title = text(_("Before it can be published"))
        markup.html(f'<div class="state"><p>{title}</p><ul class="lines">{items}</ul></div>')
    if held.sure(*ids) and not faults:
        _confirm(opened)
        return
    with st.container(horizontal=True, key="answer_ways"):
        st.button(
            _("Publish the answer"),
            key="answer_publish",
            type="primary",
            icon=":material/check_circle:",
            disabled=bool(faults),
            on_click=held.ask,
            args=ids,
        )
        st.button(
            _("Delete the draft"),
            key="answer_drop",
            type="tertiary",
            icon=":material/delete:",
            on_click=held.drop,
            args=ids,
        )


def _confirm(opened: Opened) -> None:
    ids, draft = _ids(opened), answering.cleaned(opened.draft)
    told = [
        _("“{standing}”, signed by {office}. Everybody can read it at once.").format(
            standing=question_words.standing(draft.standing), office=draft.office
        )
    ]
    if opened.cell.answer:
        told.append(_("It takes the place of the answer of now, which stays readable below it."))
    paragraphs = "".join(f"<p>{text(one)}</p>" for one in told)
    with st.container(key="answer_confirm"):
        markup.html(f'<div class="state" role="status">{paragraphs}</div>')
        with st.container(horizontal=True):
            st.button(
                _("Publish now"),
                key="answer_now",
                type="primary",
                on_click=held.publish,
                args=(*ids, opened.stamp),
            )
            st.button(_("Not yet"), key="answer_not_yet", on_click=held.unsure, args=ids)


def versions(opened: Opened) -> None:
    """What this city has said before, the newest first."""
    found = replies.versions(*_ids(opened), language())
    if not found:
        return
    with st.expander(_("What is public, with its earlier versions")):
        for one in found:
            head = question_words.signed(one.office, one.answered_at, one.version)
            standing = question_words.standing(one.standing)
            paragraphs = "".join(f"<p>{text(said)}</p>" for said in one.text.words.split("\n"))
            markup.html(
                f'<p class="note">{text(standing)} · {text(head)}</p>'
                f'<div class="prose" dir="auto"{lang(one.text.language)}>{paragraphs}</div>'
            )
