from __future__ import annotations

from extractors.imaging.recognise import Word
from extractors.imaging.vote import settle, tidied


def words(text: str, confidence: float = 0.9, line: int = 0) -> list[Word]:
    """Words side by side, 10 pixels a letter."""
    out, x = [], 0
    for piece in text.split():
        out.append(Word(piece, (x, 30 * line, x + 10 * len(piece), 30 * line + 20), confidence, line))
        x += 10 * len(piece) + 10
    return out


def text(found: list[Word]) -> str:
    return " ".join(word.text for word in found)


def test_a_syllable_beats_what_is_none_and_the_other_stays_beside_it() -> None:
    accepted, other = settle(words("năm 199] Trxờng"), words("năm 1991 Trường"))
    assert text(accepted) == "năm 1991 Trường"
    assert text(other) == "năm 199] Trxờng"


def test_between_two_words_the_surer_reader_wins() -> None:
    assert text(settle(words("ngô", 0.6), words("ngó", 0.9))[0]) == "ngó"
    assert text(settle(words("ngô", 0.9), words("ngó", 0.6))[0]) == "ngô"


def test_words_without_one_partner_stay() -> None:
    assert text(settle(words("mớivào"), words("mới vào"))[0]) == "mớivào"
    assert text(settle(words("một hai"), [])[0]) == "một hai"


def test_bullets_specks_and_letters_that_vietnamese_has_not() -> None:
    assert text(tidied(words("~ Trạm Y tế"))) == "- Trạm Y tế"
    assert text(tidied(words("~- 1991"))) == "- 1991"
    assert text(tidied(words("Ñgọc _ Lan"))) == "Ngọc Lan"
    assert text(tidied(words("LĐÐLĐ"))) == "LĐLĐ"
    assert text(tidied(words("Giàng§ |Thanh 5»"))) == "Giàng Thanh 5»"
    assert text(tidied(words("cũ l"))) == "cũ"
    assert text(tidied(words("5 l"))) == "5 l"
    assert text(tidied(words("xong . rồi", 0.3))) == "xong rồi"
    assert text(tidied(words("Lý - Công nghệ"))) == "Lý - Công nghệ"
