"""What the measured people do, move by move, and how a button's data reads.

Both bots and the Telegram between them share this file, so it imports nothing of ours: the bare
bot would otherwise be measured with our changes to aiogram in it.
"""

from typing import TypeAlias

Move: TypeAlias = tuple[str, str]
"""("tap", action) or ("type", text)."""

STORY = "Мен осы туралы айтқым келеді: бәрі өткен аптада басталды, мәселе әлі шешілген жоқ."

TAPS: tuple[Move, ...] = (
    ("tap", "=friend"),
    ("tap", "=bread"),
    ("tap", "=roof"),
    ("tap", "done"),
    ("tap", "=yesterday"),
    ("tap", "=doctor"),
    ("tap", "=lawyer"),
    ("tap", "done"),
    ("tap", "=call"),
)
MIXED: tuple[Move, ...] = (
    *TAPS[:4],
    ("type", STORY),
    *TAPS[4:8],
    ("type", "Ертең таңертең"),
    TAPS[8],
    ("type", "Рақмет, болғаны осы"),
)
WALKS = {"mixed": MIXED, "taps": TAPS}
FIRST_SCREEN = 1


def draft_of(person: int) -> str:
    """A draft's id has eight characters."""
    return f"{person:08d}"


def callback(draft: str, screen: int, action: str) -> str:
    """A button's data, as the bot writes it."""
    return f"d:{draft}:{screen}:{action}"
