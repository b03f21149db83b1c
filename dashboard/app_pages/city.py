"""One city: /city?id=SLUG."""

from dashboard import cached, state
from dashboard.components import city_sheet, frame, messages, take_home
from dashboard.i18n import _, language

city = cached.city(state.value("id") or "", language())
if city is None:
    messages.not_found(
        _("This city is not in the catalogue"),
        _("The link may be mistyped. Any other city can be looked up among the peers."),
    )
else:
    frame.tab(city.name)
    city_sheet.show(city, cached.peers_of_city(city.city_id, language()))
    take_home.city(city.slug)
