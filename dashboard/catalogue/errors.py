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
