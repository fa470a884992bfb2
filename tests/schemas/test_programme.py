from __future__ import annotations

from importlib.resources import files

import pytest

from schemas.programme import Programme, named_in, programmes
from schemas.programme_file import parse_programme
from tests.schemas.cases import KNOWN, MILLION, SPRING, day


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chương trình “75 nghìn sáng kiến, vượt khó, phát triển”", ["75-nghin-sang-kien"]),
        ("chương trình 01 triệu sáng kiến - nỗ lực vượt khó", ["1-trieu-sang-kien"]),
        ("Chương trình Một triệu sáng kiến", ["1-trieu-sang-kien"]),
        ("phong trào “Đoàn kết sáng tạo”", ["doan-ket-sang-tao"]),
        ("“Đổi mới, sáng tạo, hiệu quả trong hoạt động của tổ chức Công đoàn”", ["doi-moi-sang-tao-hieu-qua"]),
        ("đổi mới, sáng tạo trong lao động", []),
        ("biểu dương 11 triệu đồng", []),
    ],
)
def test_programmes_by_the_words_of_letters(text: str, found: list[str]) -> None:
    assert [p.id for p in named_in(text)] == found


def test_an_offices_programme_is_known_by_plain_words() -> None:
    own = Programme(id="nuoc-rut", name="Nước rút", names=["Thi đua nước rút"])
    assert named_in("hưởng ứng đợt THI ĐUA NƯỚC RÚT cuối năm", [own, *programmes()]) == [own]
    assert named_in("thi đua nước rútx", [own]) == []


def test_what_the_programmes_documents_say() -> None:
    assert (SPRING.applied_first, SPRING.applied_last) == (day("2021-02-01"), day("2021-05-31"))
    assert (SPRING.portal_first, SPRING.portal_last) == (day("2021-03-10"), day("2021-04-20"))
    assert (SPRING.portal_characters, SPRING.required, SPRING.recognised) == (1000, ["letter", "table"], False)
    assert (MILLION.applied_first, MILLION.applied_last) == (day("2021-09-01"), day("2023-09-01"))
    assert (MILLION.recognised, MILLION.unprotected) == (True, True)
    assert [(t.phase, t.innovations, t.members_percent) for t in MILLION.targets] == [
        ("giai-doan-1", 300_000, None), ("giai-doan-2", 700_000, None), (None, None, 10),
    ]  # fmt: skip
    assert [q.most for q in KNOWN["doan-ket-sang-tao"].quotas] == [3]
    assert KNOWN["doi-moi-sang-tao-hieu-qua"].recognised


def test_a_provinces_own_rules_take_the_place_of_the_programmes() -> None:
    north, south = SPRING.in_province("bac kan"), SPRING.in_province("Quảng Trị")
    assert (north.dossier_deadline, south.dossier_deadline) == (day("2021-04-20"), day("2021-04-15"))
    assert {q.level: (q.least, q.most) for q in north.quotas} == {"grassroots": (None, 1), "upper": (None, 3)}
    assert {q.level: (q.least, q.most) for q in south.quotas} == {"upper": (2, None)}
    assert (south.required, south.selected) == (["letter", "table", "decision"], 4)
    assert north.applied_first == SPRING.applied_first
    assert SPRING.in_province("Cao Bằng") is SPRING.in_province(None) is SPRING


def test_every_packaged_file_passes_the_offices_own_check() -> None:
    folder = files("schemas") / "programmes"
    names = [f.name for f in folder.iterdir() if f.name.endswith(".toml")]
    assert len(names) == len(programmes()) == 4
    for name in names:
        programme = parse_programme(name, (folder / name).read_text("utf-8"))
        assert name == f"{programme.id}.toml"
