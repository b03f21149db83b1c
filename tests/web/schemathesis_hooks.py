"""What the description of the interface cannot say: which cities there are, and which cursors."""

import re
from typing import Any
from urllib.parse import unquote

import schemathesis

# No address of this house has such signs: the house answers before the interface is asked.
_NO_ADDRESS = re.compile(r"[\x00-\x1f\x7f\\\\]|\.\.")


MOST = 5  # codes of a list that are tried: each of 250 countries would be


@schemathesis.hook
def before_load_schema(_context: Any, document: dict[str, Any]) -> None:
    """Try few codes of each list."""
    for parameter in document["components"]["parameters"].values():
        listed = parameter["schema"].get("items", {})
        if "enum" in listed:
            listed["enum"] = listed["enum"][:MOST]


@schemathesis.hook
def before_call(_context: Any, case: Any, _kwargs: Any) -> None:
    """Put known cities in, and take made-up cursors out, where a question is meant to be good."""
    for name, value in (case.path_parameters or {}).items():
        if _NO_ADDRESS.search(unquote(str(value))):
            case.path_parameters[name] = "no-address"
    query = case.query
    if not case.meta or not case.meta.generation.mode.is_positive or not query:
        return
    query.pop("cursor", None)
    if "city" in query:
        query["city"] = ["recife", "vienna"]
