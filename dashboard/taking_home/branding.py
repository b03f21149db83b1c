"""What a city puts on its edition: name, welcome, colours, logo, and where its discussion is.

A file or a form says it; all that is wrong with it is told at once.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dashboard.catalogue.discussion.spoken import cleaned
from dashboard.catalogue.errors import CatalogueError
from dashboard.i18n import LANGUAGES, N_, _
from dashboard.taking_home import colours, logo
from dashboard.taking_home.colours import Colours

MOST_BYTES = 200_000  # of the file
LONGEST_NAME, LONGEST_WELCOME, LONGEST_ADDRESS = 120, 2_000, 300
_KEYS = ("name", "welcome", "colours", "logo", "discussion")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?")
ONE_LANGUAGE = N_("Choose at least one language.")
_UNKNOWN = N_("This is not known. Known are: {names}.")


@dataclass(frozen=True)
class Fault:
    """What is wrong at one place; `message` is a msgid with the names of `values` in it."""

    where: str
    message: str
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """The sentence in the language that is spoken now."""
        told = {name: _(one) if name == "use" else one for name, one in self.values.items()}
        return _(self.message).format(**told)


class BadBranding(CatalogueError):
    """It cannot be used as it is; `faults` holds all that is wrong."""

    message = N_("The name, colours or pictures of this edition cannot be used as they are.")

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep all the faults."""
        self.faults = faults
        super().__init__("; ".join(f"{one.where}: {one.message}" for one in faults))


@dataclass(frozen=True)
class Branding:
    """How an edition names and dresses itself; an empty one is the house's own."""

    name: str = ""
    welcome: Mapping[str, str] = field(default_factory=dict)  # by language
    colours: Colours = Colours()
    logo: bytes = b""  # a PNG of ours
    discussion: str = ""  # the address of the city's own copy, without a slash at the end


def from_file(path: Path) -> Branding:
    """What a TOML or JSON file says; its logo lies beside it. BadBranding tells all faults."""
    try:
        with path.open("rb") as file:
            written = file.read(MOST_BYTES + 1)
    except OSError as error:
        why = {"reason": error.strerror or "?"}
        fault = Fault(str(path), N_("It cannot be read: {reason}."), why)
        raise BadBranding((fault,)) from error
    told, faults = _document(written, path)
    picture, more = _beside(told.get("logo"), path)
    return _checked({**told, "logo": picture}, [*faults, *more])


def of_form(told: Mapping[str, Any]) -> Branding:
    """What a form says, under the keys of a file; `logo` holds the bytes of a picture."""
    return _checked(told, [])


# The file ---------------------------------------------------------------------------------------


def _document(written: bytes, path: Path) -> tuple[dict[str, Any], list[Fault]]:
    if len(written) > MOST_BYTES:
        return {}, [Fault(path.name, N_("It is longer than such a file can be."))]
    try:
        text = written.decode("utf-8-sig")
        told = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        reason = str(error)[:200] or type(error).__name__
        return {}, [
            Fault(path.name, N_("It is neither TOML nor JSON: {reason}"), {"reason": reason})
        ]
    if not isinstance(told, dict):
        return {}, [Fault(path.name, N_("It has to hold names with values."))]
    unknown = [
        Fault(str(one)[:40], _UNKNOWN, {"names": ", ".join(_KEYS)})
        for one in told
        if one not in _KEYS
    ]
    return {name: value for name, value in told.items() if name in _KEYS}, unknown


def _beside(named: Any, path: Path) -> tuple[bytes, list[Fault]]:
    """The picture that a file names; it has to lie in the file's own folder, or below."""
    if named in (None, ""):
        return b"", []
    place = (path.parent / str(named)).resolve()
    if not place.is_relative_to(path.parent.resolve()):
        return b"", [Fault("logo", N_("The picture has to lie beside the file that names it."))]
    try:
        with place.open("rb") as file:
            return file.read(logo.MOST_BYTES + 1), []
    except OSError as error:
        told = N_("It cannot be read: {reason}.")
        return b"", [Fault("logo", told, {"reason": error.strerror or "?"})]


# What may stand in it ---------------------------------------------------------------------------


