"""Exchange with another copy: a file to give, a file to take, and what was taken so far."""

from __future__ import annotations

import streamlit as st

from dashboard import exchange_words, i18n, state
from dashboard.catalogue import exchange
from dashboard.catalogue.errors import CatalogueError
from dashboard.catalogue.exchange import File, Refused
from dashboard.components import markup
from dashboard.components.markup import text
from dashboard.i18n import _, date, number

_CAME = "exchange_came"  # what came of the last file, or what was wrong with it


def show() -> None:
    """What it is for, the two ways, and the files that were taken."""
    st.header(_("Exchange with another copy"), anchor=False)
    st.write(
        _(
            "Two cities that run this dashboard exchange signed conclusions, questions to mayors"
            " and answers as files. Nothing doubles, nothing of one’s own is overwritten, and what"
            " comes from elsewhere says so."
        )
    )
    _told()
    st.download_button(
        _("A file of all that readers see here"),
        data=exchange.written,
        file_name=f"exchange-{exchange.own()}.json",
        mime="application/json",
        key="exchange_give",
        on_click="ignore",
    )
    uploaded = st.file_uploader(
        _("A file of another copy, or an edition to take home (ZIP)"),
        type=["json", "zip"],
        max_upload_size=exchange.MOST_OF_ARCHIVE // 1_000_000,
        key="exchange_file",
    )
    st.button(_("Take it"), key="exchange_take", on_click=_take, disabled=uploaded is None)
    _files()


def _take() -> None:
    i18n.use(state.language())
    uploaded = state.held("exchange_file")
    if uploaded is None:
        return
    try:
        taken = exchange.taken(state.actor_now(), bytes(uploaded.getbuffer()))
        state.lend(_CAME, (True, tuple(exchange_words.came_of_it(taken))))
    except Refused as error:
        state.lend(_CAME, (False, (_(error.message), *_faults(error))))
    except CatalogueError as error:
        state.lend(_CAME, (False, (_(error.message),)))


def _faults(error: Refused) -> list[str]:
    pattern = _("{label}: {share}")
    told = [
        pattern.format(label=one.place, share=exchange_words.fault(one)) if one.place
        else exchange_words.fault(one)
        for one in error.faults
    ]  # fmt: skip
    if error.more:
        told.append(_("And {count} more.").format(count=number(error.more)))
    return told


def _told() -> None:
    came = state.held(_CAME)
    if came is None:
        return
    state.lend(_CAME, None)
    good, sentences = came
    kind, role = ("state-done", "status") if good else ("state-error", "alert")
    first, *rest = (text(one) for one in sentences)
    more = f"<ul>{''.join(f'<li>{one}</li>' for one in rest)}</ul>" if rest else ""
    markup.html(f'<div class="state {kind}" role="{role}"><p>{first}</p>{more}</div>')


def _files() -> None:
    found = exchange.files()
    if not found:
        return
    st.subheader(_("Taken so far"), anchor=False)
    markup.html(markup.lines([_file(one) for one in found]))


def _file(one: File) -> str:
    told = text(
        _("{date}, from the copy of {house}").format(date=date(one.taken_at.date()), house=one.name)
    )
    counts = (
        (_("conclusions"), "conclusions"), (_("questions"), "questions"), (_("answers"), "answers")
    )  # fmt: skip
    pattern = _("{label}: {share}")
    facts = "".join(
        f"<span>{text(pattern.format(label=label, share=number(_new(one, kind))))}</span>"
        for label, kind in counts
    )
    return f'<b>{told}</b><p class="queue-facts">{facts}</p><code>{text(one.sha256[:16])}</code>'


def _new(one: File, kind: str) -> int:
    return sum(one.counts[kind].get(fate, 0) for fate in ("new", "newer", "gone"))
