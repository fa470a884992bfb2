import csv
import json
from pathlib import Path

from sovang.matching import match_file

TITLE, TEXT = (
    "Một số biện pháp nâng cao chất lượng dạy học môn Toán",
    "Hướng dẫn học sinh tự kiểm tra bảng nhân bằng thẻ màu, mỗi tổ một bộ, đổi thẻ sau từng tuần học.",
)
OLD_TITLE, OLD_TEXT = (  # the same in TCVN3
    "Mét sè biÖn ph¸p n©ng cao chÊt l­îng d¹y häc m«n To¸n",
    "H­íng dÉn häc sinh tù kiÓm tra b¶ng nh©n b»ng thÎ mµu, mçi tæ mét bé, ®æi thÎ sau tõng tuÇn häc.",
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
