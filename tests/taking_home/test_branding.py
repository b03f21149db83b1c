"""A city's name, colours and logo: all faults at once, readable by everybody, drawn anew."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from dashboard import i18n
from dashboard.taking_home import branding, colours, logo
from dashboard.taking_home.branding import BadBranding, Branding
from dashboard.taking_home.colours import Colours


def picture(kind: str = "PNG", size: tuple[int, int] = (200, 100), **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#c8102e").save(out, kind, **more)
    return out.getvalue()


def faults(told: dict[str, Any]) -> list[str]:
    with pytest.raises(BadBranding) as error:
        branding.of_form(told)
    return [one.where for one in error.value.faults]


# Contrast: the values are those of the W3C's own definition, reckoned by hand ---------------------


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#fff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#163e5c", "#fbfcfb", 10.87),
    ],
)
def test_contrast_is_reckoned_as_wcag_does(one: str, other: str, ratio: float) -> None:
    assert colours.contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert colours.contrast(other, one) == colours.contrast(one, other)


def test_the_colours_of_the_house_can_be_read() -> None:
    assert all(one.enough for one in colours.measured(Colours()))


def test_a_colour_that_cannot_be_read_is_refused_with_a_sentence() -> None:
    with pytest.raises(BadBranding) as error:
        branding.of_form({"colours": {"light": "#ffcc00", "dark": "#222222", "wall": "#777777"}})

    said = [one.said for one in error.value.faults]
    assert [one.where for one in error.value.faults] == [
        "colours.light", "colours.light", "colours.light", "colours.dark", "colours.dark",
        "colours.wall",
    ]  # fmt: skip
    assert said[-1] == (
        "#777777 beside #ffffff has a contrast of 4.47 to 1 (white words on slides and posters);"
        " readers need 4.5 to 1. Choose a darker or lighter one."
    )


# All faults at once -----------------------------------------------------------------------------


def test_all_faults_are_told_at_once() -> None:
    assert faults(
        {
            "name": "x" * 121,
            "welcome": {"xx": "?", "fr": 7},
            "colours": {"light": "red", "pink": "#fff"},
            "logo": b"GIF89a",
            "discussion": "javascript:alert(1)",
        }
    ) == ["name", "welcome.xx", "welcome.fr", "colours.light", "colours.pink", "logo", "discussion"]


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org", "//example.org", "https://", "https://u:p@example.org",
        "https://example.org/?a=1", "https://example.org/#x", "https://exa mple.org",
        "https://example.org/\"onload=", "https://é.example", "https://example.org/" + "x" * 300,
        "https://example.org:port",
    ],
)  # fmt: skip
def test_an_address_that_a_code_cannot_lead_to_is_refused(address: str) -> None:
    assert faults({"discussion": address}) == ["discussion"]


def test_a_good_one_is_cleaned_of_what_acts() -> None:
    good = branding.of_form(
        {
            "name": " Ville\u202e de\nRennes ",
            "welcome": "Bienvenue\u0000 <b>chez nous</b>",
            "colours": {"light": "#036", "wall": "#8F3310"},
            "discussion": "https://parlons.example:8443/ensemble/",
        }
    )

    assert good.name == "Ville de Rennes"
    assert good.welcome == dict.fromkeys(i18n.LANGUAGES, "Bienvenue <b>chez nous</b>")
    assert (good.colours.light, good.colours.wall) == ("#003366", "#8f3310")
    assert good.discussion == "https://parlons.example:8443/ensemble"


# Files ------------------------------------------------------------------------------------------


def test_toml_and_json_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(picture())
    toml, json = tmp_path / "own.toml", tmp_path / "own.json"
    toml.write_text(
        'name = "Rennes"\nlogo = "logo.png"\n[welcome]\nfr = "Bienvenue"\n[colours]\nwall = "#036"\n'
    )
    json.write_text(
        '{"name": "Rennes", "logo": "logo.png", "welcome": {"fr": "Bienvenue"},'
        ' "colours": {"wall": "#036"}}'
    )

    assert branding.from_file(toml) == branding.from_file(json)
    assert branding.from_file(toml).logo.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("written", "where"),
    [
        ("name = ", "own.toml"),
        ("surprise = 1", "surprise"),
        ('logo = "../secret.png"', "logo"),
        ('logo = "/etc/passwd"', "logo"),
        ('logo = "missing.png"', "logo"),
        ("name = '''" + "x" * 200_000 + "'''", "own.toml"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, written: str, where: str) -> None:
    (tmp_path.parent / "secret.png").write_bytes(picture())
    (tmp_path / "own.toml").write_text(written)

    with pytest.raises(BadBranding) as error:
        branding.from_file(tmp_path / "own.toml")
    assert [one.where for one in error.value.faults] == [where]
    assert all(one.said for one in error.value.faults)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadBranding, match="cannot be read"):
        branding.from_file(tmp_path / "own.toml")


# The logo ---------------------------------------------------------------------------------------


def test_a_logo_loses_all_but_its_picture() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "<script>canary</script>")
    given = picture(pnginfo=notes) + b"canary behind the end"

    drawn = logo.redrawn(given)

    assert b"canary" not in drawn and b"canary" in given
    assert logo.redrawn(given) == drawn == logo.redrawn(picture())


def test_a_large_logo_is_made_smaller_and_a_jpeg_becomes_a_png() -> None:
    drawn = Image.open(io.BytesIO(logo.redrawn(picture("JPEG", (3000, 1500)))))

    assert (drawn.format, drawn.size) == ("PNG", (960, 480))


def bomb() -> bytes:
    """A small file that claims forty thousand pixels a side."""
    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "PNG or JPEG"),
        (b"GIF89a", "PNG or JPEG"),
        (b"\x89PNG\r\n\x1a\n broken", "PNG or JPEG"),
        (picture()[:90], "PNG or JPEG"),
        (bomb(), "too many pixels"),
        (picture(size=(8, 8)), "too small"),
        (b"\x89PNG" + b"x" * 3_000_000, "more than 3 MB"),
    ],
    ids=["svg", "gif", "broken", "cut", "bomb", "small", "long"],
)
def test_what_is_no_picture_is_refused(given: bytes, said: str) -> None:
    with pytest.raises(BadBranding) as error:
        branding.of_form({"logo": given})
    assert said in error.value.faults[0].said


def test_nothing_given_is_the_house_itself() -> None:
    assert branding.of_form({}) == Branding()
