"""Codes that lead from paper and wall to an address."""

from __future__ import annotations

import io
from functools import lru_cache

import segno

_QUIET = 4  # modules of white around it: less is not read everywhere


@lru_cache(maxsize=1024)  # a wall and what is taken home from it show the same codes
def svg(address: str) -> str:
    """A code as markup that stands inside a page, dark on white in every look."""
    out = io.BytesIO()
    _code(address).save(
        out, kind="svg", border=_QUIET, xmldecl=False, svgns=True, light="#fff", omitsize=True
    )
    return out.getvalue().decode().strip()


def png(address: str, scale: int = 8) -> bytes:
    """A code as a picture; a module is `scale` pixels wide."""
    out = io.BytesIO()
    _code(address).save(out, kind="png", border=_QUIET, scale=scale)
    return out.getvalue()


def _code(address: str) -> segno.QRCode:
    # M: 15 per cent may be dirty or torn.
    return segno.make(address, error="m", micro=False)
