"""What plain pages say of a text, a figure, a source: words and addresses, ready for a template."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from dashboard import words
from dashboard.catalogue import record
from dashboard.catalogue.record import Text
from dashboard.i18n import _, language, language_name, n_


@dataclass(frozen=True)
class Said:
    """A text as it is shown: its words, its language where that is not the reader's, its marks."""

    words: str
    lang: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The words, cut where the author cut them."""
        return tuple(one for one in self.words.split("\n") if one.strip())


@dataclass(frozen=True)
class Way:
    """A link: its words and its address; without one it is words alone."""

    words: str
    href: str | None = None


@dataclass(frozen=True)
class Figure:
    """A figure: the number large, its unit, what it counts, and lines on year and source."""

    number: str
    unit: str
    label: Said
    about: tuple[Way, ...]


@dataclass(frozen=True)
class Source:
    """A page that was read: under which number, its title and who published it."""

    number: int
    url: str
    title: str
    about: str


def said(text: Text) -> Said:
    """A text with a note where it is in another language, was translated, or lies behind."""
    mine = text.language == language()
    notes = []
    if not mine:
        notes.append(_("Text in {language}").format(language=language_name(text.language)))
    if text.origin in ("human", "machine"):
        human = text.origin == "human"
        notes.append(_("Translated by a person") if human else _("Machine translation"))
    if text.stale:
        notes.append(_("The original has changed since this translation"))
    return Said(text.words, None if mine else text.language, tuple(notes))


def maybe(text: Text | None) -> Said | None:
    """The same for a text that may not be there."""
    return said(text) if text else None


def once(texts: tuple[Said, ...]) -> tuple[str, ...]:
    """The notes of several texts, each said once."""
    return tuple(dict.fromkeys(note for one in texts for note in one.notes))


def figures(practice: record.Whole, below: str = "") -> tuple[Figure, ...]:
    """The figures of a practice; `below` is the page that holds its sources, if it is another."""
    return tuple(figure(one, below) for one in practice.figures)


def figure(one: record.Figure, below: str = "") -> Figure:
    """One figure with its year, who measured it and where it was read, or that nobody says so."""
    about = [Way(str(one.period or one.year or _("year not stated")))]
    if one.measured_by:
        about.append(Way(_("measured by {who}").format(who=one.measured_by)))
    if one.source:
        told = _("source {number}").format(number=one.source)
        about.append(Way(told, f"{below}#source-{one.source}"))
    else:
        about.append(Way(untied(1), f"{below}#sources"))
    return Figure(
        number=words.amount(one.value),
        unit=words.unit(one.unit, one.value),
        label=said(one.label),
        about=tuple(about),
    )


def untied(count: int) -> str:
    """That no source is tied to a figure."""
    return n_(
        "Source not tied to this figure: see the record’s sources.",
        "Source not tied to these figures: see the record’s sources.",
        count,
    )


def source(one: record.Source) -> Source:
    """A source of a record, with its publisher and the host it lies on."""
    host = host_of(one.url)
    publisher = one.publisher or host
    about = publisher if host in publisher else f"{publisher}, {host}"
    return Source(one.number, one.url, one.title or readable(one.url), about)


def host_of(url: str) -> str:
    """The host of an address, as people read it."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def readable(url: str) -> str:
    """An address without its scheme and query, as people read it."""
    parts = urlsplit(url)
    written = unquote(f"{host_of(url)}{parts.path}").rstrip("/")
    return "".join(sign for sign in written if sign.isprintable())


def outside(url: str) -> Way:
    """A way to a page of others: the host's name says where it leads."""
    return Way(host_of(url), url if urlsplit(url).scheme in ("http", "https") else None)


def at(path: str) -> str:
    """An address of this house in the reader's language."""
    return f"/{language()}/{path}"
