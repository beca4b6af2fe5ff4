"""What the reason in a letter's row means to people, and what they can do.

`bot.postman.errors` finds the reasons; a test holds that each of them is explained here.
"""

from __future__ import annotations

from dataclasses import dataclass

from civic.phrases import Phrase, _, verbatim
from storage.letters import State


@dataclass(frozen=True, slots=True)
class Explained:
    """``title`` is short enough for a button."""

    title: Phrase
    meaning: Phrase
    remedy: Phrase


_WAIT = _("Nothing has to be done: people decide this themselves. You may drop it.")
_NOTHING_TO_MEND = _("Nothing can be mended here. You may drop it.")
_GIVE_RIGHTS = _(
    "Open the group, make the bot an administrator with the right to write and to manage topics, "
    "then send it again."
)
_TELL_PROGRAMMERS = _(
    "Show this page to whoever looks after the program. Send it again after it was mended."
)

_BY_REASON = {
    "blocked": Explained(
        _("The person blocked the bot"),
        _("They chose not to hear from the bot. This letter was not to be sent at any price."),
        _WAIT,
    ),
    "deactivated": Explained(
        _("The account is deleted"),
        _("Telegram says that this account is no more. Nobody can read the letter."),
        _("Drop it."),
    ),
    "never started": Explained(
        _("The person never pressed Start"),
        _("Telegram lets a bot write only to people who wrote to it first."),
        _WAIT,
    ),
    "forbidden": Explained(
        _("Telegram does not allow it"),
        _("Telegram does not let the bot write to this person, and does not say why."),
        _WAIT,
    ),
    "no such chat": Explained(
        _("There is no such chat"),
        _(
            "The group was deleted, the bot was never in it, or its number in the settings is "
            "wrong."
        ),
        _("Check STAFF_CHAT_ID and that the bot is in the group, then send it again."),
    ),
    "not in the group": Explained(
        _("The bot is not in the group"),
        _("Somebody removed the bot from the group that this letter is for."),
        _("Add the bot to the group again, with its rights, then send it again."),
    ),
    "topic deleted": Explained(
        _("The topic is deleted"),
        _("The topic was deleted, and the group has no other place for the letter."),
        _GIVE_RIGHTS,
    ),
    "topic closed": Explained(
        _("The topic is closed"),
        _("Nobody may write in this topic, and not in the general one either."),
        _("Open the topic again, then send it again."),
    ),
    "not allowed to write": Explained(
        _("The bot may not write there"),
        _("The bot is in the group, but has no right to write."),
        _GIVE_RIGHTS,
    ),
    "slow mode": Explained(
        _("The group slows everybody down"),
        _("Slow mode is on in the group: it lets nobody write as often as was needed."),
        _(
            "Switch slow mode off in the group or make the bot an administrator, then send it "
            "again."
        ),
    ),
    "file forgotten": Explained(
        _("Telegram lost the file"),
        _("The file that belongs to this letter is no longer kept at Telegram."),
        _TELL_PROGRAMMERS,
    ),
    "file too large": Explained(
        _("The file is too large"),
        _("Telegram takes files of up to 50 MB from a bot, and pictures of up to 10 MB."),
        _TELL_PROGRAMMERS,
    ),
    "message gone": Explained(
        _("The message is gone"),
        _("What was to be changed or passed on was deleted before."),
        _NOTHING_TO_MEND,
    ),
    "not to be copied": Explained(
        _("It may not be passed on"),
        _("Telegram does not let this kind of message be passed on."),
        _NOTHING_TO_MEND,
    ),
    "too old to delete": Explained(
        _("Too old to be deleted"),
        _("Telegram lets a bot delete its messages for two days."),
        _NOTHING_TO_MEND,
    ),
    "no reactions here": Explained(
        _("No marks in this group"),
        _("The group does not allow reactions, so a mark could not be put."),
        _("Allow reactions in the group's settings. You may drop this."),
    ),
    "KeyLost": Explained(
        _("The key is missing"),
        _("What the letter says was sealed with a key that is not there any more."),
        _("Bring back the key file from your backup and restart the bot, then send it again."),
    ),
    "SealBroken": Explained(
        _("What it says cannot be read"),
        _("What the letter says was damaged or moved to another row."),
        _("Compare with your last backup. If it cannot be had from there, drop it."),
    ),
    "stopped while sending": Explained(
        _("The bot was stopped amid it"),
        _(
            "The bot was switched off just as it handed the letter over. It may have arrived. It "
            "is of a kind that must not come twice, so it was not sent again."
        ),
        _("Send it again only if it does no harm when it comes twice. Otherwise drop it."),
    ),
}
_BY_BEGINNING = {
    "refused": Explained(
        _("Telegram refused the letter"),
        _("Telegram did not accept the letter as it is: it is too long or its form is wrong."),
        _TELL_PROGRAMMERS,
    ),
    "given up": Explained(
        _("It did not work in six hours"),
        _("It was tried twelve times over about six hours, and failed each time."),
        _("If Telegram works again (other letters arrive), send it again."),
    ),
    "rendering": Explained(
        _("The letter could not be made"),
        _("The program failed when it put the letter into words."),
        _TELL_PROGRAMMERS,
    ),
}
_IN_DOUBT = Explained(
    _("Nobody knows whether it arrived"),
    _(
        "The line broke just as the letter was handed over. It may have arrived. It is of a kind "
        "that must not come twice, so it was not sent again."
    ),
    _("Send it again only if it does no harm when it comes twice. Otherwise drop it."),
)
_ANY = Explained(
    _("Another reason"),
    _("The letter could not be sent."),
    _TELL_PROGRAMMERS,
)


def explained(state: State, reason: str) -> Explained:
    """Every reason has its explanation; ``reason`` as it stands in the row."""
    if reason in _BY_REASON:
        return _BY_REASON[reason]
    if state is State.UNKNOWN:
        return _IN_DOUBT
    beginning, *_rest = reason.partition(":")
    if beginning == "given up" and (inner := reason.removeprefix("given up: ")) != reason:
        # what stood in its way all the time says more than that time is over
        return _BY_REASON.get(inner) or _BY_BEGINNING.get(
            inner.partition(":")[0], _BY_BEGINNING["given up"]
        )
    return _BY_BEGINNING.get(beginning, _ANY)


def is_explained(reason: str) -> bool:
    """Whether this very reason has its own words."""
    return reason in _BY_REASON or reason.partition(":")[0] in _BY_BEGINNING


def wordless(reason: str) -> Phrase:
    """The reason as programmers know it."""
    return verbatim(reason or "–")
