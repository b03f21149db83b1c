"""What a city promised, for its own office: how each promise goes, told in its own words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard import outcome_words, state, words
from dashboard.catalogue import commitments
from dashboard.catalogue.commitments import LONGEST_OFFICE, LONGEST_WORDS, STATES, Commitment, Told
from dashboard.catalogue.errors import CatalogueError, Incomplete
from dashboard.catalogue.rights import Actor
from dashboard.components import choices, markup, outcome, saved_text
from dashboard.components.markup import text
from dashboard.components.outcome import Outcome
from dashboard.components.saved_text import Asked
from dashboard.i18n import N_, _, date, language, n_

_ASKED, _FAULTS = "promise_asked", "promise_faults"


def show(actor: Actor) -> None:
    """All that somebody may speak for; the overdue first."""
    st.title(_("Our commitments"))
    _carry_out()
    outcome.show()
    found = commitments.of_office(actor, language())
    markup.html(f'<p class="standfirst">{text(_standfirst(found))}</p>')
    public = markup.link(f"/{language()}/commitments", _("What readers see"), "button")
    markup.html(f'<p class="actions">{public}</p>')
    for one in found:
        with st.container(key=f"card-promise-{one.outcome.id}"):
            markup.html(drawn(one))
            _form(one)


def _standfirst(found: Sequence[Commitment]) -> str:
    if not found:
        return _("Nothing that was promised in a workshop here is of your city.")
    late = sum(one.overdue for one in found)
    told = n_("{count} promise is on record.", "{count} promises are on record.", len(found))
    if not late:
        return told
    overdue = n_(
        "{count} is overdue: its day has passed without a word on how it ended.",
        "{count} are overdue: their day has passed without a word on how it ended.",
        late,
    )
    return f"{told} {overdue}"


def drawn(one: Commitment) -> str:
    """One commitment: whose, the words, by when, how it goes, and whether its day has passed."""
    said = one.outcome
    where = _("{city} · {summit}").format(city=said.city or "", summit=words.summit(said.summit))
    line = outcome_words.promise(said.promised_by, None, said.due_on)
    late = outcome_words.overdue(one)
    facts = f"<span>{text(outcome_words.standing(one))}</span>"
    if one.office:
        facts += f'<span dir="auto">{text(one.office)}</span>'
    if late:
        facts += f'<span class="room-late">{text(late)}</span>'
    own = ""
    if one.words:
        spoken = one.words_language or ""
        own = f'<p class="prose" dir="auto"{markup.lang(spoken)}>{text(one.words)}</p>'
    return (
        f'<div class="room-item"><p class="place">{text(where)}</p>'
        f'<p class="room-words" dir="auto"{markup.lang(said.text.language)}>'
        f"{text(said.text.words)}</p>"
        f'<p class="room-promise" dir="auto">{text(line)}</p>'
        f'<p class="card-facts">{facts}</p>{own}</div>'
    )


# Telling ------------------------------------------------------------------------------------------


def _form(one: Commitment) -> None:
    """How it goes, in whose name; what is typed stays in the browser until it is told."""
    key = one.outcome.id
    faults = dict(state.held(_FAULTS) or {}).get(key, ())
    with st.expander(_("Tell how it goes"), key=f"tell_{key}", expanded=bool(faults)):
        if len(one.steps) > 1:
            markup.html(_past(one))
        chosen = state.held(_state_key(key)) or one.state
        state.lend(_state_key(key), chosen)
        st.pills(
            _("How does it go?"),
            STATES,
            format_func=outcome_words.goes,
            key=_state_key(key),
            wrap=True,
        )
        _field(one, "words", faults)
        _field(one, "office", faults)
        st.button(
            _("Tell everybody"),
            key=f"told_{key}",
            type="primary",
            on_click=partial(_ask, key, one.steps[0].number if one.steps else 0),
        )


def _state_key(outcome_id: str) -> str:
    return f"promise_state_{outcome_id}"


def _past(one: Commitment) -> str:
    items = "".join(
        f"<li>{text(date(step.told_at))}: {text(outcome_words.goes(step.state))}"
        f"{_said(step.words, step.language)}</li>"
        for step in one.steps
    )
    return f'<p class="label">{text(_("Told so far"))}</p><ul class="lines">{items}</ul>'


def _said(told: str | None, spoken: str) -> str:
    return f'. <span dir="auto"{markup.lang(spoken)}>{text(told)}</span>' if told else ""


def _field(one: Commitment, name: str, faults: Sequence[tuple[str, str]]) -> None:
    asked = {
        "words": Asked(
            f"words.{one.outcome.id}",
            _("What was done, what is left"),
            _("One or two sentences for everybody who reads the promise."),
            most=LONGEST_WORDS,
            rows=3,
        ),
        "office": Asked(
            f"office.{one.outcome.id}",
            _("In whose name"),
            _("The office that answers for it."),
            _("Office of the mayor"),
            required=True,
            most=LONGEST_OFFICE,
        ),
    }[name]
    number = one.steps[0].number if one.steps else 0
    saved_text.show(
        asked,
        _typed(asked.name, one.office or "" if name == "office" else ""),
        receipt=f"{one.outcome.id}:{number}",
        on_typed=lambda field, words: state.lend(f"typed:{field}", words),
        kept=False,
        fault=" ".join(told for field, told in faults if field == name),
    )


def _typed(field: str, known: str) -> str:
    found = state.held(f"typed:{field}")
    return str(found) if found is not None else known


def _ask(outcome_id: str, after: int) -> None:
    """Note what is wanted: a click and the last words may come in one message."""
    state.lend(_ASKED, (outcome_id, after))


def _carry_out() -> None:
    asked = state.held(_ASKED)
    state.lend(_ASKED, None)
    state.lend(_FAULTS, None)
    if not asked:
        return
    outcome_id, after = asked
    known = commitments.by_id(outcome_id, language())
    told = Told(
        state=choices.code_of(
            str(state.held(_state_key(outcome_id)) or ""), STATES, outcome_words.goes
        )
        or "",
        words=_typed(f"words.{outcome_id}", ""),
        language=language(),
        office=_typed(f"office.{outcome_id}", (known.office or "") if known else ""),
    )
    try:
        commitments.tell(state.actor_now(), outcome_id, told, after=after)
    except Incomplete as error:
        faults = [(one.field, outcome_words.fault(one)) for one in commitments.faults(told)]
        state.lend(_FAULTS, {outcome_id: tuple(faults)})
        outcome.keep(Outcome(error.message, failed=True))
        return
    except CatalogueError as error:
        outcome.keep(Outcome(error.message, failed=True))
        return
    for field in ("words", "office"):
        state.lend(f"typed:{field}.{outcome_id}", None)
    outcome.keep(Outcome(N_("Told. Everybody sees it now.")))
