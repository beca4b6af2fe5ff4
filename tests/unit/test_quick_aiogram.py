"""aiogram's types are built when used: every one of them can be, and behaves as before.

In a process of its own, since this one may have imported aiogram long ago.
"""

from __future__ import annotations

import subprocess
import sys

EVERY_TYPE = """
import bot  # must come first, as it does everywhere
import aiogram.methods, aiogram.types
from aiogram.methods import Response, SendMessage, TelegramMethod
from aiogram.types import Message, TelegramObject, Update
built_at_import = [t for t in vars(aiogram.types).values()
                   if isinstance(t, type) and issubclass(t, TelegramObject)
                   and t.__pydantic_complete__]
message = {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}, "text": "hi"}
update = Update.model_validate({"update_id": 1, "message": message})
assert isinstance(update.message, Message), update
answer = Response[Message].model_validate({"ok": True, "result": message})
assert answer.result.text == "hi"
assert SendMessage(chat_id=1, text="hi").model_dump()["text"] == "hi"
count = 0
for module in (aiogram.types, aiogram.methods):
    for named in vars(module).values():
        if isinstance(named, type) and issubclass(named, (TelegramObject, TelegramMethod)):
            if named in (TelegramObject, TelegramMethod):
                continue
            named.model_rebuild()
            assert named.__pydantic_complete__, named
            count += 1
print(len(built_at_import), count)
"""


def test_no_type_is_built_at_import_and_every_type_can_be() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", EVERY_TYPE],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    at_import, all_of_them = map(int, done.stdout.split())
    assert at_import < 50, "the import builds types again: aiogram has changed its ways"
    assert all_of_them > 400
