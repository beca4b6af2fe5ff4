"""Why a letter did not leave, in plain words, and what an administrator can do about it.

The reasons are those of `bot.postman.errors`, of the courier and of the outbox. One that has no
words here would leave whoever reads it at night with a code.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.postman.courier import ATTEMPTS
from civic.phrases import Phrase, _, verbatim
from storage.letters import State
from storage.stuck_letters import Stuck, Trouble

GIVEN_UP = "given up"
_NOTHING = _("There is nothing to do. You may drop them.")
_PROGRAM = _("Tell whoever looks after the program. Once it is mended, send them again.")
_DECIDE = _("Send again what is better twice than never. Drop the rest.")
_MAYBE = _(
    "Nobody knows whether it arrived. Such letters are not repeated by themselves, so that nobody "
    "gets the same news twice."
)


@dataclass(frozen=True, slots=True)
class Reason:
    """``title`` fits a button; ``meaning`` and ``remedy`` are sentences."""

    title: Phrase
    meaning: Phrase
    remedy: Phrase


REASONS = {
    "blocked": Reason(
        _("The person blocks the bot"),
        _(
            "News for many are not sent to those who block the bot. Answers and reminders wait, "
            "and leave when the person comes back."
        ),
        _NOTHING,
    ),
    "deactivated": Reason(
        _("The account was deleted"), _("Nobody is there any more to read it."), _NOTHING
    ),
    "never started": Reason(
        _("The person never pressed “Start”"),
        _("Telegram lets the bot write only to those who wrote first."),
        _("If it is one of you: open the bot and press “Start”, then send it again."),
    ),
    "no such chat": Reason(
        _("Telegram knows no such chat"),
        _("The group was deleted, or its number is wrong; or the person never wrote to the bot."),
        _("If it is the volunteers' group, check STAFF_CHAT_ID and restart the bot."),
    ),
    "forbidden": Reason(
        _("Telegram forbids writing there"),
        _("Telegram gives no other reason."),
        _("Send one of them again. If it fails in the same way, drop them."),
    ),
    "not in the group": Reason(
        _("The bot is not in the group"),
        _("It was taken out of the group, and nobody there reads what people wait for."),
        _("Make the bot an administrator of the group again, then send all again."),
    ),
    "not allowed to write": Reason(
        _("The bot may not write in the group"),
        _("Its rights were taken away, or Telegram restricts the group for some days."),
        _("Make the bot an administrator of the group again, then send all again."),
    ),
    "slow mode": Reason(
        _("The group lets everybody wait"),
        _("Slow mode is on in the group, and the bot is no administrator there."),
        _("Make the bot an administrator of the group again, then send all again."),
    ),
    "topic deleted": Reason(
        _("The topic is gone"),
        _("The topic of the letter is deleted, and the general one takes nothing either."),
        _("Open the general topic of the group, then send all again."),
    ),
    "topic closed": Reason(
        _("The topics are closed"),
        _("The topic of the letter is closed, and the general one takes nothing either."),
        _("Open the general topic of the group, then send all again."),
    ),
    "refused": Reason(
        _("Telegram refused the letter"),
        _("It is too long, or its form is broken, and will be refused each time."),
        _PROGRAM,
    ),
    "file forgotten": Reason(
        _("Telegram does not have the file any more"),
        _("The letter carries a file that only Telegram had."),
        _NOTHING,
    ),
    "file too large": Reason(
        _("The file is too large"), _("Telegram takes no file of this size."), _PROGRAM
    ),
    "rendering": Reason(
        _("The letter could not be made"),
        _("The program failed while it wrote the letter; the log says where."),
        _PROGRAM,
    ),
    "stopped while sending": Reason(
        _("The bot was stopped while the letter was leaving"), _MAYBE, _DECIDE
    ),
}
_SEALED = Reason(
    _("The key to the letter is missing"),
    _("What it says is encrypted with a key that the bot does not have."),
    _("Bring secrets/master_keys back from the backup, restart the bot, then send all again."),
)
_LINE_BROKE = Reason(_("The line broke while the letter was leaving"), _MAYBE, _DECIDE)
_NOT_REACHED = Reason(
    _("Telegram could not be reached"),
    _("It was tried {tries} times over about six hours.", tries=ATTEMPTS),
    _("If Telegram works again, send all again."),
)
_OF_VAULT = ("KeyLost", "SealBroken")


def explained(trouble: Trouble | Stuck) -> Reason:
    """What its reason means."""
    return explained_reason(trouble.reason, trouble.state)


def explained_reason(reason: str, state: State) -> Reason:
    """The same for a reason alone."""
    given_up, _colon, inner = reason.partition(f"{GIVEN_UP}: ")
    cause = inner if not given_up and inner else reason
    head = cause.partition(":")[0]
    if head in REASONS:
        return REASONS[head]
    if head in _OF_VAULT:
        return _SEALED
    if state is State.UNKNOWN:
        return _LINE_BROKE
    if inner:
        return _NOT_REACHED
    return Reason(verbatim(reason), _("Telegram gives no other reason."), _PROGRAM)
