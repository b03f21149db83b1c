"""Coded choices with their words and counts: the only select widgets.

An option is a code; its label is a word and, in grey, how many practices it would give. Streamlit
sends labels, not codes, back from the browser: where a count changed while a click was on its
way, the old label arrives. `code_of` finds the code behind it, so no choice is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

import streamlit as st

from dashboard import state
from dashboard.i18n import number

Word = Callable[[str], str]

_COUNT = re.compile(r"\u2002\S+$")


def counted(word: str, count: int) -> str:
    """'Youth 58' with an en space, which no word of ours holds."""
    return f"{word}\u2002{number(count)}"


def code_of(given: str, options: Iterable[str], word: Word) -> str | None:
    """The code behind what a browser sent: a code, or a label whose count may have changed."""
    named = _COUNT.sub("", given)
    return next((one for one in options if given == one or named == word(one)), None)


def codes_of(given: Any, options: Sequence[str], word: Word) -> tuple[str, ...]:
    """The same for several; what is no code and no label of one is left out."""
    held = given if isinstance(given, list | tuple) else [given] if given else []
    found = [code_of(str(one), options, word) for one in held]
    return tuple(one for one in found if one is not None)


def shown(options: Sequence[str], counts: Mapping[str, int], chosen: Iterable[str]) -> list[str]:
    """The options that would find something, and those chosen, whatever they find."""
    kept = set(chosen)
    return [one for one in options if counts.get(one) or one in kept]


def several(
    key: str,
    name: str,
    options: Sequence[str],
    counts: Mapping[str, int],
    chosen: Sequence[str],
    word: Word,
    on_change: Callable[[], None],
    placeholder: str,
) -> None:
    """Any of many codes: a list to choose from, with words to type."""
    state.lend(key, list(chosen))
    st.multiselect(
        name,
        shown(options, counts, chosen),
        format_func=lambda code: counted(word(code), counts.get(code, 0)),
        key=key,
        on_change=on_change,
        placeholder=placeholder,
        filter_mode="contains",
        select_all=False,
    )


def few(
    key: str,
    name: str,
    options: Sequence[str],
    counts: Mapping[str, int],
    chosen: Sequence[str],
    word: Word,
    on_change: Callable[[], None],
    *,
    label: bool = True,
) -> None:
    """Any of a few codes, all in sight; what would find nothing is grey."""
    state.lend(key, list(chosen))
    st.pills(
        name,
        options,
        selection_mode="multi",
        format_func=lambda code: _pill(word(code), counts.get(code, 0)),
        key=key,
        on_change=on_change,
        label_visibility="visible" if label else "collapsed",
        wrap=True,
    )


def either(
    key: str,
    name: str,
    options: Sequence[str],
    counts: Mapping[str, int],
    chosen: str | None,
    word: Word,
    on_change: Callable[[], None],
) -> None:
    """One of a few codes, or none."""
    state.lend(key, chosen)
    st.pills(
        name,
        options,
        format_func=lambda code: _pill(word(code), counts.get(code, 0)),
        key=key,
        on_change=on_change,
        wrap=True,
    )


def one(
    key: str,
    name: str,
    options: Sequence[Any],
    chosen: Any,
    word: Callable[[Any], str],
    on_change: Callable[[], None],
    *,
    placeholder: str | None = None,
    width: int | Literal["stretch"] = "stretch",
) -> None:
    """One of several codes; with a placeholder none may be chosen."""
    state.lend(key, chosen)
    nothing_yet: Any = None if placeholder else 0  # the stubs take None in a call without it only
    st.selectbox(
        name,
        options,
        index=nothing_yet,
        format_func=word,
        key=key,
        on_change=on_change,
        placeholder=placeholder,
        filter_mode="contains" if len(options) > 8 else None,
        width=width,
    )


def switch(
    key: str,
    name: str,
    options: Sequence[str],
    chosen: str,
    word: Word,
    on_change: Callable[[], None],
) -> None:
    """One of two or three ways to look at the same thing; one is always chosen."""
    state.lend(key, chosen)
    st.segmented_control(
        name,
        options,
        required=True,
        format_func=word,
        key=key,
        on_change=on_change,
        label_visibility="collapsed",
    )


def _pill(word: str, count: int) -> str:
    """A pill's label: the count in grey, and the whole of it where it would find nothing."""
    return f"{word} :gray[{number(count)}]" if count else f":gray[{word} {number(0)}]"
