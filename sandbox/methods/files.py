"""The files a bot sends, and the files it asks for.

A file comes with the call, by `attach://`, or as the id of a file that Telegram has;
addresses on the internet are refused, for the sandbox never leaves this machine.
"""

from sandbox import pictures
from sandbox.errors import bad_request
from sandbox.methods.registry import method
from sandbox.parameters import Call
from sandbox.shapes import Json
from sandbox.telegram import Telegram
from sandbox.uploads import StoredFile

UPLOAD_LIMIT = 50 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024


@method("getFile")
def get_file(telegram: Telegram, call: Call) -> Json:
    stored = telegram.files.downloadable(call.text("file_id") or "")
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.file_unique_id,
        "file_size": stored.size,
        "file_path": stored.path,
    }


def file_from(telegram: Telegram, call: Call, kind: str, field: str) -> StoredFile:
    """The file in a parameter of the call."""
    if field in call.uploads:
        return _keep(telegram, call, kind, field)
    return file_named(telegram, call, kind, call.text(field))


def file_named(telegram: Telegram, call: Call, kind: str, name: str | None) -> StoredFile:
    """The file that `name` stands for: `attach://…` or a file id."""
    if not name:
        raise bad_request(f"there is no {kind} in the request")
    if name.startswith("attach://"):
        return _keep(telegram, call, kind, name.removeprefix("attach://"))
    if "://" in name:
        raise bad_request("failed to get HTTP URL content")
    return telegram.files.of_kind(name, kind)


def _keep(telegram: Telegram, call: Call, kind: str, field: str) -> StoredFile:
    upload = call.uploads.get(field)
    if upload is None:
        raise bad_request(f"there is no {kind} in the request")
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > (PHOTO_LIMIT if kind == "photo" else UPLOAD_LIMIT):
        raise bad_request("file is too big")
    if kind == "photo" and not pictures.is_picture(upload.content):
        raise bad_request("IMAGE_PROCESS_FAILED")
    return telegram.files.keep(kind, upload.content, upload.name)
