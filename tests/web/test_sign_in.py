"""The door, asked without a browser: forms, cookies, and who is kept out."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard import i18n
from dashboard.catalogue import people
from dashboard.catalogue.rights import Grant
from dashboard.web import sign_in, way_back
from dashboard.web.headers import SecurityHeaders
from dashboard.web.languages import LanguagePrefix
from dashboard.web.provider import ProviderWays
from tests.conftest import Desk

WORDS = "seven quiet rivers meet"
VIENNA = 2761369


def callback(request: Request) -> RedirectResponse:
    """Where Streamlit answers: it knows one way back, and sets its cookie where all went well."""
    answer = RedirectResponse("/", 302)
    if request.query_params.get("code") == "good":
        answer.set_cookie("_streamlit_user", "who", max_age=2_592_000, httponly=True)
    return answer


APP = Starlette(
    routes=[*sign_in.routes, Route("/oauth2callback", callback)],
    middleware=[Middleware(SecurityHeaders), Middleware(LanguagePrefix), Middleware(ProviderWays)],
)


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    with TestClient(APP, follow_redirects=False) as found:
        yield found


@pytest.fixture
def ada(desk: Desk) -> str:
    """The account of somebody who may sign in."""
    actor, token = people.accept(people.invite(None, "reviewer"), "Ada", "ada@example.org", WORDS)
    people.sign_out(token)
    return actor.account


def fields(page: str) -> dict[str, str]:
    """The fields of the first form and what they hold."""
    form = re.search(r"<form.*?</form>", page, re.DOTALL)
    assert form, page
    found = re.findall(r"<input[^>]*?name=\"(\w+)\"[^>]*?value=\"([^\"]*)\"", form[0])
    return {name: unescape(value) for name, value in found}


def sent(client: TestClient, path: str, page: str | None = None, **given: str):
    page = page if page is not None else client.get(path).text
    origin = {"Origin": str(client.base_url)}
    return client.post(urlsplit(path).path, data={**fields(page), **given}, headers=origin)


def signed_in(client: TestClient, next_: str = "/en/desk", **given: str):
    said = {"login": "ada@example.org", "password": WORDS, **given}
    return sent(client, f"/en/sign-in?next={next_}", **said)


# Signing in ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("path", ["sign-in", "invitation"])
def test_a_page_of_the_door_speaks_the_language_of_its_address_and_is_kept_nowhere(
    client: TestClient, language: str, path: str
) -> None:
    client.get(f"/{language}/invitation?code={people.invite(None, 'contributor', VIENNA)}")

    answer = client.get(f"/{language}/{path}")

    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "strict-origin"
    assert "noindex" in answer.headers["x-robots-tag"]
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text
    sisters = re.findall(r'href="/(\w\w)/[\w-]+[^"]*" lang=', answer.text)
    assert sorted(sisters) == sorted(i18n.LANGUAGES)


def test_the_right_password_opens_the_page_one_came_from(client: TestClient, ada: str) -> None:
    answer = signed_in(client, "/en/explore?theme=cohesion%26q=x")

    assert answer.status_code == 303
    assert answer.headers["location"] == "/en/explore?theme=cohesion&q=x"
    actor = people.session(client.cookies["session"])
    assert actor is not None and actor.account == ada


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(
    client: TestClient, ada: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> str:
        found = signed_in(client).headers.get_list("set-cookie")
        client.cookies.clear()
        return next(one for one in found if one.startswith("session=")).lower()

    plain = told()
    assert "httponly" in plain and "samesite=lax" in plain and "path=/" in plain
    assert "max-age=43200" in plain
    assert "secure" not in plain
    monkeypatch.setenv("PUBLIC_URL", "https://testserver")
    client.base_url = "https://testserver"

    assert "secure" in told()


def test_a_wrong_password_keeps_the_address_and_never_the_password(
    client: TestClient, ada: str
) -> None:
    answer = signed_in(client, password="not these words")

    assert answer.status_code == 403
    assert 'value="ada@example.org"' in answer.text
    assert "not these words" not in answer.text
    assert "do not go together" in answer.text
    assert "session" not in client.cookies


def test_after_failures_the_answer_says_how_long_to_wait(client: TestClient, ada: str) -> None:
    for _try in range(8):
        answer = signed_in(client, password="not these words")

    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1
    assert "Several tries have failed" in answer.text


def test_a_session_that_was_planted_is_not_the_one_that_is_let_in(
    client: TestClient, ada: str
) -> None:
    client.cookies.set("session", "planted-by-somebody-else")

    signed_in(client)

    token = client.cookies["session"] if len(client.cookies) == 1 else None
    tokens = [one.value for one in client.cookies.jar if one.name == "session"]
    assert people.session("planted-by-somebody-else") is None
    assert any(people.session(one or "") for one in [*tokens, token or ""])


@pytest.mark.parametrize(
    "told",
    [
        "https://evil.example/", "//evil.example/en/desk", "/\\evil.example", "/en/\\evil",
        "/en//evil.example", "javascript:alert(1)", "/en/desk\r\nSet-Cookie: x=1", "/en/healthz",
        "/en/nowhere", "/it/desk", "en/desk", "/en/../desk", "/en/enter", "/en/sign-in",
        "/en/desk" + "?q=" + "x" * 3000, "/en/@evil.example", "/en/desk\x00", "http:/en/desk",
    ],
)  # fmt: skip
def test_the_way_back_leads_nowhere_but_to_a_page_of_ours(
    client: TestClient, ada: str, told: str
) -> None:
    assert way_back.of(told, "fr") == "/fr/desk"
    answer = sent(client, "/en/sign-in", login="ada@example.org", password=WORDS, next=told)

    assert answer.headers["location"] == "/en/desk"


def test_the_way_back_keeps_page_and_question_and_takes_the_readers_language() -> None:
    assert way_back.of("/en/explore?theme=a&q=%C3%A9", "de") == "/de/explore?theme=a&q=%C3%A9"
    assert way_back.of("/en/", "fr") == "/fr/"
    assert way_back.of(None, "es") == "/es/desk"


# Forms from elsewhere -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_from_another_site_signs_nobody_in(
    client: TestClient, ada: str, headers: dict[str, str]
) -> None:
    given = fields(client.get("/en/sign-in").text)

    answer = client.post(
        "/en/sign-in",
        data={**given, "login": "ada@example.org", "password": WORDS},
        headers=headers,
    )

    assert answer.status_code == 403
    assert "session" not in client.cookies


@pytest.mark.parametrize("key", ["", "short", "x" * 43])
def test_a_form_without_the_browsers_key_signs_nobody_in(
    client: TestClient, ada: str, key: str
) -> None:
    answer = signed_in(client, key=key)

    assert answer.status_code == 403
    assert 'value="ada@example.org"' in answer.text
    assert "session" not in client.cookies


def test_a_key_without_its_cookie_signs_nobody_in(client: TestClient, ada: str) -> None:
    page = client.get("/en/sign-in").text
    client.cookies.clear()

    assert (
        sent(client, "/en/sign-in", page, login="ada@example.org", password=WORDS).status_code
        == 403
    )


def test_a_form_larger_than_any_of_ours_is_not_read(client: TestClient, ada: str) -> None:
    assert signed_in(client, login="x" * 20_000).status_code == 403


# Signing out --------------------------------------------------------------------------------------


def test_signing_out_asks_once_and_ends_the_session(client: TestClient, ada: str) -> None:
    signed_in(client)
    token = client.cookies["session"]

    page = client.get("/en/sign-out?next=/en/map")
    assert people.session(token), "a link alone signs nobody out"
    answer = sent(client, "/en/sign-out", page.text)

    assert answer.headers["location"] == "/en/map"
    assert people.session(token) is None
    assert "session" not in client.cookies


def test_another_site_cannot_sign_somebody_out(client: TestClient, ada: str) -> None:
    signed_in(client)
    token = client.cookies["session"]
    key = people.form_key(token)

    for data, origin in (
        ({"key": "guess"}, "http://testserver"),
        ({"key": key}, "https://evil.example"),
    ):
        answer = client.post("/en/sign-out", data=data, headers={"Origin": origin})
        assert answer.status_code == 403

    assert people.session(token)


# Invitations --------------------------------------------------------------------------------------


def opened(client: TestClient, role: str = "contributor", city_id: int | None = VIENNA) -> str:
    token = people.invite(None, role, city_id)
    answer = client.get(f"/de/invitation?code={token}")
    assert answer.headers["location"] == "/de/invitation"
    return token


def test_an_invitation_shows_its_role_and_city_and_leaves_the_address_at_once(
    client: TestClient,
) -> None:
    token = opened(client)

    page = client.get("/de/invitation").text

    assert "Wien" in page
    assert token not in page


def test_an_invitation_opened_by_a_program_that_looks_at_links_is_not_spent(
    client: TestClient,
) -> None:
    token = opened(client)
    client.get("/de/invitation")
    client.head(f"/de/invitation?code={token}")

    assert people.invitation(token) is not None


def test_accepting_makes_the_account_and_lets_in_once(client: TestClient) -> None:
    opened(client)
    page = client.get("/de/invitation").text
    given = {"name": "Ada", "login": "ada@example.org", "password": WORDS}

    answer = sent(client, "/de/invitation", page, **given)

    assert answer.headers["location"] == "/de/desk"
    actor = people.session(client.cookies["session"])
    assert actor is not None and actor.grants == {Grant("contributor", VIENNA)}
    assert "invitation" not in client.cookies
    assert client.get("/de/invitation").status_code == 410


def test_what_is_wrong_is_told_beside_its_field_and_what_was_typed_stays(
    client: TestClient,
) -> None:
    opened(client)
    page = client.get("/de/invitation").text

    answer = sent(client, "/en/invitation", page, name="Ada <b>", login="ada", password="short")

    assert answer.status_code == 422
    assert 'value="Ada &lt;b&gt;"' in answer.text
    assert 'id="login-fault"' in answer.text and 'id="password-fault"' in answer.text
    assert answer.text.count('aria-invalid="true"') == 2
    assert '"short"' not in answer.text


def test_somebody_signed_in_takes_the_role_to_the_account_they_have(
    client: TestClient, ada: str
) -> None:
    signed_in(client)
    opened(client)
    page = client.get("/de/invitation").text
    assert "Ada" in page

    answer = sent(client, "/de/invitation", page)

    assert answer.headers["location"] == "/de/desk"
    actor = people.session(client.cookies["session"])
    assert actor is not None and actor.grants == {Grant("reviewer"), Grant("contributor", VIENNA)}


@pytest.mark.parametrize("code", ["nonsense", "<script>", "x" * 5000, "%00"])
def test_a_link_that_never_was_is_told_kindly(client: TestClient, code: str) -> None:
    client.get("/en/invitation", params={"code": code})

    answer = client.get("/en/invitation")

    assert answer.status_code == 410
    assert "works no more" in answer.text


def test_neither_tokens_nor_passwords_reach_the_log(
    client: TestClient, ada: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "dashboard")
    token = opened(client)
    sent(client, "/de/invitation", client.get("/de/invitation").text, password="short")
    signed_in(client)
    session = client.cookies["session"]

    for secret in (token, session, WORDS, "ada@example.org"):
        assert secret not in "\n".join(
            one.getMessage() for one in caplog.records if one.name.startswith("dashboard")
        )


# Identity provider --------------------------------------------------------------------------------


@pytest.fixture
def provided(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv("SIGN_IN", "oidc")
    return client


def test_with_a_provider_the_door_leads_on_to_it_and_remembers_the_page(
    provided: TestClient,
) -> None:
    answer = provided.get("/fr/sign-in?next=/fr/map%3Ftheme%3Dcohesion")

    assert answer.headers["location"] == "/fr/enter"
    back = provided.get("/oauth2callback?state=s&code=good")
    assert back.headers["location"] == "/fr/map?theme=cohesion"


def test_who_comes_back_unnamed_hears_it_and_may_try_again(provided: TestClient) -> None:
    provided.get("/fr/sign-in?next=/fr/map")

    back = provided.get("/oauth2callback?state=s&error=access_denied")

    assert back.headers["location"] == "/fr/sign-in?fault=provider&next=%2Ffr%2Fmap"
    page = provided.get(back.headers["location"])
    assert page.status_code == 403
    assert 'href="/fr/sign-in?next=%2Ffr%2Fmap"' in page.text


def test_a_planted_way_back_leads_nowhere_else(provided: TestClient) -> None:
    provided.cookies.set("way_back", "//evil.example")

    assert provided.get("/oauth2callback?state=s&code=good").headers["location"] in (
        "/en/desk", "/fr/desk", "/de/desk", "/es/desk",
    )  # fmt: skip


def test_the_providers_cookie_ends_with_our_sessions_and_is_encrypted_where_we_are(
    provided: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://testserver")

    answer = provided.get("/oauth2callback?state=s&code=good")

    told = next(one for one in answer.headers.get_list("set-cookie") if "_streamlit_user" in one)
    assert "Max-Age=43200" in told and "Secure" in told


def test_with_a_provider_no_password_lets_anybody_in(provided: TestClient, ada: str) -> None:
    answer = provided.post(
        "/en/sign-in",
        data={"login": "ada@example.org", "password": WORDS},
        headers={"Origin": "http://testserver"},
    )

    assert answer.headers["location"] == "/en/enter"
    assert "session" not in provided.cookies


def test_with_a_provider_an_invitation_leads_to_it(provided: TestClient) -> None:
    opened(provided)

    page = provided.get("/en/invitation").text

    assert 'href="/en/sign-in"' in page and "password" not in page.lower()
    answer = provided.post("/en/invitation", data={"name": "x"}, headers={"Origin": "null"})
    assert answer.status_code == 403
