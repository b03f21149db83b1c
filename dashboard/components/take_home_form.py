"""The exhibition to take home: of what, in which languages, in whose dress; and how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import i18n, settings, state
from dashboard.catalogue.exhibition import Subject
from dashboard.catalogue.importing.running import Running
from dashboard.catalogue.rights import Actor
from dashboard.components import long_work, markup, take_home_look
from dashboard.components.markup import text
from dashboard.i18n import LANGUAGES, _, language, language_name, n_
from dashboard.taking_home import branding, logo, making
from dashboard.taking_home.branding import BadBranding, Branding, Fault
from dashboard.taking_home.colours import Colours
from dashboard.taking_home.making import Stopped
from dashboard.taking_home.packing import Made
from dashboard.taking_home.pages import Wish

_WORK, _FAULTS, _KEPT = "take_home_work", "take_home_faults", "take_home_kept"
_FIELDS = (
    "subject", "languages", "name", "discussion", "colours_light", "colours_dark", "colours_wall",
    *(f"welcome_{code}" for code in LANGUAGES),
)  # fmt: skip


def show(actor: Actor) -> None:
    """The form, its preview, the work that goes on, and what came of it."""
    found = dict(making.subjects(actor, language()))
    if not found:
        st.write(_("Your city was at no summit and has nothing to take home yet."))
        return
    work: Running[Made] | None = state.held(_WORK)
    _remembered(found)
    _form(found)
    _remember()
    _told_faults()
    if work is not None and not work.over:
        long_work.wait(work, "take_home_stop")
    else:
        if work is not None:
            _came_of_it(work)
        st.button(_("Make the edition"), key="take_home_make", type="primary", on_click=_begin)


def _remembered(found: Mapping[Subject, str]) -> None:
    """What was typed before somebody went to another page."""
    kept: dict[str, Any] = {**_standard(), **(state.held(_KEPT) or {})}
    if kept.get("subject") not in found:
        kept["subject"] = next(iter(found))
    for field in _FIELDS:
        key = f"take_home_{field}"
        if state.held(key) is None and kept.get(field) is not None:
            state.lend(key, kept[field])


def _standard() -> dict[str, Any]:
    colours = {f"colours_{name}": one for name, one in vars(Colours()).items()}
    return {"languages": list(LANGUAGES), **colours}


def _remember() -> None:
    typed = {field: state.held(f"take_home_{field}") for field in _FIELDS}
    state.lend(_KEPT, {**(state.held(_KEPT) or {}), **_told(typed)})


def _told(typed: Mapping[str, Any]) -> dict[str, Any]:
    return {field: one for field, one in typed.items() if one is not None}


# The form ---------------------------------------------------------------------------------------


def _form(found: Mapping[Subject, str]) -> None:
    st.selectbox(
        _("What you take home"),
        list(found),
        format_func=lambda one: _named(one, found),
        key="take_home_subject",
    )
    spoken = st.pills(
        _("Languages"),
        list(LANGUAGES),
        format_func=lambda code: LANGUAGES[code],
        selection_mode="multi",
        key="take_home_languages",
    )
    with st.expander(
        _("In your city’s name: welcome, colours, logo"),
        key="take_home_dress",
        expanded=bool(state.held(_FAULTS)),
    ):
        _dress(spoken)


def _dress(spoken: list[str]) -> None:
    """What the city puts on it; all of it may stay empty."""
    st.text_input(
        _("Whose exhibition it is"),
        key="take_home_name",
        max_chars=branding.LONGEST_NAME,
        help=_("Stands at the head of each page and poster: the name of your city or house."),
    )
    for code in spoken:
        st.text_area(
            _("Welcome, in {language}").format(language=language_name(code)),
            key=f"take_home_welcome_{code}",
            max_chars=branding.LONGEST_WELCOME,
            height=120,
        )
    take_home_look.show(_colours(), str(state.held("take_home_name") or ""))
    st.file_uploader(
        _("Logo: PNG or JPEG"),
        type=["png", "jpg", "jpeg"],
        max_upload_size=logo.MOST_BYTES // 1_000_000,
        key="take_home_logo",
    )
    st.text_input(
        _("Address of your own discussion"),
        key="take_home_discussion",
        max_chars=branding.LONGEST_ADDRESS,
        placeholder="https://",
        help=_("Of a copy of this dashboard that your city runs: the codes then lead there."),
    )
    if not settings.public_url():
        st.write(_("Without an address the posters bear no code."))


def _named(one: Subject, found: Mapping[Subject, str]) -> str:
    name = found[one]
    return name if one.kind == "summit" else _("City: {name}").format(name=name)


def _colours() -> Colours:
    """Three pickers side by side; what they hold."""
    chosen = {}
    st.subheader(_("Colours"), anchor=False)
    with st.container(horizontal=True, key="take_home_colours"):
        for field, label in (
            ("light", _("Links by day")),
            ("dark", _("Links by night")),
            ("wall", _("Slides and posters")),
        ):
            chosen[field] = st.color_picker(label, key=f"take_home_colours_{field}")
    return Colours(**chosen)


def _told_faults() -> None:
    faults: tuple[Fault, ...] = state.held(_FAULTS) or ()
    if not faults:
        return
    head = text(_(BadBranding.message))
    lines = "".join(f"<li>{text(_place(one))}: {text(one.said)}</li>" for one in faults)
    markup.html(f'<div class="state state-error" role="alert"><p>{head}</p><ul>{lines}</ul></div>')


def _place(one: Fault) -> str:
    """The name of the field that a fault is about, as the form has it."""
    names = {
        "name": _("Whose exhibition it is"),
        "welcome": _("Welcome"),
        "colours.light": _("Links by day"),
        "colours.dark": _("Links by night"),
        "colours.wall": _("Slides and posters"),
        "logo": _("Logo"),
        "discussion": _("Address of your own discussion"),
        "languages": _("Languages"),
    }
    return names.get(one.where) or names.get(one.where.partition(".")[0], one.where)


# The work ---------------------------------------------------------------------------------------


def _begin() -> None:
    """Begin, or keep what is wrong: what was typed stays in its fields."""
    i18n.use(state.language())
    subject: Subject = state.given_back("take_home_subject")
    spoken = tuple(one for one in LANGUAGES if one in (state.held("take_home_languages") or ()))
    state.lend(_WORK, None)
    try:
        dressed = branding.of_form(_typed(spoken))
    except BadBranding as error:
        state.lend(_FAULTS, error.faults)
        return
    if not spoken:
        state.lend(_FAULTS, (Fault("languages", branding.ONE_LANGUAGE),))
        return
    state.lend(_FAULTS, ())
    work = making.begin(state.actor_now(), _wish(subject, spoken, dressed))
    work.wait(0.4)
    state.lend(_WORK, work)


def _wish(subject: Subject, spoken: tuple[str, ...], dressed: Branding) -> Wish:
    return making.wish(subject, languages=spoken, branding=dressed)


def _typed(spoken: tuple[str, ...]) -> dict[str, Any]:
    """What stands in the form, under the keys of a file."""
    picture = state.held("take_home_logo")
    colours = {one: state.held(f"take_home_colours_{one}") for one in ("light", "dark", "wall")}
    return {
        "name": state.held("take_home_name") or "",
        "welcome": {one: state.held(f"take_home_welcome_{one}") or "" for one in spoken},
        "colours": {name: one for name, one in colours.items() if one},
        "logo": bytes(picture.getbuffer()) if picture is not None else b"",
        "discussion": state.held("take_home_discussion") or "",
    }


def _came_of_it(work: Running[Made]) -> None:
    if work.error is not None:
        kind = "" if isinstance(work.error, Stopped) else " state-error"
        told = text(_(work.error.message))
        markup.html(f'<div class="state{kind}" role="alert"><p>{told}</p></div>')
        return
    made = work.result
    if made is None:
        return
    told = n_("The edition is there: {count} file.", "The edition is there: {count} files.",
              len(made.files))  # fmt: skip
    markup.html(
        f'<div class="state state-done" role="status"><p>{text(told)}</p>'
        f'<p class="note">SHA-256 <code>{text(made.sha256)}</code></p></div>'
    )
    st.download_button(
        _("Download (ZIP)"),
        data=made.archive,
        file_name=f"{made.name}.zip",
        mime="application/zip",
        key="take_home_download",
        type="primary",
        on_click="ignore",
    )
    st.write(_("Unpack it onto a stick or a computer and open index.html: no network is needed."))
