"""The only reader and writer of session state and of the address."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st

from dashboard import i18n, settings
from dashboard.catalogue import people
from dashboard.catalogue.errors import NoStore, NotAllowed, StoreBusy
from dashboard.catalogue.filters import PARAMETERS, Filters
from dashboard.catalogue.rights import Actor

MOST_PICKS = 4
_KNOWN = "known_address"
_FLASH = "flash"
_LEAVING = "leaving"


def language() -> str:
    """The language of the address; without one, the browser's, else English."""
    found = re.match(r"/(fr|en|de|es)(/|$)", urlsplit(st.context.url or "").path)
    if found:
        return found[1]
    wanted = (st.context.locale or "").split("-")[0].lower()
    return wanted if wanted in i18n.LANGUAGES else i18n.SOURCE


# Who is here: looked up at each run, so that a role given or taken holds at the next click ------


def actor() -> Actor | None:
    """Who is signed in, with the roles held now; None for a visitor."""
    try:
        if by_provider():
            return _identified()
        token = _cookie("session")
        return people.session(token) if token else None
    except (NoStore, StoreBusy):
        return None  # the page itself tells that there is no catalogue


def actor_now() -> Actor:
    """The same inside a callback; NotAllowed where the session has ended meanwhile."""
    found = actor()
    if found is None:
        raise NotAllowed
    return found


def by_provider() -> bool:
    """Whether people come from an identity provider, and not by accounts kept here."""
    return settings.sign_in() == "oidc"


def _identity() -> people.Identity | None:
    claims = st.user.to_dict()
    return people.from_claims(claims) if claims.get("is_logged_in") else None


def _identified() -> Actor | None:
    found = _identity()
    return people.of_identity(found, language(), invited()) if found else None


def session_mark() -> str:
    """The name of this sign-in among those of a person; it lets nobody in."""
    if by_provider():
        found = _identity()
        return found.mark if found else ""
    return people.mark(_cookie("session"))


def form_key() -> str:
    """What the form for signing out carries, so that no other site can send it."""
    return people.form_key(_cookie("session"))


def invited() -> str | None:
    """The token of an invitation that this browser has opened."""
    return _cookie("invitation") or None


def _cookie(name: str) -> str:
    # As the browser sent it when it connected; without a browser it may be anything.
    found = st.context.cookies.get(name)
    return found if isinstance(found, str) else ""


def to_provider() -> None:
    """Off to the identity provider; it sends people back to the page they came from."""
    st.login()


def leave_provider() -> None:
    """End this sign-in, here and at the identity provider."""
    people.sign_out_mark(session_mark())
    st.session_state[_LEAVING] = True
    st.logout()


def leaving() -> bool:
    """Whether this view is on its way out, and not to be sent to the provider again."""
    return bool(st.session_state.get(_LEAVING))


def here() -> str:
    """The address of this view from the root, with its query: where a sign-in leads back to."""
    path = urlsplit(st.context.url or "").path or f"/{language()}/"
    asked = query_string()
    return path + (f"?{asked}" if asked else "")


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


def arrived() -> None:
    """Note the address at the start of a run; every change of it starts from what is noted."""
    st.session_state[_KNOWN] = query()


def write(**changed: Sequence[str] | str | None) -> None:
    """Change parameters of the address in one history entry; None drops one.

    On a slow network a click may arrive with the address from before the last one: the change
    is laid on the address we know of, so that no click is lost.
    """
    merged: dict[str, Any] = {**_known(), **changed}
    wanted = {k: [v] if isinstance(v, str) else list(v) for k, v in merged.items() if v}
    st.session_state[_KNOWN] = wanted
    if wanted != query():
        st.query_params.from_dict(wanted)


def _known() -> dict[str, list[str]]:
    found: dict[str, list[str]] = st.session_state.get(_KNOWN, query())
    return found


# Filters: the address is the truth; a widget borrows its value and a change is given back ----


def filters(city_known: Callable[[str], bool] | None = None) -> tuple[Filters, tuple[str, ...]]:
    """The question this view asks, and the codes of the address nobody knows."""
    return Filters.from_query(query(), city_known)


def set_filters(chosen: Filters) -> None:
    """Ask another question: the address changes and the first page of results shows."""
    cleared = dict.fromkeys(PARAMETERS.values())
    write(**{**cleared, **chosen.to_query(), "page": None})


def change(field: str, value: Any, city_known: Callable[[str], bool] | None = None) -> None:
    """Ask the same question with another value in one field."""
    asked, _ = Filters.from_query(_known(), city_known)
    set_filters(replace(asked, **{field: value}))


def without(field: str, code: str | None = None) -> None:
    """Ask the same question with one code, or a whole field, dropped."""
    asked, _ = Filters.from_query(_known())
    set_filters(asked.without(field, code))


def lend(key: str, value: Any) -> None:
    """Give a widget its value before it is drawn: after Back or a link the address has changed."""
    st.session_state[key] = value


def given_back(key: str) -> Any:
    """What a widget holds, read in its callback."""
    return st.session_state[key]


def held(key: str) -> Any:
    """What a view lent itself under this key; None where nothing was lent."""
    return st.session_state.get(key)


def is_open(key: str) -> bool:
    """Whether a part of the page that folds is open; that is no part of the address."""
    return bool(st.session_state.get(key))


def fold(key: str) -> None:
    """Open or close such a part."""
    st.session_state[key] = not is_open(key)
    write()


def one_of(name: str, options: Sequence[str], default: str) -> str:
    """A parameter of the view that is one of some codes; anything else is the default."""
    found = value(name)
    return found if found is not None and found in options else default


def page_number() -> int:
    """The page of results the address asks for; nonsense is 1."""
    found = value("page") or "1"
    return int(found) if re.fullmatch(r"[1-9]\d{0,5}", found) else 1


def number(name: str, default: int, most: int) -> int:
    """A parameter that is a number from 0 to `most`; anything else is the default."""
    found = value(name) or ""
    return int(found) if re.fullmatch(r"\d{1,3}", found) and int(found) <= most else default


# Chosen practices: in the address, so that a switch of language keeps them -----------------------


def picks() -> list[str]:
    """The slugs chosen for comparison, at most four, each once."""
    return list(dict.fromkeys(values("pick")))[:MOST_PICKS]


def pick(slug: str, *, chosen: bool) -> None:
    """Add a practice to the comparison or take it out."""
    now = [one for one in _known().get("pick", []) if one != slug]
    if chosen and len(now) < MOST_PICKS:
        now.append(slug)
    write(pick=now)


# A word to be shown once, after a change of view --------------------------------------------------


def flash(message: str) -> None:
    """Keep a message for the next view."""
    st.session_state[_FLASH] = message


def flashed() -> str | None:
    """The kept message, once."""
    return st.session_state.pop(_FLASH, None)
