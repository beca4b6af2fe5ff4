"""A search over 10,000 petitions: from the words to the petitions that are shown, SQLite.

Half of the searches have a slip or another ending in each word, as people type them.
"""

import asyncio
import random
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks.report import Line, Report
from civic.petitions.looking import PetitionSearch
from civic.petitions.searching import weigh
from storage import migrate
from storage.database import Database
from storage.tables import petition_logs, petitions

MANY, AT_MOST_MS = 10_000, 100.0
NOW = datetime(2026, 11, 1, tzinfo=UTC)
_KK = "мектеп жылу жол су ауа емхана балабақша аула жарық көше көпір саябақ қоқыс автобус жолақы"
_RU = "школа тепло дорога вода воздух поликлиника сад двор свет улица мост парк мусор автобус"
_ENDINGS = ("", "тің", "ты", "терде", "ның", "ға", "лар", "ы", "у", "ой", "ами", "ского")
_LETTERS = "абвгдеёжзийклмнопрстуфхцчшыэюяқғңөұүһәі"


def measure(*, quick: bool) -> Report:
    """The search, its first reading, and one petition that changed."""
    searches = 40 if quick else 400
    with tempfile.TemporaryDirectory() as folder:
        lines = asyncio.run(_measured(Path(folder) / "many.db", searches))
    return Report("searching", f"Searching among {MANY:,} petitions, ms", lines)


async def _measured(path: Path, searches: int) -> list[Line]:
    chance = random.Random(7)
    names = [_name(chance) for _ in range(6_000)]
    database = Database(f"sqlite+aiosqlite:///{path}")
    await migrate.upgrade(database.url.render_as_string(hide_password=False))
    async with database.act() as conn:
        rows = [_petition(number, names, chance) for number in range(MANY)]
        await conn.execute(petitions.insert(), rows)
        await conn.execute(petition_logs.insert(), [_log(row["id"]) for row in rows])
    search = PetitionSearch()
    began = time.perf_counter()
    await search.keep_fresh(database)
    first = (time.perf_counter() - began) * 1000
    took = []
    for number in range(searches):
        asked = _asked(rows[chance.randrange(MANY)], chance, slips=number % 2 == 1)
        began = time.perf_counter()
        async with database.look() as conn:
            await search.find(conn, asked)
        took.append((time.perf_counter() - began) * 1000)
    began = time.perf_counter()
    search.index.put("00000007", weigh(("Жаңа атау",), ()))
    search.index.find("жаңа", 8)
    again = (time.perf_counter() - began) * 1000
    await database.close()
    return [
        Line("a search, median", median(took)),
        Line("a search, 95 of 100", quantiles(took, n=20)[-1], at_most=AT_MOST_MS),
        Line("the slowest", max(took)),
        Line("reading all at the start", first),
        Line("after one has changed", again),
    ]


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(_LETTERS) for _ in range(chance.randint(4, 11)))


def _petition(number: int, names: list[str], chance: random.Random) -> dict[str, Any]:
    def said(common: str, count: int) -> str:
        some = [chance.choice(common.split()) + chance.choice(_ENDINGS) for _ in range(count)]
        return " ".join([*some, *chance.choices(names, k=count)])

    return {
        "id": f"{number:08}",
        "kind": "ngo",
        "state": "open",
        "state_at": NOW,
        "topic": "school",
        "level": "republic",
        "body": "government",
        "threshold": 50_000,
        "proof": "account",
        "written_in": "kk",
        "title_kk": said(_KK, 3),
        "title_ru": said(_RU, 3),
        "summary_kk": said(_KK, 15),
        "summary_ru": said(_RU, 15),
        "opened_at": NOW,
        "revision": 0,
    }


def _log(petition_id: str) -> dict[str, Any]:
    counted = ("size", "supports", "withdrawals", "invalidations", "outside", "last_number")
    shown = ("shown", "shown_outside")
    return {
        "petition_id": petition_id,
        "peaks": b"",
        "shown_at": NOW,
        **dict.fromkeys((*counted, *shown), 0),
    }


def _asked(row: dict[str, Any], chance: random.Random, *, slips: bool) -> str:
    asked = []
    for word in str(row[chance.choice(("title_kk", "title_ru"))]).split()[:4]:
        if not slips:
            asked.append(word)
        elif len(word) > 5 and chance.random() < 0.5:  # noqa: PLR2004 - every other long word
            at = chance.randrange(1, len(word))
            asked.append(word[:at] + chance.choice(_LETTERS) + word[at + 1 :])
        else:
            asked.append(word + chance.choice(_ENDINGS))
    return " ".join(asked)
