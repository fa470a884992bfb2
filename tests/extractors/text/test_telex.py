from extractors.text.telex import from_telex


def test_words_that_nothing_turned_into_letters() -> None:
    [made] = from_telex(["Naang tyr leej tuaan thur ddieeuf trij lao owr tuyeens xax, dduwowcj phoor thoong"])
    assert made == "nâng tỷ lệ tuân thủ điều trị lao ở tuyến xã, được phổ thông"


def test_what_is_left_of_it_among_letters() -> None:
    assert from_telex(["Một số bieenj phaps dạy học", "chaats lượng"]) == ["Một số biện pháp dạy học", "chất lượng"]


def test_words_of_other_languages_are_left() -> None:
    texts = ["Xây dựng website bằng Joomla và WordPress cho class STEM", "Ksor H'Nhung"]
    assert from_telex(texts) == texts
