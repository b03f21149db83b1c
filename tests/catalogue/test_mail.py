"""Letters: written whole, sent by a real server, kept where it fails, and never with a line more."""

import logging
import shutil
import socket
import ssl
import stat
import subprocess
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope

from dashboard import letters, settings
from dashboard.catalogue import clock, mail
from dashboard.catalogue.mail import BadAddress, BadLetter, Letter, Server

TITLE = "Straße für alle: “Zusammen” – ¿cómo?"
BODY = "Guten Tag,\n\nläuft es noch?\n\nhttps://house.example/de/still-running?code=abc_-123\n"
USER, PASSWORD = "house", "open-sesame"


@pytest.fixture(autouse=True)
def outbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An outbox of one's own."""
    monkeypatch.setenv("CATALOGUE_STORE", str(tmp_path / "c.duckdb"))
    return tmp_path / "outbox"


def letter(key: str = "k1", to: str = "amt@stadt.example", subject: str = TITLE) -> Letter:
    return Letter(key=key, to=to, subject=subject, body=BODY, language="de")


def read(file: Path) -> EmailMessage:
    found = message_from_bytes(file.read_bytes(), policy=policy.SMTP)
    assert isinstance(found, EmailMessage)
    return found


# A real server ----------------------------------------------------------------------------------


class Post:
    """What a mail server took, and how it answers."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.answers: dict[str, str] = {}  # by recipient, instead of taking it

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        found = message_from_bytes(envelope.content, policy=policy.SMTP)
        assert isinstance(found, EmailMessage)
        self.taken.append(found)
        return "250 OK"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


Started = Callable[..., tuple[Post, Server]]


@pytest.fixture
def started() -> Iterator[Started]:
    """Start a mail server on a free port, however it is to be spoken to."""
    running: list[Controller] = []

    def start(
        security: str = "none", host: str = "127.0.0.1", **options: Any
    ) -> tuple[Post, Server]:
        post = Post()
        port = free_port()
        controller = Controller(post, hostname=host, port=port, **options)
        controller.start()
        running.append(controller)
        return post, Server(host=host, port=port, security=security)  # type: ignore[arg-type]

    yield start
    for one in running:
        one.stop()


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A certificate for localhost that this process trusts."""
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificate of this test")
    key, chain = tmp_path / "key.pem", tmp_path / "chain.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out",
         str(chain)],
        check=True, capture_output=True,
    )  # fmt: skip
    monkeypatch.setenv("SSL_CERT_FILE", str(chain))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    return context


# Writing ----------------------------------------------------------------------------------------


def test_a_letter_is_a_whole_eml_in_the_outbox(outbox: Path) -> None:
    file = mail.put(letter(), "desk@house.example")

    found = read(file)
    assert file.parent == outbox
    assert found["To"] == "amt@stadt.example" and found["From"] == "desk@house.example"
    assert found["Subject"] == TITLE
    assert found.get_content_type() == "text/plain" and found.get_content_charset() == "utf-8"
    assert found.get_content().replace("\r\n", "\n") == BODY
    assert found["Message-ID"] == "<k1@house.example>"
    assert found["Date"].datetime is not None
    assert found["Content-Language"] == "de"
    assert file.read_bytes().isascii()  # any server takes it


def test_only_the_owner_may_read_the_outbox(outbox: Path) -> None:
    file = mail.put(letter())

    assert stat.S_IMODE(outbox.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(outbox.glob("*.part")) == []


@pytest.mark.parametrize("sign", ["\n", "\r", "\r\n"])
def test_nobody_adds_lines_to_the_head(outbox: Path, sign: str) -> None:
    with pytest.raises(BadLetter):
        mail.put(letter(subject=f"Hello{sign}Bcc: x@evil.example"))
    with pytest.raises(BadAddress):
        mail.put(letter(to=f"amt@stadt.example{sign}Bcc: x@evil.example"))
    with pytest.raises(BadAddress):
        mail.put(letter(), f"desk@house.example{sign}Bcc: x@evil.example")

    assert mail.waiting() == 0


def test_the_body_cannot_end_the_head_either(outbox: Path) -> None:
    wicked = Letter("k2", "amt@stadt.example", "s", "Bcc: x@evil.example\n\n.\nQUIT\n", "de")

    found = read(mail.put(wicked))

    assert found["Bcc"] is None
    assert "QUIT" in found.get_content()


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [(" Amt@Stadt.Example ", "Amt@stadt.example"), ("amt@köln.example", "amt@xn--kln-sna.example")],
)
def test_an_address_is_written_as_servers_read_it(written: str, cleaned: str) -> None:
    assert mail.clean(written) == cleaned


# Sending ----------------------------------------------------------------------------------------


def test_what_waits_is_sent_and_moves_to_sent(started: Started, outbox: Path) -> None:
    post, server = started()
    mail.put(letter("k1"))
    mail.put(letter("k2", to="buero@stadt.example"))

    told = mail.send(server)

    assert told == mail.Round(sent=2)
    assert {one["To"] for one in post.taken} == {"amt@stadt.example", "buero@stadt.example"}
    assert post.taken[0]["Subject"] == TITLE
    assert post.taken[0].get_content().replace("\r\n", "\n") == BODY
    assert len(list((outbox / "sent").glob("*.eml"))) == 2
    assert mail.send(server) == mail.Round()
    assert len(post.taken) == 2


def test_without_a_server_a_letter_waits_for_the_next_round(
    started: Started, outbox: Path, caplog: pytest.LogCaptureFixture
) -> None:
    mail.put(letter())
    nowhere = Server(host="127.0.0.1", port=9, security="none")

    assert mail.send(nowhere) == mail.Round(waiting=1, fault="unreachable")

    post, server = started()
    assert mail.send(server).sent == 1
    assert len(post.taken) == 1
    assert "stadt.example" not in caplog.text


