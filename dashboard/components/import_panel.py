"""A file into the catalogue, step by step: choose, match, look at what it would do, import."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import import_words, navigation, state
from dashboard.catalogue import rights
from dashboard.catalogue.bridge import TEMPLATES
from dashboard.catalogue.errors import Outdated
from dashboard.catalogue.importing import applying, files
from dashboard.catalogue.importing.applying import Applied
from dashboard.catalogue.importing.files import Cancelled
from dashboard.catalogue.importing.running import Running
from dashboard.catalogue.importing.trial import Trial, Way, trial
from dashboard.catalogue.rights import Actor
from dashboard.components import import_columns, import_tables, long_work, markup, outcome
from dashboard.components.markup import text
from dashboard.components.outcome import Outcome
from dashboard.i18n import N_, _, date, language, n_, number

OWN = "own"
WAYS = {"submissions": N_("Hand in for review"), "straight": N_("Publish at once")}
_WORK, _UPLOAD = "import_work", "import_upload"
_AT_ONCE = 0.4  # seconds: a small file is tried before the page is drawn anew


@dataclass(frozen=True)
class _Upload:
    """A file somebody chose, kept until they choose another; the folder goes with it."""

    folder: tempfile.TemporaryDirectory[str]
    name: str
    template: str | None
    way: Way

    @property
    def path(self) -> Path:
        return Path(self.folder.name) / "file"


def show(actor: Actor) -> None:
    """The step that is due."""
    work: Running[Any] | None = state.held(_WORK)
    if work is None:
        _choose(actor)
    elif not work.over:
        long_work.wait(
            work, "import_stop", N_("{done} of about {of} rows"), N_("The file is being read")
        )
    elif work.error is not None:
        _failed(work)
    elif isinstance(work.result, Trial):
        _tried(work.result)
    elif isinstance(work.result, Applied):
        _applied(work.result)


# Choose -----------------------------------------------------------------------------------------


def _choose(actor: Actor) -> None:
    st.write(
        _(
            "CSV, Excel, JSON, JSON Lines, GeoJSON or Parquet. First the file is only looked at: "
            "you see what it would add and change before anything is written."
        )
    )
    uploaded = st.file_uploader(
        _("File, at most {most} megabytes").format(most=number(files.most_megabytes())),
        key="import_file",
    )
    with st.container(horizontal=True, vertical_alignment="bottom", key="import_manner"):
        st.selectbox(
            _("Whose columns it has"),
            [OWN, *TEMPLATES],
            format_func=_form,
            key="import_form",
            width=320,
        )
        if rights.may(actor, "import_straight"):
            st.selectbox(
                _("What becomes of its rows"),
                list(WAYS),
                format_func=lambda code: _(WAYS[code]),
                key="import_way",
                width=320,
            )
    st.button(
        _("Look at the file"),
        key="import_look",
        type="primary",
        disabled=uploaded is None,  # also while it is still on its way
        on_click=_chosen,
    )


def _form(code: str) -> str:
    return _("Ours, or of your own") if code == OWN else TEMPLATES[code].title


def _chosen() -> None:
    uploaded = state.given_back("import_file")
    if uploaded is None:
        outcome.keep(Outcome(N_("Choose a file first."), failed=True))
        return
    form = state.given_back("import_form")
    way: Way = "straight" if state.held("import_way") == "straight" else "submissions"
    folder = tempfile.TemporaryDirectory(prefix="import-")
    upload = _Upload(folder, uploaded.name, None if form == OWN else form, way)
    upload.path.write_bytes(uploaded.getbuffer())
    state.lend(_UPLOAD, upload)
    import_columns.forget()
    _try()


def _try() -> None:
    """Look at the chosen file, in a thread of its own."""
    upload: _Upload = state.given_back(_UPLOAD)
    actor, spoken, chosen = state.actor_now(), state.language(), import_columns.chosen()
    _begin(
        Running(
            lambda progress, stop: trial(
                upload.path,
                actor=actor,
                name=upload.name,
                way=upload.way,
                template=upload.template,
                chosen=chosen,
                language=spoken,
                progress=progress,
                stop=stop,
            )
        )
    )


def _begin(work: Running[Any]) -> None:
    work.wait(_AT_ONCE)
    state.lend(_WORK, work)


def _again() -> None:
    """Back to the choice of a file."""
    state.lend(_WORK, None)
    state.lend(_UPLOAD, None)


# Wait -------------------------------------------------------------------------------------------


def _failed(work: Running[Any]) -> None:
    error = work.error
    assert error is not None
    kind = "" if isinstance(error, Cancelled) else " state-error"
    markup.html(f'<div class="state{kind}" role="alert"><p>{text(_(error.message))}</p></div>')
    with st.container(horizontal=True, key="import_on"):
        if state.held(_UPLOAD) is not None:
            label = _("Look at it anew") if isinstance(error, Outdated) else _("Try again")
            st.button(label, key="import_repeat", type="primary", on_click=_try)
        st.button(_("Choose another file"), key="import_other", on_click=_again)


# What it would do -------------------------------------------------------------------------------


def _tried(tried: Trial) -> None:
    markup.html(f'<h2 class="section-title">{text(tried.file_name)}</h2>')
    _facts(tried)
    import_tables.tally(tried)
    _act(tried)
    if tried.faults:
        _faults(tried)
    if tried.matches and tried.template is None:
        _section(_("Columns"))
        import_columns.show(tried)
        st.button(_("Look again with these columns"), key="import_retry", on_click=_try)
    _losses(tried)
    _rows(tried)
    if tried.duplicates:
        _section(_("Possible duplicates"))
        st.write(_("They are imported all the same, unless you take them out of the file."))
        import_tables.duplicates(tried.duplicates)


def _section(title: str) -> None:
    st.subheader(title, anchor=False)


def _facts(tried: Trial) -> None:
    lines = [
        n_("{count} row", "{count} rows", tried.rows)
        + (f" · {import_words.FORMATS[tried.format]}" if tried.format else "")
    ]
    lines += [import_words.notice(one) for one in tried.notices]
    if tried.earlier is not None:
        lines.append(
            _("The very same file was imported on {date}.").format(
                date=date(tried.earlier.imported_at.date())
            )
        )
    markup.html("".join(f'<p class="note">{text(one)}</p>' for one in lines))


def _act(tried: Trial) -> None:
    """The way on: import where it is clean, and always another file."""
    count = tried.count("new") + tried.count("changed")
    if tried.faults:
        told = _(
            "Nothing can be imported while there are faults: it is all of the file or nothing."
        )
    elif not count:
        told = _("Everything in this file is there already: there is nothing to import.")
    elif tried.way == "straight":
        told = _("What is imported is public at once, signed by you. It can be undone whole.")
    else:
        told = _("What is imported waits for review, as yours. It can be undone whole.")
    markup.html(f'<p class="note">{text(told)}</p>')
    with st.container(horizontal=True, key="import_act"):
        st.button(
            _button(tried, count),
            key="import_apply",
            type="primary",
            disabled=bool(tried.faults) or not count,
            on_click=_apply,
        )
        st.button(_("Choose another file"), key="import_other", on_click=_again)


def _button(tried: Trial, count: int) -> str:
    if tried.way == "straight":
        return n_("Publish {count} practice", "Publish {count} practices", count)
    return n_("Hand in {count} practice", "Hand in {count} practices", count)


def _faults(tried: Trial) -> None:
    _section(_("Faults"))
    import_tables.faults(tried.faults)
    st.download_button(
        _("The list of faults as CSV"),
        data=lambda: import_tables.faults_as_csv(tried.faults),
        file_name="faults.csv",
        mime="text/csv",
        key="import_faults_csv",
        on_click="ignore",
    )


def _losses(tried: Trial) -> None:
    """What of another collection's form has no place here."""
    told = import_words.losses(tried.losses)
    if told:
        _section(_("What is not taken from the form"))
        markup.html(markup.lines([text(one) for one in told]))


