"""Two copies of this house exchange conclusions, questions to mayors and answers as files."""

from dashboard.catalogue.exchange.document import FORM, NUMBER, Document, House
from dashboard.catalogue.exchange.faults import Fault, Refused
from dashboard.catalogue.exchange.house import named, own
from dashboard.catalogue.exchange.reading import MEMBER, MOST_OF_ARCHIVE
from dashboard.catalogue.exchange.taking import File, Taken, files, taken
from dashboard.catalogue.exchange.writing import told, written

__all__ = [
    "FORM", "MEMBER", "MOST_OF_ARCHIVE", "NUMBER", "Document", "Fault", "File", "House",
    "Refused", "Taken", "files", "named", "own", "taken", "told", "written",
]  # fmt: skip
