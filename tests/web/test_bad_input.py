"""Bad input on every route of the house: a sentence and a 4xx, never a fault, nothing leaks."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.datastructures import Headers

from dashboard.i18n import LANGUAGES
from dashboard.web.headers import HEADERS
from tests.web import addresses
from tests.web.addresses import Example
from tests.web.asking import Answer, Asker, Given

CANARY = "zq7\"'><b id=zq7>"  # appears in no answer as it stands
WRITTEN = "zq7%22%27%3E%3Cb%20id%3Dzq7%3E"
LONG = "a" * 4000

BAD_IDS = (
    "no-such-thing", WRITTEN, "..", "%2e%2e", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%5c..%5cboot.ini",
    "%252e%252e%252f", "%00", "x%00y", "%ff", "%c0%ae%c0%ae", "%ed%a0%80", "%e2%80%ae", "x%0d%0aA:b",
    ";x=1", "x;y", "%20", "+", "*", "%", "%zz", "null", "-1", "0", "1e9", "%EF%BC%91", "'--", LONG,
    "2147483648", "9" * 40, "COHESION", "%C3%A9", "__proto__", "{{7*7}}", "%24%7Bx%7D", "p/../../x",
)  # fmt: skip
BAD_QUERIES = (
    "", "&&&", "=&=", "?", "id", "id=", "id=" + WRITTEN, "id=%00", "id=%ff", "id=../../x", "id[]=x",
    "id=x&" * 50, "mine=" + WRITTEN + "&theirs=x", "mine=recife&theirs=recife", "mine=&theirs=",
    "theme=" + WRITTEN, "theme=%ff%fe", "theme=cohesion&" * 40, "q=" + WRITTEN, "q=%00", "q=%ff",
    "q=" + "x" * 1500, "q=%22%25_*()%27%3B--", "q=%F0%9F%92%A9", "from=x&to=", "from=99999999999999999",
    "from=-1&to=1", "from=1e5", "from=%D9%A1%D9%A9", "page=-1", "page=" + "9" * 30, "page=x",
    "limit=0", "limit=-5", "limit=" + "9" * 30, "limit=x", "cursor=" + WRITTEN, "cursor=%00",
    "cursor=bm90LW91cnM", "sort=" + WRITTEN, "lang=xx", "lang=" + WRITTEN, "language=xx", "v=x", "v=-1",
    "version=" + "9" * 30, "format=exe", "format=" + WRITTEN, "code=" + WRITTEN, "code=%00%ff",
    "next=//evil.example/", "next=https://evil.example/", "next=" + WRITTEN, "next=%5c%5cevil.example",
    "rows=" + WRITTEN, "country=" + WRITTEN, "country=XX", "summit=%ff", "city=%00", "a=b;c=d",
    "bbox=1,2,3", "near=x", "draft=" + WRITTEN, "text=" + WRITTEN, "x=" + LONG,
)  # fmt: skip
# For what takes long to make: those that its own parameters may trip over.
WORST_QUERIES = (
    "id=%00&id=%ff&mine=%00&theirs=%ff", "id=" + WRITTEN, "mine=" + WRITTEN + "&theirs=x", "theme=%ff%fe",
    "theme=" + WRITTEN, "q=%00%ff", "from=99999999999999999", "format=" + WRITTEN, "x=" + LONG,
)  # fmt: skip
BAD_HEADERS: tuple[Given, ...] = (
    (("accept-language", "*"),), (("accept-language", ";;q=,=;"),), (("accept-language", LONG),),
    (("accept-language", "fr;q=nan,de;q=9"),), (("accept-language", "\xff\xfe" + CANARY),),
    (("if-none-match", "*"),), (("if-none-match", '"'),), (("if-none-match", 'W/"x", , "y'),),
    (("if-none-match", "," * 4000),), (("if-none-match", "\xff" + CANARY),),
    (("if-modified-since", "yesterday"),), (("if-match", '"x"'),), (("if-range", '"x"'),),
    (("range", "bytes=0-0"),), (("range", "bytes=-"),), (("range", "bytes=9999999999-"),),
    (("range", "lines=1-2," + LONG),), (("host", ""),), (("host", CANARY),),
    (("host", "[::1"),), (("host", "house.example:99999999"),), (("host", "a b/c\\d?e#f@g"),),
    (("x-forwarded-host", "evil.example"), ("x-forwarded-proto", "javascript")),
    (("x-forwarded-for", CANARY), ("forwarded", "for=evil.example;host=evil.example")),
    (("x-forwarded-prefix", "//evil.example"), ("x-original-url", "/en/people")),
    (("x-http-method-override", "DELETE"),), (("accept", CANARY),), (("accept", "image/x-none"),),
    (("accept-encoding", "br;q=x, gzip;q=0, \xff"),), (("accept-encoding", "," * 4000),),
    (("cookie", "session=" + CANARY),), (("cookie", "session=\xff\x80; form=;;==; " + LONG),),
    (("origin", "null"),), (("origin", "https://evil.example" + CANARY),), (("referer", CANARY),),
    (("content-length", "99"), ("content-type", "multipart/form-data")),
    (("content-type", CANARY),), (("x-long", "a" * 60_000),), (("upgrade", "h2c, websocket"),),
    (("expect", "100-continue"),), (("te", "trailers"),), (("user-agent", CANARY),),
    (("user-agent", ""),), (("authorization", "Bearer " + CANARY),),
)  # fmt: skip
METHODS = ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "X" * 300)
TRICKS = (
    "//", "///", "/..", "/../", "/.", "/./", "/%2e%2e/", "/..%2f", "/%5c", "/fr", "/fr/..", "/fr//",
    "/fr/../people", "//evil.example/", "/fr//evil.example/%2e%2e", "/\\evil.example", "/%2f%2fevil.example",
    "/FR/", "/xx/press", "/fr/fr/press", "/fr/en/p/x", "/press%2fsealed%2fx",
    "/p%00", "/%00", "/%ff", "/\xff", "/fr/%c0%af", "/.env", "/.git/config", "/.streamlit/secrets.toml",
    "/var/catalogue.duckdb", "/catalogue.duckdb", "/app/static/../../app.py", "/app/static/..%2f..%2fapp.py",
    "/app/static/%2e%2e/%2e%2e/settings.py", "/app/static/built/../../app.py", "/app/static/%00",
    "/app/static//etc/passwd", "/app/static/" + LONG, "/static/..%2f..%2f..%2f..%2fetc%2fpasswd", "/" + LONG,
    "/fr/" + "a/" * 1500, "/fr/press;x=1", "/fr/press/.", "/fr/press/..", "/fr/press%20", "/fr/press%0a",
    "/fr/" + WRITTEN, "/" + WRITTEN, "/docs", "/openapi.json", "/admin", "/humans.txt", "/sitemap.xml",
    "/fr/metrics", "/fr/api", "/wp-login.php", "*", "http://evil.example/fr/press",
)  # fmt: skip
# What no browser takes for markup, as long as it may not guess.
NO_MARKUP = ("text/plain", "application/json", "application/problem+json")
NOT_PUBLIC = re.compile(
    r"Traceback|site-packages|\bFile \"|root:.:0:|duckdb\.\w*Exception|/dashboard/web/"
)


@pytest.fixture(scope="module")
def ask(store: Path) -> Iterator[Asker]:
    asker = Asker(addresses.house())
    yield asker
    asker.close()


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.WARNING)
    caplog.set_level(logging.INFO, logger="dashboard")
    return caplog


def speaking(language: str, headers: Given = ()) -> Given:
    """The headers of somebody who reads this language."""
    if any(name == "accept-language" for name, _ in headers):
        return headers
    return (("accept-language", language), *headers)


def spoken(examples: list[Example]) -> list[tuple[Example, str]]:
    """Each example in one of the languages, in turn."""
    return list(zip(examples, cycle(LANGUAGES), strict=False))


def faults(
    answer: Answer, language: str, method: str, logged: list[logging.LogRecord]
) -> list[str]:
    """All that is wrong with an answer to bad input."""
    found = []
    if answer.status >= 500:
        found.append("a fault of the server")
    if len(logged) > 1 or any(one.exc_info for one in logged):
        found.append(f"{len(logged)} lines logged, or a trace: {[one.message for one in logged]}")
    found += [f"without {name}" for name in HEADERS if name not in answer.headers]
    if CANARY.encode() in answer.body or any(CANARY in value for value in answer.headers.values()):
        if answer.kind not in NO_MARKUP:
            found.append("says back unescaped what it was given")
    if NOT_PUBLIC.search(answer.text):
        found.append(f"tells of the inside: {NOT_PUBLIC.search(answer.text)}")
    if answer.status in range(300, 400) and not _stays_here(answer):
        found.append(f"leads to {answer.headers.get('location')}")
    if answer.status in range(400, 500) and method != "HEAD":
        found += _sentence(answer, language)
    return found


def _stays_here(answer: Answer) -> bool:
    if answer.status == 304:
        return True
    to = answer.headers.get("location", "")
    return to.startswith("/") and not urlsplit(to).netloc and not to.startswith(("//", "/\\"))


def _sentence(answer: Answer, language: str) -> list[str]:
    """Whoever reads the answer is told what to do, in their words."""
    if answer.kind == "text/html":
        here = f'<html lang="{language}"' in answer.text and re.search(r"<p\b", answer.text)
        return [] if here else ["no sentence in the reader's language"]
    if answer.kind == "application/problem+json":
        problem = json.loads(answer.body)
        here = problem.get("title") and problem.get("status") == answer.status
        return [] if here else ["no problem as it should be told"]
    if answer.kind == "text/plain":
        mine = answer.headers.get("content-language") == language
        return [] if mine and answer.text.strip() else ["plain words in no language"]
    return [f"{answer.kind or 'nothing'} instead of a sentence"]


BROKEN = Answer(500, Headers(), b"")


class Trial:
    """Asks many bad questions and keeps what was wrong with the answers."""

    def __init__(self, ask: Asker, caplog: pytest.LogCaptureFixture) -> None:
        self._ask = ask
        self._log = caplog
        self.found: list[str] = []
        self._known: set[tuple[str, str]] = set()

    def __call__(
        self,
        target: str,
        language: str,
        method: str = "GET",
        headers: Given = (),
        body: bytes = b"",
    ) -> Answer:
        """One question; the answer, for what else is wanted of it."""
        self._log.clear()
        given = speaking(language, headers)
        try:
            answer = self._ask(target, method, given, body)
        except Exception as error:
            self.wrong(target, method, headers, repr(error)[:200])
            return BROKEN
        for fault in faults(answer, language, method, list(self._log.records)):
            self.wrong(target, method, headers, f"{answer.status} {fault}")
        return answer

    def wrong(self, target: str, method: str, headers: Given, what: str) -> None:
        if (mark := (target.partition("?")[0], what)) in self._known:
            return  # told once
        self._known.add(mark)
        shown = " ".join(f"{name}: {value[:40]!r}" for name, value in headers)
        self.found.append(f"{method[:10]} {target[:110]} {shown}: {what}")


@pytest.fixture
def trial(ask: Asker, told: pytest.LogCaptureFixture) -> Iterator[Trial]:
    one = Trial(ask, told)
    yield one
    assert not one.found, "\n".join([f"{len(one.found)} faults", *one.found[:60]])


def test_every_route_has_an_example() -> None:
    assert addresses.without_example() == []


def test_every_example_leads_somewhere(trial: Trial) -> None:
    for example, language in spoken(addresses.examples()):
        answer = trial(example.spoken(language), language)
        if answer.status not in example.answers:
            trial.wrong(example.spoken(language), "GET", (), f"{answer.status}")


def test_unknown_and_malformed_ids_lead_nowhere(trial: Trial) -> None:
    for example, language in spoken(addresses.examples()):
        for target in _with_bad_ids(example):
            answer = trial(target if example.wordless else f"/{language}{target}", language)
            if answer.status < 300:
                trial.wrong(target, "GET", (), f"{answer.status} for what is not there")


def _with_bad_ids(example: Example) -> Iterator[str]:
    """The address with each of its ids replaced by what is none."""
    pattern = re.escape(example.route).replace(r"\{\}", "(.+?)") + "$"
    found = re.match(pattern, example.path)
    assert found, f"{example.path} is no address of {example.route}"
    for place in range(1, len(found.groups()) + 1):
        for bad in BAD_IDS:
            yield example.path[: found.start(place)] + bad + example.path[found.end(place) :]


def test_bad_parameters_are_refused_or_left_aside(trial: Trial) -> None:
    for turn, (example, language) in enumerate(spoken(addresses.examples())):
        for query in WORST_QUERIES if example.heavy else BAD_QUERIES[turn % 3 :: 3]:
            trial(f"{example.spoken(language).partition('?')[0]}?{query}", language)


def test_bad_headers_change_nothing(trial: Trial) -> None:
    for turn, (example, language) in enumerate(spoken(addresses.examples())):
        target = example.spoken(language)
        for headers in BAD_HEADERS[turn % 3 :: 3]:  # every third: all of them over the routes
            reader = language if not example.wordless else _reader(headers, language)
            answer = trial(target, reader, headers=headers)
            if answer.status not in {*example.answers, 206, 304, 400, 412, 416}:
                trial.wrong(target, "GET", headers, f"{answer.status}")
            if b"evil.example" in answer.body:
                trial.wrong(target, "GET", headers, "believes a header that anybody may send")


def _reader(headers: Given, language: str) -> str:
    """Who is answered where the address names no language."""
    from dashboard.web import languages

    given = dict(headers).get("accept-language")
    return languages.preferred(given) if given else language


def test_other_methods_are_refused_with_a_sentence(trial: Trial) -> None:
    for example, language in spoken(addresses.examples()):
        target = example.spoken(language)
        for method in set(METHODS) - example.methods:
            answer = trial(target, language, method, body=b"a=b")
            if method == "OPTIONS" and answer.status in (200, 204):
                continue  # who asks from another site is told what it may
            if answer.status != 405 or "allow" not in answer.headers:
                trial.wrong(target, method, (), f"{answer.status}")


def test_a_body_where_none_belongs_is_not_read(trial: Trial) -> None:
    for example, language in spoken(addresses.examples()):
        target = example.spoken(language)
        headers = (("content-type", "application/json"), ("content-length", "200000"))
        answer = trial(target, language, headers=headers, body=b"\xff" * 200_000)
        if answer.status not in example.answers:
            trial.wrong(target, "GET", (), f"{answer.status} with a body")


def test_what_is_sent_to_a_form_may_be_anything(trial: Trial) -> None:
    bodies = (b"", b"\xff\x00", b"a=b", b"key=" + WRITTEN.encode(), b"=" * 50_000, b"a=" * 9_000)
    kinds = ("application/x-www-form-urlencoded", "multipart/form-data", "application/json", "\xff")
    for example, language in spoken([one for one in addresses.examples() if "POST" in one.methods]):
        for body in bodies:
            for kind in kinds:
                target = example.spoken(language)
                trial(target, language, "POST", (("content-type", kind),), body)


@pytest.mark.parametrize("language", LANGUAGES)
def test_paths_of_no_room_lead_nowhere(language: str, trial: Trial) -> None:
    for target in TRICKS:
        answer = trial(target, language_of(target) or language)
        if answer.status < 300 and target not in ("/fr/..", "/fr//"):
            trial.wrong(target, "GET", (), f"{answer.status}")


def language_of(target: str) -> str | None:
    """The language that an address names."""
    from dashboard.web import languages

    return languages.divided(unquote(target))[0]


_SIGNS = st.text(
    st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="?# "), max_size=40
)


@settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    room=st.sampled_from(sorted({addresses.room(one) for one in addresses.EXAMPLES})),
    below=st.lists(_SIGNS, max_size=4),
    query=_SIGNS,
    language=st.sampled_from(list(LANGUAGES)),
    spoken_=st.booleans(),
)
def test_whatever_is_asked_is_answered(
    trial: Trial, room: str, below: list[str], query: str, language: str, spoken_: bool
) -> None:
    target = "/" + "/".join(filter(None, (language if spoken_ else "", room, *below)))
    trial(f"{target}?{query}", language)
    assert not trial.found, trial.found
