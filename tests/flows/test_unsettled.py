"""The steps over many dossiers look at what changed only, and leave the register as looking at all of it would."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from flows import versions
from flows.office import Office, open_office
from flows.quotas import tell_quotas
from flows.related import related
from flows.units import settle_units
from flows.versions import settle_versions
from register import unsettled
from register.tables import dossier, dossier_version, innovation, outcome, reading, row_version
from register.unit_tables import filing
from schemas.dossier import DossierResult, DossierStatus, Letter
from schemas.errors import SovangError
from schemas.innovation import Accepted, Author, Reading, Source, Status
from schemas.letter_answer import LetterAnswer
from schemas.match import Comparison, Judgement
from schemas.source import Channel
from schemas.unit import Unit, UnitKind, UnitName
from schemas.units.catalogue import Catalogue

UNITS = (
    *("Công đoàn cơ sở Xưởng Mẫu", "CĐCS Xưởng Mẫu thuộc Công đoàn ngành Mẫu", "Công đoàn cơ sở Xưởng Mâu"),
    *("Công đoàn cơ sở Trạm Thử", "CĐCS Trạm Thử"),
)
PROGRAMMES = ("75-nghin-sang-kien", "1-trieu-sang-kien", None)
NAMES = ("Lò Văn Thử", "Vàng Thị Mẫu", "Sùng A Ví", "Giàng Thị Thí", "Nông Văn Dụ")
TITLES = ("Cải tiến lò sấy ngô bằng quạt đảo chiều", "Phần mềm chấm công tổ lò hơi", "Giá treo ống mềm tránh gập")
NIGHT = dt.datetime(2021, 4, 9, 15, 0, tzinfo=dt.UTC)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(tmp_path / "data", workers=1)
    yield replace(opened, province="Bắc Kạn")
    opened.register.close()


class Life:
    """An office in which dossiers come, and people work, by chance."""

    def __init__(self, office: Office, seed: int) -> None:
        self.office, self.register, self.chance = office, office.register, random.Random(seed)
        self.sent: list[str] = []
        mine = [Unit(id=f"x{n}", kind=UnitKind.GRASSROOTS, names=[UnitName(name=UNITS[n])]) for n in (0, 3)]
        self.register.units.save(Catalogue(mine), "thử")

    def result(self) -> DossierResult:
        chance = self.chance
        names = chance.sample(NAMES, chance.randint(1, 4))
        rows = [self.row(number, name) for number, name in enumerate(names, start=1)]
        letter = Letter(issuing_unit=chance.choice((*UNITS, None)), programme=chance.choice(PROGRAMMES))
        letter.number = f"{chance.randint(1, 9)}/TTr-CĐ"
        letter.review_fields = ["issuing_unit"] if chance.random() < 0.3 else []
        asked = bool(letter.review_fields) or any(row.review_fields for row in rows)
        status = DossierStatus.NEEDS_REVIEW if asked else DossierStatus.COMPLETE
        return DossierResult(letter=letter, readings=rows, status=status, engine="1")

    def row(self, number: int, name: str) -> Reading:
        title = self.chance.choice(TITLES) + self.chance.choice(("", "", " có cữ", " 2"))
        said = Accepted(ordinal=number, title=title, authors=[Author(full_name=name)], summary=title)
        doubts = ["title"] if self.chance.random() < 0.2 else []
        return Reading(source=Source(file="a.docx", sha256="b" * 64, row=number), accepted=said, review_fields=doubts)

    def send(self) -> None:
        stored = self.register.files.put_bytes(f"{len(self.sent)}".encode(), "bang.docx")
        at = NIGHT + dt.timedelta(days=self.chance.randint(0, 9))
        item, _ = self.register.receive(f"lần {len(self.sent)}", Channel.FOLDER, [stored], at)
        self.sent.append(item.id)
        self.register.save(item.id, self.result())

    def read_again(self) -> None:
        self.register.save(self.chance.choice(self.sent), self.result())

    def answer(self) -> None:
        paper = self.register.letters.paper(self.chance.choice(self.sent))
        assert paper is not None
        name, values = self.chance.choice((("issuing_unit", UNITS), ("programme", PROGRAMMES[:2])))
        said = LetterAnswer(asked=name, values={name: self.chance.choice(values)}, person="thử")
        self.register.letters.give(paper.dossier, paper.version, said)

    def choose(self) -> None:
        self.register.units.choose(self.chance.choice(self.sent), self.chance.choice(("x0", "x3")), "thử")

    def accept(self) -> None:
        key = self.one()
        title = self.chance.choice(TITLES)
        name = self.chance.choice(NAMES)
        said = self.register.reading(key).accepted
        authors = [said.authors[0].model_copy(update={"full_name": name})]
        self.register.accept(key, said.model_copy(update={"title": title, "authors": authors}), "thử")

    def decide(self) -> None:
        with suppress(SovangError):
            self.register.decide(self.one(), self.chance.choice((Status.REJECTED, Status.REGISTERED)), "thử")

    def judge(self) -> None:
        one, other = self.one(), self.one()
        if one != other:
            said = self.chance.choice((Judgement.SAME, Judgement.DIFFERENT))
            with suppress(SovangError):
                self.register.judge(
                    Comparison(id_a=one, id_b=other, score=0.9, verdict="review", reasons=[]), said, "thử"
                )

    def one(self) -> str:
        return self.chance.choice([row.id for row in self.register.innovations()])

    def day(self) -> None:
        for act in self.chance.choices(
            (self.send, self.read_again, self.answer, self.choose, self.accept, self.decide, self.judge),
            (5, 1, 1, 1, 1, 1, 2),
            k=self.chance.randint(1, 5),
        ):
            if self.sent or act == self.send:
                act()


def night(office: Office) -> None:
    settle_units(office)
    settle_versions(office)
    tell_quotas(office)


def held(office: Office) -> dict[str, list[tuple[object, ...]]]:
    """All that these steps may have put in force, and the audit's length."""
    links, rows = dossier_version.c, row_version.c
    queries = {
        "dossiers": sa.select(links.dossier_id, links.earlier_id, links.number, links.findings).where(links.live),
        "rows": sa.select(rows.innovation_id, rows.earlier_id, rows.root_id, rows.changed).where(rows.live),
        "readings": sa.select(reading.c.innovation_id, reading.c.id).where(reading.c.live),
        "statuses": sa.select(innovation.c.id, innovation.c.status),
        "told": sa.select(outcome.c.dossier_id, outcome.c.id, outcome.c.findings).where(outcome.c.live),
        "filed": sa.select(filing.c.dossier_id, filing.c.unit_id, filing.c.id).where(filing.c.live),
        "waiting": sa.select(dossier.c.id, dossier.c.status),
    }
    with office.register.database.read() as connection:
        found = {name: sorted(map(tuple, connection.execute(query))) for name, query in queries.items()}
    return {**found, "audit": [(len(office.register.audit()),)]}


