"""The catalogue to take home by its address: open to everybody, kept while nothing changes."""

import hashlib
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard.catalogue import exporting, standing
from dashboard.catalogue.exporting import FORMATS, Wish
from dashboard.catalogue.filters import Filters
from dashboard.web import exports
from dashboard.web.headers import SecurityHeaders
from dashboard.web.languages import LanguagePrefix

COMPAZ = "recife-compaz-community-peace-centres"


@pytest.fixture
def client(store: Path) -> Iterator[TestClient]:
    app = Starlette(
        routes=exports.routes, middleware=[Middleware(SecurityHeaders), Middleware(LanguagePrefix)]
    )
    exports.shelf.cache_clear()
    with TestClient(app) as opened:
        yield opened


@pytest.mark.parametrize("format_", FORMATS)
def test_an_address_gives_the_file_the_command_writes(
    format_: str, client: TestClient, tmp_path: Path
) -> None:
    answer = client.get(f"/fr/practices.{format_}?theme=cohesion&country=FR")

    wish = Wish(format_, Filters(themes=("cohesion",), countries=("FR",)))
    written = exporting.as_file(wish, tmp_path / "a")
    assert answer.status_code == 200
    assert hashlib.sha256(answer.content).hexdigest() == written.sha256
    assert answer.headers["content-type"] == exports.TYPES[format_]
    assert answer.headers["content-length"] == str(len(answer.content))
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="practices-v{written.manifest["catalogue_version"]}'
        f'-selection.{format_}"'
    )
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_archive_holds_the_manifest_of_what_was_asked(client: TestClient) -> None:
    answer = client.get("/en/practices.zip?format=geojson&q=night&theme=security")

    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        told = json.loads(archive.read("manifest.json"))
        data = json.loads(archive.read("practices.geojson"))
    assert told["filters"] == "q=night&theme=security"
    assert told["practices"] == len(data["features"]) > 0


def test_whoever_has_the_file_is_told_so_until_something_changes(
    desk: Any, client: TestClient
) -> None:
    first = client.get("/en/practices.json")
    mark = first.headers["etag"]

    again = client.get("/de/practices.json", headers={"If-None-Match": mark})
    standing.withdraw(desk.person("reviewer"), COMPAZ, "The city asked for it.")
    later = client.get("/en/practices.json", headers={"If-None-Match": mark})

    assert (again.status_code, again.content) == (304, b"")
    assert later.status_code == 200
    assert COMPAZ in first.text
    assert COMPAZ not in later.text


def test_the_head_tells_the_same_without_the_bytes(client: TestClient) -> None:
    told = client.head("/en/practices.csv")
    given = client.get("/en/practices.csv")

    assert told.content == b""
    for name in ("etag", "content-length", "content-type", "content-disposition"):
        assert told.headers[name] == given.headers[name]


def test_a_form_of_others_is_filled_in_the_language_of_the_address(client: TestClient) -> None:
    french = client.get("/fr/practices.csv?template=urbact&city=recife")
    english = client.get("/en/practices.csv?template=urbact&city=recife")

    assert "Brésil" in french.text
    assert "Brazil" in english.text
    assert french.headers["content-disposition"].endswith('-selection-urbact-fr.csv"')


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("practices.csv?theme=witchcraft", "witchcraft"),
        ("practices.zip?format=pdf", "pdf"),
        ("practices.csv?template=wikipedia", "wikipedia"),
        ("practices.geojson?template=opsi", "JSONL"),
    ],
)
def test_what_nobody_can_give_is_refused_in_words(
    address: str, word: str, client: TestClient
) -> None:
    answer = client.get(f"/en/{address}")

    assert answer.status_code == 400
    assert word in answer.text
    assert answer.headers["content-type"].startswith("text/plain")


def test_without_a_language_in_the_address_caches_are_told_whose_it_is(client: TestClient) -> None:
    assert client.get("/practices.csv?city=recife").headers["vary"] == "Accept-Language"
    assert "vary" not in client.get("/en/practices.csv?city=recife").headers


def test_a_question_is_made_once_however_many_ask(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Wish] = []
    as_file = exporting.as_file

    def counting(wish: Wish, path: Path) -> Any:
        made.append(wish)
        return as_file(wish, path)

    monkeypatch.setattr(exporting, "as_file", counting)
    answers: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: answers.append(client.get("/es/practices.csv").content))
        for _ in range(6)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert len(made) == 1
    assert len(set(answers)) == 1
    assert len(answers) == 6


def test_too_many_questions_at_once_are_asked_to_come_again(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports.counter, "most_waiting", 0)

    answer = client.get("/en/practices.csv")

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "30"


def test_files_that_nobody_asks_for_any_more_are_dropped(store: Path) -> None:
    shelf = exports.Shelf(most=1)
    first, second = (
        exports._question(Wish("csv", Filters(cities=(one,))), False)
        for one in ("recife", "vienna")
    )

    shelf.make(first, partial(exports._write, first))
    held = shelf.find(first)
    assert held is not None
    shelf.make(second, partial(exports._write, second))

    assert shelf.find(first) is None
    assert not held[0].path.exists()
    assert held[1].read().startswith(b"\xef\xbb\xbfid,")  # who was reading reads on
    assert shelf.find(second) is not None
