"""One-use links and sessions: random tokens, of which the store keeps a hash only."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from dashboard import settings


def new() -> str:
    """A token nobody guesses: 256 random bits, as they stand in a link or a cookie."""
    return secrets.token_urlsafe(32)


def mark(token: str) -> str:
    """What the store knows a token by; the token does not follow from it."""
    return hashlib.sha256(token.encode()).hexdigest()


def form_key(token: str) -> str:
    """What a form of somebody signed in carries: it follows from the token, not it from this."""
    return mark(f"form\n{token}")


def keyed(kind: str, told: str) -> str:
    """A hash of something short, such as an address, that cannot be tried out without our key."""
    key = settings.key("COOKIE_SECRET").encode()
    return hmac.new(key, f"{kind}\n{told}".encode(), hashlib.sha256).hexdigest()
