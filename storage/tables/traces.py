"""Who is in the help branch of a chat's one message, and the ids of messages that must go.

Ids and times, for a day or two. Nothing that decides who gets a broadcast may look at them.
"""

from sqlalchemy import BigInteger, Boolean, Column, Integer, Table, Text

from storage.columns import Moment
from storage.tables.metadata import metadata

visits = Table(
    "visits",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    # the one message: it is edited all the time, and becomes a neutral page in the end
    Column("screen_id", BigInteger, nullable=False),
    Column("language", Text, nullable=False),
    # seconds of silence after which all is cleaned up; NULL while the person has chosen none
    Column("pause", Integer),
    # the page waits for the name of a place, or for the place itself
    Column("asks_where", Boolean, nullable=False),
    # an ordinary page stands on the screen already: it stays as it is, the rest goes
    Column("is_left", Boolean, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
)

traces = Table(
    "traces",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    # said by the bot: where it cannot be deleted any more, it can still be made neutral
    Column("is_ours", Boolean, nullable=False),
    Column("noted_at", Moment, nullable=False),
    # at the latest; a clean-up takes it earlier
    Column("due_at", Moment, nullable=False, index=True),
)
