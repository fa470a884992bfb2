from __future__ import annotations

import time
import unicodedata

import pytest

from extractors.text.decoding import FileFonts
from extractors.text.encodings import decode
from extractors.text.font_names import font_encoding
from extractors.text.legacy import Decoded, Guess, decode_runs, detect, lying_fonts

PLAIN = (
    "Sáng kiến cải tiến quy trình tiếp nhận hồ sơ, rút ngắn thời gian xử lý từ hai ngày xuống còn bốn giờ.\n"
    "Người lao động được tập huấn, tiết kiệm vật tư, giảm tỷ lệ sản phẩm hỏng ở phân xưởng dệt."
)
TCVN3 = (
    "S¸ng kiÕn c¶i tiÕn quy tr×nh tiÕp nhËn hå s¬, rót ng¾n thêi gian xö lý tõ hai ngµy xuèng cßn bèn giê.\n"
    "Ng\xadêi lao ®éng ®\xadîc tËp huÊn, tiÕt kiÖm vËt t\xad, gi¶m tû lÖ s¶n phÈm háng ë ph©n x\xadëng dÖt."
)
VNI = (
    "Saùng kieán caûi tieán quy trình tieáp nhaän hoà sô, ruùt ngaén thôøi gian "
    "xöû lyù töø hai ngaøy xuoáng coøn boán giôø.\n"
    "Ngöôøi lao ñoäng ñöôïc taäp huaán, tieát kieäm vaät tö, giaûm tyû leä saûn phaåm hoûng ôû phaân xöôûng deät."
)


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", ("tcvn3", False)),
        (".VnTimeH", ("tcvn3", True)),
        (".VnArial NarrowH", ("tcvn3", True)),
        (".VNI-Times", ("vni", False)),
        ("ABCDEF+.VnTime,Bold", ("tcvn3", False)),
        ("VnTime", ("tcvn3", False)),
        ("VNI-Times", ("vni", False)),
        ("VNI Helve", ("vni", False)),
        ("Times New Roman", (None, False)),
        ("Vnf-Comic", (None, False)),
        (None, (None, False)),
    ],
)
def test_a_font_says_its_encoding(font, encoding):
    assert font_encoding(font) == encoding


@pytest.mark.parametrize(("text", "encoding"), [(TCVN3, "tcvn3"), (VNI, "vni")])
def test_both_tables(text, encoding):
    assert decode(text, encoding) == PLAIN
    assert detect(text)[0] == encoding
    assert detect(text)[1] > 0.9


def test_all_the_letters_of_vni():
    table = "aâ aá aà aå aã aä aê aé aè aú aü aë aù aø aû aõ aï eâ oá ôù ôï öû ñ í ì æ ó ò î yù yõ uù"
    letters = "â ấ ầ ẩ ẫ ậ ă ắ ằ ẳ ẵ ặ á à ả ã ạ ê ố ớ ợ ử đ í ì ỉ ĩ ị ỵ ý ỹ ú"
    assert decode(table, "vni") == letters
    assert decode("AÂ Aâ aÂ Ñ Î ÖÛ", "vni") == "Â Â â Đ Ỵ Ử"


def test_a_letter_and_its_mark_in_two_runs():
    runs = [("Coâng ñoa", "VNI-Times"), ("øn c", "VNI-Times"), ("ô", "VNI-Times"), ("ù", "VNI-Helve")]
    assert decode_runs(runs) == Decoded("Công đoàn cớ", "vni", 1.0, "Công đoàn cớ", "font")


