"""What the desk's writes cost beside the bare writes DuckDB needs for the same rows.

A practice is saved as a draft, handed in, published and seen; two versions are compared; many
people save at once; a file of 10,000 rows is read in.
"""

from __future__ import annotations

import difflib
import json
import random
import re
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import Any

import pyarrow as pa
import streamlit as st

from dashboard import cached
from dashboard.bench.report import Line, Times, at_most, clocked
from dashboard.catalogue import (
    columns,
    contributions,
    database,
    differences,
    review,
    search,
    versions,
)
from dashboard.catalogue.draft import TEXTS, Draft, Source, Wording
from dashboard.catalogue.filters import Filters
from dashboard.catalogue.importing.applying import apply
from dashboard.catalogue.importing.trial import Way, trial
from dashboard.catalogue.rights import Actor, Grant
from dashboard.catalogue.searching import meaning

SAVES, PUBLICATIONS, COMPARED, IMPORTED = 200, 8, 40, 10_000
WRITERS, SECONDS = 20, 8.0
WANTED_PUBLISH_MS = 1000.0
ADA = Actor("bench-ada", "Ada", frozenset({Grant("researcher")}))
CHIEF = Actor("bench-chief", "Chief", frozenset({Grant("administrator")}))
GRACE = Actor("bench-grace", "Grace", frozenset({Grant("reviewer")}))
# What a publication leaves behind, parents first; the last of them are what readers touch.
_WRITTEN = (
    "practice", "practice_version", "practice_text", "text_origin", "source", "facet", "card",
    "search_post", "search_vector", "practice_similar",
)  # fmt: skip


# What an import leaves behind for review, and the question for it.
_HANDED_IN = {
    "submission": "from submission where import_id = $id",
    "submission_sent": "select sent.* from submission_sent as sent inner join submission "
    "on sent.receipt = submission.receipt where import_id = $id",
    "import_line": "from import_line where import_id = $id",
    "audit": "select audit.* from audit inner join submission on entity_id = receipt "
    "where import_id = $id",
}
# The same where it is published straight.
_PUBLISHED = {
    name: f"from {name} where practice_id in "
    "(select practice_id from import_line where import_id = $id)"
    for name in _WRITTEN
}


def measure(store: Path, size: int, real: Path, imported: int = IMPORTED) -> Iterator[Line]:
    """Part (f) at one size; the store is written to."""
    connection = database.open_store(store)
    database.use(connection)
    search.forget()
    st.cache_resource.clear()  # answers of another store under the same version
    try:
        if not connection.execute("select count(*) from practice").fetchall()[0][0]:
            _fill(connection, real)
        texts = _texts()
        bare = _Bare(store.with_name(f"bare-{size}.duckdb"))
        yield from _saves(size, texts, bare)
        yield from _publications(size, texts, bare, connection)
        yield from _differences(size)
        yield from _crowd(size, texts)
        file = store.with_name(f"rows-{size}.jsonl")
        for way in ("submissions", "straight"):
            _write_file(file, texts, imported, way)
            yield from _import(size, file, way, bare, connection)
        bare.close()
    finally:
        search.forget()
        database.close()


# A catalogue that can be written to -------------------------------------------------------------


def _fill(connection: Any, real: Path) -> None:
    """Give a generated catalogue, which is made for readers, the versions it is derived from."""
    source = database.open_store(real, read_only=True)
    try:
        bodies = source.execute(
            "select row_number() over (partition by language order by practice_id) as place, "
            "language, challenge, approach, results from practice_text"
        ).to_arrow_table()
    finally:
        source.close()
    connection.register("body", bodies)
    for statement in _VERSIONS.split(";"):
        connection.execute(statement)
    connection.unregister("body")
    _sign_vectors(connection)
    connection.execute("checkpoint")


