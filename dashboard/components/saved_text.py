"""Texts that save themselves while one types, and the line that says when they were saved.

Streamlit's own text area sends nothing before it is left. This one sends after a pause in typing
and at least every three seconds while it goes on, and keeps a copy in the browser until the server
shows the same words back. `static/desk/saved_text.js` is the other half.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from dashboard import state
from dashboard.i18n import _, forms, language

_CODE = Path(__file__).parents[1] / "static" / "desk" / "saved_text.js"
_LOADER = """
let code;
export default function (component) {
  code ??= import(new URL(component.data.code, location.origin).href);
  const gone = code.then((desk) => desk.PART(component)).catch((fault) => console.error(fault));
  return () => gone.then((remove) => remove?.());
}
"""
_field = st.components.v2.component(
    "saved_text",
    html='<div class="saved-text"></div>',
    js=_LOADER.replace("PART", "field"),
    isolate_styles=False,
)
_line = st.components.v2.component(
    "saved_line",
    html='<p class="saved-line"></p>',
    js=_LOADER.replace("PART", "line"),
    isolate_styles=False,
)


@dataclass(frozen=True)
class Asked:
    """What a field asks for: its name in the draft, its words for people, its limits.

    `rows` 0 is a single line, 1 a line that may wrap, more a text. `most` and `fewest` count signs.
    """

    name: str
    label: str
    why: str = ""
    example: str = ""
    required: bool = False
    most: int | None = None
    fewest: int = 0
    rows: int = 0
    kind: Literal["text", "url", "number"] = "text"


@dataclass(frozen=True)
class Heard:
    """A copy of another page that the browser sent: whether it was kept, or lay behind."""

    name: str
    words: str
    kept: bool


def show(
    asked: Asked,
    words: str,
    *,
    receipt: str,
    on_typed: Callable[[str, str], None],
    spoken: str | None = None,
    kept: bool = True,
    mark: str = "",
    fault: str = "",
) -> None:
    """One field holding `words`; `on_typed(name, words)` is told what was typed.

    `spoken` is the language of the words. `kept` False: what is shown is not in the store yet, so
    the browser keeps its copy. `mark` is a quiet word under the field, `fault` says what is wrong.
    """
    key = f"text:{asked.name}"
    _field(
        key=key,
        data={
            "receipt": receipt,
            "name": asked.name,
            "words": words,
            "kept": kept,
            "label": asked.label,
            "why": asked.why,
            "example": asked.example,
            "required": asked.required,
            "most": asked.most,
            "fewest": asked.fewest,
            "rows": asked.rows,
            "kind": asked.kind,
            "language": spoken or language(),
            "own": _browser_language(),
            "mark": mark,
            "fault": fault,
            "texts": _texts(),
            "code": code(),
        },
        on_typed_change=partial(_typed, key, on_typed),
    )


def _typed(key: str, on_typed: Callable[[str, str], None]) -> None:
    told = state.given_back(key)["typed"]
    on_typed(str(told["name"]), str(told["words"]))


def line(
    step: str,
    saved_at: datetime | None,
    *,
    receipt: str,
    on_left: Callable[[str, str, str], None],
    heard: Sequence[Heard] = (),
    key: str = "saved_line",
) -> None:
    """'Step 2 of 7. Saved at 14:32', by the reader's clock.

    Also tells `on_left(name, words, of)` of texts that stayed behind in this browser when their
    page was left in a hurry: `of` are the saved words they were typed over.
    """
    _line(
        key=key,
        data={
            "receipt": receipt,
            "step": step,
            "saved_at": saved_at.isoformat() if saved_at else "",
            "own": _browser_language(),
            "heard": [{"name": one.name, "words": one.words, "kept": one.kept} for one in heard],
            "texts": {
                "saved": _("Saved at {time}."),
                "saved_before": _("Saved: {time}."),
                "saving": _("Saving"),
                "late": _("Not saved yet. Your text is kept in this browser and sent again soon."),
                "fresh": _("Whatever you type is saved as you go."),
            },
            "code": code(),
        },
        on_left_change=partial(_left, key, on_left),
    )


def _left(key: str, on_left: Callable[[str, str, str], None]) -> None:
    for told in state.given_back(key)["left"]:
        on_left(str(told["name"]), str(told["words"]), str(told["of"]))


def _browser_language() -> str:
    """European English, as everywhere in the house: 14:32."""
    return "en-GB" if language() == "en" else language()


def _texts() -> dict[str, Any]:
    return {
        "counter": _("{count} of {most} characters"),
        "over": forms("{count} character too many", "{count} characters too many"),
        "under": forms("at least {count} character more", "at least {count} characters more"),
        "required": _("required"),
        "example": _("Example"),
        "back": _("Brought back from this browser."),
        "other": _("This browser kept another text, and the saved one has changed since:"),
        "use": _("Use this text"),
        "drop": _("Keep the saved one"),
        "elsewhere": _("This was saved elsewhere while you were typing:"),
        "mine": _("Keep my text"),
        "theirs": _("Take this text"),
    }


@lru_cache(maxsize=1)
def code() -> str:
    """The address of the browser's half; a mark of its content lets browsers keep it for good."""
    mark = hashlib.sha256(_CODE.read_bytes()).hexdigest()[:12]
    return f"/app/static/desk/{_CODE.name}?v={mark}"
