from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from register import Register
from register.search import finder, postgres
from register.search.query import Query
from schemas.finding import Code, Finding
from schemas.innovation import Author, Reading, Source, Status
from tests.register.builders import NINE, reading, received, result


def _people(register: Register, *names: str, content: bytes = b"people", **accepted: Any) -> None:
    """One innovation for each name, in one dossier."""
    rows = [
        reading(number, accepted.pop("title", "Cải tiến lò sấy chè"), authors=[Author(full_name=name)], **accepted)
        for number, name in enumerate(names, start=1)
    ]
    register.save(received(register, content), result(*rows))


def _names(register: Register, **query: Any) -> list[str]:
    return [hit.authors[0] for hit in register.finder.page(Query(**query)).hits]


def test_accents_are_not_needed(register: Register) -> None:
    _people(register, "Lò Thị Mẫu", summary="Dùng quạt ly tâm thổi khí nóng")
    for words in ("lo say che", "LÒ SẤY", "ly tam thoi", "Ly tâm thổi", "lo thi mau", "xuong mau", "12 07/TTr-CĐ"[3:]):
        assert _names(register, words=words) == ["Lò Thị Mẫu"], words
    for words in ("ly tâm thôi", "lò hơi", "máy"):
        assert _names(register, words=words) in ([], ["Lò Thị Mẫu"]), words
    assert _names(register, words="máy") == []


def test_accents_are_preferred(register: Register) -> None:
    _people(register, "Lý Thị Thủy", "Lý Thị Thúy", "Lý Thị Thùy", "Lý Thị Thuy")
    assert _names(register, words="thủy")[0] == "Lý Thị Thủy"
    assert _names(register, words="Thúy")[0] == "Lý Thị Thúy"
    assert _names(register, words="thuy")[0] == "Lý Thị Thuy"
    assert len(_names(register, words="thùy")) == 4


def test_a_name_counts_for_more_than_a_mention(register: Register) -> None:
    _people(register, "Vàng A Lử", content=b"1")
    _people(register, "Hồ Văn Kế", content=b"2", summary="Tiếp nối cách làm của Vàng A Lử", title="Bẫy côn trùng")
    _people(register, "Hồ Văn Kế", content=b"3", title="Quy trình vàng: a, lử")
    assert _names(register, words="vang a lu")[0] == "Vàng A Lử"
    assert len(_names(register, words="vàng a lử")) == 3


def test_pages_follow_each_other_without_a_gap(register: Register) -> None:
    names = [f"Lò Thị {word}" for word in ("Thủy", "Thúy", "Thuy", "Thùy", "Thụy", "Thủy")]
    _people(register, *names)
    for order in ("best", "newest", "name", "title", "unit"):
        seen, after = [], None
        while True:
            page = register.finder.page(Query(words="thủy", order=order, limit=2, after=after))
            seen += [hit.id for hit in page.hits]
            if (after := page.more) is None:
                break
        whole = [hit.id for hit in register.finder.page(Query(words="thủy", order=order)).hits]
        assert seen == whole and len({*seen}) == 6, order


def test_people_stand_in_the_order_of_their_last_word(register: Register) -> None:
    _people(register, "An Thị Ý", "Vũ Văn Ân", "Lò Thị Đào", "Hồ Dần")
    wanted = ["Vũ Văn Ân", "Hồ Dần", "Lò Thị Đào", "An Thị Ý"]
    assert _names(register, order="name") == wanted
    assert _names(register, words="say", order="name") == wanted


