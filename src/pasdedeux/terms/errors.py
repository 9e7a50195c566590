"""The error tree: what the world can do to us, caught at the doors only.

PasDeDeuxError
├── UnreadableError      a file, a mapping or an option that cannot be understood
│   └── TooMuchError     more rows than one machine should hold
├── ScaleMismatchError   two scores that may not be compared
└── UnknownNameError     no instrument, sample or couple of that name

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
