"""Every version of a practice: /history?id=SLUG, &from=1&to=2, or &read=1."""

from dashboard import cached, state
from dashboard.components import frame, history, messages
from dashboard.i18n import _, language

slug = cached.now_at(state.value("id") or "")
now = cached.practice(slug, language()) or cached.withdrawn(slug, language())
if now is None:
    messages.not_found(
        _("This practice is not in the catalogue"),
        _("The link may be mistyped. No practice that was ever published loses its address."),
    )
else:
    frame.tab(_("All versions of “{title}”").format(title=now.title.words))
    history.show(history.past(now, state.actor()))
