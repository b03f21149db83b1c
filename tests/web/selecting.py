"""Parts of a page by the few selectors that tests need: tag, #id, .class, [attribute]."""

from __future__ import annotations

import re

from lxml import html

_PART = re.compile(r'([#.]?)([\w-]+)|\[([\w-]+)(?:(\$?=)"?([^"\]]*)"?)?\]')


def select(page: html.HtmlElement, selectors: str) -> list[html.HtmlElement]:
    """The elements that one of the selectors finds, in the order of the page."""
    found = page.xpath("|".join(_path(one.strip()) for one in selectors.split(",")))
    assert isinstance(found, list)
    return found


def _path(selector: str) -> str:
    return "." + "".join(
        f"//*{''.join(map(_told, _PART.findall(one)))}" for one in selector.split()
    )


def _told(part: tuple[str, ...]) -> str:
    sign, name, attribute, how, value = part
    if attribute:
        ends = f"substring(@{attribute}, string-length(@{attribute}) - {len(value) - 1})='{value}'"
        return {"": f"[@{attribute}]", "=": f"[@{attribute}='{value}']", "$=": f"[{ends}]"}[how]
    if sign == ".":
        return f"[contains(concat(' ', @class, ' '), ' {name} ')]"
    return f"[@id='{name}']" if sign == "#" else f"[self::{name}]"
