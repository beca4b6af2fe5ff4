"""A database of its own on PostgreSQL, where one answers; without it, that line is left out."""

import asyncio
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg  # type: ignore[import-untyped]  # it ships no types
from sqlalchemy import make_url

SERVER = make_url(
    os.environ.get("AZAMAT_TEST_POSTGRES", "postgresql+asyncpg://postgres@127.0.0.1:5432/postgres")
)


@contextmanager
def postgres_database() -> Iterator[str | None]:
    """The URL of an empty database, dropped afterwards; ``None`` when the server is silent."""
    name = f"azamat_bench_{secrets.token_hex(4)}"
    try:
        asyncio.run(_on_server(f"CREATE DATABASE {name}"))
    except (OSError, asyncpg.PostgresError):
        yield None
        return
    try:
        yield SERVER.set(database=name).render_as_string(hide_password=False)
    finally:
        asyncio.run(_on_server(f"DROP DATABASE {name} WITH (FORCE)"))


async def _on_server(statement: str) -> None:
    connection = await asyncpg.connect(
        host=SERVER.host,
        port=SERVER.port or 5432,
        user=SERVER.username,
        password=SERVER.password,
        database=SERVER.database or "postgres",
        timeout=5,
    )
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
