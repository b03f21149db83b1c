"""The place where a machine that translates may be put in; none is, and none is called unasked."""

from __future__ import annotations

from typing import Protocol


class Translator(Protocol):
    """A machine that proposes a translation; `host` is where the text would be sent."""

    @property
    def host(self) -> str:
        """The host a text would be sent to, as people are told before they ask for it."""

    def translate(self, words: str, source: str, target: str) -> str:
        """A proposal in the language `target` for words in the language `source`."""


_configured: Translator | None = None


def configure(translator: Translator | None) -> None:
    """Use this machine from now on in this process; None is none, as at the start."""
    global _configured
    _configured = translator


def configured() -> Translator | None:
    """The machine that was put in, or None."""
    return _configured
