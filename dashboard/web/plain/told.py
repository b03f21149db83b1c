"""What plain pages say of a text, a figure, a source: words and addresses, ready for a template."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from dashboard import claim_words, words
from dashboard.catalogue import record
from dashboard.catalogue.claims import Claim
from dashboard.catalogue.record import Text
from dashboard.i18n import _, language, language_name, n_, number


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


@dataclass(frozen=True)
class Piece:
    """Words of a text; a number among them has the mark of who answers for it."""

    words: str
    mark: str = ""  # tied, untied, past or own
    href: str | None = None  # of the figure it is
    aloud: str = ""  # what the mark says


def marked(shown: Said, claims: tuple[Claim, ...]) -> list[list[Piece]]:
    """The paragraphs of a text, its numbers apart: each leads to the figure that it is."""
    paragraphs, start = [], 0
    for line in shown.words.split("\n"):
        within = [one for one in claims if start <= one.start and one.end <= start + len(line)]
        if line.strip():
            paragraphs.append(_cut(line, start, within))
        start += len(line) + 1
    return paragraphs


def _cut(line: str, start: int, claims: list[Claim]) -> list[Piece]:
    pieces, at = [], 0
    for one in sorted(claims, key=lambda claim: claim.start):
        if one.start - start < at:
            continue  # inside the one before
        pieces.append(Piece(line[at : one.start - start]))
        href = f"#figure-{one.figure}" if one.figure else None
        number = line[one.start - start : one.end - start]
        pieces.append(Piece(number, one.mark, href, claim_words.reference(one)))
        at = one.end - start
    return [one for one in (*pieces, Piece(line[at:])) if one.words]


def once(texts: tuple[Said, ...]) -> tuple[str, ...]:
    """The notes of several texts, each said once."""
    return tuple(dict.fromkeys(note for one in texts for note in one.notes))


def figures(practice: record.Whole) -> tuple[Figure, ...]:
    """The figures of a practice; that none is tied to a source is said once, below them all."""
    some_tied = any(one.source for one in practice.figures)
    return tuple(figure(one, say_untied=some_tied) for one in practice.figures)


def figure(one: record.Figure, below: str = "", *, say_untied: bool = True) -> Figure:
    """One figure with its year, who measured it and where it was read, or that nobody says so.

    `below` is the page that holds its sources, if it is another.
    """
    about = [Way(str(one.period or one.year or _("year not stated")))]
    if one.measured_by:
        about.append(Way(_("measured by {who}").format(who=one.measured_by)))
    if one.source:
        told = _("source {number}").format(number=one.source)
        about.append(Way(told, f"{below}#source-{one.source}"))
    elif say_untied:
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


def pages(urls: tuple[str, ...]) -> list[Way]:
    """Ways to pages of others; several of one host are told apart by a number."""
    hosts, seen, found = [host_of(one) for one in urls], Counter[str](), []
    for host, url in zip(hosts, urls, strict=True):
        seen[host] += 1
        found.append(Way(f"{host} ({number(seen[host])})" if hosts.count(host) > 1 else host, url))
    return found


def at(path: str) -> str:
    """An address of this house in the reader's language."""
    return f"/{language()}/{path}"
