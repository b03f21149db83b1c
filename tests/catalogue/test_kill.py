"""A process that is killed at any moment has kept what it acknowledged, and nothing by halves."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboard.catalogue import contributions, database, search
from tests.catalogue.soundness import asked, faults

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("KILLS", "50"))
LONGEST = 0.8  # seconds a process lives after a certain word
HANDS = 3  # threads that write in it: that many words may be kept without having been acknowledged

# Imports cost seconds: they are paid once, and each process that will be killed is forked from
# there, before any of its kin has opened a store.
ZYGOTE = """
import os, sys
from dashboard.catalogue import geography
from dashboard.catalogue.searching import analysis, meaning
from tests.catalogue import killed
geography.by_id(2660646); meaning.encode(["warm"]); analysis.stop_words(); analysis.concepts()
os.write(1, b"ready\\n")
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        try:
            killed.live(line.strip())
        finally:
            os._exit(1)
    os.write(1, f'{{"child": {child}}}\\n'.encode())
    os.waitpid(child, 0)
    os.write(1, b'{"gone": true}\\n')
"""


@dataclass
class Acknowledged:
    """Every word that the killed processes have had an answer to."""

    stamps: dict[str, tuple[int, str]] = field(default_factory=dict)  # receipt: stamp, text
    moves: Counter[tuple[str, str]] = field(default_factory=Counter)
    published: dict[str, int] = field(default_factory=dict)  # receipt: version
    noted: set[str] = field(default_factory=set)

    def hear(self, told: dict[str, Any]) -> None:
        match told:
            case {"saved": [receipt, stamp, text]}:
                self.stamps[receipt] = (stamp, text)
            case {"moved": [receipt, to_state]}:
                self.moves[receipt, to_state] += 1
            case {"published": [receipt, version]}:
                self.published[receipt] = version
            case {"noted": note_id}:
                self.noted.add(note_id)


@contextmanager
def zygote(store: Path) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        [sys.executable, "-c", ZYGOTE],
        cwd=ROOT,
        env=os.environ | {"CATALOGUE_STORE": str(store), "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout and process.stdout.readline() == b"ready\n"
        yield process
        assert process.stdin
        process.stdin.close()


def one_life(parent: subprocess.Popen[bytes], name: str, chance: random.Random) -> list[Any]:
    """Let a process write, kill it at a random moment; gives what it had acknowledged."""
    assert parent.stdin and parent.stdout
    parent.stdin.write(f"{name}\n".encode())
    parent.stdin.flush()
    heard: list[dict[str, Any]] = []
    child, end = 0, None
    since = chance.choice(["saved", "noted"])  # after a note something is being published
    while True:
        told = json.loads(parent.stdout.readline())
        if "child" in told:
            child = told["child"]
        elif "gone" in told:
            assert end is not None, "it ended by itself"
            return heard
        else:
            heard.append(told)
        if child and end is None and since in told:
            # While the lines wait in the pipe the process goes on: nothing here slows it.
            end = time.monotonic() + chance.random() * LONGEST
            time.sleep(max(0.0, end - time.monotonic()))
            os.kill(child, signal.SIGKILL)


def test_what_was_acknowledged_outlives_kill_9_and_nothing_is_half(
    store: Path, tmp_path: Path
) -> None:
    seed = random.SystemRandom().getrandbits(32)
    sys.stdout.write(f"seed {seed}\n")  # seen where a run fails
    chance = random.Random(seed)
    file = Path(shutil.copy(store, tmp_path / "killed.duckdb"))
    known = Acknowledged()
    try:
        with zygote(file) as parent:
            for number in range(KILLS):
                for told in one_life(parent, f"{number:03}", chance):
                    known.hear(told)
                reopened(file)
                everything_is_there(known)
                assert faults() == {}, f"after kill {number}"
                database.close()
    finally:
        database.close()
        reopened(store)
    sys.stdout.write(
        f"{len(known.stamps)} drafts, {known.moves.total()} moves, "
        f"{len(known.published)} published\n"
    )
    assert len(known.stamps) >= KILLS and known.published and known.noted


def reopened(file: Path) -> None:
    database.close()
    os.environ["CATALOGUE_STORE"] = str(file)
    search.forget()
    database.connect()


def everything_is_there(known: Acknowledged) -> None:
    kept = {
        receipt: (stamp, contributions.from_json(body).lead)
        for receipt, stamp, body in asked("select receipt, stamp, body from submission")
    }
    more = 0
    for receipt, (stamp, text) in known.stamps.items():
        assert kept[receipt][0] >= stamp
        if kept[receipt][0] == stamp:
            assert kept[receipt][1] == text
        more += kept[receipt][0] - stamp
    logged = Counter(asked("select entity_id, to_state from audit where entity = 'submission'"))
    assert known.moves - logged == Counter(), "an acknowledged move is gone"
    versions = dict(asked("select receipt, version from practice_version where receipt not null"))
    assert known.published.items() <= versions.items()
    notes = {row[0] for row in asked("select note_id from review_note")}
    assert known.noted <= notes
    # What was kept without an answer is the last word of each hand, nothing older.
    more += (logged - known.moves).total() + len(notes - known.noted)
    assert more <= HANDS * KILLS
