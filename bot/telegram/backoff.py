"""How long to wait before trying again: longer each time, and never all at the same moment.

Without the share of chance, every process and every letter that failed together would come back
together, onto a server that has just got up.
"""


def pause_before(
    attempt: int, *, first: float, longest: float, factor: float, chance: float
) -> float:
    """Seconds to wait before try number `attempt` (1: the first repetition).

    `chance` is a random number from 0 to 1: between half the pause and the whole of it.
    """
    # Beyond this the power is past any `longest` that makes sense, and would overflow at last.
    steps = min(attempt - 1, 64)
    return min(longest, first * factor**steps) * (0.5 + chance / 2)
