"""French as it is printed: the curved apostrophe, and no line broken before : ; ! ? » or a unit."""

from __future__ import annotations

import re

NO_BREAK, THIN = "\u00a0", "\u202f"
_RULES = (
    (r"(?<=\w)'(?=[\w«])", "’"),
    (r"(?<=\S) (?=[:»])", NO_BREAK),
    (r"(?<=\S) (?=[;?!])", THIN),
    (r"(?<=«) ", NO_BREAK),
    (r"(?<=\d) (?=\d{3}\b)", THIN),
    (r"(?<=\d) (?=[%€])", NO_BREAK),
)


def french(text: str) -> str:
    """The text with French signs and spaces; as long as before, and unchanged a second time."""
    for pattern, sign in _RULES:
        text = re.sub(pattern, sign, text)
    return text


def of(texts: dict[str, str]) -> dict[str, str]:
    """Texts by language, each in the typography of its own."""
    return {code: french(text) if code == "fr" else text for code, text in texts.items()}
