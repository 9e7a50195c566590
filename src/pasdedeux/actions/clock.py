"""The only clock."""

import time
from datetime import UTC, datetime

from pasdedeux.terms.home import Instant


def now() -> Instant:
    """Read both clocks: the wall's, and the one that never runs back."""
    return Instant(time.time(), time.monotonic())


def today() -> datetime:
    """Read the date and the time where this machine stands."""
    return datetime.now(UTC).astimezone()
