"""Close and open what is private: envelopes bound to their place, keys from passphrases, codes."""

import base64
import hashlib
import hmac
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import TypeAlias

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pasdedeux.terms.errors import DamagedError, TooLongError

Chance: TypeAlias = Callable[[int], bytes]
"""Gives so many bytes that nobody can foresee; handed in by whoever opens the store."""

KEY_BYTES = 32
_NONCE = 12
_TAG = 16
_LENGTH = 4
_SMALLEST = 1024  # what most things fit into, so that their size does not tell what they are
_LARGEST = 4 * 1024 * 1024
_CODE_BYTES = 20
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_MISREAD = str.maketrans("ILO", "110", " -\t\n")
_AT_ONCE = BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Cost:
    """How dear one guess at a passphrase is (argon2id)."""

    passes: int
    kibibytes: int
    lanes: int

    def __str__(self) -> str:
        """Write it as it is kept beside what it made."""
        return f"{self.passes},{self.kibibytes},{self.lanes}"

    @classmethod
    def parse(cls, kept: str) -> "Cost":
        """Read what `str` wrote."""
        return cls(*(int(part) for part in kept.split(",")))


AT_HOME = Cost(passes=3, kibibytes=128 * 1024, lanes=4)
"""What a real store asks (decision 0034)."""


def bind(*place: object) -> bytes:
    """Name the place of an envelope, so that it opens nowhere else."""
    return "\x1f".join(map(str, place)).encode()  # ids and our own words, which hold no such sign


def seal(key: bytes, plain: bytes, place: bytes, chance: Chance) -> bytes:
    """Close bytes under a key, bound to their place."""
    nonce = chance(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, place)


def unseal(key: bytes, sealed: bytes, place: bytes) -> bytes:
    """Open an envelope.

    Raises:
        DamagedError: wrong key, wrong place, or not as it was written.
    """
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], place)
    except (InvalidTag, ValueError) as problem:
        msg = (
            "Something in the store is not as it was written and cannot be opened. "
            "`pasdedeux doctor` says what to do."
        )
        raise DamagedError(msg) from problem


def pad(plain: bytes, smallest: int = _SMALLEST) -> bytes:
    """Fill up to a power of two, counted with the envelope, so that length tells nothing.

    Raises:
        TooLongError: more than is kept in one piece.
    """
    whole = _LENGTH + len(plain) + _NONCE + _TAG
    size = max(smallest, 1 << (whole - 1).bit_length())
    if size > _LARGEST:
        msg = "That is more than can be kept in one piece; keep it in parts."
        raise TooLongError(msg)
    filled = len(plain).to_bytes(_LENGTH, "big") + plain
    return filled.ljust(size - _NONCE - _TAG, b"\0")


def unpad(padded: bytes) -> bytes:
    """Take the filling away."""
    length = int.from_bytes(padded[:_LENGTH], "big")
    return padded[_LENGTH : _LENGTH + length]


def derive(secret: bytes, purpose: bytes, salt: bytes | None = None) -> bytes:
    """Make a key for one purpose from a secret that nobody can guess."""
    return HKDF(SHA256(), KEY_BYTES, salt, b"pasdedeux " + purpose).derive(secret)


def slow_key(passphrase: str, salt: bytes, cost: Cost, store_key: bytes) -> bytes:
    """Make a key from a passphrase, slowly, and useless without the store's own key.

    Two at once at most, since each takes much memory.
    """
    text = unicodedata.normalize("NFKC", passphrase).encode()
    with _AT_ONCE:
        slow = hash_secret_raw(
            text, salt, cost.passes, cost.kibibytes, cost.lanes, KEY_BYTES, Type.ID
        )
    return derive(slow, b"passphrase", store_key)


def label(key: bytes, *parts: object) -> str:
    """Name something so that only who holds the key can tell what is named."""
    return hmac.new(key, bind(*parts), hashlib.sha256).hexdigest()[:32]


def public_of(private: bytes) -> bytes:
    """Give the half of a key pair that others may know."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def pair_key(private: bytes, public: bytes, secret: bytes, place: bytes) -> bytes:
    """Make the key that two people alone can make, each from their own half.

    The secret of their invitation goes in too, so that nobody who changes a
    public half in the file can put themselves between the two.
    """
    shared = X25519PrivateKey.from_private_bytes(private).exchange(
        X25519PublicKey.from_public_bytes(public)
    )
    return derive(shared + secret, b"pair " + place)


def spell(secret: bytes) -> str:
    """Write bytes as letters to be copied by hand, in groups of four."""
    bits = base64.b32encode(secret).decode().rstrip("=")
    plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    letters = bits.translate(str.maketrans(plain, _LETTERS))
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def read_code(code: str) -> bytes:
    """Read letters copied by hand, however spaced; nothing where they are no code."""
    plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    bits = code.strip().upper().translate(_MISREAD)
    if not bits or any(letter not in _LETTERS for letter in bits):
        return b""
    letters = bits.translate(str.maketrans(_LETTERS, plain))
    try:
        return base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError:
        return b""


def new_code(chance: Chance) -> bytes:
    """Draw a code of 160 bits: no guessing, so no slowness is needed."""
    return chance(_CODE_BYTES)
