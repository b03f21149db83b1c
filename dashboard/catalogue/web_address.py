"""Web addresses as they are compared: the same page is the same, however it was written down."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

# What mails and campaigns add to an address: it names the sender, not the page.
_TRACKING = re.compile(r"(utm_\w+|fbclid|gclid|mc_[ce]id|msclkid|_ga|ref_src)", re.IGNORECASE)


def same_page(url: str) -> str:
    """The address without what does not name the page: equal results, the same page."""
    written = url.strip()
    try:
        parts = urlsplit(written if "//" in written else f"//{written}")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return written
    kept = [pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0])]
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{host}{unquote(parts.path).rstrip('/')}{query}" if host else written


def part_of(url: str) -> str:
    """What every way of writing this page's address holds, to look for; '' where it is no page."""
    page = re.sub(r"^(https?:)?//(www\.|m\.)?", "", url.strip(), flags=re.IGNORECASE)
    kept = re.split(r"[?#]", page)[0].rstrip("/")
    return kept if "." in kept.split("/")[0] else ""
