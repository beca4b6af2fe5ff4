"""Whose list shows /admin is known after a restart, so that it can be taken away again."""

from datetime import datetime

from storage import administrator_menus
from storage.database import Database


async def test_given_once_and_taken_away(database: Database, now: datetime) -> None:
    async with database.act() as conn:
        await administrator_menus.note(conn, 5, now)
        await administrator_menus.note(conn, 5, now)
        await administrator_menus.note(conn, 6, now)
        assert await administrator_menus.given(conn) == {5, 6}
        await administrator_menus.forget(conn, 5)
        assert await administrator_menus.given(conn) == {6}
