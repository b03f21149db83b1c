"""Citations to copy: a version of a practice, the catalogue or an edition, in four formats.

What is cited does not change: the address is that of the version, the hash that of its file.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard import i18n
from dashboard.catalogue import clock, signed
from dashboard.catalogue.exporting.files import CREDIT
from dashboard.catalogue.record import Whole
from dashboard.i18n import N_, _, language


@dataclass(frozen=True)
class Cited:
    """What a citation says; an empty text is left out of it."""

    key: str  # by which a list of references knows it: a-z, 0-9 and hyphens
    title: str
    language: str  # of the title
    version: str
    published: date | None
    accessed: date
    address: str
    sha256: str
    city: str = ""  # of a practice; a citation without is one of the whole
    collection: str = ""  # what a practice stands in


# What is cited ------------------------------------------------------------------------------------


def of_practice(practice: Whole, origin: str, sha256: str | None = None) -> Cited:
    """The version of a practice that is shown; `origin` is the public address of the house."""
    if sha256 is None:
        found = signed.of(practice.slug, practice.version)
        sha256 = found.sha256 if found else ""
    return Cited(
        key=f"{practice.slug}-v{practice.version}",
        title=practice.title.words,
        language=practice.title.language,
        version=str(practice.version),
        published=practice.published_on,
        accessed=clock.now().date(),
        address=f"{origin}/p/{practice.slug}/v/{practice.version}",
        sha256=sha256,
        city=practice.city.name,
        collection=catalogue(),
    )


def of_whole(
    origin: str, version: int, published: date | None, *, edition: str = "", sha256: str = ""
) -> Cited:
    """The whole catalogue as it is now; or a frozen edition, by its name and its hash."""
    return Cited(
        key=f"living-together-{edition or f'v{version}'}",
        title=catalogue(),
        language=language(),
        version=edition or str(version),
        published=published,
        accessed=clock.now().date(),
        address=f"{origin}/editions/{edition}/" if edition else f"{origin}/",
        sha256=sha256,
    )


def catalogue() -> str:
    """What the catalogue is called in the reader's language."""
    return _("Living together: what cities do")


# As text ------------------------------------------------------------------------------------------


def as_text(one: Cited) -> str:
    """One paragraph in the reader's language."""
    if one.city:
        pattern = _(
            "{city}: {title}. {catalogue}, version {version}, published on {date}, read on {read}."
            " {address}"
        )
    else:
        pattern = _("{title}, version {version}, {date}, read on {read}. {address}")
    told = pattern.format(
        city=_line(one.city),
        title=_line(one.title),
        catalogue=one.collection,
        version=one.version,
        date=i18n.date(one.published) if one.published else _("not stated"),
        read=i18n.date(one.accessed),
        address=one.address,
    )
    return f"{told} SHA-256: {one.sha256}" if one.sha256 else told


def _line(text: str) -> str:
    """Any text on one line: line ends of all kinds, tabs and double spaces become one space."""
    return " ".join("".join(filter(_shown, text)).split())


def _heading(one: Cited) -> str:
    """The title as lists of references show it: a practice is known by its city too."""
    return _line(f"{one.title} ({one.city})" if one.city else one.title)


def _note(one: Cited) -> str:
    return f"SHA-256: {one.sha256}" if one.sha256 else ""


# CSL-JSON -----------------------------------------------------------------------------------------


def as_csl(one: Cited) -> str:
    """A list of one item, as reference managers and citation processors read it."""
    item: dict[str, Any] = {
        "id": one.key,
        "type": "webpage" if one.city else "dataset",
        "title": _heading(one),
        "author": [{"literal": CREDIT}],
        "container-title": one.collection,
        "version": one.version,
        "issued": _parts(one.published),
        "accessed": _parts(one.accessed),
        "URL": one.address,
        "language": one.language,
        "note": _note(one),
    }
    return json.dumps([{k: v for k, v in item.items() if v}], ensure_ascii=False, indent=2) + "\n"


