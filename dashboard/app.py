"""The server: Streamlit's pages and the plain ones in one process, started warm."""

from __future__ import annotations

import gc
import importlib
import logging
import os
import pkgutil
import secrets
import socket
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from streamlit import runtime

from dashboard import (
    components,
    first_start,
    i18n,
    inhabitant_letters,
    local_socket,
    question_letters,
    settings,
    state,
)
from dashboard.catalogue import database, embargo, geography, search
from dashboard.catalogue.discussion import retention
from dashboard.components import messages
from dashboard.web import (
    api,
    cite,
    downloads,
    editions,
    embed,
    exports,
    feeds,
    guard,
    health,
    kit,
    matrix,
    metrics,
    pictures,
    question_feed,
    question_files,
    record,
    robots,
    sheets,
    shell,
    sign_in,
    still_running,
    take_home_edition,
    talk_feed,
    wall,
)
from dashboard.web.headers import SecurityHeaders
from dashboard.web.languages import LanguagePrefix
from dashboard.web.limits import Limits
from dashboard.web.metrics import Metrics
from dashboard.web.packed_files import PackedFiles
from dashboard.web.plain import (
    ask,
    brief,
    check,
    city,
    commitments,
    contact,
    embedding,
    legal,
    mine,
    moderation,
    practice,
    press,
    questions,
    rest,
    sealed,
    summit,
    talk_index,
    theme,
)
from dashboard.web.provider import ProviderWays

log = logging.getLogger("dashboard")


def send_at_once() -> None:
    """Let every message leave when it is written, from all sockets that listen here.

    Streamlit binds its socket itself, and so asyncio does not take it for TCP and leaves Nagle's
    delay on: the second message of an answer waits 40 ms for the first to be acknowledged.
    Accepted connections inherit what their listener has.
    """
    for one in gc.get_objects():
        if isinstance(one, socket.socket) and one.fileno() >= 0:
            tcp = one.family in (socket.AF_INET, socket.AF_INET6)
            if tcp and one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


@asynccontextmanager
async def warm(_app: Any) -> AsyncIterator[dict[str, Any]]:
    """Pay for imports, the store and the search's index before the first reader comes."""
    for module in pkgutil.iter_modules(components.__path__, f"{components.__name__}."):
        importlib.import_module(module.name)
    send_at_once()
    # Links for people name the port as it is, also where the command line set it.
    os.environ["STREAMLIT_SERVER_PORT"] = str(st.get_option("server.port"))
    database.connect()
    search.hits("neighbours", "en")
    # Streamlit collects garbage after each run. What is here now stays for good: taken out of the
    # collector's reach, a rerun costs a quarter.
    gc.collect()
    gc.freeze()
    # The names of all places: a second's work that only the desk and the peers' page wait for.
    threading.Thread(target=geography.search_places, args=("a", "en", 1), daemon=True).start()
    with (
        embargo.watch(),
        retention.watch(),
        inhabitant_letters.watch(),
        question_letters.watch(),
        local_socket.open_door(),
    ):
        first_start.tell()
        legal.warn()
        yield {}


def sessions() -> int:
    """How many readers have the dashboard open."""
    return runtime.get_instance()._session_mgr.num_active_sessions() if runtime.exists() else 0


metrics.count_sessions(sessions)


def tell(error: Exception) -> bool:
    """Our own words for a fault outside a page's run, such as one in a callback."""
    i18n.use(state.language())
    reference = secrets.token_hex(4)
    log.error("A run failed, reference %s", reference, exc_info=error)
    messages.failed(reference)
    return True  # nothing of Streamlit's in its place


try:
    settings.check()
    provider = settings.provider()
except settings.SettingFault as fault:
    sys.exit(str(fault))

app = st.App(
    "screen.py",
    secrets={"auth": provider} if provider else None,
    lifespan=warm,
    on_script_error=tell,
    exception_handlers=rest.faults,
    middleware=[
        Middleware(Metrics),
        Middleware(SecurityHeaders),
        Middleware(LanguagePrefix),
        Middleware(Limits),
        Middleware(ProviderWays),
        Middleware(PackedFiles),
    ],
    routes=[
        *shell.routes,
        *downloads.routes,
        *exports.routes,
        *matrix.routes,
        *health.routes,
        *metrics.routes,
        *api.routes,
        *still_running.routes,
        *sign_in.routes,
        *cite.routes,
        *record.routes,
        *feeds.routes,
        *talk_feed.routes,
        *editions.routes,
        *sealed.routes,
        *practice.routes,
        *city.routes,
        *theme.routes,
        *summit.routes,
        *talk_index.routes,
        *commitments.routes,
        *press.routes,
        *moderation.routes,
        *questions.routes,
        *ask.routes,
        *question_files.routes,
        *question_feed.routes,
        *check.routes,
        *sheets.routes,
        *brief.routes,
        *pictures.routes,
        *embed.routes,
        *embedding.routes,
        *kit.routes,
        *take_home_edition.routes,
        *wall.routes,
        *robots.routes,
        *guard.routes,
        *legal.routes,
        *contact.routes,
        *mine.routes,
        *rest.routes,  # last: what no room took
    ],
)
