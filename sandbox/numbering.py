"""Numbers that go on where an earlier sandbox left off, as Telegram's do.

The sandbox forgets when it stops, a bot's database does not: were numbers given twice, the
bot would take a new update for one that it has handled, or a new message for an old one.
"""

import time

_YEAR_2026 = 1_767_225_600
_A_SECOND = 10


def never_given_before() -> int:
    """Higher than any number that an earlier sandbox gave.

    Ten are set aside for each second since 2026, so that they fit into 32 bits, as
    Telegram's do, until 2032.
    """
    return int((time.time() - _YEAR_2026) * _A_SECOND)
