"""Everything Telegram answers instead of a result.

A bot decides by these words and codes what to do next, so they are Telegram's own;
a description of our own would let a bot pass here and stumble there.
"""

from http import HTTPStatus

from sandbox.shapes import Json


class BotApiError(Exception):
    """A refusal with Telegram's code, description and, rarely, parameters."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_answer(self) -> Json:
        """The body that Telegram sends with the status `code`."""
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


class CutConnection(Exception):  # noqa: N818 - it is an event on the line, not an answer
    """The line breaks instead of an answer."""


class Misuse(Exception):  # noqa: N818 - read aloud: "misuse of the control calls"
    """A person on a phone cannot do what a control call asks for."""


def bad_request(reason: str) -> BotApiError:
    return BotApiError(HTTPStatus.BAD_REQUEST, f"Bad Request: {reason}")


def unparsable(reason: str) -> BotApiError:
    return bad_request(f"can't parse entities: {reason}")


def forbidden(reason: str) -> BotApiError:
    return BotApiError(HTTPStatus.FORBIDDEN, f"Forbidden: {reason}")


def conflict(reason: str) -> BotApiError:
    return BotApiError(HTTPStatus.CONFLICT, f"Conflict: {reason}")


def unauthorized() -> BotApiError:
    return BotApiError(HTTPStatus.UNAUTHORIZED, "Unauthorized")


def not_found() -> BotApiError:
    return BotApiError(HTTPStatus.NOT_FOUND, "Not Found")


def too_many_requests(retry_after: int) -> BotApiError:
    """`retry_after` is in whole seconds."""
    return BotApiError(
        HTTPStatus.TOO_MANY_REQUESTS,
        f"Too Many Requests: retry after {retry_after}",
        {"retry_after": retry_after},
    )


def upgraded(new_chat_id: int) -> BotApiError:
    return BotApiError(
        HTTPStatus.BAD_REQUEST,
        "Bad Request: group chat was upgraded to a supergroup chat",
        {"migrate_to_chat_id": new_chat_id},
    )