def _sign_vectors(connection: Any) -> None:
    """Have the recombined vectors count as made from the recombined texts."""
    with database.transaction() as writer:
        rows = writer.rows("search_vector_texts", practice_id=0)
    signed = [
        {"practice_id": number, "fingerprint": meaning.fingerprint(list(texts))}
        for number, texts in groupby(rows, key=lambda row: int(row[0]))
    ]
    connection.register("signed", pa.Table.from_pylist(signed))
    connection.execute(
        "update search_vector set fingerprint = signed.fingerprint from signed "
        "where search_vector.practice_id = signed.practice_id"
    )
    connection.unregister("signed")


_VERSIONS = """
insert into practice
select distinct
    facet.practice_id, card.slug, facet.city_id, 'published', 1, 1, facet.published_at,
    facet.published_at
from facet inner join card on facet.practice_id = card.practice_id and card.language = 'en';
insert into practice_version by name
select
    practice_id, 1 as version, 'release' as author, published_at as created_at, main_theme, themes,
    topics, audiences, instrument, status, evidence, start_year, '' as sha256
from facet;
insert into practice_text by name
select
    card.practice_id, 1 as version, card.language, card.title, card.summary, body.challenge,
    body.approach, body.results, 'not_stated' as origin
from card inner join body
    on card.language = body.language
    and body.place = 1 + card.practice_id % (select max(place) from body);
insert into source by name
select practice_id, 1 as version, 1 as position, 'https://example.org/' || practice_id as url
from facet;
insert into practice_similar
select practice_id, rank, 1 + (practice_id + rank) % (select count(*) from facet), 0.6, 0.5
from facet cross join unnest(range(1, 11)) as other (rank)
"""


def _texts() -> list[Draft]:
    """Drafts with real words, of usual length, all in one city."""
    chance = random.Random(7)
    found = [
        versions.draft_of(one.slug) for one in cached.results(Filters(), "en", "newest", 1).cards
    ]
    return [one.model_copy(update={"lead": f"Office {chance.random()}"}) for one in found]


def _new(texts: list[Draft], number: int) -> Draft:
    """Another practice with the words of a known one."""
    one = texts[number % len(texts)]
    title = {
        language: Wording(words=f"{wording.words[:60]} {number}")
        for language, wording in one.title.items()
    }
    return one.model_copy(update={"title": title, "language": None})


class _Bare:
    """A store with plain tables and nothing else: what DuckDB alone needs for the same rows."""

    def __init__(self, file: Path) -> None:
        file.unlink(missing_ok=True)
        self._connection = database.open_store(file)
        self._connection.execute(
            "create table draft (receipt varchar primary key, body varchar, stamp integer, "
            "moment timestamp)"
        )

    def close(self) -> None:
        """Let go of it."""
        self._connection.close()

    def begin(self, receipt: str) -> None:
        """A row that will be saved to."""
        self._connection.execute("insert into draft values (?, '', 1, now()::timestamp)", [receipt])

    def save(self, receipt: str, body: str) -> None:
        """One update, committed."""
        self._connection.execute(
            "update draft set body = ?, stamp = stamp + 1, moment = now()::timestamp "
            "where receipt = ?",
            [body, receipt],
        )

    def write(self, tables: dict[str, pa.Table]) -> None:
        """All rows in one transaction."""
        self._connection.begin()
        for name, rows in tables.items():
            self._connection.register("incoming", rows)
            self._connection.execute(f"insert into {name} by name select * from incoming")
            self._connection.unregister("incoming")
        self._connection.commit()

    def make(self, tables: dict[str, pa.Table]) -> None:
        """Tables such rows fit into."""
        for name, rows in tables.items():
            self._connection.register("incoming", rows)
            self._connection.execute(
                f"create table if not exists {name} as select * from incoming limit 0"
            )
            self._connection.unregister("incoming")


# One draft, one publication ---------------------------------------------------------------------


def _saves(size: int, texts: list[Draft], bare: _Bare) -> Iterator[Line]:
    stamp = contributions.begin(ADA, receipt="bench-save", language="en").stamp
    bare.begin("bench-save")
    ours, theirs = [], []
    for number in range(SAVES):
        typed = texts[0].model_copy(update={"lead": f"Office {number}"})
        body = typed.as_json()
        theirs.append(clocked(bare.save, "bench-save", body))
        start = time.perf_counter()
        stamp = contributions.save(ADA, "bench-save", typed, stamp)
        ours.append((time.perf_counter() - start) * 1000)
    mine, bares = Times(tuple(ours)), Times(tuple(theirs))
    yield Line(
        "f",
        f"{size:,}: one save of a draft, p50 (p95 {mine.slow:.1f} ms)",
        mine.middle,
        "ms",
        "one bare update",
        mine.middle / bares.middle,
    )


