"""What happens in a group: topics come and go, and a group gets a new id."""

from collections.abc import Callable

from sandbox.chats import Chat
from sandbox.shapes import Json
from sandbox.telegram import Telegram

GroupAct = Callable[[Telegram, Chat, Json], Json]
GROUP_ACTS: dict[str, GroupAct] = {}
