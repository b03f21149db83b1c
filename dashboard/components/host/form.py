"""A summit in the making, step by step, and the last look before it is open to everybody."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard import navigation, state, summit_words
from dashboard.catalogue import hosting, summit_file, summits
from dashboard.catalogue.discussion.spoken import line
from dashboard.catalogue.hosting import Draft
from dashboard.catalogue.rights import Actor
from dashboard.catalogue.summit_file import Fault
from dashboard.components import choices, links, markup, outcome, saved_text, summit_sheet
from dashboard.components.host import opened, steps
from dashboard.components.host.opened import Seen
from dashboard.components.host.steps import STEPS
from dashboard.components.markup import text
from dashboard.i18n import LANGUAGES, _, language, language_name, n_

_SPOKEN = "host_spoken"


def show(actor: Actor, receipt: str) -> None:
    """The form on the step of the address."""
    opened.carry_out(receipt)
    seen = opened.read(actor, receipt)
    found = hosting.faults(seen.draft)
    step = state.one_of("step", list(STEPS), "what")
    st.title(markup.in_markdown(name(seen.draft)))
    outcome.show()
    _steps(seen, step, found)
    place = list(STEPS).index(step) + 1
    told = _("Step {step} of {all}.").format(step=place, all=len(STEPS))
    saved_text.line(
        told,
        seen.draft.updated_at,
        receipt=receipt,
        on_left=partial(opened.take_left, receipt),
        heard=seen.heard,
    )
    if step == "look":
        _look(seen, found)
    else:
        spoken = _language(seen)
        with st.container(key="form_fields"):
            steps.ASK[step](seen, found, spoken)
        _on(seen, step)


def name(draft: Draft) -> str:
    """What it is called so far, in the reader's language or another."""
    names = draft.body.get("name", {})
    told = (line(one or "") for one in (names.get(language()), *names.values()))
    return next(filter(None, told), _("A new summit"))


def address(receipt: str, step: str) -> str:
    """The address of a step."""
    return navigation.address(
        "host", language(), draft=receipt, step=step, to=state.value("to") or ""
    )


def _steps(seen: Seen, here: str, faults: Sequence[Fault]) -> None:
    """All steps, with how many faults each holds."""
    items = ""
    for code, name in STEPS.items():
        count = sum(steps.of_fault(one) == code for one in faults)
        current = ' aria-current="step"' if code == here else ""
        missing = f' <span class="note">{text(_missing(count))}</span>' if count else ""
        href = text(address(seen.draft.receipt, code))
        items += f'<li><a href="{href}" target="_self"{current}>{text(_(name))}</a>{missing}</li>'
    label = text(_("Steps"))
    links.show(f'<nav aria-label="{label}"><ol class="host-steps">{items}</ol></nav>', key="steps")


def _missing(count: int) -> str:
    return n_("{count} to do", "{count} to do", count)


def _language(seen: Seen) -> str:
    """The language the texts of the step are written in: any of the four, one after the other."""
    spoken = state.one_of("to", list(LANGUAGES), str(seen.draft.body.get("language") or "en"))
    choices.switch(
        _SPOKEN,
        _("Language of these texts"),
        list(LANGUAGES),
        spoken,
        lambda code: language_name(code).capitalize(),
        _take_language,
    )
    return spoken


def _take_language() -> None:
    given = str(state.given_back(_SPOKEN))
    code = choices.code_of(given, LANGUAGES, lambda one: language_name(one).capitalize())
    state.write(to=code)


def _on(seen: Seen, step: str) -> None:
    every = list(STEPS)
    after = every[every.index(step) + 1]
    way = markup.link(address(seen.draft.receipt, after), _("Go on"), "button button-primary")
    links.show(f'<p class="actions">{way}</p>', key="host_on")


# The last look ------------------------------------------------------------------------------------


def _look(seen: Seen, faults: Sequence[Fault]) -> None:
    if faults:
        _to_do(seen, faults)
    else:
        _open(seen)
        known, _none = summit_file.read(seen.draft.told)
        if known is not None:
            told = _("As everybody will see it:")
            markup.html(f'<p class="label host-preview">{text(told)}</p>')
            summit_sheet.preview(summits.of_file(known, language()))
    _file(seen.draft)


def _to_do(seen: Seen, faults: Sequence[Fault]) -> None:
    told = n_(
        "{count} thing to mend before it can be opened:",
        "{count} things to mend before it can be opened:",
        len(faults),
    )
    items = "".join(
        f'<li><a href="{text(address(seen.draft.receipt, steps.of_fault(one)))}" target="_self">'
        f"{text(summit_words.place(one))}</a> {text(summit_words.fault(one))}"
        f' <code class="note">{text(one.path)}</code></li>'
        for one in faults
    )
    fragment = f'<p class="sentence">{text(told)}</p><ul class="form-lacks">{items}</ul>'
    links.show(f'<div class="state state-error" role="status">{fragment}</div>', key="host_faults")


def _open(seen: Seen) -> None:
    draft = seen.draft
    if draft.summit and not draft.changed:
        href = navigation.address("summits", language(), id=draft.summit)
        told = _("It is open to everybody, as it stands here.")
        way = markup.link(href, _("Look at it"))
        markup.html(f'<div class="state state-done"><p>{text(told)} {way}</p></div>')
        return
    told = _(
        "It becomes public at once and as a whole: its page, its fact sheet, its matrix, its wall"
        " and its rooms for the workshops. You can change it later; its id and city stay."
    )
    markup.html(f'<p class="sentence">{text(told)}</p>')
    label = _("Bring the public summit in step") if draft.summit else _("Open it to everybody")
    st.button(
        label,
        key="host_open",
        type="primary",
        on_click=opened.ask,
        args=(draft.receipt, partial(opened.open_for_all, draft.receipt)),
    )


def _file(draft: Draft) -> None:
    """The same as one file, for whoever keeps the released catalogue."""
    told = json.dumps(draft.told, ensure_ascii=False, indent=2) + "\n"
    st.download_button(
        _("Download as one file (JSON)"),
        told,
        file_name=f"{draft.body.get('id') or 'summit'}.json",
        mime="application/json",
        key="host_file",
        on_click="ignore",
    )