def _publications(size: int, texts: list[Draft], bare: _Bare, store: Any) -> Iterator[Line]:
    decided, seen, alone = [], [], []
    for number in range(PUBLICATIONS + 1):
        receipt = f"bench-{number}"
        slug_of, spent, visible = _published(receipt, _new(texts, number))
        rows = _rows_of(store, slug_of)
        bare.make(rows)
        written = clocked(bare.write, rows)
        if number:  # the first one warms
            decided.append(spent)
            seen.append(visible)
            alone.append(written)
    middle = median(alone)
    for what, times in {
        "one publication": decided,
        "one publication until another session's list has it": seen,
    }.items():
        took = Times(tuple(times))
        yield Line(
            "f",
            f"{size:,}: {what}, p50 (slowest {max(times):.0f} ms)",
            took.middle,
            "ms",
            "the bare rows",
            took.middle / middle,
            **at_most(WANTED_PUBLISH_MS, took.middle, "ms"),
        )


def _published(receipt: str, draft: Draft) -> tuple[str, float, float]:
    """Hand in and publish; gives the slug, the time to decide, and the time until it is seen."""
    stamp = contributions.begin(ADA, receipt=receipt, language="en").stamp
    contributions.send(ADA, receipt, contributions.save(ADA, receipt, draft, stamp))
    review.take(GRACE, receipt)
    before = _seen()
    start = time.perf_counter()
    review.decide(GRACE, receipt, "published")
    spent = time.perf_counter() - start
    if _seen() != before + 1:
        raise RuntimeError("A publication is not on the list")
    visible = time.perf_counter() - start
    return contributions.open(ADA, receipt).slug or "", spent * 1000, visible * 1000


def _seen() -> int:
    """How many practices another session's next run shows."""
    return cached.results(Filters(), "en", "newest", 1).total


def _rows_of(store: Any, slug: str) -> dict[str, pa.Table]:
    """All rows that a publication has left behind."""
    question = "where practice_id = (select practice_id from practice where slug = $slug)"
    return {name: _table(store, f"from {name} {question}", slug=slug) for name in _WRITTEN}


def _table(store: Any, question: str, **values: str) -> pa.Table:
    return store.cursor().execute(question, values).to_arrow_table()


# Two versions side by side ----------------------------------------------------------------------


