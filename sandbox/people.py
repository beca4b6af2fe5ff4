"""The people who hold the sandbox's phones.

A bot may write only to those who began the talk and have not blocked it;
what decides that is kept here.
"""

from dataclasses import dataclass

from sandbox.shapes import Json


@dataclass
class Person:
    """One person: who they are to Telegram, and how they stand with the bot."""

    key: str
    id: int
    first_name: str
    language_code: str
    username: str | None = None
    phone_number: str = "+77000000000"
    started: bool = False
    blocked: bool = False
    spoke_in_version: int = 0
    """The sandbox's version at the last thing the person sent to the bot themselves."""
    last_callback_id: str | None = None
    left: bool = False

    def as_user(self) -> Json:
        """The Bot API's `User`."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.username:
            user["username"] = self.username
        if self.language_code:
            user["language_code"] = self.language_code
        return user
