"""A sealed column seals by itself: with exactly one case in hand, for that case and place only."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from traceback import format_exception
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import (
    Column,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    func,
    insert,
    select,
    update,
)
from sqlalchemy import text as sql
from sqlalchemy.exc import IntegrityError

from storage import cases
from storage.cases import Case, in_hand
from storage.columns import JSON, SealedJson, SealedText
from storage.database import Database
from storage.dialects import for_database, insert_or_update
from storage.errors import NotInHand, NotSealed, SealBroken, VaultError
from storage.hand import open_sealed, seal
from storage.swift import Swift
from storage.tables import metadata
from storage.vault import KeyRing

TEXT = "Мен оған бәрін айттым: ол үйде, ешкімге айтпаңызшы."
notes = Table(
    "notes",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("case_id", Text),
    Column("said", SealedText("notes.said")),
    Column("more", SealedJson("notes.more")),
)
ADD = Swift(insert(notes).values({c.name: bindparam(c.name) for c in notes.c}))
GET = Swift(select(notes.c.said, notes.c.more).where(notes.c.id == bindparam("note")))


def row(number: int, said: str | None = TEXT, more: JSON = None) -> dict[str, Any]:
    return {"id": number, "case_id": f"t:{number}", "said": said, "more": more}


@pytest.fixture
async def grounds(database: Database) -> AsyncIterator[Database]:
    """With a table that holds what people said."""
    async with database.act() as conn:
        await conn.run_sync(notes.metadata.create_all)
    yield database
    async with database.act() as conn:
        await conn.run_sync(notes.metadata.drop_all)


@pytest.fixture
async def both(grounds: Database, ring: KeyRing, now: datetime) -> tuple[Case, Case]:
    async with grounds.act() as conn:
        return (
            await cases.open_case(conn, ring, "t:1", now),
            await cases.open_case(conn, ring, "t:2", now),
        )


async def test_a_column_seals_and_opens_by_itself(
    grounds: Database, both: tuple[Case, Case]
) -> None:
    more: JSON = {"city": "Семей", "flats": [1, None, True]}
    with in_hand(both[0]):
        async with grounds.act() as conn:
            await conn.execute(insert(notes), row(1, more=more))
            await conn.execute(insert(notes), [row(3, None), row(4, "", [])])
            await ADD.change(conn, row(5))
        async with grounds.act() as conn:
            found = (await conn.execute(select(notes).order_by(notes.c.id))).all()
            assert await GET.rows(conn, {"note": 1}) in ([(TEXT, more)], [[TEXT, more]])
        async with grounds.look() as conn:
            assert (await conn.execute(select(notes).order_by(notes.c.id))).all() == found
    assert [tuple(note)[2:] for note in found] == [
        (TEXT, more),
        (None, None),
        ("", []),
        (TEXT, None),
    ]


async def test_it_seals_in_every_way_in_which_a_value_is_written(
    grounds: Database, both: tuple[Case, Case]
) -> None:
    new = insert_or_update(notes, ("id", "said"), "id", {"said": bindparam("again")})
    async with grounds.act() as conn:
        with in_hand(both[0]):
            await conn.execute(
                insert(notes).values([{"id": 1, "said": "a"}, {"id": 2, "said": "b"}])
            )
            changed = update(notes).where(notes.c.id == 1).values(said="c").returning(notes.c.said)
            assert (await conn.execute(changed)).scalar_one() == "c"
            asked = {"id": 2, "said": "unheard", "again": "d"}
            await conn.execute(for_database(conn, new), asked)
            said = select(func.coalesce(notes.c.said, notes.c.said)).order_by(notes.c.id)
            assert (await conn.execute(said)).scalars().all() == ["c", "d"]
        kept = (await conn.execute(sql("SELECT said FROM notes"))).scalars().all()
    assert all(bytes(value).startswith(b"\x02\x03t:1") for value in kept)


async def test_what_is_kept_is_not_to_be_seen(grounds: Database, both: tuple[Case, Case]) -> None:
    async with grounds.act() as conn:
        with in_hand(both[0]):
            await conn.execute(insert(notes), row(1, more={"said": TEXT}))
        kept = (await conn.execute(sql("SELECT said, more FROM notes"))).one()
    for value in kept:
        assert bytes(value).startswith(b"\x02\x03t:1")
        assert TEXT.encode() not in bytes(value)


@pytest.mark.parametrize("count", [0, 2])
@pytest.mark.parametrize("swiftly", [False, True])
async def test_without_one_case_in_hand_nothing_reaches_the_disk(
    grounds: Database, both: tuple[Case, Case], count: int, swiftly: bool
) -> None:
    async with grounds.act() as conn:
        with in_hand(*both[:count]), pytest.raises(NotSealed, match=r"notes\.said") as refused:
            await (ADD.change(conn, row(1)) if swiftly else conn.execute(insert(notes), row(1)))
    assert TEXT not in str(refused.value)
    async with grounds.look() as conn:
        assert (await conn.execute(sql("SELECT count(*) FROM notes"))).scalar_one() == 0


async def test_an_error_of_the_database_quotes_no_text(
    grounds: Database, both: tuple[Case, Case]
) -> None:
    async def twice() -> None:
        async with grounds.act() as conn:
            await conn.execute(insert(notes), [row(1), row(1)])

    with in_hand(both[0]), pytest.raises(IntegrityError) as refused:
        await twice()
    assert TEXT not in "".join(format_exception(refused.value))


@pytest.mark.parametrize("swiftly", [False, True])
async def test_a_value_whose_case_is_not_in_hand_stays_shut(
    grounds: Database, both: tuple[Case, Case], swiftly: bool
) -> None:
    async with grounds.act() as conn:
        with in_hand(both[0]):
            await conn.execute(insert(notes), row(1))

        async def read() -> Any:
            if swiftly:
                return await GET.rows(conn, {"note": 1})
            return (await conn.execute(select(notes))).all()

        with in_hand(both[1]), pytest.raises(NotInHand, match=r"notes\.said.*t:1"):
            await read()
        with pytest.raises(NotInHand):
            await read()


async def test_a_list_is_read_with_all_its_cases_in_hand(
    grounds: Database, both: tuple[Case, Case], ring: KeyRing
) -> None:
    async with grounds.act() as conn:
        for number, case in enumerate(both, start=1):
            with in_hand(case):
                await conn.execute(insert(notes), row(number, f"{TEXT} {number}"))
    async with grounds.look() as conn:
        opened = await cases.cases_of(conn, ring, ["t:1", "t:2"])
        with in_hand(*opened.values()):
            said = (await conn.execute(select(notes.c.said).order_by(notes.c.id))).scalars().all()
    assert said == [f"{TEXT} 1", f"{TEXT} 2"]


async def test_a_value_moved_to_another_case_or_column_does_not_open(
    grounds: Database, both: tuple[Case, Case]
) -> None:
    async with grounds.act() as conn:
        with in_hand(both[0]):
            await conn.execute(insert(notes), row(1))
        await conn.execute(sql("UPDATE notes SET more = said"))
        with in_hand(both[0]), pytest.raises(SealBroken):
            (await conn.execute(select(notes.c.more))).all()
        kept = bytes((await conn.execute(sql("SELECT said FROM notes"))).scalar_one())
        renamed = kept.replace(b"t:1", b"t:2", 1)
        await conn.execute(sql("UPDATE notes SET said = :said"), {"said": renamed})
        with in_hand(both[1]), pytest.raises(SealBroken):
            (await conn.execute(select(notes.c.said))).all()


async def test_tasks_at_once_never_mix_their_cases(
    grounds: Database, ring: KeyRing, now: datetime
) -> None:
    async def talks(number: int) -> None:
        async with grounds.act() as conn:
            case = await cases.open_case(conn, ring, f"t:{number}", now)
        with in_hand(case):
            await asyncio.sleep(0)
            async with grounds.act() as conn:
                await conn.execute(insert(notes), row(number, f"{TEXT} {number}"))
            await asyncio.sleep(0)
            async with grounds.look() as conn:
                mine = select(notes.c.said).where(notes.c.id == number)
                assert (await conn.execute(mine)).scalar_one() == f"{TEXT} {number}"
            async with grounds.act() as conn:
                await ADD.change(conn, row(number + 100))
                assert (await GET.rows(conn, {"note": number}))[0][0] == f"{TEXT} {number}"
        with pytest.raises(NotSealed):
            seal(b"salem", "notes.said")

    await asyncio.gather(*(talks(number) for number in range(1, 21)))
    async with grounds.look() as conn:
        rows = (await conn.execute(sql("SELECT id, said FROM notes"))).all()
    assert len(rows) == 40
    for number, kept in rows:
        name = f"t:{number % 100}".encode()
        assert bytes(kept).startswith(bytes((2, len(name))) + name)


async def test_a_block_within_a_block_takes_the_outer_case_out_of_hand(
    both: tuple[Case, Case],
) -> None:
    with in_hand(both[0]):
        sealed = seal(b"salem", "notes.said")
        with in_hand(both[1]):
            with pytest.raises(NotInHand):
                open_sealed(sealed, "notes.said")
            assert seal(b"salem", "notes.said").startswith(b"\x02\x03t:2")
        assert open_sealed(sealed, "notes.said") == b"salem"


@pytest.mark.parametrize(
    "compare",
    [
        lambda said: said == TEXT,
        lambda said: said != bindparam("other"),
        lambda said: said.in_([TEXT]),
        lambda said: said.contains("үй"),
        lambda said: said.desc(),
    ],
)
def test_a_sealed_column_cannot_be_compared(compare: Callable[[Any], Any]) -> None:
    with pytest.raises(TypeError, match=r"notes\.said cannot be compared"):
        compare(notes.c.said)
    assert str(update(notes).where(notes.c.said.is_(None)).values(said=None))


def test_every_column_that_seals_by_itself_names_its_own_place() -> None:
    told = {
        f"{table.name}.{column.name}": column.type.place
        for table in (*metadata.sorted_tables, notes)
        for column in table.c
        if isinstance(column.type, SealedText | SealedJson)
    }
    assert told
    assert all(place == name for name, place in told.items())


def some_case(name: str) -> Case:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - one test's

    return Case(name, AESGCM(name.encode().ljust(32, b".")[:32]))


@given(some.binary(max_size=300), some.text(min_size=1, max_size=40), some.text(max_size=40))
def test_what_a_case_sealed_it_opens_again(plain: bytes, name: str, place: str) -> None:
    case = some_case(name)
    with in_hand(some_case(name + "!"), case):
        assert open_sealed(case.seal(plain, place), place) == plain


@given(some.binary(max_size=100), some.integers(min_value=0))
def test_any_flipped_bit_of_a_case_is_noticed(plain: bytes, where: int) -> None:
    case = some_case("t:1")
    sealed = bytearray(case.seal(plain, "notes.said"))
    sealed[where // 8 % len(sealed)] ^= 1 << where % 8
    with in_hand(case), pytest.raises(VaultError):
        open_sealed(bytes(sealed), "notes.said")


@given(some.binary(max_size=100), some.integers(min_value=0))
def test_a_value_of_a_case_cut_short_is_noticed(plain: bytes, length: int) -> None:
    case = some_case("t:1")
    sealed = case.seal(plain, "notes.said")
    with in_hand(case), pytest.raises(VaultError):
        open_sealed(sealed[: length % len(sealed)], "notes.said")
