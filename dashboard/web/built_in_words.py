"""Words that Streamlit writes by itself, in English; static/shell.js puts ours in their place."""

from __future__ import annotations

from dashboard.i18n import N_, SOURCE, _, language

# {count} stands for a number that Streamlit fills in, {label} for a label of ours.
WORDS = (
    N_("+{count} more"),
    N_("Add files"),
    N_("App pages"),
    N_("Choose an option"),
    N_("Choose options"),
    N_("Clear all"),
    N_("Clear entry"),
    N_("Clear value"),
    N_("Close"),
    N_("Close fullscreen"),
    N_("Close sidebar"),
    N_("Connection error"),
    N_("Collapse sidebar"),
    N_("Copy to clipboard"),
    N_("Download as CSV"),
    N_("Expand sidebar"),
    N_("Fullscreen"),
    N_("Help"),
    N_("Help for {label}"),
    N_("Link to heading"),
    N_("Loading..."),
    N_("No options to select"),
    N_("No options to select."),
    N_("No results"),
    N_("Next page"),
    N_("Open"),
    N_("Page {count}"),
    N_("Pagination"),
    N_("Press Enter to apply"),
    N_("Previous page"),
    N_("Remove {label}"),
    N_("Running..."),
    N_("Search"),
    N_("Select all"),
    N_("Selected values"),
    N_("Show/hide columns"),
    N_("Sidebar"),
    N_("Skip to main content"),
    N_("Stop"),
    N_("Upload"),
    N_("file upload"),
    N_("{count} more"),
    N_("{count}MB per file"),
)


def translated() -> dict[str, str]:
    """Streamlit's words and ours for them; nothing where the reader's language is Streamlit's."""
    if language() == SOURCE:
        return {}
    return {word: _(word) for word in WORDS}
