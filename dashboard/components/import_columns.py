"""Which column of the file is which of ours: matched, and changed by hand where it is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import streamlit as st

from dashboard import import_words, state
from dashboard.catalogue import columns
from dashboard.catalogue.importing.mapping import Chosen, Match
from dashboard.catalogue.importing.trial import Trial
from dashboard.components import markup
from dashboard.components.import_tables import paged
from dashboard.i18n import LANGUAGES, _, language, language_name, n_

_CHOSEN = "import_columns"
LEFT_OUT, UNTOLD = "", "untold"
_MOST_ROWS_OFFERED = 5  # figures and sources offered by hand; more are matched by their names


def forget() -> None:
    """Another file: nothing is chosen yet."""
    state.lend(_CHOSEN, Chosen())


def chosen() -> Chosen:
    """What a person has said of the columns of this file."""
    found: Chosen | None = state.held(_CHOSEN)
    return found or Chosen()


def show(tried: Trial) -> None:
    """The columns that fill nothing first, then all others; each may be changed."""
    unmatched = [one for one in tried.matches if one.column is None and one.how != "left_out"]
    others = [one for one in tried.matches if one not in unmatched]
    _language(tried)
    _fraction(tried)
    if unmatched:
        st.write(
            n_(
                "{count} column says nothing to us. Choose what it means, or leave it out.",
                "{count} columns say nothing to us. Choose what they mean, or leave them out.",
                len(unmatched),
            )
        )
        paged("import_unmatched", unmatched, _choices)
    told = n_("{count} column matched", "{count} columns matched", len(others))
    with st.expander(told, key="import_matched", on_change="rerun") as matched:
        if matched.open:
            paged("import_others", others, _choices)


def _language(tried: Trial) -> None:
    """The language of texts whose column names none; asked only where there are such."""
    if not any(one.column in columns.WITHOUT_LANGUAGE for one in tried.matches):
        return
    key = "import_language"
    state.lend(key, tried.chosen.language or UNTOLD)
    st.selectbox(
        _("Language of the texts whose column names none"),
        [UNTOLD, *LANGUAGES],
        format_func=lambda code: _("not said") if code == UNTOLD else language_name(code),
        key=key,
        on_change=_language_chosen,
        width=360,
    )


def _language_chosen() -> None:
    given = state.given_back("import_language")
    before = chosen()
    told = None if given == UNTOLD else str(given)
    state.lend(_CHOSEN, Chosen(before.columns, told, before.decimal))


def _fraction(tried: Trial) -> None:
    """The sign before a fraction; asked only where a number can be read in two ways."""
    told = chosen().decimal
    if told is None and all(one.code != "ambiguous_number" for one in tried.faults):
        return
    key = "import_fraction"
    state.lend(key, told or UNTOLD)
    st.selectbox(
        _("Sign before a fraction"),
        [UNTOLD, ",", "."],
        format_func=lambda sign: _("not said") if sign == UNTOLD else f"12{sign}5",
        key=key,
        on_change=_fraction_chosen,
        width=360,
    )


def _fraction_chosen() -> None:
    given = state.given_back("import_fraction")
    before = chosen()
    told = None if given == UNTOLD else str(given)
    state.lend(_CHOSEN, Chosen(before.columns, before.language, told))


def _choices(rows: Sequence[Match]) -> None:
    for one in rows:
        _choice(one)


def _choice(one: Match) -> None:
    key = f"import_column_{one.header}"
    now = chosen().columns.get(one.header, one.column) or LEFT_OUT
    options = [LEFT_OUT, *_offered()]
    state.lend(key, now)
    st.selectbox(
        markup.in_markdown(one.header),
        options if now in options else [*options, now],
        format_func=_word,
        key=key,
        on_change=_column_chosen,
        args=(one.header, key),
        width=480,
    )


def _column_chosen(header: str, key: str) -> None:
    before = chosen()
    said = {**before.columns, header: state.given_back(key) or None}
    state.lend(_CHOSEN, Chosen(said, before.language, before.decimal))


def _word(name: str) -> str:
    return import_words.column(name) if name else _("leave it out")


@cache
def _names() -> tuple[str, ...]:
    rows = _MOST_ROWS_OFFERED
    return tuple(one.name for one in (*columns.UNTOLD, *columns.table(rows, rows)))


def _offered() -> tuple[str, ...]:
    """Our columns, those in the reader's language before the same in others."""
    own = f"_{language()}"
    return tuple(sorted(_names(), key=lambda name: (_place(name), not name.endswith(own))))


def _place(name: str) -> tuple[str, int]:
    found = columns.column(name)
    assert found is not None
    order = [one.field for one in columns.FIXED]
    return ("", order.index(found.field)) if found.field in order else (found.field, found.row or 0)
