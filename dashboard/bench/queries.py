"""The queries behind one change of a filter, and search, at growing sizes."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dashboard.bench import generator, peer
from dashboard.bench.report import Line, Times, at_most, clocked
from dashboard.catalogue import database, practices, search
from dashboard.catalogue.filters import Filters

WANTED_MS = {100_000: 20.0, 1_000_000: 100.0}
WANTED_SEARCH_MS = {100_000: 20.0}
WANTED_SCANS = 3.0
WANTED_TIMES_PEER = 100.0
PEER_UP_TO = 100_000
ROUNDS = 7

# One change of a filter each: none to many, wide to narrow, every kind of restriction.
QUESTIONS = {
    "nothing": Filters(),
    "a theme": Filters(themes=("security",)),
    "two themes, a topic": Filters(themes=("cohesion", "security"), topics=("healthy",)),
    "a country": Filters(countries=("FR",)),
    "regions, sizes": Filters(regions=("155", "154"), sizes=("1m_5m", "over_5m")),
    "a city": Filters(cities=("barcelona",)),
    "years": Filters(since=2005, until=2019),
    "evidence, figures": Filters(evidence=("evaluated", "monitored"), figures=True),
    "five at once": Filters(
        themes=("integration",),
        audiences=("youth", "newcomers"),
        instruments=("programme", "service", "training"),
        evidence=("evaluated", "monitored"),
        results=True,
    ),
}
SEARCHED = {
    "a word": Filters(query="youth"),
    "a word, a theme": Filters(query="police", themes=("security",)),
}
# Asked once each: a repeated question is answered from memory.
QUERIES = (
    "young people and police", "women at night", "refugees housing", "football", "street lighting",
    "neighbourhood mediators", "anti-rumour", "night mayor", "language courses newcomers",
    "participatory budget", "hate crime", "mentoring", "integrasion", "Stadtteilmütter",
    "jeunes et police", "mujeres seguras", "biblioteca", "Wohnungslose", "vivre ensemble quartier",
    "libraries", "older people lonely", "violence prevention schools", "radicalisation",
    "public space design", "migrant entrepreneurs", "interreligious dialogue", "data map", "gangs",
    "sport for refugees", "community gardens",
)  # fmt: skip
_SCAN = (
    "select max(city_id), max(country), max(region), max(size), max(instrument), max(status), "
    "max(evidence), max(main_theme), max(themes), max(topics), max(audiences), max(summits), "
    "max(start_year), max(has_figures), max(has_results) from facet"
)


def stores(
    real: Path, folder: Path, sizes: Sequence[int], count: int
) -> Iterator[tuple[int, Path]]:
    """The real store under its own size, and a generated one for every other."""
    recombined = generator.read(real)
    for size in sorted(sizes):
        if size == count:
            yield size, real
            continue
        file = folder / f"catalogue-{size}.duckdb"
        generator.make(recombined, file, size)
        yield size, file
        file.unlink(missing_ok=True)


def measure(store: Path, size: int, parts: str, *, with_peer: bool) -> Iterator[Line]:
    """Parts (a) and (c) at one size, beside a bare scan and, up to PEER_UP_TO, beside Datasette."""
    connection = database.open_store(store)
    database.use(connection)
    search.forget()
    gc.collect()
    gc.freeze()  # as the server does
    try:
        served = peer.serve(connection) if with_peer and size <= PEER_UP_TO else None
        try:
            if "a" in parts:
                yield from _filter_changes(connection, size, served)
            if "c" in parts:
                yield from _searches(size, served)
        finally:
            if served:
                served.close()
    finally:
        gc.unfreeze()
        search.forget()
        database.close()


# One change of a filter -------------------------------------------------------------------------


def change(filters: Filters) -> None:
    """What one change of a filter asks: result page, total, all facet counts, points of the map."""
    practices.results(filters, language="en")
    practices.facet_counts(filters, "en")
    practices.for_map(filters, "en")


def _scan(connection: Any) -> None:
    connection.execute(_SCAN).fetchall()


def _filter_changes(connection: Any, size: int, served: peer.Served | None) -> Iterator[Line]:
    took: dict[str, list[float]] = {name: [] for name in QUESTIONS}
    scans: list[float] = []
    for round_ in range(ROUNDS + 1):
        for name, filters in QUESTIONS.items():
            scan = clocked(_scan, connection)
            spent = clocked(change, filters)
            if round_:  # the first round warms
                took[name].append(spent)
                scans.append(scan)
    every = Times(tuple(one for spent in took.values() for one in spent))
    middles = {name: Times(tuple(spent)).middle for name, spent in took.items()}
    worst = max(middles, key=lambda name: middles[name])
    scan = Times(tuple(scans)).middle
    for what, spent in {
        f"one change of a filter, p50 (p95 {every.slow:.1f} ms)": every.middle,
        f"the slowest of {len(QUESTIONS)}, p50: {worst}": middles[worst],
    }.items():
        wanted = at_most(WANTED_MS[size], spent, "ms") if size in WANTED_MS else {}
        yield Line("a", f"{size:,}: {what}", spent, "ms", "a bare scan", spent / scan, **wanted)
    yield from _parts(size, scan)
    if served:
        yield from _beside_peer(size, served)


def _parts(size: int, scan: float) -> Iterator[Line]:
    for name, act in {
        "result page and total": _page,
        "all facet counts": _facets,
        "page, total and facets": _page_and_facets,
        "map points": _map,
    }.items():
        middle = Times(
            tuple(clocked(act, one) for _ in range(ROUNDS) for one in QUESTIONS.values())
        ).middle
        few = middle / scan
        limit = act is _page_and_facets and size in WANTED_MS
        wanted: dict[str, Any] = {
            "wanted": f"at most {WANTED_SCANS:.0f} scans",
            "met": few <= WANTED_SCANS,
        }
        yield Line(
            "a",
            f"{size:,}:   of it {name}",
            middle,
            "ms",
            "a bare scan",
            few,
            **(wanted if limit else {}),
        )


def _page(filters: Filters) -> None:
    practices.results(filters, language="en")


def _facets(filters: Filters) -> None:
    practices.facet_counts(filters, "en")


def _map(filters: Filters) -> None:
    practices.for_map(filters, "en")


def _beside_peer(size: int, served: peer.Served) -> Iterator[Line]:
    ours: list[float] = []
    theirs: list[float] = []
    for filters in (QUESTIONS[name] for name in ("nothing", "a theme", "a country", "years")):
        peer.agree(served, filters)
        ours += [clocked(_page_and_facets, filters) for _ in range(3)]
        theirs += [clocked(served.page, filters) for _ in range(2)]
    yield _compared("a", size, "a page with its facets", ours, theirs)


def _page_and_facets(filters: Filters) -> None:
    _page(filters)
    _facets(filters)


def _compared(part: str, size: int, what: str, ours: list[float], theirs: list[float]) -> Line:
    mine, other = Times(tuple(ours)).middle, Times(tuple(theirs)).middle
    times = other / mine
    wanted: dict[str, Any] = {
        "wanted": f"{WANTED_TIMES_PEER:.0f} x",
        "met": times >= WANTED_TIMES_PEER,
    }
    return Line(
        part,
        f"{size:,}: {what}: Datasette {other:,.1f} ms, we",
        mine,
        "ms",
        "quicker",
        times,
        **(wanted if size == PEER_UP_TO else {}),
    )


# Search -----------------------------------------------------------------------------------------


def _searches(size: int, served: peer.Served | None) -> Iterator[Line]:
    search.hits("warm up words", "en")  # reads the index
    found = Times(tuple(clocked(search.hits, one, "en") for one in QUERIES))
    wanted = WANTED_SEARCH_MS.get(size)
    yield Line(
        "c",
        f"{size:,}: a search, p50 (p95 {found.slow:.1f} ms)",
        found.middle,
        "ms",
        **(at_most(wanted, found.middle, "ms") if wanted else {}),
    )
    views = Times(tuple(clocked(change, Filters(query=one)) for one in QUERIES))
    yield Line("c", f"{size:,}: its page, facets and map, p50", views.middle, "ms")
    if served:
        ours: list[float] = []
        theirs: list[float] = []
        for filters in SEARCHED.values():
            ours += [clocked(_page_and_facets, filters) for _ in range(3)]
            theirs += [clocked(served.page, filters) for _ in range(2)]
        yield _compared("c", size, "a search's page with its facets", ours, theirs)
