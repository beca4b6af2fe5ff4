"""The bot's own account: its name, commands and menu, as its methods set them.

People see these in their menus in their language, so they are kept by scope and language.
"""

from dataclasses import dataclass, field

from sandbox.shapes import Json

BOT_ID = 1000000001
DEFAULT_TOKEN = f"{BOT_ID}:SANDBOX_not_a_real_token_000000000000"[: len(str(BOT_ID)) + 36]


@dataclass
class BotAccount:
    """The bot to which the sandbox's token belongs."""

    token: str = DEFAULT_TOKEN
    name: str = "Azamat"
    username: str = "azamat_sandbox_bot"
    names: dict[str, str] = field(default_factory=dict)
    """Texts by language code; the empty code is for everybody else."""
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    """(scope, language code) -> commands; a scope is spelled as in `scope_name`."""
    menu_buttons: dict[int | None, Json] = field(default_factory=dict)
    logged_out: bool = False

    @property
    def id(self) -> int:
        return int(self.token.split(":")[0])

    def as_user(self) -> Json:
        """The Bot API's `User` as others see it in a message."""
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": self.names.get("") or self.name,
            "username": self.username,
        }

    def as_me(self) -> Json:
        """The answer of getMe."""
        return self.as_user() | {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
            "allows_users_to_create_topics": False,
            "can_manage_bots": False,
        }

    def commands_for(self, scopes: list[str], language_code: str) -> list[Json]:
        """The first list that is set, looking from the narrowest scope to the widest."""
        for scope in scopes:
            for language in (language_code, ""):
                if found := self.commands.get((scope, language)):
                    return found
        return []


def scope_name(scope: Json | None) -> str:
    """A BotCommandScope as one word: `default`, `chat:5`, `chat_member:5:7`."""
    if not scope:
        return "default"
    parts = [scope.get("type", "default"), scope.get("chat_id"), scope.get("user_id")]
    return ":".join(str(part) for part in parts if part is not None)


def scopes_seen_by(chat_id: int, user_id: int, *, private: bool, administrator: bool) -> list[str]:
    """The scopes that apply to a person in a chat, narrowest first, as Telegram orders them."""
    if private:
        return [f"chat:{chat_id}", "all_private_chats", "default"]
    scopes = [f"chat_member:{chat_id}:{user_id}"]
    if administrator:
        scopes.append(f"chat_administrators:{chat_id}")
    scopes.append(f"chat:{chat_id}")
    if administrator:
        scopes.append("all_chat_administrators")
    return [*scopes, "all_group_chats", "default"]
