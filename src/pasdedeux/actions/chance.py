"""The only source of secrets and seeds."""

import secrets


def secret(length: int) -> bytes:
    """Draw so many bytes that nobody can foresee."""
    return secrets.token_bytes(length)


def seed() -> int:
    """Draw a seed for the model's noise."""
    return secrets.randbits(63)
