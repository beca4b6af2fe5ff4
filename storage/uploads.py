"""Files that Telegram has already, by our own name for their content.

Without these rows a picture that goes to ten thousand people would be made and uploaded ten
thousand times.
"""

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_or_update
from storage.tables import uploads

_KNOWN = select(uploads.c.file_id).where(uploads.c.key == bindparam("name"))
_REMEMBER = insert_or_update(
    uploads,
    ("key", "file_id", "uploaded_at"),
    "key",
    {"file_id": bindparam("file_id"), "uploaded_at": bindparam("uploaded_at")},
)
_FORGET = delete(uploads).where(
    uploads.c.key == bindparam("name"), uploads.c.file_id == bindparam("file")
)
_FORGET_OLD = delete(uploads).where(uploads.c.uploaded_at < bindparam("before"))


async def known(conn: AsyncConnection, key: str) -> str | None:
    """Telegram's id of the file; None when it was never uploaded, or not for long."""
    file_id: str | None = (await conn.execute(_KNOWN, {"name": key})).scalar_one_or_none()
    return file_id


async def remember(conn: AsyncConnection, key: str, file_id: str, now: datetime) -> None:
    """The file was uploaded; a later upload of the same content takes its place."""
    kept = {"key": key, "file_id": file_id, "uploaded_at": now}
    await conn.execute(for_database(conn, _REMEMBER), kept)


async def forget(conn: AsyncConnection, key: str, file_id: str) -> None:
    """Telegram no longer knows this id; a newer one stays."""
    await conn.execute(_FORGET, {"name": key, "file": file_id})


async def forget_before(conn: AsyncConnection, moment: datetime) -> int:
    """Drop what was uploaded before `moment`; returns how many."""
    return (await conn.execute(_FORGET_OLD, {"before": moment})).rowcount
