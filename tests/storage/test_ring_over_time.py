"""A ring that was read from a file follows it while the bot runs; nothing wrong in it is taken up."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storage import keys
from storage.errors import KeyLost, KeyRingError
from storage.vault import KeyRing, key_id_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "secrets" / "master_keys"


@pytest.fixture
def running(path: Path) -> KeyRing:
    """The ring of a bot that has sealed something already."""
    ring = KeyRing.load_or_create(path)
    ring.seal(b"salem", "draft:1")
    return ring


def test_what_is_sealed_after_a_turn_is_sealed_with_the_new_key(
    running: KeyRing, path: Path
) -> None:
    before = running.seal(b"salem", "draft:1")
    keys.turn(path)
    after = running.seal(b"salem", "draft:1")
    assert (key_id_of(before), key_id_of(after)) == ("k1", "k2")
    assert running.open(before, "draft:1") == running.open(after, "draft:1") == b"salem"
    assert key_id_of(running.rewrap(before, "draft:1")) == "k2"


def test_a_value_of_a_key_that_was_added_meanwhile_opens(running: KeyRing, path: Path) -> None:
    keys.turn(path)
    sealed = KeyRing.load_or_create(path).seal(b"salem", "draft:1")
    assert running.open(sealed, "draft:1") == b"salem"
    assert running.key_ids == ["k2", "k1"]


def test_a_key_that_was_taken_off_is_forgotten(running: KeyRing, path: Path) -> None:
    sealed = running.seal(b"salem", "draft:1")
    keys.turn(path)
    keys.take_off(path, ["k1"])
    assert running.refresh() is True
    assert running.refresh() is False
    assert running.key_ids == ["k2"]
    with pytest.raises(KeyLost):
        running.open(sealed, "draft:1")


def test_a_process_that_slept_through_several_changes_follows(running: KeyRing, path: Path) -> None:
    for gone in ("k1", "k2"):
        keys.turn(path)
        keys.take_off(path, [gone])
    assert running.refresh() is True
    assert running.key_ids == ["k3"]


def test_a_value_of_no_key_at_all_stays_lost(running: KeyRing) -> None:
    foreign = KeyRing({"k7": bytes(32)}).seal(b"salem", "draft:1")
    with pytest.raises(KeyLost, match="add the older key"):
        running.open(foreign, "draft:1")


@pytest.mark.parametrize("wrong", ["gone", "open to others", "damaged", "foreign"])
def test_a_file_that_went_wrong_is_told_of_and_loses_nobodys_words(
    running: KeyRing, path: Path, wrong: str
) -> None:
    good = path.read_text()
    if wrong == "gone":
        path.unlink()
    elif wrong == "open to others":
        keys.turn(path)
        path.chmod(0o644)
    else:
        path.write_text("k1:AAAA" if wrong == "damaged" else keys.fresh_entry("k1") + "\n\n")
    sealed = running.seal(b"salem", "draft:1")
    assert running.open(sealed, "draft:1") == b"salem"
    assert key_id_of(sealed) == "k1"
    for _ in range(2):  # told again for as long as it is so
        with pytest.raises(KeyRingError, match=r"master_keys|MASTER_KEYS") as told:
            running.refresh()
    assert good.strip().partition(":")[2] not in str(told.value)
    path.unlink(missing_ok=True)
    keys.write_new(path, good)
    assert running.refresh() is False


def test_a_ring_that_was_given_as_text_is_fixed(path: Path) -> None:
    KeyRing.load_or_create(path)
    ring = KeyRing.from_text(path.read_text())
    keys.turn(path)
    assert ring.refresh() is False
    assert key_id_of(ring.seal(b"salem", "draft:1")) == "k1"


def test_threads_that_seal_and_open_while_the_keys_change_lose_nothing(
    running: KeyRing, path: Path
) -> None:
    def talks(number: int) -> bytes:
        sealed = running.seal(b"%d" % number, "draft:1")
        if number % 100 == 50:
            with keys.alone(path):
                keys.turn(path)
        return running.open(sealed, "draft:1")

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(talks, range(400))) == [b"%d" % number for number in range(400)]
    assert len(running.key_ids) > 1
