"""Settings: named in one example file, read from two places, missing ones told in a sentence."""

from __future__ import annotations

import re
import stat
import tomllib
from pathlib import Path

import pytest

from dashboard import settings

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = (ROOT / ".streamlit" / "secrets.example.toml").read_text("utf-8")
READ = re.compile(
    r"(?:\bsettings\.|(?<![\w.]))(?:value|number|switch|needed|key)\(\s*\"([A-Z_]+)\""
)


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A secrets.toml with these lines."""

    def write(content: str) -> None:
        file = tmp_path / "secrets.toml"
        file.write_text(content, "utf-8")
        monkeypatch.setattr(settings, "FILE", file)
        settings._file.cache_clear()

    yield write
    settings._file.cache_clear()


def test_the_example_names_exactly_what_is_read() -> None:
    code = "\n".join(file.read_text("utf-8") for file in (ROOT / "dashboard").rglob("*.py"))
    read = set(READ.findall(code))

    named = set(re.findall(r"^(?:# )?([A-Z_]+) = ", EXAMPLE, re.MULTILINE))

    assert sorted(named) == sorted(read)


def test_the_example_is_a_good_file_with_all_marks_taken_off() -> None:
    opened = re.sub(r"^# ([A-Z_]+ = )", r"\1", EXAMPLE, flags=re.MULTILINE)

    assert tomllib.loads(opened)["SIGN_IN"] == "accounts"


def test_the_environment_wins_over_the_file(given, monkeypatch: pytest.MonkeyPatch) -> None:
    given('PUBLIC_URL = "https://file.example/"\nSESSION_HOURS = 3\n')
    assert settings.public_url() == "https://file.example"
    assert settings.number("SESSION_HOURS", 12) == 3
    monkeypatch.setenv("PUBLIC_URL", "https://environment.example")

    assert settings.public_url() == "https://environment.example"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('SIGN_IN = "oidc"', "PUBLIC_URL is missing"),
        ('SIGN_IN = "oidc"\nPUBLIC_URL = "https://x.example"', "OIDC_CLIENT_ID is missing"),
        ('SIGN_IN = "magic"', "SIGN_IN has to be accounts or oidc"),
        ('PUBLIC_URL = "x.example"', "PUBLIC_URL has to begin with"),
        ("SESSION_HOURS = -1", "SESSION_HOURS has to be a whole number"),
        ('SESSION_IDLE_MINUTES = "two"', "SESSION_IDLE_MINUTES has to be a whole number"),
        ("this is no toml", "cannot be read"),
    ],
)
def test_what_is_missing_or_cannot_be_is_told_in_a_sentence(given, content: str, told: str) -> None:
    given(content)

    with pytest.raises(settings.SettingFault, match=told) as fault:
        settings.check()

    assert str(fault.value).endswith(".")


def test_with_all_that_a_provider_needs_there_is_its_section(given) -> None:
    given(
        'SIGN_IN = "oidc"\nPUBLIC_URL = "https://x.example"\nOIDC_CLIENT_ID = "a"\n'
        'OIDC_CLIENT_SECRET = "b"\nOIDC_METADATA_URL = "https://i.example"\nCOOKIE_SECRET = "c"'
    )

    assert settings.provider() == {
        "redirect_uri": "https://x.example/oauth2callback",
        "cookie_secret": "c",
        "client_id": "a",
        "client_secret": "b",
        "server_metadata_url": "https://i.example",
        "client_kwargs": {"scope": "openid profile email"},
    }


def test_a_key_is_made_once_beside_the_store_for_its_owner_alone(
    given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given("")
    monkeypatch.setenv("CATALOGUE_STORE", str(tmp_path / "new" / "c.duckdb"))

    first = settings.key("COOKIE_SECRET")

    assert settings.key("COOKIE_SECRET") == first
    assert len(first) >= 64
    (file,) = (tmp_path / "new").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    monkeypatch.setenv("COOKIE_SECRET", "given")
    assert settings.key("COOKIE_SECRET") == "given"
