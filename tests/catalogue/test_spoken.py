"""What people write is text: nothing of it acts, and no letter of theirs is lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.discussion import spoken

ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
FAMILY = "👨\u200d👩\u200d👧\u200d👦"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\x00b\x07c\x1b[31md\x7f\x9be", "abc[31mde"),
        ("pay\u202egnp.exe", "paygnp.exe"),
        ("\u2066isolated\u2069 \u202aembedded\u202c", "isolated embedded"),
        ("no\u200bspace, s\u00adoft, \ufeffmark", "nospace, soft, mark"),
        ("seen\U000e0068\U000e0069\U000e0064", "seen"),
        ("lone \ud800 half", "lone  half"),
        ("not\ufffe\ufdd0 told", "not told"),
        ("one\r\ntwo\rthree\u2028four\x0bfive", "one\ntwo\nthree\nfour\nfive"),
        ("a\n\n\n\n\n\n\nb", "a\n\n\nb"),
        ("tab\there  \n\tthere", "tab here\n there"),
        ("  \n around \n\n", "around"),
        ("Cafe\u0301", "Café"),
    ],
)
def test_what_acts_is_taken_out_and_the_rest_stays(written: str, kept: str) -> None:
    assert spoken.cleaned(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        f"{FAMILY} {ENGLAND} ❤️ 👍🏽",
        "می‌خواهم",  # Persian spells with a joiner of no width
        "שלום\u200f!",
        "Việt Nam, ế ộ",
        "नमस्ते, ไทยพี่",
        "=HYPERLINK(1)",
        "<b>&amp;</b> 'x' \"y\"",
        "辻\U000e0100さん",  # the form of a letter in a name
    ],
)
def test_letters_emoji_and_signs_stay_as_they_were_written(written: str) -> None:
    assert spoken.cleaned(written) == unicodedata.normalize("NFC", written)


def test_a_pile_of_marks_covers_no_other_line() -> None:
    assert spoken.cleaned("Z" + "\u0335" * 200) == "Z" + "\u0335" * 3


def test_a_name_is_one_line() -> None:
    assert spoken.line(" Ana\n\n María\t\u202eLópez ") == "Ana María López"


def test_a_megabyte_is_cleaned() -> None:
    assert spoken.cleaned("\u202ea\n" * 350_000).count("a") == 350_000


@given(st.text(st.characters(), max_size=200))
def test_cleaned_text_is_clean(written: str) -> None:
    clean = spoken.cleaned(written)

    assert spoken.cleaned(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert not any(
        unicodedata.category(one) in ("Cc", "Cs")
        and one != "\n"
        or unicodedata.bidirectional(one)
        in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
        for one in clean
    )
    assert "\n\n\n\n" not in clean
