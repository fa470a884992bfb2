from __future__ import annotations

import unicodedata

import pytest

from extractors.text.syllables import is_syllable, vietnamese_share

SPELT = (
    "nghĩa nguyễn quốc quý quỳnh giữa giếng gì gìn khuỷu thuở hòa hoà thủy thuỷ khỏe khoẻ xoong rượu yêu ươn uống "
    "huyện đoàn ghế kỷ ngoằn ngoèo quăng luật tuyết khuya ý ở Kạn Lắk ĐẮK Ứng"
)
NOT_SPELT = "ceng nghà gế kả cít màp lachs innovation qun TTr LĐLĐ giià Tæng c«ng"


@pytest.mark.parametrize("word", SPELT.split())
def test_vietnamese_spelling(word):
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", NOT_SPELT.split())
def test_other_spelling(word):
    assert not is_syllable(word)


def test_real_text_is_told_from_an_english_reading_of_a_scan():
    real = vietnamese_share("Sáng kiến cải tiến quy trình tiếp nhận hồ sơ tại bộ phận một cửa, năm 2021")
    assert real.trustworthy
    assert real.valid > 0.95
    read = vietnamese_share("CQNG HOA XA HQI CHU NGHIA VIET NAM Dgc lip - Tu do - H4nh phric ngiy thdng ndm 2021")
    assert not read.trustworthy
    assert read.accented == 0


def test_text_without_accents_is_not_trusted():
    share = vietnamese_share("sang kien cai tien quy trinh tiep nhan ho so")
    assert share.accented == 0
    assert not share.trustworthy


def test_no_words():
    assert vietnamese_share("12/2021 – a").words == 0
    assert not vietnamese_share("").trustworthy
