"""Passwords: the rule, the hash, and the same work for names nobody has."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 200
# Long enough and yet the first to be tried. Length is asked for, no kinds of signs.
_COMMON = frozenset(
    """
    123456789012 1234567890123 12345678901234 123456789123 123123123123 112233445566 098765432109
    000000000000 111111111111 abcdefghijkl abcdefghijklm abc123abc123 abcd1234abcd qwertyuiop12
    qwertyuiop123 qwertyuiopas qwertyuiopasdf qwertzuiop123 qwertzuiopasdf azertyuiop123
    azertyuiopqs 1q2w3e4r5t6y 1qaz2wsx3edc q1w2e3r4t5y6 asdfghjkl123 zaq12wsxcde3 qazwsxedcrfv
    password1234 password12345 password123456 passwordpassword passw0rd1234 p@ssw0rd1234
    administrator administrateur administrador adminadminadmin letmeinletmein welcome12345
    iloveyou1234 iloveyou12345 motdepasse12 motdepasse123 motdepasse1234 passwort1234
    passwort12345 contrasena123 contraseña123 contrasena1234 changeme1234 secretsecret
    football1234 baseball1234 princess1234 sunshine1234 bienvenue123 willkommen12 willkommen123
    bienvenido123 correcthorsebatterystaple livingtogether vivreensemble observatory123
    observatoire observatoire123
    """.split()
)
# The library's own parameters; when they rise, a hash is renewed at the next sign-in.
_hasher = PasswordHasher()
# One hash takes 64 MB: a crowd at the door waits here, not in the machine's memory.
_at_once = BoundedSemaphore(2)


def fault(password: str, *apart_from: str) -> str | None:
    """Why a password will not do: short, long, common, or like a name; None where it does."""
    said = _normal(password)
    if len(said) < SHORTEST:
        return "short"
    if len(said) > LONGEST:
        return "long"
    plain = said.casefold()
    if plain in _COMMON or len(set(plain)) < 4:
        return "common"
    names = [_normal(one).casefold().strip() for one in apart_from]
    return "like_login" if plain.strip() in names else None


def hashed(password: str) -> str:
    """What is kept of a password."""
    with _at_once:
        return _hasher.hash(_normal(password)[: LONGEST + 1])


def verified(kept: str | None, password: str) -> bool:
    """Whether the password is the one; where none is kept the work is the same, the answer no."""
    with _at_once:
        nobodys = _nobodys()  # made at the first look, whoever is asked for
        try:
            _hasher.verify(kept or nobodys, _normal(password)[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def outdated(kept: str) -> bool:
    """Whether a hash was made with lesser parameters than today's."""
    return _hasher.check_needs_rehash(kept)


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return _hasher.hash("nobody has this one")


def _normal(password: str) -> str:
    # One sign, typed on two keyboards, may come in two forms.
    return unicodedata.normalize("NFKC", password)
