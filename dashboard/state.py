"""The only reader and writer of session state and of the address."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st

from dashboard import i18n
from dashboard.catalogue.filters import PARAMETERS, Filters

MOST_PICKS = 4
_SEEN = "seen_address"
_FLASH = "flash"


def language() -> str:
    """The language of the address; without one, the browser's, else English."""
    found = re.match(r"/(fr|en|de|es)(/|$)", urlsplit(st.context.url or "").path)
    if found:
        return found[1]
    wanted = (st.context.locale or "").split("-")[0].lower()
    return wanted if wanted in i18n.LANGUAGES else i18n.SOURCE


# The address -----------------------------------------------------------------------------------


def values(name: str) -> list[str]:
    """All values of one parameter of the address."""
    return st.query_params.get_all(name)


def value(name: str) -> str | None:
    """The first value of one parameter of the address."""
    return next(iter(values(name)), None)


def query() -> dict[str, list[str]]:
    """The whole query of the address."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def origin() -> str:
    """Scheme and host of this view, for links that are to be sent: https://example.org."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def query_string(**changed: Sequence[str] | str | None) -> str:
    """The query of this view with some parameters changed or, with None, dropped."""
    merged: dict[str, Any] = {**query(), **changed}
    return urlencode({k: v for k, v in merged.items() if v}, doseq=True)


def write(**changed: Sequence[str] | str | None) -> None:
    """Change parameters of the address in one history entry; None drops one."""
    merged: dict[str, Any] = {**query(), **changed}
    wanted = {k: [v] if isinstance(v, str) else list(v) for k, v in merged.items() if v}
    if wanted != query():
        st.query_params.from_dict(wanted)


# Filters: the address is the truth; widgets borrow from it and give back --------------------------


def widget_key(field: str) -> str:
    """The key of the widget that shows one field of Filters."""
    return f"filter_{field}"


def filters(city_known: Callable[[str], bool] | None = None) -> tuple[Filters, tuple[str, ...]]:
    """The question this view asks, and the codes of the address nobody knows.

    After Back or a link the address wins over the widgets; after a click the widgets win and
    the address follows. Call it before the widgets are drawn.
    """
    state = st.session_state
    asked, unknown = Filters.from_query(query(), city_known)
    here = (st.context.url, asked)
    missing = any(widget_key(field) not in state for field in PARAMETERS)
    if missing or state.get(_SEEN) != _written(here):
        _to_widgets(asked)
    else:
        chosen = _from_widgets()
        if chosen != asked:
            set_filters(chosen)
            asked = chosen
    state[_SEEN] = _written((st.context.url, asked))
    return asked, unknown


def _written(here: tuple[str | None, Filters]) -> str:
    url, asked = here
    return f"{urlsplit(url or '').path}?{urlencode(asked.to_query(), doseq=True)}"


def set_filters(chosen: Filters) -> None:
    """Ask another question: the address changes and the first page of results shows."""
    cleared = dict.fromkeys(PARAMETERS.values())
    write(**{**cleared, **chosen.to_query(), "page": None})


def _to_widgets(asked: Filters) -> None:
    for field in PARAMETERS:
        found = getattr(asked, field)
        st.session_state[widget_key(field)] = list(found) if isinstance(found, tuple) else found


def _from_widgets() -> Filters:
    """The question the widgets show, in the one form an address would give it."""
    state = st.session_state
    shown: dict[str, Any] = {}
    for field in PARAMETERS:
        now = state[widget_key(field)]
        shown[field] = tuple(now) if isinstance(now, list | tuple) else now
    shown["query"] = shown["query"] or ""
    return Filters.from_query(Filters(**shown).to_query())[0]


def one_of(name: str, options: Sequence[str], default: str) -> str:
    """A parameter of the view that is one of some codes; anything else is the default."""
    found = value(name)
    return found if found is not None and found in options else default


def page_number() -> int:
    """The page of results the address asks for; nonsense is 1."""
    found = value("page") or "1"
    return int(found) if re.fullmatch(r"[1-9]\d{0,5}", found) else 1


def number(name: str, default: int, most: int) -> int:
    """A number of the address, 0 to `most`, that a slider of the same key shows.

    After Back or a link the address wins over the slider; after a click the slider wins and the
    address follows. Call it before the slider is drawn; the default is not written.
    """
    state, seen = st.session_state, f"seen_{name}"
    found = value(name) or ""
    told = int(found) if re.fullmatch(r"\d{1,3}", found) and int(found) <= most else default
    if name not in state or state.get(seen) != told:
        state[name] = told
    elif state[name] != told:
        told = int(state[name])
        write(**{name: None if told == default else str(told)})
    state[seen] = told
    return told


def taken(key: str, emptied: Sequence[str] = ()) -> Any:
    """What a person chose in a widget, inside its callback; those named `emptied` are cleared."""
    chosen = st.session_state.get(key)
    for one in emptied:
        st.session_state[one] = "" if isinstance(st.session_state.get(one), str) else None
    return chosen


# Chosen practices: in the address, so that a switch of language keeps them -----------------------


def picks() -> list[str]:
    """The slugs chosen for comparison, at most four, each once."""
    return list(dict.fromkeys(values("pick")))[:MOST_PICKS]


def pick(slug: str, *, chosen: bool) -> None:
    """Add a practice to the comparison or take it out."""
    now = [one for one in picks() if one != slug]
    if chosen:
        now.append(slug)
    write(pick=now[:MOST_PICKS])


# A word to be shown once, after a change of view ---------------------------------------------------


def flash(message: str) -> None:
    """Keep a message for the next view."""
    st.session_state[_FLASH] = message


def flashed() -> str | None:
    """The kept message, once."""
    return st.session_state.pop(_FLASH, None)
