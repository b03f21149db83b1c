"""The desk of moderators: /moderation, /moderation?part=notices, /moderation?id=POST."""

from dashboard import state
from dashboard.catalogue import rights
from dashboard.catalogue.errors import NotAllowed
from dashboard.components import messages, moderation
from dashboard.i18n import _

actor = state.actor_now()
if rights.may(actor, "moderate"):
    moderation.show(actor)
else:
    messages.not_found(_("Moderation"), _(NotAllowed.message))
