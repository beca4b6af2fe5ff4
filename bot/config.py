"""The settings: read from the environment or `.env`, checked before anything starts.

A wrong one ends the start with a sentence that names it and says what to do: an operator at night
needs the remedy, not a traceback.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

TELEGRAM = "https://api.telegram.org"
KEY_FILE = Path("secrets/master_keys")

LAST_PORT = 65535
_TOKEN = re.compile(r"\d{5,20}:[A-Za-z0-9_-]{30,64}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class SettingsError(Exception):
    """A setting is wrong; the message names it and the remedy."""


class Settings(BaseSettings):
    """What can be set; DESIGN of the defaults: one machine, SQLite, long polling."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True
    )

    bot_token: SecretStr | None = None
    telegram_api_url: str = TELEGRAM
    database_url: str = "sqlite+aiosqlite:///azamat.db"
    admin_ids: Annotated[tuple[int, ...], NoDecode] = ()
    staff_chat_id: int | None = None
    channel_id: int | None = None
    epetition_url: str = ""
    master_keys: SecretStr | None = None
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    webhook_port: int = 8443
    timezone: ZoneInfo = ZoneInfo("Asia/Almaty")
    desk_name: str | None = Field(None, max_length=64)
    desk_language: Literal["kk", "ru"] = "kk"
    desk_release_hours: float = Field(24, gt=0, le=24 * 30)
    desk_release_urgent_minutes: float = Field(30, gt=0, le=24 * 60)
    desk_most_tickets: int = Field(10, ge=1, le=1000)
    desk_most_heavy: int = Field(3, ge=1, le=1000)
    desk_keep_days: int = Field(180, ge=8, le=3650)
    desk_keep_heavy_days: int = Field(30, ge=8, le=3650)

    @field_validator("bot_token", mode="after")
    @classmethod
    def _token_has_its_shape(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not _TOKEN.fullmatch(token.get_secret_value().strip()):
            raise ValueError(
                "it does not look like a token (123456789:ABC…). "
                "Copy it whole from @BotFather, or leave it out to start the sandbox"
            )
        return SecretStr(token.get_secret_value().strip()) if token else None

    @field_validator("telegram_api_url")
    @classmethod
    def _api_is_an_address(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            raise ValueError(f"it must begin with http:// or https://. Leave it out for {TELEGRAM}")
        return url.rstrip("/")

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _ids_are_numbers(cls, ids: object) -> object:
        if not isinstance(ids, str):
            return ids
        parts = re.split(r"[,;\s]+", ids.strip())
        if not all(part.isdigit() for part in parts if part):
            raise ValueError(
                "it must hold Telegram ids, numbers with commas between them: 12345, 67890"
            )
        return tuple(int(part) for part in parts if part)

    @field_validator("staff_chat_id", mode="before")
    @classmethod
    def _group_is_a_number(cls, chat: object) -> object:
        if isinstance(chat, str) and not re.fullmatch(r"\s*-\d+\s*", chat):
            raise ValueError("it must be the group's id, a number below zero: -1001234567890")
        return chat

    @field_validator("channel_id", mode="before")
    @classmethod
    def _channel_is_a_number(cls, chat: object) -> object:
        if isinstance(chat, str) and not re.fullmatch(r"\s*-\d+\s*", chat):
            raise ValueError("it must be the channel's id, a number below zero: -1001234567890")
        return chat

    @field_validator("epetition_url")
    @classmethod
    def _portal_is_an_address(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and (parts.scheme not in {"http", "https"} or not parts.netloc):
            raise ValueError("it must begin with https://. Leave it out not to ask the portal")
        return url.rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def _webhook_is_https(cls, url: str | None) -> str | None:
        if url is not None and urlsplit(url).scheme != "https":
            raise ValueError(
                "Telegram delivers to https:// only. Leave it out to fetch updates by long polling"
            )
        return url

    @field_validator("webhook_secret")
    @classmethod
    def _secret_fits_a_header(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and not _SECRET.fullmatch(secret.get_secret_value()):
            raise ValueError("it may hold 1 to 256 of A-Z, a-z, 0-9, _ and -")
        return secret

    @field_validator("webhook_port", mode="before")
    @classmethod
    def _port_is_a_port(cls, port: object) -> object:
        if isinstance(port, str) and not (port.isdigit() and 1 <= int(port) <= LAST_PORT):
            raise ValueError(f"a port is a number from 1 to {LAST_PORT}. Leave it out for 8443")
        return port

    @field_validator("timezone", mode="before")
    @classmethod
    def _zone_is_known(cls, name: object) -> object:
        if not isinstance(name, str):
            return name
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"no time zone is called “{name}”. Example: Asia/Almaty") from error

    @model_validator(mode="after")
    def _webhook_has_a_secret(self) -> Settings:
        if self.webhook_url and self.webhook_secret is None:
            raise ValueError(
                "WEBHOOK_SECRET is missing: with WEBHOOK_URL set, anybody could send updates. "
                "Set it to a long random word"
            )
        return self


def load_settings() -> Settings:
    """The settings of this process; ``SettingsError`` names each wrong one."""
    try:
        return Settings()
    except (UnicodeDecodeError, OSError) as error:
        raise SettingsError(
            f".env cannot be read ({type(error).__name__}): save it as a text file in UTF-8, "
            "readable by the bot's user."
        ) from None
    except ValidationError as error:
        raise SettingsError("\n".join(_sentence(e) for e in error.errors())) from None


def _sentence(error: object) -> str:
    assert isinstance(error, dict)
    message = str(error["msg"]).removeprefix("Value error, ")
    where = ".".join(str(part) for part in error["loc"]).upper()
    if not where:
        return f"{message}."
    return f"{where} is wrong: {message}."
