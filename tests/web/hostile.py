"""Texts that mean no good, and all that a page, sheet, feed or file may not make of them."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import count
from urllib.parse import urlsplit

import feedparser
import openpyxl
import pyarrow.parquet as pq
import pypdf
from lxml import etree
from markdown_it import MarkdownIt

from dashboard.catalogue.discussion import spoken

CANARY = "zq7"
EMOJI = "👩\u200d👩\u200d👧🇪🇺"
TWINS = "Раураl"  # in Cyrillic letters, all but the last
# What acts instead of being read: controls, and what turns the line around.
ACTING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
SIGNS = "=+-@"  # a cell that begins so is a formula

_MARKUP = "<script>zq7()</script><img src=x onerror=zq7()><zq7-x>"
_QUOTES = "\" onfocus=zq7() x='zq7'"
_ENDS = "</textarea></title></style></script><!--zq7-->]]>"
_TEMPLATES = "{{ zq7.__class__ }} ${zq7} {% raw %} {zq7!r} %(zq7)s"
_LINK = "[zq7](//zq7.io)"
_MARKDOWN = "[zq7](javascript:zq7()) ![zq7](https://evil.example/zq7.png) $zq7$ :red[zq7]"
_ENTITIES = "&lt;b&gt; &#x41; &amp;amp;"
_CITED = "} @misc{zq7, \\input{zq7} %"
_TURNED = "\u202epay\u202c \u2066x\u2069"
_CONTROLS = "\x00\x07\x1b[31m\x7f\x85\x9b"


class Writer:
    """Writes a hostile text into each field it is asked for, and remembers what it wrote.

    Each holds a mark of its own, so that it is known again wherever it is shown. A field of a
    practice refuses signs that act, so its texts hold none; all others are cleaned of them.
    """

    def __init__(self, refusing: tuple[str, ...] = ()) -> None:
        self.written: dict[str, str] = {}
        self.marks: dict[str, str] = {}
        self._refusing = refusing
        self._numbers = count(1)

    def __call__(self, name: str, most: int) -> str:
        """The words of a field, at most so many signs."""
        number = next(self._numbers)
        mark = f"zq7m{number}m"
        sign = "=" if number % 2 else SIGNS[number // 2 % 4]  # the worst in every other field
        start = f"{sign}{mark}"
        acting = "\u202e\u2066\x07\x9b" if most < 90 else _TURNED + _CONTROLS
        acting = "" if name.startswith(self._refusing) else acting
        head = f"{start}{TWINS}{EMOJI}"
        parts = [_MARKUP, _LINK, _QUOTES, _ENDS, _TEMPLATES, _MARKDOWN, _ENTITIES, _CITED]
        text = f"{head}{acting}{' peace' if most >= 300 else ''}"
        if most < 90:
            text += "<b x=zq7>"
        for part in parts:
            if len(text) + len(part) + 1 <= min(most, 450):
                text += f" {part}"
        assert len(spoken.cleaned(text)) <= most, (name, len(text))
        if not acting:
            assert len(text) <= most, name
        self.written[name] = text
        self.marks[mark] = name
        return text

    def kept(self, name: str) -> str:
        """The words of a field as they are kept and shown."""
        return spoken.cleaned(self.written[name])

    def found(self, text: str) -> set[str]:
        """The fields whose marks stand in a text."""
        return {self.marks[one] for one in set(re.findall("zq7m[0-9]+m", text))}


def squeezed(words: str) -> str:
    """Words without spaces and in one kind of quotes: typography of a language is no change."""
    told = unicodedata.normalize("NFC", words).replace("’", "'")
    return re.sub(r"[\s\u200b]+", "", told)


# What may not be ----------------------------------------------------------------------------------


def _elsewhere(address: str) -> bool:
    """Whether an address leads to another house than ours, or to no house at all."""
    parts = urlsplit(address)
    return parts.netloc not in ("", "house.example") or parts.scheme not in ("", "http", "https")


class _Html(HTMLParser):
    """All that a page makes of hostile words besides text, and its text."""

    ADDRESSES = frozenset(
        ("href", "src", "action", "formaction", "srcset", "poster", "data", "background", "cite")
    )

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.text: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if CANARY in tag:
            self.faults.append(f"an element <{tag}>")
        for name, value in attrs:
            self._attribute(tag, name, value or "")
        self._inside = ""
        if tag in ("script", "style"):
            self._inside = tag
            if ("type", "application/json") in attrs or ("type", "application/ld+json") in attrs:
                self._inside = "data"

    def _attribute(self, tag: str, name: str, value: str) -> None:
        told = f"<{tag} {name}={value[:80]!r}>"
        if CANARY in name or name.startswith("on") or name == "srcdoc":
            self.faults.append(f"an attribute {told}")
        if name == "style" and CANARY in value:
            self.faults.append(f"a style {told}")
        if name in self.ADDRESSES:
            plain = re.sub(r"[\x00-\x20]", "", value).lower()
            if plain.startswith(("javascript:", "vbscript:", "data:text")):
                self.faults.append(f"an address that acts {told}")
            if CANARY in value and (tag, name) != ("a", "href") and _elsewhere(value):
                self.faults.append(f"an address of others {told}")
        self.text.append(f" {value} ")

    def handle_endtag(self, tag: str) -> None:
        if CANARY in tag:
            self.faults.append(f"an end of </{tag}>")
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "data":
            self.faults += _json(data)[0]
        elif self._inside and CANARY in data:
            self.faults.append(f"within <{self._inside}>: {data[:80]!r}")
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        if CANARY in data:
            self.faults.append(f"a comment {data[:80]!r}")

    def unknown_decl(self, data: str) -> None:
        if CANARY in data:
            self.faults.append(f"a section {data[:80]!r}")


Read = tuple[list[str], str]  # what is wrong, and the text that is there


def html(markup: str) -> Read:
    """What a browser would make of a page or a piece of one."""
    reader = _Html()
    reader.feed(markup)
    reader.close()
    return [*reader.faults, *_acting(markup)], "".join(reader.text)


def _acting(text: str) -> list[str]:
    found = ACTING.search(text)
    near = text[max(0, found.start() - 40) : found.end() + 20] if found else ""
    return [f"a sign that acts: {near!r}"] if found else []


def _json(text: str) -> Read:
    return json_of(text)


def _told(told: object, as_html: bool = False) -> Iterator[Read]:
    """All that a document says; what stands under `html` is set into a page as it is."""
    if isinstance(told, str):
        yield html(told) if as_html else (_acting(told), told)
    elif isinstance(told, dict):
        for name, one in told.items():
            yield _acting(name), name
            yield from _told(one, as_html or name == "html")
    elif isinstance(told, list):
        for one in told:
            yield from _told(one, as_html)


def _csv(text: str) -> Read:
    lines = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    widths = {len(line) for line in lines}
    faults = [] if len(widths) <= 1 else [f"lines of {sorted(widths)} cells"]
    cells = [cell for line in lines for cell in line]
    faults += [f"a formula {one[:60]!r}" for one in cells if a_formula(one)]
    return [*faults, *_acting(text)], "\n".join(cells)


def a_formula(cell: str) -> bool:
    """Whether a spreadsheet would reckon with a cell."""
    return cell.startswith((*SIGNS, "\t", "\r")) and not re.fullmatch(r"-[\d.]+(e-?\d+)?", cell)


def _xlsx(body: bytes) -> Read:
    book = openpyxl.load_workbook(io.BytesIO(body))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    told = [one for one in cells if isinstance(one.value, str)]
    faults = [f"a formula {one.value[:60]!r}" for one in cells if one.data_type == "f"]
    links = [one.hyperlink.target or "" for one in cells if one.hyperlink]
    faults += [f"a link {one}" for one in links if urlsplit(one).scheme not in ("http", "https")]
    faults += [fault for one in told for fault in _acting(one.value)]
    return faults, "\n".join(one.value for one in told)


_ATOM = "{http://www.w3.org/2005/Atom}"


def _atom(body: bytes) -> Read:
    root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    text: dict[etree._Element, str] = {}
    faults = [
        f"an element {one.tag}"
        for one in root.iter()
        if not isinstance(one.tag, str) or CANARY in one.tag or not one.tag.startswith(_ATOM)
    ]
    for one in root.iter(
        *(f"{_ATOM}{name}" for name in ("title", "subtitle", "summary", "content"))
    ):
        if one.get("type", "text") == "html":
            wrong, text[one] = html(one.text or "")
            faults += wrong
        elif one.get("type", "text") != "text":
            faults.append(f"{one.tag} of type {one.get('type')}")
    if feedparser.parse(body).bozo:
        faults.append("a feed that a reader stumbles over")
    told = "\n".join(text.get(one, one.text or "") for one in root.iter())
    return [*faults, *_acting(body.decode())], told


def _svg(body: bytes) -> Read:
    root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    faults = []
    for one in root.iter():
        name = etree.QName(one).localname if isinstance(one.tag, str) else "comment"
        if CANARY in str(one.tag) or name in ("script", "foreignObject", "iframe", "handler"):
            faults.append(f"an element {name}")
        if isinstance(one.tag, str) and etree.QName(one).namespace != "http://www.w3.org/2000/svg":
            faults.append(f"an element of elsewhere {one.tag}")
        faults += [f"an attribute {at}" for at in one.attrib if at.startswith("on")]
        faults += [
            f"a link {value}"
            for at, value in one.attrib.items()
            if at.endswith("href") and value.lower().startswith("javascript")
        ]
    return [*faults, *_acting(body.decode())], "\n".join(root.itertext())


def _pdf(body: bytes) -> Read:
    document = pypdf.PdfReader(io.BytesIO(body))
    text = "\n".join(page.extract_text() for page in document.pages)
    faults = [name for name in ("/JavaScript", "/OpenAction", "/EmbeddedFiles", "/Launch")
              if name in str(document.root_object)]  # fmt: skip
    for page in document.pages:
        for one in page.get("/Annots") or ():
            address = str((one.get_object().get("/A") or {}).get("/URI", ""))
            if address and urlsplit(address).scheme not in ("http", "https", "mailto"):
                faults.append(f"a link {address}")
    return faults, text.replace("-\n", "") + str(document.metadata)


def _parquet(body: bytes) -> Read:
    return _json(json.dumps(pq.read_table(io.BytesIO(body)).to_pylist(), default=str))


def _packed(body: bytes) -> Read:
    faults, text = [], []
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        for name in packed.namelist():
            if name.startswith("/") or ".." in name.split("/"):
                faults.append(f"a file at {name}")
            wrong, told = read(kind_of(name), packed.read(name))
            faults += [f"{name}: {one}" for one in wrong]
            text.append(told)
    return faults, "\n".join(text)


def _lines(text: str) -> Read:
    told = [_json(line) for line in text.splitlines() if line.strip()]
    return [fault for wrong, _ in told for fault in wrong], "\n".join(one for _, one in told)


def _bytes(_body: bytes) -> Read:
    return [], ""


def _plain(text: str) -> Read:
    return _acting(text), text


def markdown(words: str) -> Read:
    """What Streamlit's front end would make of a label or a text: markup in it is told as text."""
    faults = []
    for block in MarkdownIt("commonmark", {"html": False}).parse(words):
        for one in block.children or ():
            address = str(one.attrs.get("href") or one.attrs.get("src") or "")
            if CANARY in address:
                faults.append(f"a link or picture {address!r} in {words[:60]!r}")
    return [*faults, *_acting(words)], words