def test_a_letter_refused_for_now_waits_and_one_refused_for_good_is_laid_aside(
    started: Started, outbox: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    post, server = started()
    post.answers = {
        "busy@stadt.example": "451 Try later, busy@stadt.example",
        "gone@stadt.example": "550 No such user gone@stadt.example",
    }
    for key in ("busy", "gone", "amt"):
        mail.put(letter(key, to=f"{key}@stadt.example"))

    told = mail.send(server)

    assert told == mail.Round(sent=1, refused=1, waiting=1)
    assert [read(one)["To"] for one in outbox.glob("*.eml")] == ["busy@stadt.example"]
    assert len(list((outbox / "refused").glob("*.eml"))) == 1
    told_of = "\n".join(one.getMessage() for one in caplog.records if one.name == "dashboard")
    assert "451" in told_of and "550" in told_of
    assert "@stadt.example" not in told_of


def test_a_server_that_falls_silent_loses_nothing(started: Started, outbox: Path) -> None:
    post, server = started()
    post.answers = {"b@stadt.example": "421 Closing"}
    for key in ("a", "b", "c"):
        mail.put(letter(key, to=f"{key}@stadt.example"))

    mail.send(server)
    post.answers = {}
    mail.send(server)

    assert sorted(one["To"] for one in post.taken) == [f"{key}@stadt.example" for key in "abc"]
    assert mail.waiting() == 0


def test_two_who_send_at_once_send_each_letter_once(started: Started, outbox: Path) -> None:
    post, server = started()
    for key in range(12):
        mail.put(letter(f"k{key}"))

    rounds = [threading.Thread(target=mail.send, args=(server,)) for _ in range(4)]
    for one in rounds:
        one.start()
    for one in rounds:
        one.join(30)

    assert len(post.taken) == 12
    assert len({one["Message-ID"] for one in post.taken}) == 12


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_letter_travels_encrypted_and_signed_in(
    started: Started, certificate: ssl.SSLContext, security: str
) -> None:
    seen: list[tuple[bytes, bytes]] = []

    def known(_server: Any, session: Any, _envelope: Any, _kind: str, data: Any) -> AuthResult:
        assert session.ssl or security == "tls"
        seen.append((data.login, data.password))
        return AuthResult(success=data.password == PASSWORD.encode(), handled=False)

    # aiosmtpd does not take TLS from the first byte for TLS and warns of it.
    options: dict[str, Any] = {"authenticator": known, "auth_required": True}
    if security == "starttls":
        options |= {"tls_context": certificate, "require_starttls": True}
    else:
        options |= {"ssl_context": certificate, "auth_require_tls": False}
    post, server = started(security, host="localhost", **options)
    mail.put(letter())

    wrong = Server("localhost", server.security, server.port, USER, "guessed")
    assert mail.send(wrong) == mail.Round(waiting=1, fault="sign_in")
    right = Server("localhost", server.security, server.port, USER, PASSWORD)
    assert mail.send(right).sent == 1

    assert seen[-1] == (USER.encode(), PASSWORD.encode())
    assert len(post.taken) == 1
    assert PASSWORD not in repr(right)


def test_a_letter_is_not_sent_in_the_open_where_encryption_was_asked_for(started: Started) -> None:
    post, server = started("starttls")
    mail.put(letter())

    assert mail.send(server) == mail.Round(waiting=1, fault="no_starttls")
    assert post.taken == []


def test_a_certificate_nobody_vouches_for_is_not_trusted(
    started: Started, certificate: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    post, server = started("starttls", host="localhost", tls_context=certificate)
    mail.put(letter())

    assert mail.send(server) == mail.Round(waiting=1, fault="certificate")
    assert post.taken == []


def test_a_letter_that_is_to_be_forgotten_leaves_every_folder(
    started: Started, outbox: Path
) -> None:
    _post, server = started()
    mail.put(letter("k1"))
    mail.send(server)
    mail.put(letter("k2"))

    mail.remove("k1")
    mail.remove("k2")

    assert list(outbox.rglob("*.eml")) == []


def test_a_letter_that_went_out_is_kept_for_ninety_days(
    started: Started, outbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _post, server = started()
    begun = datetime(2027, 1, 1)
    monkeypatch.setattr(clock, "now", lambda: begun)
    mail.put(letter())
    mail.send(server)

    for days, kept in ((89, 1), (91, 0)):
        monkeypatch.setattr(clock, "now", lambda days=days: begun + timedelta(days=days))
        mail.send(server)
        assert len(list((outbox / "sent").glob("*.eml"))) == kept


# Settings ---------------------------------------------------------------------------------------


def test_the_settings_name_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    assert letters.server() is None

    monkeypatch.setenv("SMTP_HOST", "mail.house.example")
    with pytest.raises(settings.SettingFault, match="MAIL_FROM"):
        letters.server()
    monkeypatch.setenv("MAIL_FROM", "desk@house.example")
    assert letters.server() == Server("mail.house.example", "starttls", 587)

    monkeypatch.setenv("SMTP_SECURITY", "tls")
    monkeypatch.setenv("SMTP_USER", USER)
    monkeypatch.setenv("SMTP_PASSWORD", PASSWORD)
    assert letters.server() == Server("mail.house.example", "tls", 465, USER, PASSWORD)
    monkeypatch.setenv("SMTP_SECURITY", "maybe")
    with pytest.raises(settings.SettingFault, match="SMTP_SECURITY"):
        letters.server()