def test_filters(register: Register) -> None:
    _people(register, "Một", content=b"1", benefit_vnd=12_500_000)
    _people(register, "Hai", content=b"2", benefit_vnd=12_600_000)
    warned = reading(1, "Lò sấy", authors=[Author(full_name="Ba")])
    warned.findings = [Finding(code=Code.OUTSIDE_PERIOD, message="…", ask=False)]
    letter = result().letter.model_copy(update={"date": dt.date(2022, 3, 4), "issuing_unit": "Công đoàn Trường Khác"})
    register.save(received(register, b"3"), result(warned, letter=letter))
    cases: list[tuple[dict[str, Any], set[str]]] = [
        ({"least": 12_550_000}, {"Hai"}),
        ({"most": 12_550_000}, {"Một"}),
        ({"least": 1, "most": 99_000_000}, {"Một", "Hai"}),
        ({"least": 5, "most": 4}, set()),
        ({"code": "outside-period"}, {"Ba"}),
        ({"unit": "trường khác"}, {"Ba"}),
        ({"unit": "Công đoàn Xưởng Mẫu", "words": "sấy"}, {"Một", "Hai"}),
        ({"first": dt.date(2022, 1, 1), "last": dt.date(2022, 12, 31)}, {"Ba"}),
        ({"last": dt.date(2021, 12, 31)}, {"Một", "Hai"}),
        ({"first": dt.date(2023, 1, 1), "last": dt.date(2022, 1, 1)}, set()),
        ({"programme": "75-nghin-sang-kien", "status": "registered"}, {"Một", "Hai", "Ba"}),
        ({"status": "duplicate"}, set()),
        ({"dossier": "HS2021-00002"}, {"Hai"}),
        ({"words": "hs2021-00002"}, {"Hai"}),
        ({"words": "HS2021-00003-001"}, {"Ba"}),
    ]
    for query, wanted in cases:
        assert {*_names(register, **query)} == wanted, query
        assert {*_names(register, **query, order="name")} == wanted, query


@pytest.mark.parametrize(
    "words",
    [
        *('"', "'", "a' OR 1=1 --", "NOT", "thủy NOT thúy", "a* b^2 NEAR(c d)", "{x} : y", "\\", "&|!<->", "(" * 99),
        *("\0", "\ud800", "ạ " * 5_000, "x" * 10_000, "👍 ①", "-", "%_", "a.b=c"),
    ],
)
def test_no_query_fails(register: Register, words: str) -> None:
    _people(register, "Lò Thị Thủy")
    for field in ("words", "unit", "programme", "status", "code", "after", "dossier"):
        for order in ("best", "title"):
            register.finder.page(Query(**{"words": "lò", field: words}, order=order))  # type: ignore[arg-type]


def test_words_that_are_left_out_are_told(register: Register) -> None:
    assert register.finder.page(Query(words=" ".join(f"w{n}" for n in range(13)))).cut
    assert not register.finder.page(Query(words="w " * 13)).cut


def test_many_rows_are_found_block_by_block(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "_FEW", 3)
    monkeypatch.setattr(postgres, "_RARE", 3)
    monkeypatch.setattr(finder, "_SORTED", 5)
    monkeypatch.setattr("register.search.facets.BLOCKS", blocks := {"x": 1, "y": 2, "z": 4})
    monkeypatch.setattr(postgres, "BLOCKS", blocks)
    rows = [
        Reading(
            source=Source(file="b", sha256="b" * 64, row=n),
            accepted=reading(n, f"Lò {n % 3} số {n}", benefit_vnd=n * 1_000_000).accepted,
        )
        for n in range(1, 41)
    ]
    register.save(received(register), result(*rows))
    register.decide("HS2021-00001-007", Status.REJECTED, "thu")
    money, day = {"least": 5_000_000, "most": 30_000_000}, NINE.date()
    for asked, every in (
        *(({"words": "lò"}, 40), ({"words": "lo 2"}, 13), ({"words": "7"}, 1)),
        *((money, 26), ({"words": "lo 2", **money}, 9), ({"least": 39_000_000}, 2)),
        *(({"first": day, "last": day}, 40), ({"first": day + dt.timedelta(1)}, 0)),
    ):
        seen, after = [], None
        while True:
            page = register.finder.page(Query(**asked, order="newest", limit=6, after=after))  # type: ignore[arg-type]
            seen += [int(hit.id[-3:]) for hit in page.hits]
            if (after := page.more) is None:
                break
        assert seen == sorted(seen, reverse=True) and len(seen) == every, asked
    assert register.finder.page(Query(words="lo", order="title")).cut
