"""Addresses, languages and headers, asked of the real server without a browser."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard import i18n, navigation
from dashboard.web import health, languages, packed_files, shell
from dashboard.web.headers import SecurityHeaders
from dashboard.web.languages import LanguagePrefix
from dashboard.web.packed_files import PackedFiles

COMPAZ = "recife-compaz-community-peace-centres"


@pytest.fixture
def house(store: Path) -> Iterator[TestClient]:
    """The routes and middleware of the server, without Streamlit behind them."""
    app = Starlette(
        routes=[*shell.routes, *health.routes],
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(LanguagePrefix),
            Middleware(PackedFiles),
        ],
    )
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("fr", "fr"),
        ("de-CH,de;q=0.9,en;q=0.8", "de"),
        ("en;q=0.2, es;q=0.9", "es"),
        ("pl, fr;q=0.1", "fr"),
        ("fr;q=0, pl", "en"),
        ("*", "en"),
        ("", "en"),
        ("fr;q=nonsense;;,,", "fr"),
        ("ES-419", "es"),
    ],
)
def test_the_language_is_the_one_the_browser_wants_most(header: str, language: str) -> None:
    assert languages.preferred(header) == language


@pytest.mark.parametrize("screen", navigation.PAGES, ids=lambda screen: screen.script)
def test_an_address_without_language_leads_to_the_readers(
    house: TestClient, screen: navigation.Page
) -> None:
    answer = house.get(f"/{screen.path}?q=a+b&theme=x", headers={"Accept-Language": "es"})

    assert answer.status_code == 302
    assert answer.headers["location"] == f"/es/{screen.path}?q=a+b&theme=x"
    assert "Accept-Language" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("asked", "given"),
    [("/fr", "/fr/"), ("/fr/explore/", "/fr/explore"), ("/fr/explore/?q=x", "/fr/explore?q=x")],
)
def test_an_address_has_one_form(house: TestClient, asked: str, given: str) -> None:
    answer = house.get(asked)

    assert answer.status_code == 308
    assert answer.headers["location"] == given


@pytest.mark.parametrize(
    "path",
    [
        "/fr/nowhere",
        "/nowhere",
        "/fr/explore/more",
        "/fr/fr/explore",
        "http://testserver//example.org",
        "/it/",
    ],
)
def test_an_address_that_leads_nowhere_is_a_404_with_ways_on(house: TestClient, path: str) -> None:
    answer = house.get(path, headers={"Accept-Language": "fr"})

    assert answer.status_code == 404
    assert '<html lang="fr">' in answer.text
    assert 'href="/fr/explore"' in answer.text


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_page_says_its_language_and_its_sisters_in_the_first_bytes(
    house: TestClient, language: str
) -> None:
    page = house.get(f"/{language}/map?theme=cohesion&theme=security").text

    assert f'<html lang="{language}">' in page
    assert len(re.findall("<title>", page)) == 1 and "<title>Streamlit" not in page
    given = dict(re.findall(r'hreflang="([\w-]+)" href="([^"]+)"', page))
    tail = "/map?theme=cohesion&amp;theme=security"
    assert given == {
        **{code: f"http://testserver/{code}{tail}" for code in i18n.LANGUAGES},
        "x-default": f"http://testserver{tail}",
    }


def test_the_public_address_is_a_setting(
    house: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://cities.example/")

    page = house.get("/en/about").text

    assert '<link rel="canonical" href="https://cities.example/en/about">' in page


def test_a_practice_gives_its_own_title_and_words(house: TestClient) -> None:
    page = house.get(f"/fr/practice?id={COMPAZ}").text

    title = re.search("<title>(.*?)</title>", page)
    assert title and "COMPAZ" in title[1] and "Recife" in title[1]
    assert 'property="og:type" content="article"' in page
    assert page.count("<h2") >= 2


@pytest.mark.parametrize("path", ["practice", "city"])
def test_an_id_nobody_knows_is_a_404_that_search_engines_drop(house: TestClient, path: str) -> None:
    answer = house.get(f"/en/{path}?id=%3Cscript%3Ealert(1)%3C/script%3E")

    assert answer.status_code == 404
    assert "noindex" in answer.text
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    ("ids", "status"), [(f"id={COMPAZ}&id=x", 200), (f"id=x&id={COMPAZ}", 404)]
)
def test_of_two_ids_the_first_counts_as_it_does_for_the_page(
    house: TestClient, ids: str, status: int
) -> None:
    assert house.get(f"/en/practice?{ids}").status_code == status


def test_what_is_written_in_the_address_stays_text(house: TestClient) -> None:
    page = house.get('/en/explore?q="><img src=x onerror=alert(1)>HEAD WORDS').text

    assert "<img src=x" not in page
    assert page.count("<title>") == 1


def test_streamlits_page_is_cut_where_it_was_cut_before(house: TestClient) -> None:
    page = house.get("/en/").text

    assert "service-desc" not in page
    assert "SourceSans" not in page
    assert "prerenderReady" not in page
    assert "openapi.json" not in page
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", page) == []


def test_another_streamlit_is_noticed() -> None:
    with pytest.raises(shell.ShellChanged):
        shell._cut("<html><head></head></html>")


def test_every_answer_carries_the_houses_headers(house: TestClient) -> None:
    for path in ("/en/", "/nowhere", "/healthz", "/app/static/house.css", "/explore"):
        headers = house.get(path).headers

        assert "default-src 'self'" in headers["content-security-policy"]
        assert "unsafe-eval" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_the_policy_names_no_other_host(house: TestClient) -> None:
    policy = house.get("/en/").headers["content-security-policy"]

    assert not re.search(r"https?:|\*|\w\.\w", policy)


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_files_travel_compressed_and_the_same(house: TestClient, encoding: str) -> None:
    plain = house.get("/app/static/house.css", headers={"Accept-Encoding": "identity"})

    packed = house.get("/app/static/house.css", headers={"Accept-Encoding": encoding})

    assert packed.headers["content-encoding"] == encoding
    assert packed.headers["vary"] == "Accept-Encoding"
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    assert packed.headers["etag"] != plain.headers["etag"]
    assert packed.text == plain.text


def test_a_file_that_did_not_change_is_not_sent_again(house: TestClient) -> None:
    first = house.get("/app/static/house.css")

    again = house.get("/app/static/house.css", headers={"If-None-Match": first.headers["etag"]})

    assert again.status_code == 304
    assert again.content == b""


def test_code_with_a_hash_in_its_name_is_kept_for_a_year(house: TestClient) -> None:
    code = re.search(r'src="(/static/js/index[^"]+)"', house.get("/en/").text)
    assert code

    answer = house.get(code[1])

    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize(
    "path", ["/app/static/../app.py", "/app/static/%2e%2e/app.py", "/static/../../__init__.py"]
)
def test_no_path_leads_out_of_the_folders(house: TestClient, path: str) -> None:
    assert packed_files._file(path) is None
    assert house.get(path).status_code == 404


def test_the_fonts_streamlit_brings_are_ours(house: TestClient) -> None:
    theirs = next((packed_files.FOLDERS["/static/"] / "media").glob("MaterialSymbols-Rounded.*"))

    answer = house.get(f"/static/media/{theirs.name}")

    assert len(answer.content) < 100_000 < theirs.stat().st_size


def test_the_page_itself_travels_compressed(house: TestClient) -> None:
    with house.stream("GET", "/en/", headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())

    assert b"</html>" in gzip.decompress(raw)


def test_health_names_the_catalogues_version(house: TestClient) -> None:
    answer = house.get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "catalogue": 1}
