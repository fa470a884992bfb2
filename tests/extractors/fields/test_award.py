import pytest

from extractors.fields.award import split_awards


@pytest.mark.parametrize(
    ("text", "awards"),
    [
        ("Lao động tiên tiến năm 2019; Giấy khen của LĐLĐ huyện năm 2020",
         ["Lao động tiên tiến năm 2019", "Giấy khen của LĐLĐ huyện năm 2020"]),
        ("- Lao động tiên tiến năm 2018\n- Giấy khen của Giám đốc Sở, năm 2019",
         ["Lao động tiên tiến năm 2018", "Giấy khen của Giám đốc Sở, năm 2019"]),
        ("CSTĐ cơ sở năm 2018, 2019, Bằng khen của UBND tỉnh năm 2020",
         ["CSTĐ cơ sở năm 2018, 2019", "Bằng khen của UBND tỉnh năm 2020"]),
        ("Bằng khen của Tổng Liên đoàn\nnăm 2019\nLao động tiên tiến",
         ["Bằng khen của Tổng Liên đoàn năm 2019", "Lao động tiên tiến"]),
        ("Năm 2018: CSTĐ cơ sở. Năm 2019: LĐTT", ["Năm 2018: CSTĐ cơ sở", "Năm 2019: LĐTT"]),
        ("Giấy khen của UBND huyện, Công đoàn ngành năm 2020", ["Giấy khen của UBND huyện, Công đoàn ngành năm 2020"]),
        ("Không", []),
        ("-", []),
        ("Chưa có", []),
        ("", []),
    ],
)  # fmt: skip
def test_awards(text, awards):
    assert split_awards(text) == awards
