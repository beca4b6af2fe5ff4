"""Small counts are hidden before a table leaves the house, and so that nobody can work them out.

Three people of one region can be found by whoever knows the village. So a cell under ten is not
told; and where the cells beside it and the total would give it away, a neighbour is hidden too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

LEAST = 10
"""A cell under this many people is hidden."""


def hidden(cells: Mapping[str, int], known_anyway: Collection[str] = ()) -> dict[str, int | None]:
    """The cells in the order of their keys, small ones ``None``; the total is thought to be known.

    What is hidden together is never a single cell and never under ``LEAST`` in all. A neighbour is
    chosen by its key and not by its size: the choice must not tell anything itself. Cells that are
    ``known_anyway`` can be read elsewhere, so they hide nothing for others.
    """
    keys = sorted(cells)
    small = [key for key in keys if cells[key] < LEAST]
    hiding = [key for key in small if key not in known_anyway]
    others = [key for key in keys if key not in small and key not in known_anyway]
    while hiding and others and (len(hiding) == 1 or sum(cells[key] for key in hiding) < LEAST):
        near = next((key for key in others if key > hiding[0]), others[0])
        others.remove(near)
        hiding.append(near)
    gone = {*small, *hiding}
    return {key: None if key in gone else cells[key] for key in keys}
