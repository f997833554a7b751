import base64

import pytest

from bot.errors import SettingError, StorageError
from bot.storage import Vault

OLD = base64.b64encode(bytes(range(32))).decode()
NEW = base64.b64encode(bytes(range(32, 64))).decode()


def test_what_was_sealed_opens_in_its_place() -> None:
    vault = Vault.from_setting(OLD)
    sealed = vault.seal("person", "name", 7, "Señora Ω 🙂")

    assert vault.unseal("person", "name", 7, sealed) == "Señora Ω 🙂"
    assert "Señora".encode() not in sealed


@pytest.mark.parametrize("place", [("remark", "name", 7), ("person", "goal", 7), ("person", "name", 8)])
def test_a_field_that_was_moved_does_not_open(place: tuple[str, str, int]) -> None:
    vault = Vault.from_setting(OLD)
    sealed = vault.seal("person", "name", 7, "Ann")

    with pytest.raises(StorageError):
        vault.unseal(*place, sealed)


def test_a_field_that_was_changed_does_not_open() -> None:
    vault = Vault.from_setting(OLD)
    sealed = vault.seal("person", "name", 7, "Ann")

    for broken in (b"", sealed[:5], sealed[:-1], sealed[:-1] + bytes([sealed[-1] ^ 1])):
        with pytest.raises(StorageError):
            vault.unseal("person", "name", 7, broken)


def test_equal_words_are_sealed_differently_each_time() -> None:
    vault = Vault.from_setting(OLD)

    assert vault.seal("person", "name", 7, "Ann") != vault.seal("person", "name", 7, "Ann")


def test_after_a_new_key_old_fields_open_and_new_ones_use_it() -> None:
    before, after = Vault.from_setting(OLD), Vault.from_setting(f"{NEW}, {OLD}")
    sealed = before.seal("person", "name", 7, "Ann")

    assert after.unseal("person", "name", 7, sealed) == "Ann"
    assert Vault.from_setting(NEW).unseal("t", "c", 1, after.seal("t", "c", 1, "x")) == "x"
    with pytest.raises(StorageError):
        before.unseal("t", "c", 1, after.seal("t", "c", 1, "x"))


def test_a_chat_is_found_under_the_old_key_and_written_under_the_new_one() -> None:
    before, after = Vault.from_setting(OLD), Vault.from_setting(f"{NEW},{OLD}")

    assert before.index(42) in after.indexes(42)
    assert after.index(42) == after.indexes(42)[0] != before.index(42)
    assert before.index(42) != before.index(43)


@pytest.mark.parametrize(
    "setting",
    ["", "change-me", "AAAA", base64.b64encode(bytes(32)).decode(), f"{OLD},{OLD}", f"{OLD},", "ключ"],
)
def test_a_malformed_key_is_refused_and_never_repeated(setting: str) -> None:
    with pytest.raises(SettingError) as refusal:
        Vault.from_setting(setting)

    assert refusal.value.remedy
    assert not setting or setting not in str(refusal.value)


def test_a_new_key_fits_the_setting() -> None:
    assert Vault.new_key() != Vault.new_key()
    assert Vault.from_setting(Vault.new_key())


def test_a_proof_holds_for_its_content_its_purpose_and_our_keys_only() -> None:
    vault = Vault.from_setting(OLD)
    proof = vault.mac("audit", b"what happened")

    assert vault.is_mac("audit", b"what happened", proof)
    assert not vault.is_mac("audit", b"what happened not", proof)
    assert not vault.is_mac("erased", b"what happened", proof)
    for broken in (b"", proof[:1], proof[:-1], proof + b"x", proof[:-1] + bytes([proof[-1] ^ 1])):
        assert not vault.is_mac("audit", b"what happened", broken)
    assert not Vault.from_setting(NEW).is_mac("audit", b"what happened", proof)


def test_after_a_new_key_old_proofs_hold_and_new_ones_use_it() -> None:
    before, after = Vault.from_setting(OLD), Vault.from_setting(f"{NEW},{OLD}")
    old, new = before.mac("audit", b"c"), after.mac("audit", b"c")

    assert after.is_mac("audit", b"c", old)
    assert not before.is_mac("audit", b"c", new)
    assert after.macs("audit", b"c") == (new, old)