def _parts(day: date | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None


# BibTeX -------------------------------------------------------------------------------------------

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Braces come in pairs: BibTeX counts them, also behind a backslash.
_SPECIAL = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}", "^": r"{\textasciicircum}", "<": r"{\textless}",
    ">": r"{\textgreater}", "|": r"{\textbar}", '"': r"{\textquotedbl}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
    "ß": r"{\ss}", "æ": r"{\ae}", "Æ": r"{\AE}", "œ": r"{\oe}", "Œ": r"{\OE}", "ø": r"{\o}",
    "Ø": r"{\O}", "ł": r"{\l}", "Ł": r"{\L}", "đ": r"{\dj}", "Đ": r"{\DJ}", "ı": r"{\i}",
    "¿": r"{\textquestiondown}", "¡": r"{\textexclamdown}", "«": r"{\guillemotleft}",
    "»": r"{\guillemotright}", "“": "``", "”": "''", "„": r"{\quotedblbase}", "‘": "`",
    "’": "'", "–": "--", "—": "---", "…": r"{\ldots}", "€": r"{\texteuro}", "°": r"{\textdegree}",
    "·": r"{\textperiodcentered}", "\N{NO-BREAK SPACE}": "~", "\N{NARROW NO-BREAK SPACE}": r"\,",
}  # fmt: skip
_ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0308": '"', "\u0304": "=",
    "\u0307": ".", "\u0327": "c ", "\u030c": "v ", "\u0306": "u ", "\u030b": "H ", "\u0328": "k ",
    "\u030a": "r ",
}  # fmt: skip


def as_bibtex(one: Cited) -> str:
    """An entry for BibTeX and biblatex; letters of Latin script as commands, others as they are."""
    day = one.published
    fields = {
        "author": f"{{{_latex(CREDIT)}}}",
        "title": f"{{{_latex(_heading(one))}}}",
        "howpublished": _latex(one.collection),
        "year": str(day.year) if day else "",
        "date": day.isoformat() if day else "",
        "version": _latex(one.version),
        "url": _address(one.address),
        "urldate": one.accessed.isoformat(),
        "note": _latex(_note(one)),
    }
    told = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if day:
        told.append(f"  month = {_MONTHS[day.month - 1]},")
    return "\n".join((f"@misc{{{one.key},", *told, "}", ""))


def _latex(text: str) -> str:
    """Words that mean the same to LaTeX as they do to people."""
    kept = re.sub(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029 ]+", " ", text).strip()
    return "".join(_letter(sign) for sign in unicodedata.normalize("NFC", kept) if _shown(sign))


def _shown(sign: str) -> bool:
    # The joiners of Persian words and of emoji belong to what is read.
    return sign.isprintable() or sign.isspace() or sign in "\u200c\u200d"


def _letter(sign: str) -> str:
    if sign in _SPECIAL:
        return _SPECIAL[sign]
    parts = unicodedata.normalize("NFD", sign)
    if len(parts) == 2 and parts[0].isascii() and parts[1] in _ACCENTS:
        command = _ACCENTS[parts[1]]
        base = rf"\{parts[0]}" if parts[0] in "ij" and command not in ("c ", "k ") else parts[0]
        return f"{{\\{command}{{{base}}}}}"
    return sign


def _address(address: str) -> str:
    """An address as it is, for it is copied sign by sign; what would end the field is encoded."""
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


# RIS ----------------------------------------------------------------------------------------------


def as_ris(one: Cited) -> str:
    """Tagged lines, each value on one line; lines end as the format wants them."""
    day = one.published
    tags = (
        ("TY", "ELEC" if one.city else "DATA"),
        ("ID", one.key),
        ("TI", _heading(one)),
        ("AU", CREDIT),
        ("T2", one.collection),
        ("PY", str(day.year) if day else ""),
        ("DA", day.strftime("%Y/%m/%d") if day else ""),
        ("ET", one.version),
        ("LA", one.language),
        ("UR", one.address),
        ("Y2", one.accessed.strftime("%Y/%m/%d")),
        ("N1", _note(one)),
    )
    told = [f"{tag}  - {_line(value)}" for tag, value in tags if value]
    return "\r\n".join((*told, "ER  - ", ""))


# By name ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Format:
    """A way to write a citation: what people call it, what the web calls it, and how it is made."""

    name: str
    media_type: str
    write: Callable[[Cited], str]


FORMATS: Mapping[str, Format] = {  # by the ending of their files
    "txt": Format(N_("Text"), "text/plain; charset=utf-8", lambda one: as_text(one) + "\n"),
    "bib": Format("BibTeX", "application/x-bibtex; charset=utf-8", as_bibtex),
    "json": Format("CSL-JSON", "application/vnd.citationstyles.csl+json", as_csl),
    "ris": Format("RIS", "application/x-research-info-systems; charset=utf-8", as_ris),
}
