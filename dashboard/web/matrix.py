"""The matrix of a declaration as a file: /fr/matrix.csv?id=dusseldorf-2019, with what is chosen."""

from __future__ import annotations

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import matrix_words
from dashboard.catalogue import declarations, pulse
from dashboard.i18n import language
from dashboard.web import answers
from dashboard.web.answers import Made, NotHere

CSV = "text/csv; charset=utf-8"


def page(request: Request) -> Made:
    """A line a cell, equal to the view of the same address."""
    asked = request.query_params
    found = declarations.matrix(asked.get("id", ""), language())
    if found is None or not found.points:
        raise NotHere
    shown = matrix_words.part(found, asked.get("point"), asked.get("city"))
    name = f"matrix-{found.summit}-{language()}.csv"
    return Made(
        matrix_words.as_csv(shown),
        CSV,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Language": language(),
        },
    )


def _beat(request: Request) -> int:
    return pulse.of(f"matrix:{request.query_params.get('id', '')}")


routes: list[BaseRoute] = [Route("/matrix.csv", answers.kept(page, beat=_beat))]
