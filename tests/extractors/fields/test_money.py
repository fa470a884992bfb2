import pytest

from extractors.fields.money import parse_benefit
from extractors.fields.money_amounts import find_amounts
from extractors.fields.money_words import value


@pytest.mark.parametrize(
    ("text", "amount", "period"),
    [
        ("1,2 tỷ", 1_200_000_000, None),
        ("1.2 tỷ", 1_200_000_000, None),
        ("1,234 tỷ đồng", 1_234_000_000, None),
        ("1.200 triệu đồng", 1_200_000_000, None),
        ("120.000 nghìn đồng", 120_000_000, None),
        ("350 triệu đồng/năm", 350_000_000, "year"),
        ("2,5 trđ/tháng", 2_500_000, "month"),
        ("15,000,000 VNĐ", 15_000_000, None),
        ("15 000 000 đ", 15_000_000, None),
        ("20tr", 20_000_000, None),
        ("1 tỷ 200 triệu đồng", 1_200_000_000, None),
        ("ba trăm triệu đồng", 300_000_000, None),
        ("một tỷ rưỡi", 1_500_000_000, None),
        ("80.000.000 (Tám mươi triệu đồng)", 80_000_000, None),
        ("Hằng năm tiết kiệm cho đơn vị 45 triệu đồng", 45_000_000, "year"),
        ("Làm lợi 120 triệu đồng trong năm đầu áp dụng", 120_000_000, "year"),
        ("Với chi phí khoảng 10 triệu đồng, giải pháp tiết kiệm 60 triệu đồng một năm", 60_000_000, "year"),
        ("Tiết kiệm chi phí mua sắm vật tư 50 triệu đồng mỗi quý", 50_000_000, "quarter"),
        ("Tiết kiệm điện 20 triệu đồng, nước 30 triệu đồng, tổng cộng làm lợi 50 triệu đồng/năm", 50_000_000, "year"),
        ("doanh thu đạt 3 tỷ đồng, lợi nhuận 500 triệu đồng/năm", 500_000_000, "year"),
        ("Giá trị làm lợi: 45.000.000", 45_000_000, None),
        ("Chưa tính được giá trị làm lợi bằng tiền", None, None),
        ("Năng suất tăng 30%, tiết kiệm 1.200.000 tờ giấy", None, None),
        ("Tỷ lệ đạt tăng từ 31% lên 46%. Tỷ lệ bỏ học giảm 2%", None, None),
        ("", None, None),
    ],
)
def test_benefits_beyond_doubt(text, amount, period):
    benefit = parse_benefit(text)
    assert (benefit.amount, benefit.period, benefit.clear) == (amount, period, True)


@pytest.mark.parametrize(
    "text",
    [
        "Làm lợi 80.000.000 đồng (Tám triệu đồng)",
        "Tiết kiệm điện 20 triệu đồng, nước 30 triệu đồng",
        "Tiết kiệm 500.000 đồng tiền mua vật tư và 300.000 đồng tiền công",
        "Làm lợi 20 triệu đồng/tháng, tương đương 240 triệu đồng/năm",
        "Làm lợi 50 - 60 triệu đồng/năm",
        "Năm 2021 tiết kiệm 50 triệu đồng",
        "Trong 3 tháng tiết kiệm được 30 triệu đồng",
        "Tăng thu nhập 5 triệu đồng/hộ/năm",
        "Giảm chi phí 850.000 đồng/m ống",
        "Được thưởng 5.000.000 đ",
        "Đã lắp hệ thống trị giá 50 triệu đồng",
        "Làm lợi hàng trăm triệu đồng",
        "Làm lợi 1.761 USD/năm",
        "Làm lợi 2O0 triệu đồng",
        "Làm lợi khoảng 297 triộu đồng/tháng",
        "Tiết kiệm 396.000.00đ mỗi năm",
        "Tiết kiệm 146.000.0004 mỗi năm",
        "Tiết kiệm 93.000 000đ/năm",
        "Tiết kiệm 135, 5 triệu đồng",
        "Làm lợi 655 triệu đồng1tháng",
        "Làm lợi 655 triệu đồng nỗi ăm",
    ],
)
def test_doubtful_benefits_are_not_clear(text):
    assert not parse_benefit(text).clear


def test_the_unit_of_the_heading_counts_for_a_bare_number():
    assert parse_benefit("15.000", "triệu đồng").amount == 15_000_000_000
    assert parse_benefit("45", "ĐVT: triệu đồng/năm").period == "year"
    assert parse_benefit("45000000").amount == 45_000_000
    assert not parse_benefit("45000000").clear
    assert parse_benefit("45").amount is None


def test_a_qualifier_is_kept():
    assert parse_benefit("Làm lợi ước tính trên 500 triệu đồng").approx
    assert not parse_benefit("Làm lợi 500 triệu đồng").approx


def test_every_amount_is_seen():
    values = [amount.value for amount in find_amounts("chi phí 10 triệu đồng, làm lợi 60.000.000đ, thưởng 500 nghìn")]
    assert values == [10_000_000, 60_000_000, 500_000]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("một trăm linh năm triệu", 105_000_000),
        ("hai mươi tư triệu", 24_000_000),
        ("một tỷ hai trăm triệu", 1_200_000_000),
        ("hai triệu rưỡi", 2_500_000),
        ("năm ba trăm triệu", None),
        ("hai trăm", None),
    ],
)
def test_number_words(words, number):
    assert value(words.split()) == number
