"""The methods of the Bot API, one subject a file.

Each file enters its methods into the registry as it is imported; a file that is not
imported here is a 404 for every bot.
"""

from sandbox.methods import (
    account,
    callbacks,
    chats,
    copying,
    deleting,
    editing,
    files,
    media,
    places,
    talking,
    topics,
    updates,
)
from sandbox.methods.registry import METHODS

__all__ = [
    "METHODS",
    "account",
    "callbacks",
    "chats",
    "copying",
    "deleting",
    "editing",
    "files",
    "media",
    "places",
    "talking",
    "topics",
    "updates",
]
