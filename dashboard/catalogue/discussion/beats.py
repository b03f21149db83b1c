"""What is said in the hall reaches readers soon, and not a hundred times a second."""

from __future__ import annotations

import time
from threading import Lock, Timer

from dashboard.catalogue import pulse

_last: dict[tuple[str, ...], float] = {}
_waiting: set[tuple[str, ...]] = set()
_lock = Lock()


def soon(seconds: float, *places: str) -> None:
    """Beat at these places: at once, or together with others when their pause is over.

    Each beat makes the pages anew that show the place. Five hundred phones that speak in the same
    minute are worth one page every `seconds`, and the last of them is shown too.
    """
    now = time.monotonic()
    with _lock:
        if places in _waiting:
            return
        pause = _last.get(places, now - seconds) + seconds - now
        if pause > 0:
            _waiting.add(places)
            _later(pause, places)
            return
        _last[places] = now
    pulse.beat(*places)


def _later(pause: float, places: tuple[str, ...]) -> None:
    timer = Timer(pause, _beat, args=(places,))
    timer.daemon = True  # nobody reads what a process shows that ends
    timer.start()


def _beat(places: tuple[str, ...]) -> None:
    with _lock:
        _waiting.discard(places)
        _last[places] = time.monotonic()
    pulse.beat(*places)
