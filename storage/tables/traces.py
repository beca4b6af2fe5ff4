"""The ids of messages that must go from a chat."""

from sqlalchemy import BigInteger, Boolean, Column, Integer, Table, Text

from storage.columns import Moment
from storage.tables.metadata import metadata

traces = Table(
    "traces",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    # the bot's one message, which is not deleted but turned into a neutral page
    Column("is_screen", Boolean, nullable=False),
    Column("language", Text, nullable=False),
    Column("noted_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
    # seconds of silence that the person chose; the same for the whole chat
    Column("pause", Integer, nullable=False, server_default="165600"),
)
