"""What a signed-in person holds in memory: their own keys, and who they are."""

from dataclasses import dataclass, field

from pasdedeux.store import seal
from pasdedeux.store.memory import Memory
from pasdedeux.terms.home import PersonId, Viewer


@dataclass(frozen=True, slots=True)
class Keys:
    """A person's unwrapped keys; never written, never shown."""

    data: bytes = field(repr=False)  # opens what they wrote
    private: bytes = field(repr=False)  # their half of a pair
    label: bytes = field(repr=False)  # names their rows so that nobody else can tell which is which

    @classmethod
    def parse(cls, secret: bytes) -> "Keys":
        """Take the two halves of a person's secret apart."""
        data, private = secret[: seal.KEY_BYTES], secret[seal.KEY_BYTES :]
        return cls(data, private, seal.derive(data, b"labels"))


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who has signed in: the viewer of every read, and their keys."""

    viewer: Viewer
    name: str
    keys: Keys
    memory: Memory = field(default_factory=Memory, init=False, repr=False, compare=False)

    @property
    def id(self) -> PersonId:
        """Who it is."""
        if self.viewer.id is None:
            msg = "nobody has no session"
            raise ValueError(msg)
        return self.viewer.id
