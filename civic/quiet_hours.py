"""When people sleep: what can wait does not ring then.

A phone that lights up at three in the morning may be seen by the wrong person. One place for the
hours, for letters that are put at night and for those that an outage has delayed into it.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, tzinfo

EVENING, MORNING = time(22), time(8)
"""As the reader's clock shows them."""


def put_off(moment: datetime, zone: tzinfo) -> datetime:
    """This moment, or the end of the night (UTC) that it falls into on clocks of this zone."""
    local = moment.astimezone(zone)
    if MORNING <= local.time() < EVENING:
        return moment
    day = local.date() if local.time() < MORNING else local.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, zone).astimezone(UTC)
