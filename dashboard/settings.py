"""The settings of a deployment: from the environment, else from .streamlit/secrets.toml."""

from __future__ import annotations

import os
import secrets
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / ".streamlit" / "secrets.toml"


class SettingFault(Exception):
    """A setting is missing or cannot be; the words are for whoever runs the dashboard."""


def value(name: str, default: str = "") -> str:
    """A setting as it was given; `default` where it was not."""
    given = os.environ.get(name)
    if given is None:
        given = _file().get(name)
    return default if given in (None, "") else str(given).strip()


def number(name: str, default: int) -> int:
    """A setting that is a whole number from 1 on."""
    given = value(name, str(default))
    if not given.isdecimal() or int(given) < 1:
        raise SettingFault(f"The setting {name} has to be a whole number from 1 on.")
    return int(given)


def switch(name: str) -> bool:
    """A setting that is on (1, true, yes, on) or off."""
    return value(name).lower() in ("1", "true", "yes", "on")


def needed(name: str, why: str) -> str:
    """A setting that something cannot do without; `why` ends the sentence that says so."""
    found = value(name)
    if not found:
        raise SettingFault(
            f"The setting {name} is missing: {why}. "
            "Give it in the environment or in .streamlit/secrets.toml."
        )
    return found


def key(name: str) -> str:
    """A random key that only this house knows: as given, else made once and kept in var/."""
    return value(name) or _kept(_var() / f"{name.lower()}.key")


def public_url() -> str:
    """The address people use, without a slash at the end; empty where it is not set."""
    given = value("PUBLIC_URL").rstrip("/")
    parts = urlsplit(given)
    if given and (parts.scheme not in ("http", "https") or not parts.netloc):
        raise SettingFault("The setting PUBLIC_URL has to begin with https:// or http://.")
    return given


def address() -> str:
    """Where the dashboard is found: the public address, else this machine's."""
    return public_url() or f"http://localhost:{_port()}"


def press_contact() -> str:
    """Whom journalists ask, in a line of text with an e-mail address; empty where it is not set."""
    return value("PRESS_CONTACT")


def api_per_minute() -> int:
    """How many answers of /api one address gets in a minute."""
    return number("API_PER_MINUTE", 600)


def make_per_minute() -> int:
    """How many sheets, kits, pictures and files one address gets made in a minute."""
    return number("MAKE_PER_MINUTE", 240)


@dataclass(frozen=True)
class Imprint:
    """Who answers for this house, as the law wants it told; what was not given is empty."""

    name: str
    address: str
    email: str
    phone: str
    responsible: str

    @property
    def missing(self) -> tuple[str, ...]:
        """The settings that the law wants and nobody has given."""
        needed = (("NAME", self.name), ("ADDRESS", self.address), ("EMAIL", self.email))
        return tuple(f"IMPRINT_{name}" for name, given in needed if not given)


def imprint() -> Imprint:
    """Who answers for this house."""
    return Imprint(
        name=value("IMPRINT_NAME"),
        address=value("IMPRINT_ADDRESS"),
        email=value("IMPRINT_EMAIL"),
        phone=value("IMPRINT_PHONE"),
        responsible=value("IMPRINT_RESPONSIBLE"),
    )


def data_officer() -> str:
    """Whom people ask about their data, in a line of text; empty where it is not set."""
    return value("DATA_OFFICER")


def data_authority() -> str:
    """Where people complain about the use of their data, in a line; empty where it is not set."""
    return value("DATA_AUTHORITY")


def accessibility_body() -> str:
    """Who watches over accessibility here, in a line of text; empty where it is not set."""
    return value("ACCESSIBILITY_BODY")


def posts_per_minute() -> int:
    """How many posts and questions of one address are looked at in a minute."""
    return number("POSTS_PER_MINUTE", 120)