def test_capitals():
    assert decode("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "tcvn3") == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert decode("Tê tr×nh §Ò nghÞ", "tcvn3") == "Tờ trình Đề nghị"
    assert decode("Sè TT, Sè: 12/Q§-UBND", "tcvn3") == "Số TT, Số: 12/QĐ-UBND"
    found = decode_runs([("ø", ".VnTimeH"), ("ng dông", ".VnTime")])
    assert (found.text, found.typed) == ("Ứng dụng", "ứng dụng")


def test_bytes_that_changed_on_the_way():
    symbols = "".join(chr(0xF000 + ord(letter)) for letter in "S¸ng kiÕn n\xad\xedc")
    assert decode(symbols, "tcvn3") == "Sáng kiến nước"
    windows = "ng· ba, d÷ liÖu, qu¶n lý".encode("latin-1").decode("cp1258")
    assert decode(windows, "tcvn3") == "ngã ba, dữ liệu, quản lý"
    assert decode("Trung \u2212¬ng, nh\u2212 vËy, x\u2219 héi; 5 \u2212 3, n¨m 2020\u22122021", "tcvn3") == (
        "Trung ương, như vậy, xã hội; 5 \u2212 3, năm 2020\u22122021"
    )


@pytest.mark.parametrize("text", ["Công đoàn cơ sở", "Hoàng Văn Đoàn", PLAIN, "Hòa", "Été à Paris", "®", "m² ½"])
def test_unicode_stays(text):
    assert decode_runs([(text, "Times New Roman")]) == Decoded(text, typed=text)
    assert decode_runs([(text, None)], {}).text == text
    assert detect(text)[0] is None


@pytest.mark.parametrize("font", [".VnTime", "VNI-Times"])
def test_unicode_typed_in_an_old_font_stays(font):
    assert decode_runs([("Công đoàn cơ sở trường học", font)]).text == "Công đoàn cơ sở trường học"
    assert decode_runs([("Tờ trình", font)]).encoding is None


def test_decomposed_text_is_left_to_others():
    text = unicodedata.normalize("NFD", PLAIN)
    assert decode_runs([(text, "Arial")]).text == text
    assert detect(text)[0] is None


def test_a_font_that_lies_is_found_over_the_document():
    runs = [(line, "Times New Roman") for line in TCVN3.split("\n")] + [("Công đoàn", "Arial"), ("x", None)]
    lying = lying_fonts(runs)
    assert lying == {"Times New Roman": Guess("tcvn3", alone=True)}
    found = decode_runs([(TCVN3, "Times New Roman"), (" Công đoàn", "Arial")], lying)
    assert found.text == PLAIN + " Công đoàn"
    assert found.confidence > 0.9
    assert decode_runs([("Công đoàn cơ sở", "Times New Roman")], lying).text == "Công đoàn cơ sở"


def test_a_cell_that_both_readings_fit_is_doubtful():
    found = decode_runs([("Cã", "Times New Roman")], {"Times New Roman": Guess("tcvn3")})
    assert (found.text, found.confidence) == ("Có", 0.5)


def test_short_and_foreign_text_is_not_judged():
    assert detect("Sè: 12/TTr")[0] is None
    assert detect("Les élèves français étaient très motivés; la qualité a été améliorée à l'été")[0] is None
    assert detect("") == (None, 0.0)


def test_one_font_laid_over_two_encodings():
    lying = {"Arial": Guess("vni")}
    assert decode_runs([(TCVN3, "Arial")], lying).text == PLAIN
    assert decode_runs([(VNI, "Arial")], lying).text == PLAIN


def test_a_unicode_document_with_an_abbreviation_on_every_line_is_left_alone() -> None:
    """`ĐT` is no syllable; repeated in every row it once made a whole Word file look like TCVN3."""
    cells = [f"Tòng Văn Mẫu\nChức vụ: Kỹ sư\nĐT: 09120001{n:02d}" for n in range(12)]
    runs = [(line, "Times New Roman") for cell in cells for line in cell.split("\n")]
    assert lying_fonts(runs) == {}
    assert detect("\n".join(cells)) == (None, 0.0)


def test_an_abbreviation_under_a_suspected_font_stays_and_is_doubtful() -> None:
    found = decode_runs([("ĐT:", "Arial")], {"Arial": Guess("tcvn3")})
    assert (found.text, found.confidence) == ("ĐT:", 0.5)


def test_where_a_font_is_used_for_one_encoding_alone_short_cells_are_sure() -> None:
    found = decode_runs([("Cã", "Arial")], {"Arial": Guess("tcvn3", alone=True)})
    assert (found.text, found.confidence) == ("Có", 1.0)
    assert not lying_fonts([(TCVN3, "Arial"), (VNI, "Arial")])["Arial"].alone


def test_a_short_text_of_another_encoding_under_a_fonts_name_is_doubtful() -> None:
    found = decode_runs([("Maùy saáy", ".VnTime")])
    assert (found.text, found.encoding, found.confidence) == ("Máy sấy", "vni", 0.5)
    assert decode_runs([("N§-CP", ".VnTime")]).text == "NĐ-CP"
    assert decode_runs([("Sè", "Arial")], {"Arial": Guess("vni")}).text == "Số", "è follows only a in VNI"


def test_headings_of_capitals_with_words_that_have_none() -> None:
    assert decode("§¸NH GI¸ CHUNG VÒ HÖ THèNG", "tcvn3") == "ĐÁNH GIÁ CHUNG VỀ HỆ THỐNG"
    assert font_encoding("ABCDEF+VnTimeHBold") == ("tcvn3", True)
    found = decode_runs([("NAÊM", None)], {None: Guess("vni")})
    assert found.text == "NĂM"


BKHCM2 = (
    "Saáng kiïën caãi tiïën quy trònh tiïëp nhêån höì sú, ruát ngùæn thúâi gian "
    "xûã lyá tûâ hai ngaây xuöëng coân böën giúâ.\n"
    "Ngûúâi lao àöång àûúåc têåp huêën, tiïët kiïåm vêåt tû, giaãm tyã lïå saãn phêím hoãng úã phên xûúãng dïåt."
)
VIQR = (
    "Sa'ng kie^'n ca?i tie^'n quy tri`nh tie^'p nha^.n ho^` so+, ru't nga('n tho+`i gian "
    "xu+? ly' tu+` hai nga`y xuo^'ng co`n bo^'n gio+`.\n"
    "Ngu+o+`i lao ddo^.ng ddu+o+.c ta^.p hua^'n, tie^'t kie^.m va^.t tu+, gia?m ty? le^. sa?n pha^?m ho?ng "
    "o+? pha^n xu+o+?ng de^.t."
)


@pytest.mark.parametrize(("text", "encoding"), [(BKHCM2, "bkhcm2"), (VIQR, "viqr"), (None, "utf8")])
def test_encodings_that_only_the_words_tell(text, encoding):
    text = text or PLAIN.encode().decode("latin-1")
    assert detect(text)[0] == encoding
    assert FileFonts([(text, None)]).text([(text, None)]).text == PLAIN
    found = FileFonts([(text, None), ("Công đoàn ngành Y tế", None)]).text([("Công đoàn ngành Y tế", None)])
    assert found.text == "Công đoàn ngành Y tế"


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        ("Ba?n cho`? Xong.", "Bản chò? Xong."),
        ("Ho. ten: La` Thi. Na", "Họ ten: Là Thị Na"),
        ("cho hai xa.", "cho hai xa."),
        ("LA`NG XA.", "LÀNG XẠ"),
        ("ca'n bo^. “ky~ thua^.t”", "cán bộ “kỹ thuật”"),
        ("Nga`y....... tha'ng.....na(m......", "Ngày....... tháng.....năm......"),
        ("Tha'i (a) 1.000 d", "Thái (a) 1.000 d"),
    ],
)
def test_signs_of_viqr_are_punctuation_too(text, decoded):
    assert decode(text, "viqr") == decoded


