"""The server: Streamlit's pages and the plain ones in one process, started warm."""

from __future__ import annotations

import gc
import importlib
import logging
import pkgutil
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from dashboard import components, i18n, state
from dashboard.catalogue import database, search
from dashboard.components import messages
from dashboard.web import downloads, health, shell
from dashboard.web.headers import SecurityHeaders
from dashboard.web.languages import LanguagePrefix
from dashboard.web.packed_files import PackedFiles

log = logging.getLogger("dashboard")


@asynccontextmanager
async def warm(_app: Any) -> AsyncIterator[dict[str, Any]]:
    """Pay for imports, the store and the search's index before the first reader comes."""
    for module in pkgutil.iter_modules(components.__path__, f"{components.__name__}."):
        importlib.import_module(module.name)
    database.connect()
    search.hits("neighbours", "en")
    # Streamlit collects garbage after each run. What is here now stays for good: taken out of the
    # collector's reach, a rerun costs a quarter.
    gc.collect()
    gc.freeze()
    yield {}


def tell(error: Exception) -> bool:
    """Our own words for a fault outside a page's run, such as one in a callback."""
    i18n.use(state.language())
    reference = secrets.token_hex(4)
    log.error("A run failed, reference %s", reference, exc_info=error)
    messages.failed(reference)
    return True  # nothing of Streamlit's in its place


app = st.App(
    "screen.py",
    lifespan=warm,
    on_script_error=tell,
    middleware=[Middleware(SecurityHeaders), Middleware(LanguagePrefix), Middleware(PackedFiles)],
    routes=[*shell.routes, *downloads.routes, *health.routes],
)
