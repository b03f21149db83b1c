"""Host a summit: /host, and one in the making: /host?draft=RECEIPT&step=guests&to=de."""

from dashboard import state
from dashboard.catalogue import rights
from dashboard.catalogue.errors import NotAllowed, NotFound
from dashboard.components import messages
from dashboard.components.host import desk, form
from dashboard.i18n import _

actor = state.actor_now()
receipt = state.value("draft")
if not rights.may(actor, "host_summit"):
    messages.not_found(_("Host a summit"), _(NotAllowed.message))
elif receipt:
    try:
        form.show(actor, receipt)
    except NotFound as error:
        messages.not_found(_("Host a summit"), _(error.message))
else:
    desk.show(actor)
