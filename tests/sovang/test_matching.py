import codecs
import csv
import json
import re
from pathlib import Path

import pytest

from schemas.errors import SetupError
from sovang.matching import match_file
from sovang.records import RecordFile

TITLE, TEXT = (
    "Một số biện pháp nâng cao chất lượng dạy học môn Toán",
    "Hướng dẫn học sinh tự kiểm tra bảng nhân bằng thẻ màu, mỗi tổ một bộ, đổi thẻ sau từng tuần học.",
)
OLD_TITLE, OLD_TEXT = (  # the same in TCVN3
    "Mét sè biÖn ph¸p n©ng cao chÊt l­îng d¹y häc m«n To¸n",
    "H­íng dÉn häc sinh tù kiÓm tra b¶ng nh©n b»ng thÎ mµu, mçi tæ mét bé, ®æi thÎ sau tõng tuÇn häc.",
)
KEYED_TITLE, KEYED_TEXT = (  # as the keys of Telex were struck
    "Mootj soos bieenj phaps naang cao chaats luwowngj dayj hocj moon Toans",
    "Huwowngs daanx hocj sinh tuwj kieemr tra bangr nhaan bawngf ther maauf, mooix toor mootj booj, ddooir ther sau "
    "tuwngf tuaanf hocj.",
)


def test_records_in_an_old_encoding_are_compared_as_what_they_say(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "title": TITLE, "summary": TEXT, "authors": ["Nguyễn Văn Thử"], "birth_year": 1980},
        {"id": "b", "title": OLD_TITLE, "summary": OLD_TEXT, "authors": ["NguyÔn V¨n Thö"], "birth_year": 1980},
    ]
    records, out = tmp_path / "records.jsonl", tmp_path / "found.csv"
    records.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    match_file(records, out, as_json=True)
    [found] = csv.DictReader(out.read_text("utf-8").splitlines())
    assert (found["id_a"], found["id_b"], found["verdict"]) == ("a", "b", "same")
    assert "Cùng tác giả Nguyễn Văn Thử" in found["reasons"]


def test_what_is_pasted_from_an_old_file_is_read_beside_the_office_s_own_columns(tmp_path: Path) -> None:
    office = {"birth_year": 1980, "sender": "Liên đoàn Lao động huyện Thử", "period": "Năm học 2021-2022"}
    rows = [
        {"id": "a", "title": TITLE, "summary": TEXT, "authors": ["Nguyễn Văn Thử"], **office},
        {"id": "b", "title": OLD_TITLE, "summary": OLD_TEXT, "authors": ["NguyÔn V¨n Thö"], **office},
        {"id": "c", "title": KEYED_TITLE, "summary": KEYED_TEXT, "authors": ["Nguyeenx Vawn Thuwr"], **office},
    ]
    out = tmp_path / "found.csv"
    match_file(written(tmp_path / "records.jsonl", rows), out, as_json=True)
    found = [*csv.DictReader(out.read_text("utf-8").splitlines())]
    assert {(row["id_a"], row["id_b"], row["verdict"]) for row in found} == {
        ("a", "b", "same"), ("a", "c", "same"), ("b", "c", "same")
    }  # fmt: skip


def written(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_records_come_in_order_of_id_whatever_the_lines(tmp_path: Path) -> None:
    rows = [{"id": key, "title": f"{TITLE} {key}"} for key in "cabd"]
    given = RecordFile(written(tmp_path / "records.jsonl", rows))
    assert [record.id for record in given] == ["a", "b", "c", "d"]
    assert [record.id for record in given[1:3]] == ["b", "c"]
    assert given[3].title == f"{TITLE} d"


def test_of_lines_with_one_id_the_last_is_compared_and_it_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"id": "a", "title": "bản cũ"}, {"id": "b"}, {"id": "a", "title": "bản mới"}]
    path = written(tmp_path / "records.jsonl", rows)
    given = RecordFile(path)
    assert ([record.title for record in given], given.repeated) == (["bản mới", ""], 1)
    match_file(path, tmp_path / "found.csv", as_json=False)
    assert "1 dòng có mã lặp lại" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (b'{"id": "a"}\n\n{"title": "b"}\n', "dòng 3: bản ghi không hợp lệ (mục sai hoặc thiếu: id)"),
        (b'{"id": "a"}\n{"id": "b", "authors": "c"}\n', "dòng 2: bản ghi không hợp lệ (mục sai hoặc thiếu: authors)"),
        (b'{"id": "a"}\n{"id": \n', "dòng 2: bản ghi không hợp lệ (không phải JSON)"),
        ('{"id": "à"}\n'.encode("latin-1"), "không phải chữ UTF-8"),
    ],
    ids=["no id", "wrong field", "no json", "no utf-8"],
)
def test_a_wrong_line_is_told_with_its_number(tmp_path: Path, lines: bytes, told: str) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(lines)
    with pytest.raises(SetupError, match=re.escape(told)):
        match_file(path, tmp_path / "found.csv", as_json=True)
    assert not (tmp_path / "found.csv").exists()


def test_an_empty_file_and_a_marked_one_are_read(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"")
    assert len(RecordFile(path)) == 0
    path.write_bytes(codecs.BOM_UTF8 + b'{"id": "a"}\r\n{"id": "b"}')
    assert [record.id for record in RecordFile(path)] == ["a", "b"]
