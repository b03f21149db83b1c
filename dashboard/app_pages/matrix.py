"""A declaration's points by the cities that signed: /matrix?id=SUMMIT&point=3&city=vienna."""

import streamlit as st

from dashboard import matrix_words, state, words
from dashboard.catalogue import declarations, summits
from dashboard.components import frame, markup, matrix_acts, matrix_table, messages
from dashboard.i18n import _, language

code = state.value("id") or ""
summit = summits.of(code, language())
found = declarations.matrix(code, language())
if summit is None or found is None or summit.declaration is None or not found.points:
    messages.not_found(
        _("There is no declaration here"),
        _("No summit of this address has a declaration point by point. The summits are listed."),
    )
    st.page_link("app_pages/summits.py", label=_("The summits"))
else:
    actor = state.actor()
    frame.tab(_("{summit}: declaration and proof").format(summit=words.summit(code)))
    shown = matrix_words.part(found, state.value("point"), state.value("city"))
    matrix_table.head(found, summit.declaration, shown)
    matrix_acts.show(actor, shown)
    matrix_table.points(shown)
    if shown.cities:
        matrix_table.show(shown, may_open=matrix_acts.may_open(actor))
    else:
        told = _("No source read names a city that signed it.")
        markup.html(f'<p class="gap">{markup.text(told)}</p>')
    file = f"/{language()}/matrix.csv?{state.query_string()}"
    csv = markup.link(file, _("This view as a table (CSV)"), "button")
    markup.html(f'<p class="actions matrix-files">{csv}</p>')
