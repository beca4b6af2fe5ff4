"""The files that people and the bot have sent.

A file id must be good for sending again and for downloading, so the contents are kept
(in memory) until the sandbox stops.
"""

import mimetypes
from dataclasses import dataclass, field
from hashlib import sha256

from sandbox.errors import bad_request

DOWNLOAD_LIMIT = 20 * 1024 * 1024
"""A bot may download at most 20 MB (core.telegram.org/bots/api#getfile)."""


@dataclass(frozen=True)
class StoredFile:
    """One file with the ids by which it is called."""

    file_id: str
    file_unique_id: str
    kind: str
    """photo, document, video, animation, audio, voice, video_note or sticker."""
    name: str
    mime_type: str
    content: bytes
    size: int
    """Its size in bytes as people see it; a test may declare more than it carries."""
    path: str


@dataclass
class FileStore:
    by_id: dict[str, StoredFile] = field(default_factory=dict)
    by_path: dict[str, StoredFile] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)

    def keep(
        self,
        kind: str,
        content: bytes,
        name: str,
        *,
        mime_type: str | None = None,
        size: int | None = None,
    ) -> StoredFile:
        """Stores a file and gives it its ids."""
        number = len(self.by_id) + 1
        unique = sha256(f"{kind}{number}".encode()).hexdigest()[:15]
        guessed = mime_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
        suffix = "." + name.rsplit(".", 1)[1] if "." in name else ""
        stored = StoredFile(
            file_id=f"SANDBOX_{kind}_{number}_{unique}",
            file_unique_id=unique,
            kind=kind,
            name=name,
            mime_type=guessed,
            content=content,
            size=len(content) if size is None else size,
            path=f"{kind}s/file_{number}{suffix if suffix.isascii() else ''}",
        )
        self.by_id[stored.file_id] = stored
        self.by_path[stored.path] = stored
        return stored

    def forget(self, file_id: str) -> None:
        """Telegram has it no longer, as happens to old files."""
        self.lost.add(file_id)

    def of_kind(self, file_id: str, kind: str) -> StoredFile:
        """The file with this id, refused where it is of another kind."""
        stored = self.by_id.get(file_id)
        if stored is None or file_id in self.lost:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if stored.kind != kind:
            was, asked = stored.kind.capitalize(), kind.capitalize()
            raise bad_request(f"can't use file of type {was} as {asked}")
        return stored

    def downloadable(self, file_id: str) -> StoredFile:
        """The file for getFile; refused above 20 MB."""
        stored = self.by_id.get(file_id)
        if stored is None or file_id in self.lost:
            raise bad_request("invalid file_id")
        if stored.size > DOWNLOAD_LIMIT:
            raise bad_request("file is too big")
        return stored
