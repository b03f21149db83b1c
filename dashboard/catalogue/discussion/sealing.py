"""Addresses of inhabitants at rest: encrypted with a key that lies outside the store."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken

from dashboard import settings


def sealed(told: str) -> str:
    """What stands in the store for it; without the key it says nothing."""
    return _cipher().encrypt(told.encode()).decode("ascii")


def opened(kept: str | None) -> str | None:
    """What was sealed; None where it is erased, or was sealed with another key."""
    if kept is None:
        return None
    try:
        return _cipher().decrypt(kept.encode("ascii")).decode()
    except InvalidToken:
        return None


def _cipher() -> Fernet:
    # A given key may be any words: Fernet wants 32 bytes.
    key = hashlib.sha256(settings.key("CONTACT_KEY").encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