def test_a_stop_that_may_be_a_mark_is_doubtful() -> None:
    fonts = FileFonts([(VIQR, None)])
    assert fonts.text([("Ca'c ddo+n vi.", None)]).confidence == 0.5
    assert fonts.text([("Ca'c ddo+n vi", None)]).confidence == 0.9


@pytest.mark.parametrize(
    "text",
    [
        "Lien doan lao dong. Can cu vao ke hoach so 12. Xin y kien cua ca xa? Ho va ten: La Thi Na.",
        "It's a test, isn't it? We're done: don't add x^2 + y^2 (a+b)*c; e.g. a.m. and p.m. files at a.b.c/d~e.",
        "https://a.b/c?d=e.f&g=h+i~j (k^l) M'Nong H'Hen Y'Thong",
    ],
)
def test_plain_ascii_is_no_viqr(text):
    assert detect("\n".join([text] * 3)) == (None, 0.0)


def test_words_of_two_encodings_in_one_run() -> None:
    text = "Ng\xadêi lao ®éng tiÕt kiÖm vËt t\xad, caûi tieán, saùng kieán"
    found = decode_runs([(text, ".VnTime")])
    assert (found.text, found.confidence) == ("Người lao động tiết kiệm vật tư, cải tiến, sáng kiến", 0.5)