def _rows(tried: Trial) -> None:
    found = [one for one in import_words.STANDINGS if tried.count(one)]
    if not found:
        return
    _section(_("What it would do"))
    chosen = st.segmented_control(
        _("Rows"),
        found,
        default=found[0],
        required=True,
        format_func=lambda code: _(import_words.STANDINGS[code]),
        key="import_standing",
        label_visibility="collapsed",
    )
    import_tables.entries(tried, chosen or found[0])


# Import -----------------------------------------------------------------------------------------


def _apply() -> None:
    work: Running[Trial] = state.given_back(_WORK)
    tried, actor = work.result, state.actor_now()
    assert tried is not None
    _begin(
        Running(
            lambda progress, stop: applying.apply(tried, actor=actor, progress=progress, stop=stop)
        )
    )


def _applied(done: Applied) -> None:
    counts = n_("{count} practice", "{count} practices", done.new + done.changed)
    told = (
        _("Published: {practices}. Everybody sees it at the next click.")
        if done.way == "straight"
        else _("Handed in for review: {practices}.")
    )
    script = "explore" if done.way == "straight" else "desk"
    way = _("Search the catalogue") if script == "explore" else _("To the desk")
    link = markup.link(navigation.address(script, language()), way)
    markup.html(
        f'<div class="state state-done" role="status"><p>{text(told.format(practices=counts))}'
        f" {link}</p></div>"
    )
    st.button(_("Import another file"), key="import_other", on_click=_again)
