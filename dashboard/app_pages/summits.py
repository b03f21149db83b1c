"""The summits, /summits, and one of them: /summits?id=dusseldorf-2019."""

from dashboard import state, words
from dashboard.catalogue import declarations, summits
from dashboard.components import frame, messages, summit_list, summit_sheet
from dashboard.i18n import _, language

code = state.value("id")
one = summits.of(code, language()) if code else None
if one is not None:
    frame.tab(words.summit(one.code))
    summit_sheet.show(one, declarations.matrix(one.code, language()))
elif code:
    messages.not_found(
        _("This summit is not in the catalogue"),
        _("The link may be mistyped. All summits are listed under Summits."),
    )
else:
    summit_list.show(summits.every(language()), state.actor())
