"""No byte of what a person said is in the database's files or in the logs; a shredded key is gone."""

import json
import logging
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from storage import cases
from storage.cases import Case, in_hand
from storage.columns import SealedJson, SealedText
from storage.database import Database
from storage.errors import StorageError
from storage.rotation import rewrap
from storage.tables import case_keys
from storage.vault import KeyRing
from tests.storage.sealed_grounds import NOON, READERS, TEXT, fill

WORDS = [word for word in TEXT.replace(",", " ").split() if len(word) > 4]
TRACES = tuple(form.encode() for word in WORDS for form in (word, json.dumps(word)[1:-1]))
"""Each word that is not to be met elsewhere by chance, as it is and as JSON may write it."""
said = Table(
    "said",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("text", SealedText("said.text")),
    Column("more", SealedJson("said.more")),
)


def files_of(database: Database) -> dict[str, bytes]:
    """The file, its journal and its index of it, as they lie on the disk."""
    path = Path(database.url.database or "")
    return {file.name: file.read_bytes() for file in path.parent.glob(f"{path.name}*")}


async def the_case(database: Database, ring: KeyRing) -> Case:
    async with database.act() as conn:
        return await cases.open_case(conn, ring, "complaint:words", NOON)


async def talk(database: Database, ring: KeyRing) -> None:
    """A person's words go everywhere where words go, are read, changed and deleted."""
    async with database.act() as conn:
        await conn.run_sync(said.metadata.create_all)
        await fill(conn, ring)
    case = await the_case(database, ring)
    async with database.act() as conn:
        with in_hand(case):
            more = {"text": TEXT, TEXT: [TEXT]}
            await conn.execute(
                insert(said), [{"id": n, "text": TEXT, "more": more} for n in (1, 2)]
            )
    for _ in range(3):
        async with database.act() as conn:
            for read in READERS.values():
                await read(conn, ring)
            with in_hand(case):
                assert (await conn.execute(select(said.c.text))).scalars().all()
    async with database.act() as conn:
        await conn.execute(said.delete().where(said.c.id == 2))


async def goes_wrong(database: Database, ring: KeyRing) -> None:
    """Statements that carry the words fail in each way there is, and somebody logs it carelessly."""
    case = await the_case(database, ring)

    async def twice() -> None:
        async with database.act() as conn:
            await fill(conn, ring)

    async def with_no_case_in_hand() -> None:
        async with database.act() as conn:
            await conn.execute(insert(said), {"id": 3, "text": TEXT})

    async def that_json_cannot_say() -> None:
        async with database.act() as conn:
            with in_hand(case):
                await conn.execute(insert(said), {"id": 3, "text": TEXT, "more": {TEXT: case}})

    async def without_its_table() -> None:
        async with database.act() as conn:
            await conn.run_sync(said.metadata.drop_all)
            with in_hand(case):
                await conn.execute(insert(said), {"id": 3, "text": TEXT})

    for fails in (twice, with_no_case_in_hand, that_json_cannot_say, without_its_table):
        with pytest.raises((SQLAlchemyError, StorageError)) as failed:
            await fails()
        logging.getLogger("bot").error("careless", exc_info=failed.value)


async def test_what_a_person_said_is_in_no_file_and_in_no_log(
    sqlite: Database, ring: KeyRing, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await talk(sqlite, ring)
    before = files_of(sqlite)
    await goes_wrong(sqlite, ring)
    await sqlite.wash()
    for files in (before, files_of(sqlite)):
        assert len(files) == 3, "the file, -wal and -shm are all looked through"
        for name, content in files.items():
            assert not [trace for trace in TRACES if trace in content], name
    assert caplog.text.count("careless") == 4
    assert not [trace for trace in TRACES if trace.decode() in caplog.text]


async def test_what_is_looked_for_would_be_found(sqlite: Database) -> None:
    async with sqlite.act() as conn:
        await conn.execute(text("CREATE TABLE plain (said TEXT)"))
        await conn.execute(text("INSERT INTO plain VALUES (:said)"), {"said": TEXT})
    assert any(trace in content for content in files_of(sqlite).values() for trace in TRACES)


async def keys_of(database: Database) -> set[bytes]:
    """What is left of each wrapped key when its head, which others share, is cut off."""
    wrapped = select(case_keys.c.wrapped).where(case_keys.c.wrapped.is_not(None))
    async with database.look() as conn:
        return {bytes(key)[20:] for key in (await conn.execute(wrapped)).scalars()}


async def test_the_bytes_of_a_shredded_key_are_in_no_file(sqlite: Database, ring: KeyRing) -> None:
    """Also not in a page that was split or let go, nor those of the wrapping before a rotation."""
    for first in range(0, 400, 40):
        async with sqlite.act() as conn:
            for number in range(first, first + 40):
                name = f"complaint:{number * 7919 % 1000:04}" * (1 + number % 3)
                await cases.open_case(conn, ring, name, NOON)
    wrapped_before = await keys_of(sqlite)
    turned = KeyRing({"k10": bytes(32), "k1": bytes(range(32))})
    async for _ in rewrap(sqlite, turned):
        pass
    wrapped_after = await keys_of(sqlite)
    async with sqlite.act() as conn:
        names = (await conn.execute(select(case_keys.c.case_id))).scalars().all()
        for name in names[::2]:
            await cases.shred(conn, name, NOON)
    journal = b"".join(files_of(sqlite).values())
    assert any(key in journal for key in wrapped_after - await keys_of(sqlite)), "this is why"

    assert await sqlite.wash()
    alive = await keys_of(sqlite)
    content = b"".join(files_of(sqlite).values())
    assert len(alive) == 200
    assert all(key in content for key in alive)
    assert not [key for key in (wrapped_before | wrapped_after) - alive if key in content]


async def test_washing_gives_way_to_a_reader_and_works_when_it_is_gone(
    sqlite: Database, ring: KeyRing
) -> None:
    async with sqlite.act() as conn:
        await cases.open_case(conn, ring, "t:1", NOON)
    async with sqlite.look() as conn:
        await cases.case_of(conn, ring, "t:1")
        async with sqlite.act() as writing:
            await cases.shred(writing, "t:1", NOON)
        assert await sqlite.wash() is False
    assert await sqlite.wash() is True


async def test_postgresql_needs_no_washing(postgres: Database) -> None:
    assert await postgres.wash() is True
