"""Four languages: texts by gettext, numbers and dates by Babel. Codes inside, words outside."""

from __future__ import annotations

import gettext
import io
import re
from contextvars import ContextVar
from datetime import date as Day
from datetime import datetime as Moment
from functools import lru_cache
from pathlib import Path
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_time, get_timezone_location
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_compact_decimal, format_decimal, format_percent

LANGUAGES = {"fr": "Français", "en": "English", "de": "Deutsch", "es": "Español"}
SOURCE = "en"  # the msgids are English sentences; a missing translation falls back to them
LOCALES = Path(__file__).parent / "locales"

# What a Spanish word begins with before which 'y' becomes 'e' (not 'hielo'), and 'o' becomes 'u'.
_SOUNDS_AS_I = re.compile(r"\W*h?[ií](?![aeouáéóú])", re.IGNORECASE)
_SOUNDS_AS_O = re.compile(r"\W*h?[oó]", re.IGNORECASE)

# A context variable, because sessions are threads of one process and each speaks its own language.
_current: ContextVar[str] = ContextVar("language", default=SOURCE)


def use(language: str) -> None:
    """Speak this language until the end of the run or request."""
    _current.set(language if language in LANGUAGES else SOURCE)


def language() -> str:
    """The language of the run: fr, en, de or es."""
    return _current.get()


def _locale() -> str:
    # European English: 22 November 2026; a, b and c.
    return "en_GB" if language() == "en" else language()


@lru_cache(maxsize=len(LANGUAGES))
def _translations(language: str) -> gettext.NullTranslations:
    file = LOCALES / language / "LC_MESSAGES" / "dashboard.po"
    if not file.exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with file.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _(message: str) -> str:
    """The sentence in the reader's language."""
    return _translations(language()).gettext(message) if message else ""


def n_(one: str, many: str, count: int) -> str:
    """The sentence for a number, `{count}` filled in the reader's way of writing numbers."""
    chosen = _translations(language()).ngettext(one, many, count)
    return chosen.replace("{count}", number(count))


def forms(one: str, many: str) -> tuple[str, str]:
    """The forms for one and for many with `{count}` unfilled: the browser fills what it counts."""
    translations = _translations(language())
    return translations.ngettext(one, many, 1), translations.ngettext(one, many, 2)


def N_(message: str) -> str:  # noqa: N802 - the usual name of gettext's marker
    """Mark a sentence for translation where it is not yet to be translated."""
    return message


def number(value: float, digits: int = 2, *, fixed: bool = False) -> str:
    """A number as the reader's language writes it; at most `digits` decimals, none added.

    `fixed` adds zeros, for columns of numbers that are read one under the other.
    """
    pattern = "#,##0." + ("0" if fixed else "#") * digits
    return format_decimal(value, format=pattern, locale=_locale())


def compact(value: float) -> str:
    """A large number in short: 1.4 million."""
    return format_compact_decimal(value, format_type="long", locale=_locale(), fraction_digits=1)


def percent(share: float) -> str:
    """A share of one as per cent, without decimals."""
    return format_percent(share, locale=_locale())


def date(day: Day, style: str = "long") -> str:
    """A date in words; the day is not torn from its month at the end of a line."""
    told = format_date(day, format=style, locale=_locale()).replace(" ", "\u00a0", 1)
    # CLDR writes '1 septembre'; French says 'le premier'.
    return f"1er{told[1:]}" if language() == "fr" and told.startswith("1\u00a0") else told


def time(moment: Moment) -> str:
    """A time of day, to the minute: 14:05."""
    return str(format_time(moment, "short", locale=_locale()))


def zone(name: str) -> str:
    """The city that a time zone is named after: 'Berlin' for Europe/Berlin."""
    if name == "UTC":
        return name
    return str(get_timezone_location(name, locale=_locale(), return_city=True))


def listed(parts: list[str], style: Literal["standard", "or"] = "standard") -> str:
    """The parts as 'a, b and c', or with style 'or' as 'a, b or c'."""
    told = format_list(parts, style=style, locale=_locale()) if parts else ""
    return _euphonic(told, parts[-1]) if language() == "es" and len(parts) > 1 else told


def _euphonic(told: str, last: str) -> str:
    """Spanish says 'e inclusión' and 'u Oslo': its 'and' and 'or' never meet their own sound."""
    for heard, word, instead in ((_SOUNDS_AS_I, "y", "e"), (_SOUNDS_AS_O, "o", "u")):
        if heard.match(last) and told.endswith(f" {word} {last}"):
            return f"{told.removesuffix(f'{word} {last}')}{instead} {last}"
    return told


def clauses(parts: list[str]) -> str:
    """The same for parts that may hold an 'and' of their own: French then sets a comma too."""
    if language() != "fr" or len(parts) < 2:
        return listed(parts)
    return f"{', '.join(parts[:-1])}, et {parts[-1]}"


def language_name(code: str) -> str:
    """The name of a language in the reader's: 'anglais'."""
    return Locale.parse(_locale()).languages.get(code, code)


def placeholders(message: str) -> list[str]:
    """The names in braces of a message, for the test that all languages keep them."""
    return sorted(re.findall(r"\{(\w+)\}", message))
