"""The file and the text form of the master keys.

Kept apart from the vault so that the part which encrypts never touches the disk. Losing this file
means losing every sealed value, so it is written whole or not at all, and only for its owner.
"""

import base64
import binascii
import fcntl
import os
import re
import secrets
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

from storage.errors import KeyRingError

KEY_BYTES = 32
LONGEST_KEY_ID = 32
_OTHERS = 0o077
_NUMBERED = re.compile(r"k(\d+)")

Stamp: TypeAlias = tuple[int, int, int]
"""Tells one state of the file from another without reading it."""


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


def stamp(path: Path) -> Stamp | None:
    """Another one whenever the file was replaced; None when there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def read(path: Path) -> str:
    """The ring's text; KeyRingError when the file is gone, open to others or cannot be read."""
    try:
        return _read(path)
    except FileNotFoundError as error:
        raise KeyRingError(
            f"The master keys in {path} are gone: bring the file back from your backup, now."
        ) from error


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Nobody else changes the file, or saves it in a backup, until the block ends.

    The folder is locked, and not a file of its own that would be left behind.
    """
    descriptor = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def turn(path: Path) -> str:
    """Put a fresh newest key in front of the ring's file; returns its id, never used before."""
    text = read(path)
    name = next_id(parse(text))
    _replace(path, f"{fresh_entry(name)}\n{text}")
    return name


def next_id(taken: Iterable[str]) -> str:
    """An id that no key of this ring ever had: the newest key, and so the number, always stays."""
    numbers = [int(found[1]) for name in taken if (found := _NUMBERED.fullmatch(name))]
    return f"k{max(numbers, default=0) + 1}"


def take_off(path: Path, names: Collection[str]) -> None:
    """Take these keys off the ring's file for good; the newest one stays whatever is asked."""
    entries = read(path).split()
    kept = [entry for entry in entries[1:] if entry.partition(":")[0] not in names]
    _replace(path, "\n".join([*entries[:1], *kept]) + "\n")


def _replace(path: Path, text: str) -> None:
    """The whole new file or the whole old one, whatever happens amid it."""
    changed = path.with_name(f"{path.name}.changed")
    changed.unlink(missing_ok=True)
    write_new(changed, text)
    changed.replace(path)
    _sync_folder(path.parent)


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
