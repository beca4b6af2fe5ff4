"""The bot's own account: who it is, its names, descriptions, commands and menu button."""

import re
from collections.abc import Callable
from typing import Any

from sandbox.account import scope_name
from sandbox.errors import bad_request
from sandbox.formatting import units
from sandbox.methods.registry import METHODS, method
from sandbox.parameters import Call
from sandbox.shapes import Json
from sandbox.telegram import Telegram

COMMANDS_LIMIT = 100
COMMAND_DESCRIPTION_LIMIT = 256
_COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")


@method("getMe")
def get_me(telegram: Telegram, _call: Call) -> Json:
    return telegram.account.as_me()


@method("logOut")
def log_out(telegram: Telegram, _call: Call) -> bool:
    telegram.bell.ring()
    return True


@method("close")
def close(telegram: Telegram, _call: Call) -> bool:
    telegram.bell.ring()
    return True


@method("setMyCommands")
def set_my_commands(telegram: Telegram, call: Call) -> bool:
    commands = call.sequence("commands")
    if commands is None or len(commands) > COMMANDS_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH" if commands else "commands are empty")
    key = (scope_name(call.mapping("scope")), call.text("language_code") or "")
    telegram.account.commands[key] = [_command(command) for command in commands]
    telegram.bell.ring()
    return True


@method("getMyCommands")
def get_my_commands(telegram: Telegram, call: Call) -> list[Json]:
    key = (scope_name(call.mapping("scope")), call.text("language_code") or "")
    return telegram.account.commands.get(key, [])


@method("deleteMyCommands")
def delete_my_commands(telegram: Telegram, call: Call) -> bool:
    key = (scope_name(call.mapping("scope")), call.text("language_code") or "")
    telegram.account.commands.pop(key, None)
    telegram.bell.ring()
    return True


@method("setChatMenuButton")
def set_chat_menu_button(telegram: Telegram, call: Call) -> bool:
    button = call.mapping("menu_button") or {"type": "default"}
    if button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("MenuButton has unsupported type")
    telegram.account.menu_buttons[call.integer("chat_id")] = button
    telegram.bell.ring()
    return True


@method("getChatMenuButton")
def get_chat_menu_button(telegram: Telegram, call: Call) -> Json:
    buttons = telegram.account.menu_buttons
    default = buttons.get(None, {"type": "commands"})
    return buttons.get(call.integer("chat_id"), default)


def _command(given: Any) -> Json:
    command = str(given.get("command", "")) if isinstance(given, dict) else ""
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    description = str(given.get("description", "")).strip()
    if not 1 <= units(description) <= COMMAND_DESCRIPTION_LIMIT:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command.removeprefix("/"), "description": description}


def _texts(telegram: Telegram, field: str) -> dict[str, str]:
    account = telegram.account
    return {
        "name": account.names,
        "description": account.descriptions,
        "short_description": account.short_descriptions,
    }[field]


def _setter(field: str, limit: int) -> Callable[[Telegram, Call], bool]:
    def set_it(telegram: Telegram, call: Call) -> bool:
        text = call.text(field) or ""
        if units(text) > limit:
            raise bad_request(f"bot {field.replace('_', ' ')} is too long")
        _texts(telegram, field)[call.text("language_code") or ""] = text
        telegram.bell.ring()
        return True

    return set_it


def _getter(field: str) -> Callable[[Telegram, Call], Json]:
    def get_it(telegram: Telegram, call: Call) -> Json:
        texts = _texts(telegram, field)
        fallback = telegram.account.name if field == "name" else ""
        text = texts.get(call.text("language_code") or "") or texts.get("") or fallback
        return {field: text}

    return get_it


for _suffix, _field, _limit in (
    ("MyName", "name", 64),
    ("MyDescription", "description", 512),
    ("MyShortDescription", "short_description", 120),
):
    METHODS[f"set{_suffix}".lower()] = _setter(_field, _limit)
    METHODS[f"get{_suffix}".lower()] = _getter(_field)
