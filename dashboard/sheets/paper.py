"""What every sheet has: who made it, from which version, the code to the living page, its texts."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Day
from typing import Any
from urllib.parse import unquote, urlsplit

import segno

from dashboard import claim_words, words
from dashboard.catalogue import database, record, signed
from dashboard.catalogue.claims import Claim
from dashboard.catalogue.record import Text
from dashboard.i18n import _, date, language, language_name, n_, number

Told = dict[str, Any]
SHORT_HASH = 16  # signs of the hash that are printed: no other version begins with them


@dataclass(frozen=True)
class Origin:
    """Where a sheet is from: the public address of the house and of the page it prints."""

    house: str
    path: str  # without a slash at the start: p/ID/v/N

    @property
    def address(self) -> str:
        """The whole address, in no language: it opens in each reader's own."""
        return f"{self.house}/{self.path}"


def framed(
    origin: Origin, *, kind: str, title: str, day: Day, colophon: Iterable[str], **content: Any
) -> Told:
    """A sheet's content with all that every sheet has; `day` is that of what it tells."""
    house = _("Living together: what cities do")
    return {
        "title": title,
        "house": origin.house,
        "author": house,
        "keywords": [kind],
        "day": [day.year, day.month, day.day],
        "lang": language(),
        "kind": _("{house} · {kind}").format(house=house, kind=kind),
        "foot": readable(origin.address),
        "gap": words.gap(),
        "colophon": {
            "lines": [*colophon, licence()],
            "address": origin.address,
            "shown": readable(origin.address),
            "qr": code(origin.address),
        },
        **content,
    }


def released() -> tuple[int, Day]:
    """The version of the catalogue and the day it is of: what a sheet of several records is of."""
    found, day = database.rows("overview_release")[0]
    return int(found), day


def read_in() -> str:
    """Of which version and day of the catalogue a sheet of several records is."""
    found, day = released()
    return _("Version {version} of the catalogue, {date}.").format(
        version=number(found), date=date(day)
    )


def licence() -> str:
    """Under which licence the texts stand, and whom to name."""
    return _("Texts of the catalogue: CC BY 4.0, credit “Living together catalogue”.")


def code(address: str) -> Told:
    """The QR code of an address, and what it says to who cannot see it."""
    out = io.BytesIO()
    # M: 15 per cent may be dirty or torn; 4 modules of white: less is not read everywhere.
    drawn = segno.make(address, error="m", micro=False)
    drawn.save(out, kind="svg", border=4, xmldecl=False, light="#fff", omitsize=True)
    alt = _("QR code that opens {address}").format(address=readable(address))
    return {"svg": out.getvalue().decode(), "alt": alt}


def readable(address: str) -> str:
    """An address as people read it: without its scheme."""
    written = unquote(address.split("://", 1)[-1])
    return "".join(sign for sign in written if sign.isprintable()).rstrip("/")


def host(address: str) -> str:
    """The host of an address."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


def version(slug: str, number_of: int, day: Day | None) -> str:
    """Which version this is, of which day, and the hash by which it is checked."""
    held = signed.of(slug, number_of)
    return _("Version {version} of {date}. SHA-256 begins with {hash}").format(
        version=number(number_of),
        date=date(day) if day else words.gap(),
        hash=held.sha256[:SHORT_HASH] if held else words.gap(),
    )


# Texts --------------------------------------------------------------------------------------------


def said(text: Text) -> Told:
    """A text with its language, and a note where that is not the reader's or it was translated."""
    return {"words": text.words, "lang": text.language, "note": " · ".join(notes(text))}


def notes(text: Text) -> list[str]:
    """What is to be known of a text: its language, who translated it, whether it lies behind."""
    told = []
    if text.language != language():
        told.append(_("Text in {language}").format(language=language_name(text.language)))
    if text.origin in ("human", "machine"):
        human = text.origin == "human"
        told.append(_("Translated by a person") if human else _("Machine translation"))
    if text.stale:
        told.append(_("The original has changed since this translation"))
    return told


def marked(text: Text, claims: Iterable[Claim]) -> list[list[Told]]:
    """The paragraphs of a text, its numbers apart: each with the letter of its figure or alone."""
    paragraphs, start = [], 0
    for line_of in text.words.split("\n"):
        within = [one for one in claims if start <= one.start and one.end <= start + len(line_of)]
        if line_of.strip():
            paragraphs.append(list(_pieces(line_of, start, within)))
        start += len(line_of) + 1
    return paragraphs


def _pieces(line_of: str, start: int, claims: Iterable[Claim]) -> Iterator[Told]:
    at = 0
    for one in sorted(claims, key=lambda claim: claim.start):
        first, last = one.start - start, one.end - start
        if first < at:
            continue  # inside the one before
        yield {"words": line_of[at:first], "own": False, "letter": ""}
        letter = claim_words.letter(one.figure) if one.figure else ""
        yield {"words": line_of[first:last], "own": one.mark == "own", "letter": letter}
        if one.mark == "past":
            yield {"words": f" ({claim_words.reference(one)})", "own": False, "letter": ""}
        at = last
    yield {"words": line_of[at:], "own": False, "letter": ""}


def plain(words_in: str) -> Told:
    """Words of ours, in the reader's language."""
    return {"words": words_in, "lang": language(), "note": ""}


# Figures ------------------------------------------------------------------------------------------


def figure(one: record.Figure, *, tied: bool = True) -> Told:
    """A figure with its year and who states it; `tied`: say it where no source is tied to it."""
    told = [str(one.period or one.year or _("year not stated"))]
    if one.measured_by:
        told.append(_("measured by {who}").format(who=one.measured_by))
    if one.source:
        told.append(_("source {number}").format(number=number(one.source)))
    elif tied:
        told.append(untied(1))
    return {
        "amount": words.amount(one.value),
        "unit": words.unit(one.unit, one.value),
        "label": said(one.label),
        "notes": [", ".join(told), *notes(one.label)[:1]],
    }


def untied(count: int) -> str:
    """That no source is tied to a figure."""
    return n_(
        "Source not tied to this figure: see the record’s sources.",
        "Source not tied to these figures: see the record’s sources.",
        count,
    )


# Lines --------------------------------------------------------------------------------------------


def line(words_in: str, address: str = "", code: str = "") -> Told:
    """A line of a fact: words, where they lead, and the code of a theme for its mark."""
    safe = address if urlsplit(address).scheme in ("http", "https") else ""
    return {"words": words_in, "address": safe, "code": code}


def fact(name: str, lines: Sequence[Told]) -> Told:
    """A fact: its name and its lines; none is what no source states."""
    return {"name": name, "lines": list(lines)}


def more(count: int, origin: Origin) -> list[str]:
    """What is said in the place of so many lines that found no room; of none, nothing."""
    shown = readable(origin.address)
    told = (
        n_("And {count} more at {address}", "And {count} more at {address}", one)
        for one in range(1, count + 1)
    )
    return ["", *(one.replace("{address}", shown) for one in told)]
