"""The bridge to the practice forms of six other collections, out and in, with what is lost."""

from __future__ import annotations

from dashboard.catalogue.bridge.intercultural_cities import TEMPLATE as _INTERCULTURAL_CITIES
from dashboard.catalogue.bridge.losses import Count, Loss, counted
from dashboard.catalogue.bridge.opsi import TEMPLATE as _OPSI
from dashboard.catalogue.bridge.panorama import TEMPLATE as _PANORAMA
from dashboard.catalogue.bridge.participedia import TEMPLATE as _PARTICIPEDIA
from dashboard.catalogue.bridge.template import Read, Template, Written
from dashboard.catalogue.bridge.urbact import TEMPLATE as _URBACT
from dashboard.catalogue.bridge.use import TEMPLATE as _USE

TEMPLATES: dict[str, Template] = {
    one.name: one for one in (_INTERCULTURAL_CITIES, _URBACT, _OPSI, _PANORAMA, _PARTICIPEDIA, _USE)
}

__all__ = ["TEMPLATES", "Count", "Loss", "Read", "Template", "Written", "counted"]
