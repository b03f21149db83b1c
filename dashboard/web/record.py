"""What was signed, byte for byte: /record/ID/2.json, and /record/ID.json for the newest.

The file's hash is the one printed on sheets and in citations: `sha256sum` checks it anywhere.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from dashboard.catalogue import record, signed, standing
from dashboard.catalogue.signed import Signed
from dashboard.web import answers
from dashboard.web.answers import Made, NotHere

JSON = "application/json"
# Open data: any page may read it, and learn its hash.
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Digest, Repr-Digest, Link, Last-Modified",
}
LATEST = 1_000_000  # no practice has more versions


def page(request: Request) -> Made:
    """The file of a version; where a practice went, or since when and why it is gone."""
    slug, version = request.path_params["slug"], request.path_params.get("version")
    if moved := standing.now_at(slug, version):
        return _moved(moved, version)
    if version is not None and not 0 < version < LATEST:
        raise NotHere
    if found := signed.of(slug, version):
        # Never packed on its way: the digest is that of the bytes as they travel.
        return Made(found.body, JSON, headers=_headers(found), packed=False)
    if gone := record.withdrawn(slug, "en"):
        told = {
            "id": slug,
            "state": "withdrawn",
            "since": gone.standing.since.isoformat(),
            "reason": gone.standing.reason,
        }
        return Made(_dumped(told), JSON, status=410, headers=OPEN)
    raise NotHere


def _headers(found: Signed) -> Mapping[str, str]:
    digest = base64.b64encode(bytes.fromhex(found.sha256)).decode()
    return OPEN | {
        "Repr-Digest": f"sha-256=:{digest}:",  # RFC 9530
        "Digest": f"SHA-256={digest}",  # RFC 3230, which older programs know
        "Link": f'</record/{found.slug}/{found.version}.json>; rel="canonical", '
        f'</p/{found.slug}/v/{found.version}>; rel="alternate"; type="text/html"',
    }


def _moved(slug: str, version: int | None) -> Made:
    file = f"{slug}/{version}.json" if version else f"{slug}.json"
    return Made("", JSON, status=308, headers={**OPEN, "Location": f"/record/{file}"})


def _dumped(told: Mapping[str, object]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _allowed(_request: Request) -> Response:
    return Response(status_code=204, headers={**OPEN, "Access-Control-Max-Age": "86400"})


_file = answers.kept(page, mark=answers.of_practice, asks=False)
routes: list[BaseRoute] = [
    Route("/record/{slug}.json", _file),
    Route("/record/{slug}/{version:int}.json", _file),
    *(
        Route(path, _allowed, methods=["OPTIONS"])
        for path in ("/record/{slug}.json", "/record/{slug}/{version:int}.json")
    ),
]
