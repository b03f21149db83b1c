"""The room of a workshop, for rapporteurs and whoever signs: /workshop?id=WORKSHOP."""

from dashboard import state
from dashboard.catalogue import rights
from dashboard.catalogue.errors import NotAllowed, NotFound
from dashboard.components import messages
from dashboard.components.workshop import page
from dashboard.i18n import _

actor = state.actor_now()
code = state.value("id")
if not (rights.may(actor, "record_outcome") or rights.may(actor, "sign_outcome")):
    messages.not_found(_("Workshop"), _(NotAllowed.message))
elif code is None:
    page.choose(actor)
elif not page.show(actor, code):
    messages.not_found(_("Workshop"), _(NotFound.message))