def _checked(told: Mapping[str, Any], found: list[Fault]) -> Branding:
    faults = list(found)
    branding = Branding(
        name=_line(told.get("name", ""), "name", LONGEST_NAME, faults),
        welcome=_welcome(told.get("welcome") or {}, faults),
        colours=_colours(told.get("colours") or {}, faults),
        logo=_logo(told.get("logo") or b"", faults),
        discussion=_address(told.get("discussion") or "", faults),
    )
    if faults:
        raise BadBranding(tuple(faults))
    return branding


def _line(given: Any, where: str, longest: int, faults: list[Fault]) -> str:
    return " ".join(_text(given, where, longest, faults).split())


def _text(given: Any, where: str, longest: int, faults: list[Fault]) -> str:
    if not isinstance(given, str):
        faults.append(Fault(where, N_("It has to be text.")))
        return ""
    text = cleaned(given)
    if len(text) > longest:
        most = N_("It has {count} signs; {most} are possible.")
        faults.append(Fault(where, most, {"count": str(len(text)), "most": str(longest)}))
    return text


def _welcome(given: Any, faults: list[Fault]) -> dict[str, str]:
    """One text for each language that has one; a single text is for all of them."""
    if isinstance(given, str):
        text = _text(given, "welcome", LONGEST_WELCOME, faults)
        return dict.fromkeys(LANGUAGES, text) if text else {}
    if not isinstance(given, Mapping):
        faults.append(Fault("welcome", N_("It has to be a text, or one for each language.")))
        return {}
    texts = {}
    for language, text in given.items():
        where = f"welcome.{str(language)[:20]}"
        if language not in LANGUAGES:
            names = ", ".join(LANGUAGES)
            faults.append(Fault(where, _UNKNOWN, {"names": names}))
        elif said := _text(text, where, LONGEST_WELCOME, faults):
            texts[language] = said
    return texts


def _colours(given: Any, faults: list[Fault]) -> Colours:
    if not isinstance(given, Mapping):
        faults.append(Fault("colours", N_("It has to hold names with values.")))
        return Colours()
    found = Colours()
    for name, written in given.items():
        where = f"colours.{str(name)[:20]}"
        if name not in ("light", "dark", "wall"):
            known = {"names": "light, dark, wall"}
            faults.append(Fault(where, _UNKNOWN, known))
        elif not isinstance(written, str) or not colours.is_colour(written.strip()):
            faults.append(Fault(where, N_("A colour is written as #1a2b3c.")))
        else:
            found = replace(found, **{str(name): colours.whole(written.strip())})
    faults += _unreadable(found)
    return found


def _unreadable(found: Colours) -> Iterator[Fault]:
    for one in colours.measured(found):
        if not one.enough:
            yield Fault(
                f"colours.{one.use.colour}",
                N_(
                    "{colour} beside {ground} has a contrast of {ratio} to 1 ({use});"
                    " readers need {least} to 1. Choose a darker or lighter one."
                ),
                {
                    "colour": getattr(found, one.use.colour),
                    "ground": one.use.beside,
                    "ratio": f"{int(one.ratio * 100) / 100:.2f}",
                    "use": one.use.where,
                    "least": str(colours.TEXT),
                },
            )


def _logo(given: Any, faults: list[Fault]) -> bytes:
    if not given:
        return b""
    if not isinstance(given, bytes):
        faults.append(Fault("logo", N_("It has to be a picture: PNG or JPEG.")))
        return b""
    try:
        return logo.redrawn(given)
    except logo.NoPicture as error:
        faults.append(Fault("logo", error.message, error.values))
        return b""


def _address(given: Any, faults: list[Fault]) -> str:
    written = given.strip().rstrip("/") if isinstance(given, str) else ""
    if not given:
        return ""
    try:
        parts = urlsplit(written)
        good = (
            parts.scheme in ("http", "https")
            and _HOST.fullmatch(parts.netloc.lower())
            and not (parts.query or parts.fragment)
            and written.isascii()
            and written.isprintable()
            and not set(written) & set(" \"'<>\\^`{|}")
            and len(written) <= LONGEST_ADDRESS
        )
    except ValueError:
        good = None
    if not good:
        told = N_("An address begins with https:// and names a house, as https://example.org does.")
        faults.append(Fault("discussion", told))
        return ""
    return written
