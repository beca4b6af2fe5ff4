"""The file and the text form of the master keys.

Kept apart from the vault so that the part which encrypts never touches the disk. Losing this file
means losing every sealed value, so it is written whole or not at all, and only for its owner.
"""

import base64
import binascii
import os
import secrets
from contextlib import suppress
from pathlib import Path

from storage.errors import KeyRingError

KEY_BYTES = 32
LONGEST_KEY_ID = 32
_OTHERS = 0o077


def parse(text: str) -> dict[str, bytes]:
    """Read `k2:BASE64 k1:BASE64` (spaces or lines between), newest first."""
    ring: dict[str, bytes] = {}
    for position, entry in enumerate(text.split(), start=1):
        name, colon, encoded = entry.partition(":")
        if not colon or not name or not name.isascii() or len(name) > LONGEST_KEY_ID:
            raise KeyRingError(
                f"MASTER_KEYS: entry {position} is not ID:BASE64 "
                f"(an id has 1 to {LONGEST_KEY_ID} latin characters)."
            )
        if name in ring:
            raise KeyRingError(f"MASTER_KEYS: the id of entry {position} stands there twice.")
        ring[name] = _decoded(encoded, position)
    if not ring:
        raise KeyRingError("MASTER_KEYS holds no key: give at least one as ID:BASE64.")
    return ring


def _decoded(encoded: str, position: int) -> bytes:
    try:
        key = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyRingError(
            f"MASTER_KEYS: entry {position} is not {KEY_BYTES} bytes in base64. "
            "Restore it from your backup; never invent one for values that are sealed already."
        ) from None
    return key


def fresh_entry(name: str) -> str:
    """A new random key in text form."""
    return f"{name}:{base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"


def read_or_create(path: Path) -> str:
    """The ring's text; a ring of one fresh key is made where no file is.

    Two processes that start together end up with the same ring.
    """
    with suppress(FileNotFoundError):
        return _read(path)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_new(path, fresh_entry("k1") + "\n")
    except FileExistsError:
        pass  # another process made it first
    except OSError as error:
        raise KeyRingError(
            f"The master keys cannot be written to {path}: {error.strerror}. "
            "Let the bot's user write there, or set MASTER_KEYS."
        ) from error
    return _read(path)


def turn(path: Path) -> str:
    """Put a fresh newest key in front of the ring's file; returns the new key's id."""
    text = _read(path)
    taken = parse(text)
    name = next(f"k{n}" for n in range(len(taken) + 1, 10**6) if f"k{n}" not in taken)
    turned = path.with_name(f"{path.name}.turned")
    turned.unlink(missing_ok=True)
    write_new(turned, f"{fresh_entry(name)}\n{text}")
    turned.replace(path)
    _sync_folder(path.parent)
    return name


def write_new(path: Path, text: str) -> None:
    """Write the whole file for its owner only, or raise FileExistsError; survives a power cut."""
    partial = path.with_name(f"{path.name}.{secrets.token_hex(4)}.partial")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.link(partial, path)  # unlike a rename, never replaces a ring that is there
    finally:
        partial.unlink()
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(path: Path) -> str:
    try:
        mode = path.stat().st_mode
        if mode & _OTHERS:
            raise KeyRingError(
                f"The master keys in {path} are open to other users of this machine: "
                f"run `chmod 600 {path}`, or set MASTER_KEYS."
            )
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        raise
    except (OSError, UnicodeDecodeError) as error:
        raise KeyRingError(
            f"The master keys in {path} cannot be read: give the file to the bot's user, "
            "restore it from your backup, or set MASTER_KEYS."
        ) from error
