"""Phones that each say something in the hall, from a process of their own; only to this machine.

Each phone fetches the stamp of a form, waits as long as somebody types, sends its text, and sends
it once more where no answer came, as a phone does whose line broke. Some of them send twice in any
case, as people press a button twice.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import sys
import time
from dataclasses import asdict, dataclass, field
from urllib.parse import urlencode

from dashboard.bench.crowd import Answer, connected

MOST_PHONES = 500
TYPING = 4.0  # seconds; who is quicker is taken for a program
IN_A_ROW = 20.0  # seconds within which the hall sends
TWICE = 5  # one in so many presses twice
STAMP = re.compile(rb'"stamp": *"([^"]+)"')


@dataclass(frozen=True)
class Plan:
    """Where they write, and how many they are."""

    port: int
    addresses: tuple[str, ...]
    phones: int


@dataclass
class Told:
    """Milliseconds of each sending, what was answered, and whose text was taken."""

    waits: list[float] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)
    sent: int = 0


async def write(plan: Plan) -> Told:
    """Let all of them write."""
    told = Told()
    async with asyncio.TaskGroup() as phones:
        for number in range(min(plan.phones, MOST_PHONES)):
            phones.create_task(_phone(plan, number, told))
    return told


async def _phone(plan: Plan, number: int, told: Told) -> None:
    chance, sender = random.Random(number), f"10.1.{number // 250}.{number % 250 + 1}"
    await asyncio.sleep(chance.random() * IN_A_ROW)
    line = await connected(plan.port)
    found = STAMP.search((await line.send(asked("/form-stamp", sender))).body)
    line.close()
    if not found:
        raise RuntimeError("the form has no stamp")
    await asyncio.sleep(TYPING)
    words = text_of(number)
    form = urlencode({"stamp": found[1].decode(), "words": words, "spoken": "en"}).encode()
    question = sent(chance.choice(plan.addresses), sender, form)
    for _ in range(2 if number % TWICE == 0 else 1):
        answer = await _answered(plan.port, question, told)
        kind = str(answer.status)
        told.answers[kind] = told.answers.get(kind, 0) + 1
    if answer.status in (200, 201, 303):
        told.taken.append(words)


async def _answered(port: int, question: bytes, told: Told) -> Answer:
    line = await connected(port)
    start = time.perf_counter()
    try:
        answer = await line.send(question)
    except ConnectionError:
        line = await connected(port)
        answer = await line.send(question)
    told.waits.append((time.perf_counter() - start) * 1000)
    told.sent += 1
    line.close()
    return answer


def text_of(number: int) -> str:
    """What a phone says: no two alike."""
    chance = random.Random(number)
    streets = ("station", "school", "market", "river", "old bridge", "library", "new park")
    return (
        f"Near the {chance.choice(streets)}, house {number}, we meet on "
        f"{chance.choice(('Mondays', 'Fridays', 'Sundays'))} since {chance.randint(1980, 2026)}."
    )


def asked(address: str, sender: str) -> bytes:
    """A question of somebody at an address of their own."""
    return b"".join([f"GET {address} HTTP/1.1\r\n".encode(), _heads(sender), b"\r\n"])


def sent(address: str, sender: str, form: bytes) -> bytes:
    """A form that is sent from one of our own pages."""
    head = f"POST {address} HTTP/1.1\r\nContent-Length: {len(form)}\r\n".encode()
    kind = b"Content-Type: application/x-www-form-urlencoded\r\n"
    return b"".join([head, kind, b"Sec-Fetch-Site: same-origin\r\n", _heads(sender), b"\r\n", form])


def _heads(sender: str) -> bytes:
    """Whose address a proxy of this machine tells."""
    return f"Host: 127.0.0.1\r\nX-Forwarded-For: {sender}\r\n".encode()


def main() -> None:
    """Write by the plan that comes in as JSON."""
    plan = Plan(**json.load(sys.stdin))
    json.dump(asdict(asyncio.run(write(plan))), sys.stdout)


if __name__ == "__main__":
    main()
