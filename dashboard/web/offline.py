"""A page made to be opened from a disk: its links lead to files beside it, or to the live house.

The markup is read by an HTML parser and written again; only tags that point somewhere change.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]
# What a reader without the server cannot use: it goes with all that is inside.
_DROPPED = frozenset(("script", "form", "iframe", "noscript", "template", "object"))
_ALONE = frozenset(("img", "link", "meta", "source", "base", "br", "hr", "input"))


def relative(place: str, target: str) -> str:
    """From one file of a folder to another: '../c/recife.html'."""
    path, sign, fragment = target.partition("#")
    return posixpath.relpath(path, posixpath.dirname(place) or ".") + sign + fragment


def rewritten(markup: str, where: Callable[[str], str | None], banner: str = "") -> str:
    """The page with each address changed by `where`; None takes the link away, not its words.

    `banner` is markup that is set first into the main content.
    """
    writer = _Writer(where, banner)
    writer.feed(markup)
    writer.close()
    return "".join(writer.out)


@dataclass
class _Item:
    """An entry of a list that is being written: where it began, and what it holds so far."""

    start: int
    lost: bool = False  # a link that leads nowhere now
    kept: bool = False  # a link that leads on, or words beside links


class _Writer(HTMLParser):
    def __init__(self, where: Callable[[str], str | None], banner: str) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self._where = where
        self._banner = banner
        self._inside = 0  # of elements that are dropped
        self._items: list[_Item] = []
        self._linked = False  # inside a link

    # Tags ---------------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if self._inside or tag in _DROPPED:
            self._inside += tag not in _ALONE
            return
        if tag == "li":
            self._items.append(_Item(len(self.out)))
        self.out.append(self._tag(tag, attrs))
        if tag == "a":
            self._linked = True
        if tag == "main":
            self.out.append(self._banner)
            self._banner = ""

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        if not self._inside and tag not in _DROPPED:
            self.out.append(self._tag(tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        if self._inside:
            self._inside -= tag not in _ALONE
            return
        self.out.append(f"</{tag}>")
        if tag == "a":
            self._linked = False
        if tag == "li" and self._items:
            self._end_item(self._items.pop())

    def _end_item(self, item: _Item) -> None:
        """Leave out an entry that was nothing but a link which leads nowhere now."""
        if item.lost and not item.kept:
            del self.out[item.start :]
        elif self._items:
            self._items[-1].kept = True

    def _tag(self, tag: str, attrs: Attributes) -> str:
        as_written = self.get_starttag_text() or ""
        told = dict(attrs)
        if tag in ("link", "meta"):
            return self._of_head(tag, told, attrs, as_written)
        if tag == "img":
            return self._picture(told, attrs, as_written)
        if tag == "source":
            return ""
        if "href" in told:
            written = self._pointing(tag, "href", attrs, as_written)
            if self._items:
                self._items[-1].kept |= "href" in written
                self._items[-1].lost |= "href" not in written
            return written
        return as_written

    def _of_head(
        self, tag: str, told: dict[str, str | None], attrs: Attributes, as_written: str
    ) -> str:
        name = "href" if tag == "link" else "content"
        points = tag == "link" or (told.get("property") or "") in ("og:url", "og:image")
        if not points:
            return as_written
        return self._pointing(tag, name, attrs, as_written, lost="")

    def _picture(self, told: dict[str, str | None], attrs: Attributes, as_written: str) -> str:
        if (told.get("src") or "").startswith("data:"):
            return as_written
        alt = escape(told.get("alt") or "")
        attrs = [(name, value) for name, value in attrs if name != "srcset"]
        return self._pointing("img", "src", attrs, "", lost=f'<span class="note">{alt}</span>')

    def _pointing(
        self, tag: str, name: str, attrs: Attributes, as_written: str, lost: str | None = None
    ) -> str:
        old = dict(attrs).get(name) or ""
        new = self._where(old)
        if new == old and as_written:
            return as_written
        if new is None and lost is not None:
            return lost
        kept = [(one, new if one == name else value) for one, value in attrs]
        return _written(tag, [(one, value) for one, value in kept if one != name or value])

    # Everything else ----------------------------------------------------------------------------

    def _as_it_is(self, text: str) -> None:
        if not self._inside:
            self.out.append(text)

    def handle_data(self, data: str) -> None:
        if self._items and not self._linked and data.strip():
            self._items[-1].kept = True
        self._as_it_is(data)

    def handle_entityref(self, name: str) -> None:
        self._as_it_is(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._as_it_is(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._as_it_is(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self._as_it_is(f"<!{decl}>")


def _written(tag: str, attrs: Attributes) -> str:
    told = "".join(
        f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in attrs
    )
    return f"<{tag}{told}>"
