"""The ring's file is made once, for its owner only, and never silently replaced."""

import fcntl
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storage import keys
from storage.errors import KeyRingError
from storage.vault import KeyRing


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "secrets" / "master_keys"


def test_the_first_start_makes_a_ring_for_its_owner_only(path: Path) -> None:
    ring = KeyRing.load_or_create(path)
    assert ring.key_ids == ["k1"]
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["master_keys"]


def test_the_second_start_reads_the_same_ring(path: Path) -> None:
    sealed = KeyRing.load_or_create(path).seal(b"salem", "draft:1")
    assert KeyRing.load_or_create(path).open(sealed, "draft:1") == b"salem"


def test_processes_that_start_together_share_one_ring(path: Path) -> None:
    with ThreadPoolExecutor(8) as starts:
        rings = list(starts.map(KeyRing.load_or_create, [path] * 8))
    sealed = rings[0].seal(b"salem", "draft:1")
    assert {ring.open(sealed, "draft:1") for ring in rings} == {b"salem"}


def test_a_ring_open_to_others_is_refused_with_the_remedy(path: Path) -> None:
    KeyRing.load_or_create(path)
    path.chmod(0o644)
    with pytest.raises(KeyRingError, match=r"chmod 600.*MASTER_KEYS"):
        KeyRing.load_or_create(path)


@pytest.mark.parametrize("content", [b"", b"k1:AAAA", b"\xff\xfe"])
def test_a_damaged_ring_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    KeyRing.load_or_create(path)
    path.write_bytes(content)
    with pytest.raises(KeyRingError, match="MASTER_KEYS"):
        KeyRing.load_or_create(path)
    assert path.read_bytes() == content


def test_a_ring_that_cannot_be_read_is_refused(path: Path) -> None:
    path.mkdir(parents=True, mode=0o700)
    with pytest.raises(KeyRingError, match="MASTER_KEYS"):
        KeyRing.load_or_create(path)


def test_a_ring_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secrets").write_text("a file where the folder should be")
    with pytest.raises(KeyRingError, match="MASTER_KEYS"):
        KeyRing.load_or_create(tmp_path / "secrets" / "master_keys")


def test_turning_the_ring_adds_a_newest_key_and_keeps_the_old_ones(path: Path) -> None:
    sealed = KeyRing.load_or_create(path).seal(b"salem", "draft:1")
    assert keys.turn(path) == "k2"
    assert keys.turn(path) == "k3"
    turned = KeyRing.load_or_create(path)
    assert turned.key_ids == ["k3", "k2", "k1"]
    assert turned.open(sealed, "draft:1") == b"salem"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["master_keys"]


def test_an_existing_file_is_never_overwritten(path: Path) -> None:
    KeyRing.load_or_create(path)
    before = path.read_text()
    with pytest.raises(FileExistsError):
        keys.write_new(path, keys.fresh_entry("k9"))
    assert path.read_text() == before
    assert [file.name for file in path.parent.iterdir()] == ["master_keys"]


def test_keys_that_are_taken_off_are_gone_and_the_newest_stays_whatever_is_asked(
    path: Path,
) -> None:
    KeyRing.load_or_create(path)
    keys.turn(path)
    keys.turn(path)
    kept = path.read_text().splitlines()
    keys.take_off(path, ["k1", "k3", "k9"])
    assert path.read_text().splitlines() == kept[:2]
    assert KeyRing.load_or_create(path).key_ids == ["k3", "k2"]
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["master_keys"]


def test_the_id_of_a_key_that_was_taken_off_is_never_used_again(path: Path) -> None:
    KeyRing.load_or_create(path)
    keys.turn(path)
    keys.turn(path)
    keys.take_off(path, ["k1", "k2"])
    assert keys.turn(path) == "k4"


def test_ids_of_another_making_do_not_disturb_the_counting(path: Path) -> None:
    path.parent.mkdir(mode=0o700)
    keys.write_new(path, keys.fresh_entry("spring") + " " + keys.fresh_entry("k7"))
    assert keys.turn(path) == "k8"
    assert KeyRing.load_or_create(path).key_ids == ["k8", "spring", "k7"]


def test_what_a_turn_that_was_cut_off_left_behind_is_cleared_away(path: Path) -> None:
    KeyRing.load_or_create(path)
    path.with_name("master_keys.changed").write_text("half a line")
    keys.turn(path)
    assert [file.name for file in path.parent.iterdir()] == ["master_keys"]


def test_whoever_changes_the_keys_is_alone(path: Path) -> None:
    KeyRing.load_or_create(path)
    with keys.alone(path):
        other = os.open(path.parent, os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(other)
    assert [file.name for file in path.parent.iterdir()] == ["master_keys"]


def test_keys_that_are_gone_are_asked_for_and_never_made_anew(path: Path) -> None:
    KeyRing.load_or_create(path)
    path.unlink()
    with pytest.raises(KeyRingError, match="gone: bring the file back"):
        keys.turn(path)
    assert not path.exists()