_OF_TEXT = {
    "text/html": html,
    "application/json": _json,
    "application/problem+json": _json,
    "application/geo+json": _json,
    "application/x-ndjson": _lines,
    "application/jsonl": _lines,
    "text/csv": _csv,
    "text/plain": _plain,
    "text/javascript": _plain,
    "text/css": _plain,
    "application/x-bibtex": _plain,
    "application/x-research-info-systems": _plain,
    "application/vnd.citationstyles.csl+json": _json,
}
_OF_BYTES = {
    "application/atom+xml": _atom,
    "image/svg+xml": _svg,
    "application/pdf": _pdf,
    "application/zip": _packed,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _xlsx,
    "application/vnd.apache.parquet": _parquet,
    "image/png": _bytes,
    "font/woff2": _bytes,
}
_KIND_OF = {
    "html": "text/html", "json": "application/json", "geojson": "application/geo+json",
    "jsonl": "application/jsonl", "csv": "text/csv", "txt": "text/plain", "js": "text/javascript",
    "css": "text/css", "md": "text/plain", "svg": "image/svg+xml", "pdf": "application/pdf",
    "zip": "application/zip", "parquet": "application/vnd.apache.parquet", "png": "image/png",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "atom": "application/atom+xml", "woff2": "font/woff2", "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems", "sha256": "text/plain",
}  # fmt: skip


def kind_of(path: str) -> str:
    """The media type of a file, by the end of its name; the name where nobody knows."""
    return _KIND_OF.get(path.rpartition(".")[2], path)


def json_of(text: str, *, as_html: bool = False) -> Read:
    """A JSON document; `as_html` where each of its words is set into a page as it is."""
    read = list(_told(json.loads(text), as_html))
    return [fault for wrong, _ in read for fault in wrong], "\n".join(one for _, one in read)


def read(kind: str, body: bytes) -> Read:
    """What is wrong with an answer of a media type, and its text; a kind nobody reads is wrong."""
    try:
        if kind in _OF_TEXT:
            return _OF_TEXT[kind](body.decode("utf-8-sig"))
        if kind in _OF_BYTES:
            return _OF_BYTES[kind](body)
    except (ValueError, etree.XMLSyntaxError, pypdf.errors.PdfReadError) as error:
        return [f"cannot be read: {error!r}"[:200]], ""
    return [f"of a kind that nobody reads here: {kind}"], ""
