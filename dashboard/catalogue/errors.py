"""What can go wrong in the catalogue, each with the sentence a reader may see."""


class CatalogueError(Exception):
    """A fault the catalogue knows; `message` is an English msgid for people."""

    message = "Something in the catalogue went wrong."


class UnknownPlace(CatalogueError):
    """A city name that no place answers to."""

    message = "This place is not known."


class UnknownCode(CatalogueError):
    """A code that no list holds."""

    message = "This code is not known."


class NoStore(CatalogueError):
    """There is no store to read; `make build` makes one."""

    message = "The catalogue has not been built yet."


class StoreBusy(CatalogueError):
    """Another process holds the store."""

    message = "The catalogue is open in another process."


class BadRelease(CatalogueError):
    """The released files have faults; `faults` lists them all."""

    message = "The released files have faults."

    def __init__(self, faults: "list[str]") -> None:
        """Keep all the faults, one sentence each."""
        self.faults = faults
        super().__init__("\n".join(faults))


class NotAllowed(CatalogueError):
    """The actor's roles do not allow it."""

    message = "Your role does not allow this. Ask an administrator of the observatory for it."


class IllegalMove(CatalogueError):
    """The table of moves has no such move from this state."""

    message = "This step is not possible any more: somebody has moved it on. Open it again."


class ReasonMissing(CatalogueError):
    """This move needs a reason."""

    message = "This step needs a reason: it is shown to the people it concerns."


class OwnWork(CatalogueError):
    """Nobody publishes alone what they wrote themselves."""

    message = "Somebody else has to publish this: nobody publishes alone what they wrote."


class WrongMoment(CatalogueError):
    """No minute until which something can be sealed."""

    message = "Choose a minute that lies ahead, at most a year from now."


class IdTaken(CatalogueError):
    """A public id that is none, or that something bears or bore."""

    message = (
        "This id cannot be given: it is in use or was once, or it holds something else than a-z,"
        " 0-9 and single hyphens."
    )


class NotFound(CatalogueError):
    """There is no such thing, or it is not for this reader."""

    message = "This is not there, or it is not open to you."


class EditedElsewhere(CatalogueError):
    """Somebody saved this after it was opened here; nothing was overwritten."""

    message = "Somebody else changed this in the meantime. Your text is still here."


class Outdated(CatalogueError):
    """The public version has moved on since this text was begun."""

    message = "The public text has changed since this one was begun. Look at both first."


class Incomplete(CatalogueError):
    """It cannot be sent yet; `faults` lists all that is wrong."""

    message = "Something is still missing before this can be sent."

    def __init__(self, faults: "tuple[object, ...]") -> None:
        """Keep all the faults (of `rules`)."""
        self.faults = faults
        super().__init__(", ".join(map(str, faults)))


class NotASignatory(CatalogueError):
    """A city that has not signed the declaration, or a practice of one."""

    message = "This city is not among those that signed the declaration."


class WrongLength(CatalogueError):
    """Words that are too few or too many to be kept."""

    message = "The words are too few or too many to be kept."
