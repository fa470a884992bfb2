from matchers.known import Known, once


def test_what_is_known_is_made_once_and_long_texts_are_not_kept() -> None:
    made: list[str] = []
    known = Known(lambda text: made.append(text) or len(text))
    assert [known["ab"], known["ab"], known["x" * 99], known["x" * 99]] == [2, 2, 99, 99]
    assert made == ["ab", "x" * 99, "x" * 99]


def test_a_property_is_made_when_first_asked_for() -> None:
    class Side:
        asked = 0

        @once
        def text(self) -> str:
            self.asked += 1
            return "chữ"

    side = Side()
    assert (side.asked, side.text, side.text, side.asked) == (0, "chữ", "chữ", 1)
