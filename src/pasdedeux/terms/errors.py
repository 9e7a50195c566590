"""The error tree: what the world can do to us, caught at the doors only.

PasDeDeuxError
├── UnreadableError      a file, a mapping or an option that cannot be understood
│   └── TooMuchError     more rows than one machine should hold
├── ScaleMismatchError   two scores that may not be compared
├── UnknownNameError     no instrument, sample or couple of that name
├── StoreError           the store cannot be opened, read or written
│   ├── WrongKeyError    the key is missing, or belongs to another store
│   ├── DamagedError     the file, or something sealed in it, is not as it was written
│   ├── NewerStoreError  written by a later version of this program
│   ├── ReadOnlyError    the folder or the file may not be written to
│   ├── FullDiskError    no room; nothing of this was kept
│   └── BusyError        another program holds it
└── RefusedError         what a person asked for cannot be, and why
    ├── SignInError      name and passphrase open nothing
    ├── TooManyTriesError  wait a little before the next try
    ├── NameRefusedError the name is taken or is none
    ├── PassphraseError  too short to protect anything
    ├── NotAdultError    adults only
    ├── InvitationError  expired, used or never made
    ├── LinkError        linked already, or with nobody
    ├── NotShareableError  never shown to anybody, whatever is asked
    ├── MissingError     nothing there for this viewer
    ├── ChangedError     changed elsewhere since the page was opened
    ├── TooLongError     more than is kept in one piece
    └── LeftoverError    done, and something of it is left for later

What a person can meet while nothing failed is a value, not an error: too few
answers are an `Unscored`, days that do not tell yet are an `Enough`.
"""


class PasDeDeuxError(Exception):
    """Anything that a door turns into one clear sentence."""


class UnreadableError(PasDeDeuxError):
    """Input that cannot be understood; says file, row and column where they exist."""


class TooMuchError(UnreadableError):
    """More input than a reading can be made of."""


class ScaleMismatchError(PasDeDeuxError):
    """Two scores on different rulers were asked to stand side by side."""


class UnknownNameError(PasDeDeuxError):
    """A name that nothing here answers to; lists those that do."""


class StoreError(PasDeDeuxError):
    """The store cannot be opened, read or written; says what to do."""


class WrongKeyError(StoreError):
    """The key file is missing, or belongs to another store."""


class DamagedError(StoreError):
    """The file, or something sealed in it, is not as it was written."""


class NewerStoreError(StoreError):
    """The store was written by a later version of this program."""


class ReadOnlyError(StoreError):
    """The folder or the file may not be written to."""


class FullDiskError(StoreError):
    """There is no room; nothing of what was asked has been kept."""


class BusyError(StoreError):
    """Another program holds the store."""


class RefusedError(PasDeDeuxError):
    """What a person asked for cannot be; says why, and nothing about anybody else."""


class SignInError(RefusedError):
    """Name and passphrase, or name and code, open nothing; never says which was wrong."""


class TooManyTriesError(RefusedError):
    """Too many tries; `wait` says how long until the next one counts."""

    def __init__(self, wait: float) -> None:
        """Take the wait in seconds."""
        self.wait = wait
        super().__init__(f"Too many tries. Wait {_spoken(wait)}, then try again.")


class NameRefusedError(RefusedError):
    """The name is taken, empty or too long."""


class PassphraseError(RefusedError):
    """The passphrase would protect nothing."""


class NotAdultError(RefusedError):
    """Adults only."""


class InvitationError(RefusedError):
    """The invitation is expired, used or was never made; never says which."""


class LinkError(RefusedError):
    """Linked with somebody already, or with nobody."""


class NotShareableError(RefusedError):
    """Of a kind that is never shown to anybody else."""


class MissingError(RefusedError):
    """Nothing there for this viewer, whether or not it is there for another."""


class ChangedError(RefusedError):
    """Changed elsewhere since the page was opened."""


class TooLongError(RefusedError):
    """More than is kept in one piece."""


def _spoken(seconds: float) -> str:
    whole = max(1, round(seconds))
    return "a second" if whole == 1 else f"{whole} seconds"


class LeftoverError(RefusedError):
    """What was asked was done, and something of it is left for later; the sentence says what."""