def _differences(size: int) -> Iterator[Line]:
    chance = random.Random(11)
    cards = cached.results(Filters(), "en", "newest", 1).cards
    drafts = [versions.draft_of(one.slug) for one in cards]
    pairs = [(one, _reworded(one, chance)) for one in drafts * (1 + COMPARED // len(drafts))]
    ours = [clocked(differences.fields, *pair) for pair in pairs]
    theirs = [clocked(_plainly, *pair) for pair in pairs]
    took = Times(tuple(ours))
    yield Line(
        "f",
        f"{size:,}: two versions, word by word, p50 (p95 {took.slow:.1f} ms)",
        took.middle,
        "ms",
        "difflib on the same words",
        took.middle / Times(tuple(theirs)).middle,
    )


def _reworded(draft: Draft, chance: random.Random) -> Draft:
    """One word in ten is another, in every text."""
    changed = {
        name: {
            language: Wording(
                words=" ".join(
                    "otherwise" if chance.random() < 0.1 else word for word in one.words.split(" ")
                )
            )
            for language, one in draft.texts(name).items()
        }
        for name in TEXTS
    }
    return draft.model_copy(update={**changed, "sources": (Source(url="https://example.org"),)})


def _plainly(old: Draft, new: Draft) -> None:
    for name, language, wording in old.written():
        other = new.texts(name)[language].words
        left, right = re.findall(r"\w+|\W", wording.words), re.findall(r"\w+|\W", other)
        difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes()


# Many at once -----------------------------------------------------------------------------------


def _crowd(size: int, texts: list[Draft]) -> Iterator[Line]:
    """Twenty people type: each draft saves itself as fast as it may."""
    for people, pause in ((1, 0.0), (WRITERS, 0.0), (WRITERS, 1.0)):
        took = _typing(people, pause, texts, f"{people}-{pause}")
        how = "without a pause" if not pause else f"each every {pause:.0f} s"
        many = "1 person" if people == 1 else f"{people} people"
        yield Line(
            "f",
            f"{size:,}: {many} saving, {how}: wait, p95 (p50 {took.middle:.1f} ms, "
            f"{len(took.all) / SECONDS:.0f} saves a second)",
            took.slow,
            "ms",
        )


def _typing(people: int, pause: float, texts: list[Draft], name: str) -> Times:
    waits: list[float] = []
    until = time.perf_counter() + SECONDS

    def type_on(number: int) -> None:
        receipt = f"crowd-{name}-{number}"
        stamp = contributions.begin(ADA, receipt=receipt, language="en").stamp
        chance, saved = random.Random(number), 0
        time.sleep(chance.random() * pause)
        while not saved or time.perf_counter() < until:
            typed = texts[0].model_copy(update={"lead": f"{number} {saved}"})
            start = time.perf_counter()
            stamp = contributions.save(ADA, receipt, typed, stamp)
            waits.append((time.perf_counter() - start) * 1000)
            saved += 1
            time.sleep(pause)

    _all_at_once([partial(type_on, number) for number in range(people)])
    return Times(tuple(waits))


def _all_at_once(acts: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# A whole file ------------------------------------------------------------------------------------


def _write_file(file: Path, texts: list[Draft], count: int, way: str) -> None:
    """So many rows that are all new."""
    with file.open("w", encoding="utf-8") as written:
        for number in range(count):
            one = _new(texts, number).model_copy(update={"lead": f"Office {way} {number}"})
            row = columns.to_document(f"bench-{way}-{number}", None, None, one)
            written.write(json.dumps(row) + "\n")


def _import(size: int, file: Path, way: Way, bare: _Bare, store: Any) -> Iterator[Line]:
    """Try it, write it while somebody saves a draft, and write the same rows bare."""
    start = time.perf_counter()
    tried = trial(file, actor=CHIEF, way=way)
    spent = time.perf_counter() - start
    if not tried.clean:
        raise RuntimeError(f"The file has faults: {tried.faults[:3]}")
    many, how = f"{size:,}: {tried.rows:,} rows", {"straight": "published"}.get(way, "handed in")
    yield Line("f", f"{many} tried", spent, "s")
    took, waited = _applied(tried, way)
    questions = _PUBLISHED if way == "straight" else _HANDED_IN
    rows = {name: _table(store, one, id=tried.import_id) for name, one in questions.items()}
    bare.make(rows)
    alone = clocked(bare.write, rows) / 1000
    yield Line("f", f"{many} {how}", took, "s", "the bare rows", took / alone)
    yield Line("f", f"{many} {how}: longest wait of a save meanwhile", waited, "s")


def _applied(tried: Any, way: str) -> tuple[float, float]:
    """The seconds an import takes, and the longest that somebody who types waits."""
    receipt, done = f"meanwhile-{way}-{tried.import_id}", threading.Event()
    stamp = contributions.begin(ADA, receipt=receipt, language="en").stamp
    waits: list[float] = [0.0]

    def type_on() -> None:
        nonlocal stamp
        while not done.wait(0.2):
            start = time.perf_counter()
            typed = Draft(language="en", lead=f"Office {len(waits)}")
            stamp = contributions.save(ADA, receipt, typed, stamp)
            waits.append(time.perf_counter() - start)

    def write() -> None:
        try:
            apply(tried, actor=CHIEF)
        finally:
            done.set()

    start = time.perf_counter()
    _all_at_once([type_on, write])
    return time.perf_counter() - start, max(waits)
