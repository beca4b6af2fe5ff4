"""What is sealed opens only whole, only with its key, and only where it belongs."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as some

from storage.errors import KeyLost, KeyRingError, SealBroken, VaultError
from storage.vault import KeyRing

OLD = bytes(range(32))
NEW = bytes(range(32, 64))
RING = KeyRing({"k1": OLD})


def entry(name: str, key: bytes) -> str:
    return f"{name}:{base64.b64encode(key).decode()}"


@given(some.binary(max_size=4000), some.text(max_size=60))
def test_what_was_sealed_opens_again(plain: bytes, context: str) -> None:
    assert RING.open(RING.seal(plain, context), context) == plain


@given(some.binary(max_size=200), some.text(max_size=20), some.text(max_size=20))
def test_it_opens_nowhere_else(plain: bytes, context: str, elsewhere: str) -> None:
    if context == elsewhere:
        elsewhere += "!"
    with pytest.raises(SealBroken):
        RING.open(RING.seal(plain, context), elsewhere)


@given(some.binary(max_size=100), some.integers(min_value=0))
def test_any_flipped_bit_is_noticed(plain: bytes, place: int) -> None:
    sealed = bytearray(RING.seal(plain, "draft:1"))
    sealed[place // 8 % len(sealed)] ^= 1 << place % 8
    with pytest.raises(VaultError):
        RING.open(bytes(sealed), "draft:1")


@given(some.binary(max_size=100), some.integers(min_value=0))
def test_a_value_cut_short_is_noticed(plain: bytes, length: int) -> None:
    sealed = RING.seal(plain, "draft:1")
    with pytest.raises(VaultError):
        RING.open(sealed[: length % len(sealed)], "draft:1")


@given(some.binary(min_size=8, max_size=200))
def test_the_plain_value_is_not_to_be_seen(plain: bytes) -> None:
    assert plain not in RING.seal(plain, "draft:1")


def test_the_same_value_is_never_sealed_the_same_way() -> None:
    assert RING.seal(b"salem", "draft:1") != RING.seal(b"salem", "draft:1")


def test_a_turned_ring_opens_old_values_and_seals_with_the_newest_key() -> None:
    old = RING.seal(b"salem", "draft:1")
    turned = KeyRing.from_text(f"{entry('k2', NEW)}\n{entry('k1', OLD)}")
    assert turned.key_ids == ["k2", "k1"]
    assert turned.open(old, "draft:1") == b"salem"
    with pytest.raises(KeyLost, match="MASTER_KEYS"):
        RING.open(turned.seal(b"salem", "draft:1"), "draft:1")


def test_a_rewrapped_value_no_longer_needs_the_old_key() -> None:
    turned = KeyRing({"k2": NEW, "k1": OLD})
    rewrapped = turned.rewrap(RING.seal(b"salem", "draft:1"), "draft:1")
    assert KeyRing({"k2": NEW}).open(rewrapped, "draft:1") == b"salem"
    assert turned.rewrap(rewrapped, "draft:1") == rewrapped


def test_a_value_cannot_be_rewrapped_for_another_place() -> None:
    turned = KeyRing({"k2": NEW, "k1": OLD})
    with pytest.raises(SealBroken):
        turned.rewrap(RING.seal(b"salem", "draft:1"), "draft:2")


def test_errors_quote_nothing() -> None:
    with pytest.raises(SealBroken) as broken:
        RING.open(RING.seal(b"salem", "draft:1"), "draft:2")
    assert "salem" not in str(broken.value)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "holds no key"),
        ("k1", "entry 1 is not ID:BASE64"),
        (":AAAA", "entry 1 is not ID:BASE64"),
        (entry("k" * 33, OLD), "entry 1 is not ID:BASE64"),
        ("k1:AAAA", "not 32 bytes"),
        ("k1:!!!!", "not 32 bytes"),
        (f"{entry('k1', OLD)} {entry('k1', NEW)}", "stands there twice"),
    ],
)
def test_a_malformed_ring_is_refused_with_a_sentence(text: str, complaint: str) -> None:
    with pytest.raises(KeyRingError, match=f"MASTER_KEYS.*{complaint}") as refused:
        KeyRing.from_text(text)
    assert base64.b64encode(OLD).decode() not in str(refused.value)
