"""The one file of a backup: what lies in it, and how it is told from a damaged one.

The manifest holds a digest of each part. Without it a truncated download would be noticed only
after the living database had been overwritten.
"""

import hashlib
import io
import json
import os
import tarfile
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

from storage.errors import BackupError

LAYOUT = 1
MANIFEST = "manifest.json"
DATABASE = "database"
KEYS = "master_keys"


@dataclass(frozen=True, slots=True)
class Manifest:
    layout: int
    version: str
    """Of Azamat, for whoever reads it."""
    dialect: str
    """`sqlite` or `postgresql`: a backup of one cannot be restored into the other."""
    revision: str | None
    """Where the tables stood."""
    made_at: str
    """ISO, UTC."""
    digests: dict[str, str]
    """Part to SHA-256."""


def pack(target: Path, folder: Path, manifest: Manifest) -> None:
    """Write the archive for its owner only, whole or not at all; never over another file."""
    partial = folder / "archive.partial"
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        with tarfile.open(fileobj=file, mode="w:gz") as archive:
            _add(archive, MANIFEST, json.dumps(asdict(manifest), indent=2).encode())
            for part in manifest.digests:
                archive.add(folder / part, part, filter=_for_owner)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(partial, target)
    except FileExistsError as error:
        raise BackupError(f"{target} exists already: choose another name.") from error


def unpack(source: Path, folder: Path) -> Manifest:
    """Take the parts out and verify each; BackupError when anything is missing or damaged."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            manifest = Manifest(**json.loads(_read(archive, MANIFEST)))
            if manifest.layout != LAYOUT or not {DATABASE} <= set(manifest.digests) <= {
                DATABASE,
                KEYS,
            }:
                raise BackupError(f"{source} is a backup of a kind that this version cannot read.")
            for part in manifest.digests:
                (folder / part).write_bytes(_read(archive, part))
    except (OSError, EOFError, zlib.error, tarfile.TarError, ValueError, TypeError) as error:
        raise BackupError(
            f"{source} is no backup, or a damaged one: nothing was changed."
        ) from error
    for part, expected in manifest.digests.items():
        if digest(folder / part) != expected:
            raise BackupError(f"{source} is damaged ({part}): nothing was changed.")
    return manifest


def digests(folder: Path) -> dict[str, str]:
    """The parts that lie in the folder."""
    return {part.name: digest(part) for part in sorted(folder.iterdir())}


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    archive.addfile(entry, io.BytesIO(content))


def _for_owner(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.mode, entry.uid, entry.gid, entry.uname, entry.gname = 0o600, 0, 0, "", ""
    return entry


def _read(archive: tarfile.TarFile, name: str) -> bytes:
    try:
        file = archive.extractfile(name)
    except KeyError as error:
        raise BackupError(f"The backup lacks its part {name}: nothing was changed.") from error
    if file is None:
        raise BackupError(f"The backup's part {name} is no file: nothing was changed.")
    return file.read()
