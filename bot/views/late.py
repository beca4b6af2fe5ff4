"""What is said when nothing can be written down, and so nothing be done: that it will be.

No button: it could not be answered either.
"""

from __future__ import annotations

from civic.phrases import _

LATE = _(
    "Something is broken on our side, so my answer will be late. What you sent is not lost: "
    "I will answer as soon as it is mended.\n\nIn danger call <b>112</b>."
)
