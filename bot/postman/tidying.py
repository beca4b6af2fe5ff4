"""What the outbox keeps, and for how long; functions of `now`, called once an hour.

A letter that left is kept for thirty days so that its dedupe key is: whoever puts it again within
that time, because an act was repeated or a tick made up for, puts nothing. What repeats an act is
forgotten long before: Telegram repeats an update for a day, a draft ends after thirty. Whoever must
say a thing once for ever writes that it was said into a row of their own.

What is stuck is kept three times as long, for somebody to decide about. Whoever does not decide in
that time never will, and what such letters say is sealed but still there.
"""

from datetime import datetime, timedelta

from storage import old_letters, reach, uploads
from storage.database import Database

KEEP_OVER = timedelta(days=30)
KEEP_STUCK = timedelta(days=90)
WAIT_FOR_PEOPLE = timedelta(days=30)
"""How long letters are held for somebody who cannot be reached."""
TRY_PEOPLE_AFTER = timedelta(days=1)
"""Once in that time one is tried: that somebody is back may have been missed in an outage."""
PEOPLE_AT_A_TIME = 100
"""Most of these tries are in vain, and take the places of letters that are not."""
KEEP_UPLOADS = timedelta(days=180)
AT_A_TIME = 1000
"""Rows of one transaction: more would hold up everybody who writes meanwhile."""


async def tidy_up(database: Database, now: datetime) -> None:
    """Forget what is over, give up what waited too long, try people who may be back."""
    async with database.act() as conn:
        await reach.give_up(conn, now - WAIT_FOR_PEOPLE, now)
        await reach.try_again(conn, now - TRY_PEOPLE_AFTER, PEOPLE_AT_A_TIME)
        await uploads.forget_before(conn, now - KEEP_UPLOADS)
    gone = AT_A_TIME
    while gone >= AT_A_TIME:
        async with database.act() as conn:
            gone = await old_letters.forget_over(conn, now - KEEP_OVER, AT_A_TIME)
            gone = max(gone, await old_letters.forget_stuck(conn, now - KEEP_STUCK, AT_A_TIME))