def spam_proof() -> str:
    """What a form asks for besides: off (nothing), question (a sum) or work (of the browser)."""
    given = value("SPAM_PROOF", "off")
    if given not in ("off", "question", "work"):
        raise SettingFault("The setting SPAM_PROOF has to be off, question or work.")
    return given


def answer_days() -> int:
    """Within how many days a city is asked to answer a question to its mayor."""
    return number("ANSWER_DAYS", 60)


def spam_seconds() -> int:
    """How many seconds nobody writes a post in."""
    given = value("SPAM_SECONDS", "3")
    if not given.isdecimal() or int(given) > 60:
        raise SettingFault("The setting SPAM_SECONDS has to be a whole number from 0 to 60.")
    return int(given)


def trusted_proxies() -> tuple[IPv4Network | IPv6Network, ...]:
    """Whose word is taken for who asks (X-Forwarded-For): addresses and networks."""
    given = value("TRUSTED_PROXIES", "127.0.0.0/8, ::1")
    if given == "none":
        return ()
    try:
        return tuple(ip_network(one.strip()) for one in given.split(","))
    except ValueError:
        raise SettingFault(
            "The setting TRUSTED_PROXIES has to be addresses or networks such as 10.0.0.0/8, "
            "with commas between them, or none."
        ) from None


def metrics_token() -> str:
    """What whoever reads /metrics from another machine has to bring; empty where nobody may."""
    return value("METRICS_TOKEN")


def sign_in() -> str:
    """How people sign in: accounts (kept here) or oidc (an identity provider)."""
    given = value("SIGN_IN", "accounts")
    if given not in ("accounts", "oidc"):
        raise SettingFault("The setting SIGN_IN has to be accounts or oidc.")
    return given


def provider() -> dict[str, Any]:
    """What Streamlit's sign-in needs to know of the identity provider; empty with accounts."""
    if sign_in() != "oidc":
        return {}
    why = "SIGN_IN=oidc sends people to the identity provider"
    needed("PUBLIC_URL", f"{why}, which sends them back to it")
    return {
        "redirect_uri": f"{public_url()}/oauth2callback",
        "cookie_secret": key("COOKIE_SECRET"),
        "client_id": needed("OIDC_CLIENT_ID", why),
        "client_secret": needed("OIDC_CLIENT_SECRET", why),
        "server_metadata_url": needed("OIDC_METADATA_URL", why),
        "client_kwargs": {"scope": value("OIDC_SCOPE", "openid profile email")},
    }


def check() -> None:
    """Read what the start needs; SettingFault says in a sentence what is wrong."""
    public_url()
    provider()
    number("SESSION_IDLE_MINUTES", 120)
    number("SESSION_HOURS", 12)
    number("IMPORT_MOST_MB", 50)
    api_per_minute()
    make_per_minute()
    posts_per_minute()
    spam_proof()
    spam_seconds()
    answer_days()
    trusted_proxies()
    # The catalogue knows no files of settings: what stands there reaches it as environment.
    told = {"SMALL_TEAM": value("SMALL_TEAM"), "IMPORT_MOST_MB": value("IMPORT_MOST_MB")}
    os.environ.update({name: given for name, given in told.items() if given})


def _port() -> int:
    given = os.environ.get("STREAMLIT_SERVER_PORT")
    if given:
        return int(given)
    kept = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    return int(kept["server"]["port"])


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    try:
        return tomllib.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    except tomllib.TOMLDecodeError as error:
        raise SettingFault(f".streamlit/secrets.toml cannot be read: {error}.") from error


def _var() -> Path:
    # What the first start makes lies beside the store.
    store = os.environ.get("CATALOGUE_STORE")
    return Path(store).resolve().parent if store else ROOT / "var"


def _kept(file: Path) -> str:
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
        # Made with its mode, and linked when whole: nobody reads it in between or half of it.
        with open(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as written:
            written.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(new, file)
        new.unlink()
    return file.read_text("ascii").strip()
