"""Sign in: the way to the identity provider, and out again."""

from __future__ import annotations

from dashboard.components import door

door.provider()
