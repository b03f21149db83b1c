"""Letters on their way: each a file in the outbox, sent by SMTP where a server is set."""

from __future__ import annotations

import fcntl
import logging
import os
import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Literal

from dashboard.catalogue import clock, database
from dashboard.catalogue.errors import CatalogueError

log = logging.getLogger("dashboard")

Security = Literal["starttls", "tls", "none"]
PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}
TIMEOUT = 20.0  # seconds a server may take for one step
LONGEST_ADDRESS = 254
KEPT = timedelta(days=90)  # how long a letter that went out is kept: it holds an address
NOBODY = "no-reply@localhost"  # the sender of letters where none is set
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[^\s@<>()\[\],;:\\\"]+\.[^\s@.]{2,}")


class BadAddress(CatalogueError):
    """Not an e-mail address that a letter can be sent to."""

    message = "This is not an e-mail address. It looks like name@city.example."


class BadLetter(CatalogueError):
    """A head line holds a line break: somebody tries to add lines of their own."""

    message = "A head line of a letter is one line."


@dataclass(frozen=True)
class Letter:
    """One letter in plain text; `key` is its own, so that it can be found again."""

    key: str
    to: str = field(repr=False)
    subject: str
    body: str = field(repr=False)
    language: str


@dataclass(frozen=True)
class Server:
    """Where letters are handed in; the password is in no log."""

    host: str
    security: Security = "starttls"
    port: int | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Round:
    """What became of the letters that waited; `fault` is a code where the server was not reached.

    Codes: unreachable, certificate, no_starttls, sign_in.
    """

    sent: int = 0
    refused: int = 0
    waiting: int = 0
    fault: str | None = None


def clean(address: str) -> str:
    """The address as it is written on a letter; BadAddress where it is none."""
    name, _, host = address.strip().rpartition("@")
    try:
        found = f"{name}@{host.encode('idna').decode('ascii').lower()}"
    except UnicodeError as error:
        raise BadAddress() from error
    dotted = name.startswith(".") or name.endswith(".") or ".." in name
    if len(found) > LONGEST_ADDRESS or dotted or not _ADDRESS.fullmatch(found):
        raise BadAddress()
    return found


# Writing ------------------------------------------------------------------------------------------


def outbox() -> Path:
    """The folder of letters that wait, beside the store; only its owner may look into it."""
    return _own(database.path().parent / "outbox")


def _own(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def put(letter: Letter, sender: str = NOBODY) -> Path:
    """Write a letter into the outbox, whole or not at all; BadAddress, BadLetter."""
    file = outbox() / f"{clock.now():%Y%m%dT%H%M%S}-{letter.key}.eml"
    part = file.with_suffix(".part")
    content = _message(letter, sender).as_bytes()
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    os.replace(part, file)
    return file


def _message(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage(policy=policy.SMTP)
    try:
        message["From"] = Address(addr_spec=clean(sender)) if sender != NOBODY else NOBODY
        message["To"] = Address(addr_spec=clean(letter.to))
        message["Subject"] = letter.subject
    except ValueError as error:
        raise BadLetter(letter.key) from error
    message["Date"] = format_datetime(clock.now().replace(tzinfo=UTC))
    # The same letter sent twice, after a crash between the two, is known by it and shown once.
    message["Message-ID"] = f"<{letter.key}@{sender.rpartition('@')[2]}>"
    message.set_content(letter.body, charset="utf-8", cte="quoted-printable")
    message["Content-Language"] = letter.language
    return message


def remove(key: str) -> None:
    """Take a letter out of every folder, wherever it got to: its address is to be forgotten."""
    for file in outbox().rglob(f"*-{key}.eml"):
        file.unlink(missing_ok=True)


def waiting() -> int:
    """How many letters wait to be sent."""
    return len(_files())


def _files() -> list[Path]:
    return sorted(outbox().glob("*.eml"))


# Sending ------------------------------------------------------------------------------------------


def send(server: Server) -> Round:
    """Hand in every letter that waits; what fails stays, and goes with the next round.

    Sent ones move to outbox/sent; those a server will never take, to outbox/refused.
    """
    with _alone():
        _forget_old()
        if not _files():
            return Round()
        try:
            with _connected(server) as post:
                return _handed_in(post)
        except (OSError, smtplib.SMTPException) as error:
            # Only the kind: what a server answers may repeat an address.
            log.warning("Mail waits: %s at the mail server", type(error).__name__)
            return Round(waiting=waiting(), fault=_fault(error))


def _forget_old() -> None:
    """Delete letters that went out, or were refused, long ago."""
    oldest = f"{clock.now() - KEPT:%Y%m%dT%H%M%S}"
    for file in outbox().glob("*/*.eml"):
        if file.name < oldest:
            file.unlink(missing_ok=True)


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until nobody else, in this process or another, is sending: no letter goes twice."""
    descriptor = os.open(outbox() / ".sending", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _connected(server: Server) -> Iterator[smtplib.SMTP]:
    port = server.port or PORTS[server.security]
    trust = ssl.create_default_context()
    if server.security == "tls":
        post: smtplib.SMTP = smtplib.SMTP_SSL(server.host, port, timeout=TIMEOUT, context=trust)
    else:
        post = smtplib.SMTP(server.host, port, timeout=TIMEOUT)
    with post:
        if server.security == "starttls":
            post.starttls(context=trust)
        if server.user:
            post.login(server.user, server.password or "")
        yield post


def _fault(error: Exception) -> str:
    kinds = {
        ssl.SSLCertVerificationError: "certificate",
        smtplib.SMTPNotSupportedError: "no_starttls",
        smtplib.SMTPAuthenticationError: "sign_in",
    }
    return next((code for kind, code in kinds.items() if isinstance(error, kind)), "unreachable")


def _handed_in(post: smtplib.SMTP) -> Round:
    sent = refused = 0
    for file in _files():
        outcome = _one(post, file)
        sent, refused = sent + (outcome == "sent"), refused + (outcome == "refused")
    return Round(sent, refused, waiting())


def _one(post: smtplib.SMTP, file: Path) -> str:
    """What became of one letter: sent, refused for good, or waiting."""
    try:
        post.send_message(message_from_bytes(file.read_bytes(), policy=policy.SMTP))
    except FileNotFoundError:
        return "gone"  # taken out while the others were sent
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
        code = _code(error)
        log.warning("Mail %s was not taken: %s", file.stem, code)
        if code < 500:
            return "waiting"
        _moved(file, "refused")
        return "refused"
    _moved(file, "sent")
    return "sent"


def _code(error: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException) -> int:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return min((code for code, _ in error.recipients.values()), default=550)
    return error.smtp_code


def _moved(file: Path, folder: str) -> None:
    os.replace(file, _own(file.parent / folder) / file.name)
