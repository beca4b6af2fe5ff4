"""An outbox on SQLite and its postman."""

import pytest

from storage.database import Database
from storage.vault import KeyRing
from tests import databases
from tests.unit.postman.doubles import Chancellery


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    with databases.migrated_sqlite(tmp_path_factory.mktemp("template")) as path:
        yield path


@pytest.fixture
async def database(template, tmp_path):
    opened = Database(databases.copy_of(template, tmp_path))
    yield opened
    await opened.close()


@pytest.fixture
def ring(tmp_path):
    return KeyRing.load_or_create(tmp_path / "keys" / "master_keys")


@pytest.fixture
def house(database, ring):
    return Chancellery(database, ring)