@pytest.mark.parametrize("seed", range(12))
def test_what_changed_gives_what_all_would(office: Office, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    life = Life(office, seed)
    life.day()
    night(office)
    looked: list[list[str] | None] = []
    settle = versions._settle
    monkeypatch.setattr(versions, "_settle", lambda o, only: (looked.append(only), settle(o, only))[1])
    few = 0
    for _ in range(8):
        life.day()
        looked.clear()
        night(office)
        after = held(office)
        assert None not in looked  # by night only what changed
        few += sum(len(only or ()) < len(life.sent) for only in looked)
        with office.register.database.write() as connection:
            unsettled.mark_all(connection)
        night(office)
        assert held(office) == after
    assert few


def test_a_quiet_night_looks_at_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    life = Life(office, 1)
    for _ in range(3):
        life.send()
    for _ in range(3):
        night(office)
    for step in unsettled.STEPS:
        assert waiting(office, step) == []
    monkeypatch.setattr(versions, "_settle", None)  # would fail
    night(office)


def waiting(office: Office, step: str) -> list[str]:
    mine = unsettled.unsettled.c.step == step
    with office.register.database.read() as connection:
        return list(connection.scalars(sa.select(unsettled.unsettled.c.dossier_id).where(mine)))


def test_what_comes_while_a_step_is_at_work_waits_for_the_next(office: Office) -> None:
    life = Life(office, 2)
    life.send()
    night(office)
    night(office)
    looked = office.register.unsettled.waiting("quotas", "x")
    life.send()
    office.register.unsettled.settled(looked)
    assert waiting(office, "quotas") == [life.sent[1]] * waiting(office, "quotas").count(life.sent[1])
    assert waiting(office, "quotas")


def test_another_rule_makes_all_wait_once(office: Office) -> None:
    Life(office, 3).send()
    register = office.register.unsettled
    register.settled(register.waiting("quotas", "one rule"))
    assert register.waiting("quotas", "one rule").dossiers == []
    assert register.waiting("quotas", "another").dossiers is None


def test_only_what_may_be_a_version_is_related(office: Office) -> None:
    life = Life(office, 4)
    for _ in range(2):
        for unit in (UNITS[0], UNITS[3]):
            life.send()
            result = life.result()
            result.letter.issuing_unit, result.letter.programme = unit, PROGRAMMES[0]
            result.readings = [life.row(1, NAMES[0]), life.row(2, NAMES[1])]
            office.register.save(life.sent[-1], result)
    assert related(office, [life.sent[0]]) == [life.sent[0], life.sent[2]]
    assert related(office, []) == []
