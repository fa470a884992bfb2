from __future__ import annotations

from register.search.words import of_name, of_text, split


def test_each_word_is_kept_as_written_and_folded() -> None:
    assert {*of_text("Cải tiến")} == {"cai", "=cải", "tien", "=tiến"}
    assert {*of_text("Đo", "t")} == {"do", "=đo", "t.do", "t=đo"}


def test_composed_and_decomposed_letters_are_one() -> None:
    assert {*of_text("thu\u0309y")} == {*of_text("thủy")}
    assert {*of_text("hoà")} == {*of_text("hòa")}


def test_a_name_is_also_kept_whole() -> None:
    assert {"n=lòthịđẹp", "n.lothidep"} < {*of_name("Lò Thị Đẹp")}
    assert not {*of_name(" … ")}


def test_no_text_is_too_long_or_too_strange() -> None:
    assert len(split("a " * 100_000)) == 2_000
    assert split("\0'\"*():^-_\ud800") == []
    assert len(split("x" * 10_000)[0]) == 40
