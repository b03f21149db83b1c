"""The press kit: all that a journalist takes along, the same bytes for everybody."""

from __future__ import annotations

import csv
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard import pictures
from dashboard.catalogue import standing
from dashboard.web import kit
from dashboard.web.headers import SecurityHeaders
from dashboard.web.kit import parts
from dashboard.web.languages import LanguagePrefix
from tests.conftest import Desk

COMPAZ = "recife-compaz-community-peace-centres"


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three sheets of their own: the rest is made the same way."""
    monkeypatch.setattr(parts, "MOST", 3)


@pytest.fixture
def client(store: Path) -> Iterator[TestClient]:
    app = Starlette(
        routes=kit.routes, middleware=[Middleware(SecurityHeaders), Middleware(LanguagePrefix)]
    )
    kit.shelf.cache_clear()
    with TestClient(app) as opened:
        yield opened


def files(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len({name.partition("/")[0] for name in names}) == 1, "it unpacks into one folder"
        return {name.partition("/")[2]: archive.read(name) for name in names}


def test_a_kit_holds_sheets_pictures_data_citations_texts_and_licence(client: TestClient) -> None:
    answer = client.get("/fr/kit/c/recife.zip")
    held = files(answer.content)

    assert answer.headers["content-type"] == "application/zip"
    assert "living-together-city-recife-v" in answer.headers["content-disposition"]
    assert held["LICENCE.txt"].startswith(b"Living together catalogue")
    for name in pictures.NAMES:
        ElementTree.fromstring(held[f"pictures/{name}.svg"])
        assert held[f"pictures/{name}.png"].startswith(b"\x89PNG")
    for sheet in ("city-recife", f"{COMPAZ}-v1"):
        pages = PdfReader(io.BytesIO(held[f"sheets/{sheet}.pdf"])).pages
        assert "Recife" in pages[0].extract_text()
    rows = list(csv.DictReader(io.StringIO(held["data/practices.csv"].decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [COMPAZ]
    assert held["data/dictionary.csv"]
    assert json.loads(held["data/manifest.json"])["practices"] == 1
    for ending in ("txt", "bib", "ris", "json"):
        assert f"/p/{COMPAZ}/v/1".encode() in held[f"citations.{ending}"].replace(rb"\_", b"_")
    assert len(json.loads(held["citations.json"])) == 2
    told = held[f"texts/{COMPAZ}-v1.txt"].decode()
    assert "Brésil" in told
    assert "27,3" in told


def test_the_word_on_the_kit_names_what_is_in_it_and_says_where_the_rest_is(
    client: TestClient,
) -> None:
    held = files(client.get("/en/kit/theme/security.zip").content)
    read_me = held["README.txt"].decode()
    table = list(csv.reader(io.StringIO(held["data/practices.csv"].decode("utf-8-sig"))))

    assert "Everyday security" in read_me
    assert f"It is about {len(table) - 1} practices." in read_me
    assert "those of the first 3" in read_me
    assert len([name for name in held if name.startswith("sheets/")]) == 3
    assert len([name for name in held if name.startswith("texts/")]) == 3
    for name in ("sheets/", "pictures/", "data/practices.csv", "texts/", "LICENCE.txt"):
        assert name in read_me


@pytest.mark.parametrize("language", ["de", "es"])
def test_a_kit_speaks_the_language_of_its_address(language: str, client: TestClient) -> None:
    answer = client.get(f"/{language}/kit/selection.zip?country=BR&theme=security")
    held = files(answer.content)
    assert f'xml:lang="{language}"' in held["pictures/map.svg"].decode()
    assert answer.headers["content-disposition"].endswith(f'-{language}.zip"')


def test_a_summits_kit_has_its_fact_sheet(client: TestClient) -> None:
    held = files(client.get("/en/kit/summit/izmir-2021.zip").content)
    text = PdfReader(io.BytesIO(held["sheets/summit-izmir-2021.pdf"])).pages[0].extract_text()
    assert "zmir" in text


def test_the_same_version_gives_the_same_bytes_and_is_made_once(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[parts.Kit] = []
    write = parts.write

    def counting(one: parts.Kit, path: Path) -> int:
        made.append(one)
        return write(one, path)

    monkeypatch.setattr(parts, "write", counting)
    answers: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: answers.append(client.get("/en/kit/c/recife.zip").content))
        for _ in range(4)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(made) == 1
    assert len(set(answers)) == 1

    kit.shelf.cache_clear()
    assert client.get("/en/kit/c/recife.zip").content == answers[0]
    assert len(made) == 2


def test_whoever_has_a_kit_is_told_so_until_something_changes(
    desk: Desk, client: TestClient
) -> None:
    address = "/en/kit/selection.zip?country=BR"
    first = client.get(address)
    mark = {"If-None-Match": first.headers["etag"]}
    again, head = client.get(address, headers=mark), client.head(address)

    standing.withdraw(desk.person("reviewer"), COMPAZ, "The city asked for it.")
    later = client.get(address, headers=mark)

    assert (again.status_code, again.content) == (304, b"")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(first.content))
    assert later.status_code == 200
    assert any(COMPAZ in name for name in files(first.content))
    assert not any(COMPAZ in name for name in files(later.content))
    assert COMPAZ.encode() not in b"".join(files(later.content).values())


def test_who_comes_when_many_wait_is_asked_to_come_again(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kit.counter, "most_waiting", 0)
    answer = client.get("/en/kit/theme/cohesion.zip")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "30"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("kit/theme/witchcraft.zip", 404),
        ("kit/c/atlantis.zip", 404),
        ("kit/summit/atlantis-1900.zip", 404),
        ("kit/selection.zip?theme=witchcraft", 400),
        ("kit/selection.zip?q=qqqzzzxxx", 404),
        (f"kit/selection.zip?q={'a' * 3000}", 414),
    ],
)
def test_what_cannot_be_packed_is_told_in_words(
    address: str, status: int, client: TestClient
) -> None:
    answer = client.get(f"/en/{address}")
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/")
