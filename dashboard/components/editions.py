"""Freezing an edition, how far it is, and the editions there are, each with its hash."""

from __future__ import annotations

import streamlit as st

from dashboard import citing, freezing, settings, state
from dashboard.catalogue import editions
from dashboard.catalogue.editions import Edition
from dashboard.catalogue.importing.running import Running
from dashboard.catalogue.rights import Actor
from dashboard.components import long_work, markup
from dashboard.components.markup import text
from dashboard.freezing import Stopped
from dashboard.i18n import _, date, language, n_, number

_WORK = "edition_work"


def show(actor: Actor) -> None:
    """What freezing does, the work that goes on, and all editions."""
    st.write(
        _(
            "An edition is the whole catalogue as it is now: data, pages in four languages and"
            " every signed version, with a hash for each file. It never changes, opens without"
            " this program, and is public at once under its day."
        )
    )
    work: Running[Edition] | None = state.held(_WORK)
    if work is not None and not work.over:
        long_work.wait(work, "freeze_stop")
    else:
        if work is not None:
            _came_of_it(work)
        _address()
        st.button(_("Freeze an edition now"), key="freeze", type="primary", on_click=_begin)
    _every()


def _address() -> None:
    """A warning where what is frozen for good would name this machine."""
    if not settings.public_url():
        told = _(
            "No public address is set (PUBLIC_URL): codes and citations in an edition would name"
            " this machine, for good."
        )
        markup.html(f'<div class="state"><p>{text(told)}</p></div>')


def _begin() -> None:
    work = freezing.begin(state.actor_now())
    work.wait(0.4)  # somebody else may be at it already: that is told at once
    state.lend(_WORK, work)


def _came_of_it(work: Running[Edition]) -> None:
    if work.error is not None:
        kind = "" if isinstance(work.error, Stopped) else " state-error"
        told = text(_(work.error.message))
        markup.html(f'<div class="state{kind}" role="alert"><p>{told}</p></div>')
    elif work.result is not None:
        told = text(_("The edition of {date} is there.").format(date=date(work.result.day)))
        markup.html(f'<div class="state state-done" role="status"><p>{told}</p></div>')


# The editions there are ---------------------------------------------------------------------------


def _every() -> None:
    found = editions.every()
    st.header(_("Frozen editions"), anchor=False)
    if not found:
        st.write(_("There is none yet. The first makes the catalogue citable as a whole."))
        return
    for one in found:
        markup.html(_edition(one))
        with st.expander(_("To cite this edition"), key=f"edition_cite_{one.name}"):
            st.code(citing.as_text(_cited(one)), language=None, wrap_lines=True)


def _edition(one: Edition) -> str:
    facts = (
        n_("{count} practice", "{count} practices", one.practices),
        n_("{count} file", "{count} files", one.files),
        _("{size} MB").format(size=number(one.bytes / 1e6, 1)),
        _("version {version} of the catalogue").format(version=number(one.catalogue_version)),
    )
    told = "".join(f"<span>{text(fact)}</span>" for fact in facts)
    ways = markup.link(f"/editions/{one.name}/{language()}/index.html", _("Open"), "button")
    ways += markup.link(f"/editions/{one.name}.zip", _("Download (ZIP)"), "button")
    return (
        f'<section class="edition"><h3>{text(date(one.day))} <small>{text(one.name)}</small></h3>'
        f'<p class="queue-facts">{told}</p>'
        f'<p class="note">SHA-256 <code>{text(one.sha256)}</code></p>'
        f'<p class="actions">{ways}</p></section>'
    )


def _cited(one: Edition) -> citing.Cited:
    return citing.of_whole(
        settings.public_url() or state.origin(),
        one.catalogue_version,
        one.day,
        edition=one.name,
        sha256=one.sha256,
    )