def test_a_few_words_follow_the_encoding_of_the_rest_of_the_file() -> None:
    runs = [(TCVN3, ".VnTime"), ("B¶ng tæng hîp", "Arial"), ("Công đoàn ngành", "Tahoma")]
    assert lying_fonts(runs) == {"Arial": Guess("tcvn3", alone=True)}


@pytest.mark.parametrize(
    ("text", "font", "decoded"),
    [
        ("c¸c SÔÛ, BAN, NGAØNH, HUYEÄN, THÒ, THAØNH PHOÁ", ".VnTime", "các SỞ, BAN, NGÀNH, HUYỆN, THỊ, THÀNH PHỐ"),
        ("TRANG THIEÁT m¸y tÝnh cña TÆNH", ".VnTime", "TRANG THIẾT máy tính của TẶNH"),
        ("Toång coäng", ".VnTime", "Tổng cộng"),
        ("Ñôn vò nöôùc saïch tiÕt kiÖm ®iÖn", "VNI-Times", "Đơn vị nước sạch tiết kiệm điện"),
        ("Ng­êi lao ®éng đã được hưởng lợi tiÕt kiÖm", ".VnTime", "Người lao động đã được hưởng lợi tiết kiệm"),
    ],
)
def test_pasted_words_of_another_encoding_are_told_apart_and_doubtful(text, font, decoded):
    found = decode_runs([(text, font)])
    assert (found.text, found.confidence) == (decoded, 0.5)


def test_one_word_that_only_another_encoding_explains_is_doubtful():
    assert decode_runs([("tiÕt kiÖm caùc lo¹i vËt t­", ".VnTime")]).confidence == 0.5
    assert decode_runs([("tiÕt kiÖm c¸c lo¹i vËt t­, Q§-CP", ".VnTime")]).confidence == 1.0


def test_two_or_three_words_of_a_lost_font_are_enough_where_one_encoding_alone_fits():
    text = "Lß V¨n MÉu, thî hµn"
    assert detect(text)[0] == "tcvn3"
    assert FileFonts([(text, None)]).text([(text, None)]).text == "Lò Văn Mẫu, thợ hàn"
    assert detect("µm, Müller, señor")[0] is None
    assert detect("Lß MÉu 5 × 3 ®")[0] is None, "one word"


def test_a_toned_letter_of_a_heading_in_a_run_of_its_own():
    found = decode_runs([("CH", ".VnTimeH"), ("Ý", ".VnTime"), ("NH PHñ", ".VnTimeH"), (" cña n", ".VnTime")])
    assert (found.text, found.typed) == ("CHÍNH PHỦ của n", "CHÍNH PHỦ của n")
    assert decode_runs([("§", ".VnTimeH"), ("Ò nghÞ", ".VnTime")]).text == "Đề nghị"


def test_hostile_lengths_cost_no_time() -> None:
    for text in ("." * 200_000, "a" + "." * 200_000, "a^" * 100_000, "-" * 200_000, "\xa7" * 200_000):
        runs = [(text, "-" * 100_000), ("Tha'i (tie^'n) ca?i ddu+o+.c va` ho` so+", None)]
        started = time.process_time()
        FileFonts(runs).text(runs)
        assert time.process_time() - started < 5
