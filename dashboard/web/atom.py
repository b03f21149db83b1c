"""The parts an Atom feed (RFC 4287) is made of, for every feed of the house."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as Xml

from dashboard import citing, settings
from dashboard.catalogue.bridge import licences
from dashboard.catalogue.exporting.files import CREDIT, LICENCE_URL
from dashboard.i18n import language

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
OPEN = {"Access-Control-Allow-Origin": "*"}
NAMESPACE = "http://www.w3.org/2005/Atom"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# The day from which on the house's name stands for it in ids (RFC 4151); it never changes.
SINCE = "2026-11-22"
# What XML 1.0 cannot hold in any form.
_UNTELLABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Xml.register_namespace("", NAMESPACE)


def feed(
    name: str,
    title: str,
    subtitle: str,
    updated: datetime,
    *,
    origin: str,
    page: str,
    query: str = "",
    rights: bool = True,
) -> Xml.Element:
    """The head of a feed; `name` is its place below /feed/, `page` an address that shows the same.

    `rights`: whether what it tells is of the catalogue, and so under its licence.
    """
    root = Xml.Element(f"{{{NAMESPACE}}}feed", {LANG: language()})
    below = f"?{query}" if query else ""
    add(root, "id", tag(f"{language()}/feed/{name}{below}"))
    add(root, "title", title)
    add(root, "subtitle", subtitle)
    add(root, "updated", at(updated))
    address = f"{origin}/{language()}/feed/{name}.atom{below}"
    link(root, "self", address, "application/atom+xml")
    link(root, "alternate", f"{origin}{page}", "text/html")
    author = add(root, "author")
    add(author, "name", CREDIT)
    add(author, "uri", f"{origin}/")
    add(root, "generator", citing.catalogue())
    add(root, "icon", f"{origin}/favicon.png")
    if rights:
        add(root, "rights", f"{licences.OURS}, {CREDIT}, {LICENCE_URL}")
    return root


def entry(path: str, title: str, moment: datetime) -> Xml.Element:
    """The head of an entry; its id is made of a path that is never used again."""
    made = Xml.Element(f"{{{NAMESPACE}}}entry")
    add(made, "id", tag(f"{language()}/{path}"))
    add(made, "title", title)
    add(made, "updated", at(moment))
    add(made, "published", at(moment))
    return made


def add(parent: Xml.Element, name: str, text: str = "") -> Xml.Element:
    """One more element, its text without what XML cannot hold."""
    element = Xml.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    element.text = _UNTELLABLE.sub("", text) or None
    return element


def link(
    parent: Xml.Element, rel: str, address: str, media_type: str, spoken: str | None = ""
) -> None:
    """A link; `spoken` None where what it leads to has no language."""
    told = {"rel": rel, "type": media_type, "href": address}
    if spoken is not None:
        told["hreflang"] = spoken or language()
    Xml.SubElement(parent, f"{{{NAMESPACE}}}link", told)


def tag(path: str) -> str:
    """A tag (RFC 4151) in the name of the house; the same whatever port or path leads here."""
    host = urlsplit(settings.public_url()).hostname or "localhost"
    return f"tag:{host},{SINCE}:{path}"


def at(moment: datetime) -> str:
    """A moment as Atom writes it."""
    return moment.isoformat(timespec="seconds") + "Z"


def first_day() -> datetime:
    """The day that this house's feeds begin with."""
    return datetime.fromisoformat(SINCE)


def written(root: Xml.Element) -> bytes:
    """The document."""
    Xml.indent(root)
    return Xml.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
