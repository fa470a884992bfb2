from __future__ import annotations

import datetime as dt

from review.sides import lines
from schemas.innovation import Author, DossierRef, Innovation, SourceRef


def innovation(key: str, title: str, *names: str) -> Innovation:
    moment = dt.datetime(2021, 4, 7, tzinfo=dt.UTC)
    dossier = DossierRef(
        id="h", source_name="h", unit="CĐCS Mẫu", number="7/TTr", date=moment.date(), received_at=moment
    )
    authors = [Author(full_name=name, phone="+84912345678") for name in names]
    source = SourceRef(file="b", sha256="b" * 64, page=1, row=1)
    return Innovation(id=key, title=title, authors=authors, dossier=dossier, source=source)


def test_authors_stand_beside_the_ones_they_may_be() -> None:
    one = innovation("a", "Bài Toán lớp 4", "Lò Thủy", "Kha Mẫu", "Lò Văn Bốn")
    other = innovation("b", "Bài Toán lớp 5", "Kha Mẫu", "Lò Thúy", "Tô Thị Năm")
    found = lines(one, other)
    authors = [line for line in found if line.label == "Tác giả"]
    told = [[" ".join(word.text for word in side[:2]).strip(",") for side in (one.left, one.right)] for one in authors]
    assert sorted(told) == [["Kha Mẫu", "Kha Mẫu"], ["Lò Thủy", "Lò Thúy"], ["Lò Văn", "Tô Thị"]]
    assert [word.mark for word in authors[0].left[:2]] == ["", "other"], "an accent makes another person"
    assert authors[1].same
    assert not any("0912345678" in word.text for line in authors for word in line.left)


def test_what_really_differs_is_named() -> None:
    found = lines(innovation("a", "Bài Toán lớp 4"), innovation("b", "Bài Văn lớp 5"))
    assert found[0].kinds == ["môn", "lớp"]
    facts = [(line.label, line.kinds) for line in found if line.label in ("Đơn vị gửi", "Tờ trình", "Ngày nhận")]
    assert [label for label, _ in facts] == ["Đơn vị gửi", "Tờ trình", "Ngày nhận"]
    assert all(not kinds for _, kinds in facts)
