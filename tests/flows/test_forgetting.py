"""A person who asked to be forgotten is in no place that is kept, others are; reading again brings nobody back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from flows import steps
from flows.forgetting import forget
from flows.office import Office, open_office
from register.erasing import Erased
from register.persons import Wish, work_of
from register.tables import metadata
from register.whereabouts import Person
from schemas.errors import SovangError
from schemas.match import Judgement
from schemas.redaction import MARK
from tests.flows.makers import DRYER, TRAINING, dossier

NAME, PHONE, YEAR = "Khoàng Thị Thủy", "0987654321", 1984
HIM = Person(NAME, YEAR, PHONE)
OWN = [f"{NAME}, sinh năm {YEAR}, Y tá, Trạm Y tế xã Bản Mẫu, ĐT {PHONE}", *DRYER[1:]]
TOLD = [*OWN[:3], f"Chị {NAME.upper()} (0987.654.321) đã cùng tổ lắp quạt đảo chiều, khay xoay và vỏ thùng cũ.", OWN[4]]
OTHER = ["Khoàng Thị Thúy, sinh năm 1990, Giáo viên, Trường Mầm non Bản Mẫu, ĐT 0945000222", *TRAINING[1:]]
TRACES = (NAME, NAME.upper(), "Khoang Thi Thuy", "Khoang_Thi_Thuy", "987654321", "987.654.321", "khoang thi thuy")


@pytest.fixture
def office(tmp_path: Path, url: str | None) -> Office:
    opened = open_office(tmp_path / "data", url)
    items = [
        dossier(tmp_path / "a Khoang_Thi_Thuy.docx", TOLD, TRAINING),
        dossier(tmp_path / "b.docx", OWN, OTHER, unit="Liên đoàn Lao động huyện Bản Mẫu", number=7),
        dossier(tmp_path / "c.docx", TRAINING, unit="Công đoàn cơ sở Trường Mầm non Bản Mẫu", number=3),
    ]
    steps.ingest(opened, items)
    register = opened.register
    mine = [i for i in register.innovations() if i.authors[0].full_name == NAME]
    assert len(mine) == 2
    accepted = register.reading(mine[0].id).accepted
    register.accept(mine[0].id, accepted.model_copy(update={"title": f"Lò sấy của {NAME}"}), "thu")
    pair = next(p for p in register.pairs() if {p.id_a, p.id_b} == {i.id for i in mine})
    register.judging.judge(pair, Judgement.SAME, "ba", f"đã gọi {PHONE}")
    (opened.data / "index").mkdir(exist_ok=True)
    (opened.data / "index" / "texts").write_text(NAME, "utf-8")
    return opened


def erased(office: Office, originals: bool = False, person: Person = HIM) -> Erased:
    found = office.register.persons.find(person)
    wish = Wish(person, f"đơn của {NAME}", originals=originals)
    return forget(office, lambda: office.register.persons.erase(wish, found, "thu"), work_of(wish, found).dossiers)


def traces(office: Office, besides: str = "originals") -> list[str]:
    """Places that still hold something of the person: files as bytes, tables as text."""
    found = []
    for path in office.data.rglob("*"):
        if path.is_file() and besides not in path.parts:
            content = path.read_bytes()
            folded = "index" in path.parts  # there Thúy, who stays, is written as Thủy is
            said = TRACES[:-1] if folded else TRACES
            found += [f"{path.name}: {one}" for one in said if one.encode() in content]
    with office.register.database.read() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(sa.select(*(sa.cast(c, sa.Text) for c in table.c))):
                text = json.dumps([*row], ensure_ascii=False)
                found += [f"{table.name}: {said}" for said in TRACES if said in text]
    return found


def test_nothing_of_him_is_left_beside_the_originals_and_the_audit_is_whole(office: Office) -> None:
    register = office.register
    before = {i.id: i for i in register.innovations()}
    assert traces(office), "the search finds something when there is something"
    done = erased(office)
    assert traces(office) == []
    assert register.verify() == []
    assert done.changed["reading"] >= 3, "the accepted reading and the one before it too"
    after = {i.id: i for i in register.innovations()}
    assert after.keys() == before.keys()
    mine = [key for key, item in before.items() if item.authors[0].full_name == NAME]
    for key in mine:
        author = after[key].authors[0]
        assert (author.full_name, author.birth_year, author.phone, author.position) == (MARK, None, None, "")
        assert after[key].effect == before[key].effect
    others = [i for key, i in before.items() if key not in mine]
    assert [after[i.id].authors for i in others] == [i.authors for i in others], "Thúy is not Thủy"
    line = next(one for one in register.audit("person") if one["action"] == "person-erased")
    assert line["who"] == "thu"
    assert sorted(line["detail"]["innovations"]) == sorted(mine)
    assert line["detail"]["why"] == f"đơn của {MARK}"
    assert not (office.data / "index").exists()


def test_a_persons_word_about_a_pair_outlives_the_erasure(office: Office) -> None:
    erased(office)
    steps.finish(office, steps.take_in(office, []), [])
    said = [p.judgement for p in office.register.pairs() if p.person]
    assert said == [Judgement.SAME]
    assert office.register.persons.find(HIM).sure() == []


def test_reading_again_does_not_bring_him_back(office: Office) -> None:
    erased(office)
    register = office.register
    before = [(i.id, i.authors, i.title) for i in register.innovations()]
    for item in register.dossiers():
        register.retry(item.id, "thu")
    steps.ingest(office, [])
    assert traces(office) == []
    assert [(i.id, i.authors, i.title) for i in register.innovations()] == before
    assert register.verify() == []


def test_originals_go_only_when_asked_and_leave_a_mark(office: Office, tmp_path: Path) -> None:
    register = office.register
    erased(office)
    assert len(list(register.files.root.glob("??/??/*"))) == 3
    erased(office, originals=True)
    assert len(list(register.files.root.glob("??/??/*"))) == 1
    assert register.verify() == []
    dropped = register.files.put(tmp_path / "b.docx")
    assert [(p.what, p.subject) for p in register.verify()] == [("erased", dropped.sha256)]
    assert register.persons.drop_originals() == 1
    assert register.verify() == []
    for item in register.dossiers():
        register.retry(item.id, "thu")
    steps.ingest(office, [])
    assert traces(office, besides="nothing") == []
    assert len(list(register.innovations())) == 5, "rows stay without their files"


def test_an_original_of_another_dossier_stays(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "x.docx").write_bytes((tmp_path / "b.docx").read_bytes())
    dossier(folder / "y.docx", DRYER, number=44)
    steps.ingest(office, [folder])
    found = office.register.persons.find(HIM)
    only = Wish(HIM, "đơn", originals=True)
    found.rows = [row for row in found.rows if row.dossier != found.rows[-1].dossier]
    office.register.persons.erase(only, found, "thu")
    office.register.persons.drop_originals()
    names = {held.name for held in office.register.persons.files(d.id for d in office.register.dossiers())}
    assert "x.docx" in names
    assert [p.what for p in office.register.verify()] == []


def test_who_is_meant_must_be_clear(office: Office, tmp_path: Path) -> None:
    other = [OWN[0].replace("1984", "1971").replace(PHONE, "0912000333"), "Tên khác hẳn của người khác", *OWN[2:]]
    steps.ingest(office, [dossier(tmp_path / "e.docx", other, number=21)])
    persons = office.register.persons
    nobody = Person(NAME)
    with pytest.raises(SovangError, match="nhiều người cùng tên"):
        work_of(Wish(nobody, "x"), persons.find(nobody))
    found = persons.find(HIM)
    assert len(found.sure()) == 2
    assert all(row.author["birth_year"] == YEAR for row in found.rows)
    erased(office)
    left = [i.authors[0].full_name for i in office.register.innovations()]
    assert left.count(NAME) == 1
    with pytest.raises(SovangError, match="không có gì chắc chắn"):
        work_of(Wish(Person("Tên Không Có"), "x"), persons.find(Person("Tên Không Có")))
    with pytest.raises(SovangError, match="--with: không thấy người này ở HS1999"):
        work_of(Wish(HIM, "x", frozenset({"HS1999-00001"})), persons.find(HIM))
