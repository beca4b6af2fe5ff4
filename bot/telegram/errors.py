"""What can be wrong with the wire itself, as sentences for the person who runs the bot.

WireError
├── TokenRefusedError        Telegram, or the token's own shape, says that it is no token of a bot
└── PortTakenError           another program listens where the webhook should
"""


class WireError(Exception):
    """The bot cannot work until somebody changes a setting; the message says which."""


class TokenRefusedError(WireError):
    """BOT_TOKEN is not accepted."""

    def __init__(self) -> None:
        super().__init__(
            "BOT_TOKEN is refused: copy the whole token that @BotFather gave you "
            "(digits, a colon, 35 characters); if it was revoked, ask for a new one; "
            "if TELEGRAM_API_URL is set, see that it points to a Bot API server"
        )


class PortTakenError(WireError):
    """WEBHOOK_PORT cannot be opened."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"WEBHOOK_PORT {port} is taken, or may not be opened by this user: stop what uses it, "
            "or set another port (above 1023) here and in the proxy before it"
        )
