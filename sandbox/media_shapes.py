"""How a file looks inside a message: the Bot API's PhotoSize, Document, Voice and so on.

Both the bot's sendings and people's attachments are described here, so they cannot differ.
"""

from sandbox import pictures
from sandbox.shapes import Json
from sandbox.uploads import StoredFile

WITH_CAPTION = frozenset({"photo", "video", "animation", "audio", "document", "voice"})


def described(stored: StoredFile, details: Json | None = None) -> Json:
    """The field of a message that carries this file, e.g. {"document": {…}}."""
    given = details or {}
    if stored.kind == "photo":
        return {"photo": _photo_sizes(stored)}
    shape = _identity(stored)
    if stored.kind in ("document", "audio", "video", "animation"):
        shape |= {"file_name": stored.name, "mime_type": stored.mime_type}
    if stored.kind in ("audio", "voice", "video", "animation", "video_note"):
        shape["duration"] = int(given.get("duration") or 1)
    if stored.kind in ("video", "animation"):
        shape |= {
            "width": int(given.get("width") or 640),
            "height": int(given.get("height") or 480),
        }
    if stored.kind == "audio":
        shape |= {name: given[name] for name in ("performer", "title") if given.get(name)}
    if stored.kind == "voice":
        shape["mime_type"] = stored.mime_type if "/" in stored.mime_type else "audio/ogg"
    if stored.kind == "video_note":
        shape["length"] = int(given.get("length") or 240)
    if stored.kind == "sticker":
        shape |= {
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": given.get("emoji") or "🙂",
        }
    if stored.kind == "animation":
        return {"animation": shape, "document": _identity(stored) | {"file_name": stored.name}}
    return {stored.kind: shape}


def _identity(stored: StoredFile) -> Json:
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.file_unique_id,
        "file_size": stored.size,
    }


def _photo_sizes(stored: StoredFile) -> list[Json]:
    width, height = pictures.dimensions(stored.content)
    full = _identity(stored) | {"width": width, "height": height}
    small_width = min(width, 90)
    small = full | {"width": small_width, "height": max(1, height * small_width // max(1, width))}
    return [small, full]
