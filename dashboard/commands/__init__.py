"""Every command of `python -m dashboard`, and which of them need the store."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """Where a command lives and what it does, in a line.

    Its module has add_arguments(parser), and main(args) that gives the exit code; one that needs
    the store has main(args, console) instead and is run by the server where one is running.
    """

    module: str
    summary: str
    needs_store: bool = False


def _alone(module: str, summary: str) -> Command:
    return Command(f"{__name__}.{module}", summary)


def _of_store(module: str, summary: str) -> Command:
    return Command(f"{__name__}.{module}", summary, needs_store=True)


COMMANDS = {
    "build": _alone("build", "make or refresh the store from data/"),
    "import": _of_store("import_", "read practices from a file: a dry run, or all of it"),
    "export": _of_store("export", "write practices to a file"),
    "freeze": _of_store("freeze", "freeze an edition as a dated folder, or check one"),
    "edition": _of_store("edition", "make the exhibition of a summit or a city to take home"),
    "exchange": _of_store("exchange", "exchange conclusions and answers with another copy"),
    "user": _of_store("user", "invite people, give and take roles, sign them out"),
    "links": _of_store("links", "look whether the sources' addresses still answer"),
    "mail": _of_store("mail", "send the letters that wait, and write those that are due"),
    "retention": _of_store("retention", "erase personal data whose time is over, or tell the log"),
    "backup": _of_store("backup", "write the whole store into a folder of its own"),
    "restore": _alone("restore", "make a new store from a backup"),
    "judge": _alone("judge", "measure the search on judged queries"),
    "bench": Command("dashboard.bench", "measure speed and weight, as ratios in one run"),
    "assets": _alone("assets", "make fonts, map bundle and polygons for the browser"),
    "texts": _alone("texts", "bring the languages' files in step with the code"),
    "geography": _alone("geography", "make the table of places from GeoNames"),
}
