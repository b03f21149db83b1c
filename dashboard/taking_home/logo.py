"""A city's logo, drawn anew: what lay in the file beside the picture stays behind.

PNG and JPEG only: an SVG is a program's text and may hold more than a drawing.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping

from PIL import Image, ImageOps, UnidentifiedImageError

from dashboard.i18n import N_

MOST_BYTES = 3_000_000
MOST_PIXELS = 16_000_000  # as they are read; a small file may claim any number
LARGEST = 960  # pixels of the longer side, as it is kept: sharp on paper and on a wall
SMALLEST = 32


class NoPicture(Exception):
    """It is none that can be used; `message` is a msgid that says why."""

    def __init__(self, message: str, **values: str) -> None:
        """Keep the sentence with its values."""
        self.message = message
        self.values: Mapping[str, str] = values
        super().__init__(message)


def redrawn(given: bytes) -> bytes:
    """The picture as a PNG without anything else in it; the same bytes for the same picture."""
    if len(given) > MOST_BYTES:
        most = str(MOST_BYTES // 1_000_000)
        raise NoPicture(N_("The picture has more than {most} MB."), most=most)
    picture = _read(given)
    picture.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    # A new picture: colour profiles, places, dates and comments are not carried along.
    plain = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    plain.save(out, "PNG", optimize=True)
    return out.getvalue()


def _read(given: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(given), formats=("PNG", "JPEG"))
            _fits(picture.size)
            return ImageOps.exif_transpose(picture).convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NoPicture(N_("The picture has too many pixels.")) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise NoPicture(N_("It has to be a picture: PNG or JPEG.")) from error


def _fits(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        raise NoPicture(N_("The picture has too many pixels."))
    if max(size) < SMALLEST:
        raise NoPicture(
            N_("The picture is too small: {least} pixels at least."), least=str(SMALLEST)
        )
