"""What was set at the desk: told with who said so, never overwritten unseen."""

from __future__ import annotations

import pytest

from register import Register
from register.office_settings import SetMeanwhile


def test_a_persons_word_is_kept_with_what_it_replaced(register: Register) -> None:
    settings = register.settings
    assert settings.get("matching") is None
    settings.put("matching", {"same": 0.9}, 0, "lan")
    first = settings.get("matching")
    assert first
    assert (first.data, first.person) == ({"same": 0.9}, "lan")
    settings.put("matching", {"same": 0.95}, first.version, "minh")
    second = settings.get("matching")
    assert second
    settings.put("matching", None, second.version, "lan")
    assert [line["detail"] for line in register.audit("matching")] == [
        {"before": None, "after": {"same": 0.9}},
        {"before": {"same": 0.9}, "after": {"same": 0.95}},
        {"before": {"same": 0.95}, "after": None},
    ]
    gone = settings.get("matching")
    assert gone
    assert gone.data is None


def test_the_second_of_two_is_told_who_was_first(register: Register) -> None:
    register.settings.put("matching", {"same": 0.9}, 0, "lan")
    with pytest.raises(SetMeanwhile, match="lan vừa sửa mục này lúc"):
        register.settings.put("matching", {"same": 0.8}, 0, "minh")
    kept = register.settings.get("matching")
    assert kept
    assert kept.data == {"same": 0.9}


def test_the_same_again_is_no_act(register: Register) -> None:
    register.settings.put("matching", {"same": 0.9}, 0, "lan")
    kept = register.settings.get("matching")
    assert kept
    register.settings.put("matching", {"same": 0.9}, kept.version, "minh")
    assert register.settings.get("matching") == kept
    assert len(register.audit("matching")) == 1


def test_those_of_one_kind_are_listed_without_what_was_taken_back(register: Register) -> None:
    for name in ("programme:b", "programme:a", "office", "programme_x"):
        register.settings.put(name, {"name": name}, 0, "lan")
    kept = register.settings.get("programme:b")
    assert kept
    register.settings.put("programme:b", None, kept.version, "lan")
    assert [one.name for one in register.settings.starting("programme:")] == ["programme:a"]
