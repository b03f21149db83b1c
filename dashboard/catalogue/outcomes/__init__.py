"""What a workshop agrees: typed while it is said, signed by a second person, then public.

The one door: `desk` is what those in the room do, `public` what everybody reads.
"""

from dashboard.catalogue.outcomes.desk import (
    Item,
    at_hand,
    begin,
    bring_back,
    draft_practice,
    drop,
    give_back,
    next_id,
    of_workshop,
    open,  # noqa: A004 (outcomes.open reads well)
    save,
    send,
    sign,
    split,
    take_up,
    withdraw,
)
from dashboard.catalogue.outcomes.moves import Move, table
from dashboard.catalogue.outcomes.public import (
    Outcome,
    Withdrawn,
    all_withdrawn,
    by_id,
    history,
    signed,
    signed_of,
    withdrawn,
)
from dashboard.catalogue.outcomes.writing import (
    EVERYBODY,
    KINDS,
    LONGEST_NAME,
    LONGEST_TEXT,
    SHORTEST_TEXT,
    Fault,
    Writing,
    faults,
    pieces,
)

__all__ = [
    "EVERYBODY", "KINDS", "LONGEST_NAME", "LONGEST_TEXT", "SHORTEST_TEXT", "Fault", "Item", "Move",
    "Outcome", "Withdrawn", "Writing", "all_withdrawn", "at_hand", "begin", "bring_back", "by_id",
    "draft_practice", "drop", "faults", "give_back", "history", "next_id", "of_workshop", "open",
    "pieces", "save", "send", "sign", "signed", "signed_of", "split", "table", "take_up",
    "withdraw", "withdrawn",
]  # fmt: skip
