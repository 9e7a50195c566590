"""People: who they are here, and how they get at their own keys."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError
from zxcvbn import zxcvbn

from pasdedeux.store import attempts, pairs, rotate, seal
from pasdedeux.store.keys import Keys, Session
from pasdedeux.store.open import Store
from pasdedeux.store.seal import Cost
from pasdedeux.store.tables import person
from pasdedeux.terms.errors import (
    DamagedError,
    NameRefusedError,
    NotAdultError,
    PassphraseError,
    SignInError,
)
from pasdedeux.terms.home import Instant, Person, PersonId, Viewer

LONGEST_NAME = 40
SHORTEST_PASSPHRASE = 10
LONGEST_PASSPHRASE = 1000
FEWEST_GUESSES = 1e9
"""Guesses after which a passphrase would be found, at a second or so each (decision 0034)."""
_ESTIMATED = 72
"""Characters that are estimated; more can only be harder to guess."""
_SALT = 16
_SECRET = 2 * seal.KEY_BYTES
_NAME_SIZE = 256
_NAMED = select(person.c.id, person.c.name).where(person.c.id == bindparam("which"))


@dataclass(frozen=True, slots=True)
class Arrived:
    """Somebody signed in who now has a code to write down; it is shown this once."""

    session: Session
    recovery_code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Kept:
    id: PersonId
    name: bytes
    salt: bytes
    cost: str
    by_passphrase: bytes
    by_recovery: bytes


def create(store: Store, name: str, passphrase: str, *, is_adult: bool) -> Arrived:
    """Give somebody a place here, with keys that only their passphrase or their code opens.

    Raises:
        NotAdultError: they did not say that they are an adult.
        NameRefusedError: empty, too long, or taken.
        PassphraseError: too short to protect anything.
    """
    if not is_adult:
        msg = "This is made for adults only."
        raise NotAdultError(msg)
    shown = _checked_name(name)
    refuse_weak(passphrase, shown)
    secret, new, code = store.chance(_SECRET), PersonId(store.new_id()), seal.new_code(store.chance)
    row = {
        "id": new,
        "tag": _tag(store, shown),
        "name": _close_name(store, new, shown),
        "public": seal.public_of(secret[seal.KEY_BYTES :]),
        **_by_passphrase(store, new, secret, passphrase),
        "by_recovery": _by_recovery(store, new, secret, code),
    }
    try:
        with store.writing() as connection:
            connection.execute(insert(person).values(row))
    except IntegrityError as problem:
        msg = "That name is taken here. Choose another, or sign in."
        raise NameRefusedError(msg) from problem
    return Arrived(Session(Viewer(new), shown, Keys.parse(secret)), seal.spell(code))


def sign_in(store: Store, name: str, passphrase: str, now: Instant) -> Session:
    """Open somebody's keys; an unknown name takes as long and says the same as a wrong passphrase.

    Raises:
        SignInError: they open nothing.
        TooManyTriesError: wait first.
    """
    tag = _tag(store, name)
    attempts.count(store, tag, now)
    kept = _find(store, tag)
    secret = _open_slowly(store, kept, passphrase)
    if secret is None:
        msg = "That name and that passphrase open nothing here."
        raise SignInError(msg)
    attempts.clear(store, tag)
    if kept.cost != str(store.cost):
        _keep(store, kept.id, _by_passphrase(store, kept.id, secret, passphrase))
    return Session(Viewer(kept.id), _open_name(store, kept.id, kept.name), Keys.parse(secret))


def prove(store: Store, session: Session, passphrase: str, now: Instant) -> None:
    """See that it is still the same person, before something that cannot be undone.

    Raises:
        SignInError: the passphrase is wrong.
        TooManyTriesError: wait first.
    """
    again = sign_in(store, session.name, passphrase, now)
    if again.viewer != session.viewer:
        msg = "That passphrase opens nothing here."
        raise SignInError(msg)


def change_passphrase(store: Store, session: Session, old: str, new: str, now: Instant) -> Arrived:
    """Put everything under new keys, and these under another passphrase and another code.

    Whoever knew the old passphrase, or the code, and holds an old copy of the file, opens with
    them what was written until now, and nothing that is written from now on.

    Raises:
        SignInError: the old one is wrong.
        PassphraseError: the new one is too short.
        TooManyTriesError: wait first.
    """
    refuse_weak(new, session.name)
    prove(store, session, old, now)
    return _under_new_keys(store, session, new)


def recover(store: Store, name: str, code: str, new: str, now: Instant) -> Arrived:
    """Open somebody's keys by their recovery code, under a new passphrase and a new code.

    Raises:
        SignInError: name and code open nothing.
        PassphraseError: the new passphrase is too short.
        TooManyTriesError: wait first.
    """
    refuse_weak(new, name)
    tag = _tag(store, name)
    attempts.count(store, tag, now)
    kept = _find(store, tag)
    secret = _open(kept.by_recovery, _code_key(store, seal.read_code(code)), kept.id, "recovery")
    if secret is None:
        msg = "That name and that code open nothing here."
        raise SignInError(msg)
    attempts.clear(store, tag)
    session = Session(Viewer(kept.id), _open_name(store, kept.id, kept.name), Keys.parse(secret))
    return _under_new_keys(store, session, new)


def new_recovery_code(store: Store, session: Session, passphrase: str, now: Instant) -> Arrived:
    """Draw another code, and put everything under new keys: the code before opens nothing new.

    Raises:
        SignInError: the passphrase is wrong.
        TooManyTriesError: wait first.
    """
    prove(store, session, passphrase, now)
    return _under_new_keys(store, session, passphrase)


def _under_new_keys(store: Store, session: Session, passphrase: str) -> Arrived:
    """Give somebody new keys, closed by this passphrase and by a code drawn now; all at once."""
    code, secret = seal.new_code(store.chance), store.chance(_SECRET)
    kept = {
        **_by_passphrase(store, session.id, secret, passphrase),  # slow: before anybody waits
        "by_recovery": _by_recovery(store, session.id, secret, code),
    }
    with store.writing() as connection:
        pairs.take_turn(connection, session)
        new = rotate.rotate(connection, store, session, secret)
        connection.execute(update(person).where(person.c.id == new.id).values(kept))
    return Arrived(new, seal.spell(code))


def rename(store: Store, session: Session, name: str) -> Session:
    """Go by another name.

    Raises:
        NameRefusedError: empty, too long, or taken.
    """
    shown = _checked_name(name)
    kept = {"tag": _tag(store, shown), "name": _close_name(store, session.id, shown)}
    try:
        _keep(store, session.id, kept)
    except IntegrityError as problem:
        msg = "That name is taken here. Choose another."
        raise NameRefusedError(msg) from problem
    return Session(session.viewer, shown, session.keys)


def is_empty(store: Store) -> bool:
    """Say whether nobody lives here yet; all that may be known without signing in."""
    with store.reading() as connection:
        return connection.execute(select(person.c.id).limit(1)).first() is None


def by_id(store: Store, which: PersonId) -> Person | None:
    """Give a person the name they chose; for whoever is linked with them or was invited by them."""
    with store.reading() as connection:
        return named(connection, store, which)


def named(connection: Connection, store: Store, which: PersonId) -> Person | None:
    """Give the same, in the middle of a reading."""
    row = connection.execute(_NAMED, {"which": which}).one_or_none()
    return Person(row.id, _open_name(store, row.id, row.name)) if row else None


def refuse_weak(passphrase: str, name: str) -> None:
    """Refuse a passphrase that somebody at the same table would guess.

    Raises:
        PassphraseError: says what is asked of one.
    """
    text = unicodedata.normalize("NFKC", passphrase)
    if not SHORTEST_PASSPHRASE <= len(text) <= LONGEST_PASSPHRASE:
        msg = f"A passphrase has at least {SHORTEST_PASSPHRASE} characters; a few words are best."
        raise PassphraseError(msg)
    if zxcvbn(text[:_ESTIMATED], user_inputs=[name])["guesses"] < FEWEST_GUESSES:
        msg = "That passphrase is too easy to guess. A few words that nobody links with you do."
        raise PassphraseError(msg)


def _checked_name(name: str) -> str:
    shown = " ".join(unicodedata.normalize("NFC", name).split())
    if not shown or len(shown) > LONGEST_NAME or not shown.isprintable():
        msg = f"A name has between 1 and {LONGEST_NAME} characters that can be shown."
        raise NameRefusedError(msg)
    return shown


def _fold(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _tag(store: Store, name: str) -> str:
    return store.tag("name", _fold(name))


def _close_name(store: Store, whose: str, name: str) -> bytes:
    padded = seal.pad(name.encode(), _NAME_SIZE)
    return seal.seal(store.name_key, padded, seal.bind("person", whose, "name"), store.chance)


def _open_name(store: Store, whose: str, sealed: bytes) -> str:
    place = seal.bind("person", whose, "name")
    return seal.unpad(seal.unseal(store.name_key, sealed, place)).decode()


def _by_passphrase(store: Store, whose: str, secret: bytes, passphrase: str) -> dict[str, object]:
    salt = store.chance(_SALT)
    key = seal.slow_key(passphrase, salt, store.cost, store.key)
    sealed = seal.seal(key, secret, _secret_place(whose, "passphrase"), store.chance)
    return {"salt": salt, "cost": str(store.cost), "by_passphrase": sealed}


def _by_recovery(store: Store, whose: str, secret: bytes, code: bytes) -> bytes:
    place = _secret_place(whose, "recovery")
    return seal.seal(_code_key(store, code), secret, place, store.chance)


def _code_key(store: Store, code: bytes) -> bytes:
    return seal.derive(code, b"recovery", store.key)


def _secret_place(whose: str, way: str) -> bytes:
    return seal.bind("person", whose, way)


def _open(sealed: bytes, key: bytes, whose: str, way: str) -> bytes | None:
    try:
        return seal.unseal(key, sealed, _secret_place(whose, way))
    except DamagedError:
        return None


def _open_slowly(store: Store, kept: _Kept, passphrase: str) -> bytes | None:
    key = seal.slow_key(
        passphrase[:LONGEST_PASSPHRASE], kept.salt, Cost.parse(kept.cost), store.key
    )
    return _open(kept.by_passphrase, key, kept.id, "passphrase")


def _find(store: Store, tag: str) -> _Kept:
    """Find what is kept of a name, or something of the same shape that nothing opens."""
    columns = [person.c[name] for name in _Kept.__slots__]
    with store.reading() as connection:
        row = connection.execute(select(*columns).where(person.c.tag == tag)).one_or_none()
    nothing = bytes(_SECRET + 28)
    decoy = _Kept(PersonId("0" * 32), b"", bytes.fromhex(tag), str(store.cost), nothing, nothing)
    return _Kept(*row) if row else decoy


def _keep(store: Store, whose: PersonId, kept: Mapping[str, object]) -> None:
    with store.writing() as connection:
        connection.execute(update(person).where(person.c.id == whose).values(kept))
