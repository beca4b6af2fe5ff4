"""A Telegram on your own machine: a strict Bot API server and a chat page in the browser.

It knows nothing of any bot: whatever speaks the Bot API over HTTP can be tried on it.
Without it the bot could be tested only on real people.
"""

from sandbox import world
from sandbox.server import Sandbox

__all__ = ["Sandbox", "world"]
