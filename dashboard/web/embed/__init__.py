"""What may stand in an article of others: practices, comparisons, the map and charts."""

from __future__ import annotations

from starlette.routing import BaseRoute

from dashboard.web.embed import chart, compare, practice

routes: list[BaseRoute] = [*practice.routes, *compare.routes, *chart.routes]
