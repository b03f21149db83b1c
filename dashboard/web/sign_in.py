"""Plain pages of the door: sign in, sign out, accept an invitation. No script is needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard import i18n, navigation, people_words, settings
from dashboard.catalogue import people
from dashboard.catalogue.people import Fault, Invitation, Refused
from dashboard.catalogue.rights import Actor, Grant
from dashboard.i18n import LANGUAGES, _, date, language
from dashboard.web import form_guard, identity, languages, templates, way_back
from dashboard.web.identity import SESSION

INVITED, WAY_BACK = "invitation", "way_back"  # cookies
_HEADERS = {
    "Cache-Control": "no-store",
    # The address of a page that is left for is not told; a form's origin still is.
    "Referrer-Policy": "strict-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
_AN_HOUR = 3600
_CODE = re.compile(r"[\w-]{1,100}", re.ASCII)
Form = Mapping[str, str]


def _page(answer: Callable[[Request, Form | None], Response]) -> Callable[..., object]:
    async def endpoint(request: Request) -> Response:
        form = await form_guard.read(request) if request.method == "POST" else None
        found = await run_in_threadpool(_told, answer, request, form)
        found.headers.update(_HEADERS)
        return found

    return endpoint


def _told(
    answer: Callable[[Request, Form | None], Response], request: Request, form: Form | None
) -> Response:
    i18n.use(languages.of(request))
    return answer(request, form)


# Signing in --------------------------------------------------------------------------------------


def _sign_in(request: Request, form: Form | None) -> Response:
    back = way_back.of((form or request.query_params).get("next"), language())
    if settings.sign_in() == "oidc":
        return _to_provider(request, back)
    if form is None:
        return _seen(back) if identity.actor(request) else _sign_in_form(request, back)
    if not form_guard.ours(request, form):
        return _sign_in_form(request, back, form, Fault("form", "stale"), 403)
    login, password = form.get("login", ""), form.get("password", "")
    address = request.client.host if request.client else ""
    try:
        token = people.sign_in(login, password, address, request.cookies.get(SESSION))
    except Refused as refused:
        return _sign_in_form(request, back, form, refused.faults[0], _status(refused))
    return _let_in(request, token, back)


def _sign_in_form(
    request: Request,
    back: str,
    form: Form | None = None,
    fault: Fault | None = None,
    status: int = 200,
) -> Response:
    answer = _filled(
        request,
        "sign_in.html",
        status,
        path="sign-in",
        query={"next": back},
        title=_("Sign in"),
        back=back,
        login=(form or {}).get("login", "")[:200],
        fault=people_words.fault(fault) if fault else "",
        words={
            "standfirst": _("For everybody who writes, reviews or answers for practices."),
            "login": _("E-mail address"),
            "password": _("Password"),
            "send": _("Sign in"),
            "without": _("No account yet? An administrator of the observatory invites you."),
        },
    )
    if fault and fault.seconds:
        answer.headers["Retry-After"] = str(fault.seconds)
    return answer


def _to_provider(request: Request, back: str) -> Response:
    """On to the identity provider, unless it has just sent somebody back with empty hands."""
    if request.query_params.get("fault") == "provider":
        return _filled(
            request,
            "door_closed.html",
            403,
            path="sign-in",
            query={"next": back, "fault": "provider"},
            title=_("Not signed in"),
            told=people_words.fault(Fault("form", "provider")),
            again=_("Try again"),
            href=f"/{language()}/sign-in?{urlencode({'next': back})}",
        )
    answer = _seen(navigation.address("enter", language()))
    form_guard.keep(request, answer, WAY_BACK, back, _AN_HOUR)
    return answer


# Signing out -------------------------------------------------------------------------------------


def _sign_out(request: Request, form: Form | None) -> Response:
    token = request.cookies.get(SESSION, "")
    back = way_back.of((form or request.query_params).get("next"), language())
    if not token:
        return _seen(back)
    key = people.form_key(token)
    if form is None or not (form_guard.from_here(request) and _is_key(form, key)):
        return _filled(
            request,
            "sign_out.html",
            200 if form is None else 403,
            path="sign-out",
            query={"next": back},
            title=_("Sign out"),
            back=back,
            session_key=key,
            told=_("Your drafts are kept. In other browsers you stay signed in."),
        )
    people.sign_out(token)
    answer = _seen(back)
    answer.delete_cookie(SESSION, path="/")
    return answer


def _is_key(form: Form, key: str) -> bool:
    return form_guard.same(form.get("key", ""), key)


# Invitations -------------------------------------------------------------------------------------


def _invitation(request: Request, form: Form | None) -> Response:
    if form is None and (code := request.query_params.get("code")):
        if not _CODE.fullmatch(code):
            return _over(request)
        # Out of the address at once: it would stay in histories and in the logs of proxies.
        answer = _seen(f"/{language()}/invitation")
        form_guard.keep(request, answer, INVITED, code, _AN_HOUR)
        return answer
    token = request.cookies.get(INVITED, "")
    offer = people.invitation(token) if token else None
    if offer is None:
        return _over(request)
    if form is None:
        return _offer(request, offer)
    if not form_guard.ours(request, form):
        return _offer(request, offer, form, (Fault("form", "stale"),), 403)
    return _accepted(request, offer, token, form)


def _accepted(request: Request, offer: Invitation, token: str, form: Form) -> Response:
    name, login = form.get("name", ""), form.get("login", "")
    back = way_back.of(None, language())
    actor = identity.actor(request)
    try:
        if actor and form.get("as") == "me":
            people.accept_as(actor, token)
            answer: Response = _seen(back)
        else:
            made = people.accept(token, name, login, form.get("password", ""), language())
            _end_old(request)
            answer = _let_in(request, made[1], back)
    except Refused as refused:
        if any(one.field == "invitation" for one in refused.faults):
            return _over(request)
        return _offer(request, offer, form, refused.faults, _status(refused))
    answer.delete_cookie(INVITED, path="/")
    return answer


def _offer(
    request: Request,
    offer: Invitation,
    form: Form | None = None,
    faults: tuple[Fault, ...] = (),
    status: int = 200,
) -> Response:
    actor, grant = identity.actor(request), Grant(offer.role, offer.city_id)
    return _filled(
        request,
        "invitation.html",
        status,
        path="invitation",
        query={},
        title=_("You are invited"),
        role=people_words.held(grant),
        meaning=people_words.meaning(offer.role),
        until=_("The invitation is good until {date}.").format(date=date(offer.expires_at.date())),
        name=(form or {}).get("name", "")[:200],
        login=(form or {}).get("login", "")[:200],
        faults=[(one.field, people_words.fault(one)) for one in faults],
        wrong=dict.fromkeys(("name", "login", "password"), "")
        | {one.field: people_words.fault(one) for one in faults},
        actor=actor.name if actor else "",
        provider=settings.sign_in() == "oidc",
        sign_in=f"/{language()}/sign-in",
        words=_offer_words(actor),
    )


def _offer_words(actor: Actor | None) -> dict[str, str]:
    return {
        "role": _("Your role"),
        "name": _("Your name"),
        "name_note": _("As colleagues will see it beside what you write."),
        "login": _("E-mail address"),
        "login_note": _("You sign in with it. It is shown to administrators only."),
        "password": _("Password"),
        "password_note": _("At least 12 characters; a few words are easy to keep in mind."),
        "send": _("Accept and sign in"),
        "as_me": _("Accept as {name}").format(name=actor.name) if actor else "",
        "or": _("Or make another account"),
        "provider": _("Accept with your organisation’s account"),
    }


def _over(request: Request) -> Response:
    answer = _filled(
        request,
        "door_closed.html",
        410,
        path="invitation",
        query={},
        title=_("This link works no more"),
        told=people_words.fault(Fault("invitation", "gone")),
        again=_("Sign in"),
        href=f"/{language()}/sign-in",
    )
    answer.delete_cookie(INVITED, path="/")
    return answer


# What they share ---------------------------------------------------------------------------------


def _let_in(request: Request, token: str, back: str) -> Response:
    answer = _seen(back)
    hours = settings.number("SESSION_HOURS", people.HOURS)
    form_guard.keep(request, answer, SESSION, token, hours * 3600)
    # The next form starts with a key of its own.
    answer.delete_cookie(form_guard.COOKIE, path="/")
    return answer


def _end_old(request: Request) -> None:
    if old := request.cookies.get(SESSION):
        people.sign_out(old)


def _seen(address: str) -> RedirectResponse:
    return RedirectResponse(address, 303)


def _status(refused: Refused) -> int:
    codes = {one.code for one in refused.faults}
    return 429 if "wait" in codes else 403 if "wrong" in codes else 422


def _filled(
    request: Request,
    template: str,
    status: int,
    *,
    path: str,
    query: Mapping[str, str],
    title: str,
    **values: object,
) -> HTMLResponse:
    key = form_guard.key(request)
    markup = templates.filled(
        template,
        language=language(),
        title=title,
        site=_("Living together"),
        home=navigation.address("home", language()),
        first_page=_("First page"),
        languages_label=_("Language"),
        sisters=[(code, _sister(code, path, query)) for code in LANGUAGES],
        names=LANGUAGES,
        action=f"/{language()}/{path}",
        key=key,
        **values,
    )
    answer = HTMLResponse(markup, status)
    form_guard.keep(request, answer, form_guard.COOKIE, key, None)
    return answer


def _sister(code: str, path: str, query: Mapping[str, str]) -> str:
    """The same page in another language, and so the page it leads back to."""
    kept = {**query}
    if "next" in kept:
        kept["next"] = way_back.of(kept["next"], code)
    return f"/{code}/{path}" + (f"?{urlencode(kept)}" if kept else "")


routes: list[BaseRoute] = [
    Route("/sign-in", _page(_sign_in), methods=["GET", "POST"]),
    Route("/sign-out", _page(_sign_out), methods=["GET", "POST"]),
    Route("/invitation", _page(_invitation), methods=["GET", "POST"]),
]
