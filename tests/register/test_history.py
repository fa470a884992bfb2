"""Whatever changes the register leaves a line of the audit; and whatever keeps texts is known to erasing."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

import register as package
from register import Register
from register.columns import Clean
from register.judgements import Saying
from register.persons import Giving, Wish
from register.phones import Showing
from register.tables import metadata
from register.whereabouts import PLACES, Person
from schemas.account import Account
from schemas.answer import Answer
from schemas.columns import ColumnForm
from schemas.dossier import DossierResult, ItemError, Letter
from schemas.errors import ItemCode
from schemas.finding import Code, Finding
from schemas.innovation import Accepted, Reading, Source, Status
from schemas.letter_answer import LetterAnswer
from schemas.match import Judgement
from schemas.retention import Retention
from schemas.source import Channel
from schemas.unit import Unit, UnitKind, UnitName
from schemas.units.catalogue import Catalogue
from schemas.units.filing import Filing
from tests.register.builders import NINE, alike, reading, received, result, saved, stored

# Methods that write what is no act of anybody: leases and their signs of life, who is signed in just now.
NO_ACT = {
    *("Accounts.begin", "Accounts.whose", "Accounts.end", "Accounts.failed"),
    "Tokens.whose",
    *("Queue.take_next", "Queue.take", "Queue.leave"),  # who has what in hand for a while
    "Unsettled.settled",  # up to where a step has looked
}


def writing_methods() -> set[str]:
    """`Class.method` of every method in the package that opens a write transaction."""
    found = set()
    for path in sorted(Path(inspect.getfile(package)).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and node.name != "Database":
                methods = [one for one in node.body if isinstance(one, ast.FunctionDef)]
                found |= {f"{node.name}.{one.name}" for one in methods if ".write()" in ast.unparse(one)}
    return found


FORM = ColumnForm(unit="", sha256="a" * 64, headings=["x"], fields=["title"])
UNIT = Unit(id="x", kind=UnitKind("cdcs"), names=[UnitName(name="CĐCS X")])
SAID = LetterAnswer(asked="number", value="9/TTr", person="thu")
KEYED = Reading(source=Source(file="", sha256="", row=0), accepted=Accepted(title="Máy ép ván bìa"))
ACCOUNT = Account(name="lan", shown="Lan", role="admin")


class Filled:
    """A register with two dossiers of three innovations each, one pair judged, and one still to be read."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.ids, self.later = saved(register), saved(register, b"hai")
        register.save_pairs([alike(a, b) for a, b in zip(self.ids, self.later, strict=True)], self.ids, "1")
        register.judge(alike(self.ids[2], self.later[2]), Judgement.SAME, "thu")
        self.dossier = self.ids[0].rpartition("-")[0]
        self.new = received(register, b"ba")

    def find(self) -> Any:
        return self.register.persons.find(Person("Lò Thử"))

    def version(self) -> int:
        return self.version_of(self.ids[0])

    def version_of(self, key: str) -> int:
        row = self.register.answers.row(key)
        assert row is not None
        return row.version

    def paper(self) -> int:
        paper = self.register.letters.paper(self.dossier)
        assert paper is not None
        return paper.version

    def merge(self) -> None:
        self.register.merging.apply(self.register.merging.plan([self.ids[2], self.later[2]]), "thu", "một việc")

    def settle(self) -> None:
        pair = [self.ids[0], self.later[0]]
        stamp = self.register.verdicts.of_members(pair).stamp
        self.register.verdicts.settle([pair], stamp, Saying(Judgement.SAME, "thu"))

    def unsettle(self) -> None:
        self.settle()
        act = self.register.verdicts.acts(self.ids[0])[0]
        self.register.verdicts.undo(self.ids[0], (act.person, act.at), "thu")

    def answer(self) -> None:
        said = Answer("title", {"title": "Tên người trả lời"})
        self.register.answers.give(self.ids[0], self.version(), [said], "thu")

    def answer_letter(self) -> None:
        self.register.letters.give(self.dossier, self.paper(), SAID)


DRIVERS: dict[str, Callable[[Filled], object]] = {
    "Register.receive": lambda f: f.register.receive("x", Channel.FOLDER, [stored(f.register, b"x")], NINE),
    "Register.begin": lambda f: f.register.begin(f.new),
    "Register.release": lambda f: f.register.release(f.new),
    "Register.save": lambda f: f.register.save(f.new, result()),
    "Register.set_aside": lambda f: f.register.set_aside(f.new, ItemError(code=ItemCode.EMPTY, message="rỗng")),
    "Register.retry": lambda f: f.register.retry(f.dossier, "thu"),
    "Register.tell": lambda f: f.register.tell(f.dossier, [Finding(code=Code.OVER_QUOTA, message="quá")]),
    "Register.name_columns": lambda f: f.register.name_columns(FORM, "thu"),
    "Register.accept": lambda f: f.register.accept(f.ids[0], Accepted(title="Khác"), "thu"),
    "Register.decide": lambda f: f.register.decide(f.ids[0], Status.REJECTED, "thu"),
    "Imports.begin": lambda f: f.register.imports.begin(f.new, "x", DossierResult()),
    "Imports.put": lambda f: f.register.imports.put(f.new, [(reading(1, "Lò"), None)], "thu"),
    "Imports.end": lambda f: f.register.imports.end(f.dossier, {"rows": 1}, "thu"),
    "Judging.suggest": lambda f: f.register.save_pairs([], f.later, "2"),
    "Judging.judge": lambda f: f.register.judging.judge(alike(f.ids[0], f.later[0]), Judgement.SAME, "thu"),
    "Judging.undo": lambda f: f.register.judging.undo(f.ids[2], f.later[2], "thu"),
    "Verdicts.settle": lambda f: f.settle(),
    "Verdicts.undo": lambda f: f.unsettle(),
    "Judging.model_changed": lambda f: f.register.judging.model_changed("1", "2", "thu"),
    "Merging.apply": Filled.merge,
    "Merging.undo": lambda f: (f.merge(), f.register.merging.undo(f.ids[2], "thu")),
    "Units.save": lambda f: f.register.units.save(Catalogue([UNIT], []), "thu"),
    "Units.change": lambda f: f.register.units.change(UNIT, "", "thu"),
    "OfficeSettings.put": lambda f: f.register.settings.put("matching", {"same": 0.9}, 0, "thu"),
    "Units.learn": lambda f: f.register.units.learn("CĐCS X", "x", "thu"),
    "Units.forget": lambda f: (
        f.register.units.learn("CĐCS X", "x", "thu"),
        f.register.units.forget("CĐCS X", "x", "thu"),
    ),
    "Units.file": lambda f: f.register.units.file([Filing(dossier_id=f.dossier, text="X")]),
    "Units.choose": lambda f: f.register.units.choose(f.dossier, "x", "thu"),
    "Units.unchoose": lambda f: (
        f.register.units.choose(f.dossier, "x", "thu"),
        f.register.units.unchoose(f.dossier, "thu"),
    ),
    "Keying.open": lambda f: f.register.keying.open("Giấy", Letter(number="1"), NINE, "thu"),
    "Keying.add": lambda f: f.register.keying.add(f.dossier, KEYED, "thu"),
    "Keying.take_back": lambda f: f.register.keying.take_back(
        key := f.register.keying.add(f.dossier, KEYED, "thu"), f.version_of(key), "thu"
    ),
    "Keying.done": lambda f: (
        f.register.set_aside(f.new, ItemError(code=ItemCode.EMPTY, message="rỗng")),
        f.register.keying.done(f.new, "thu"),
    ),
    "SentAgain.save": lambda f: f.register.sent_again.save(_versions(f)),
    "Answers.give": Filled.answer,
    "Answers.take_back": lambda f: (f.answer(), f.register.answers.take_back(f.ids[0], f.version(), "thu")),
    "LetterAnswers.give": Filled.answer_letter,
    "LetterAnswers.take_back": lambda f: (
        f.answer_letter(),
        f.register.letters.take_back(f.dossier, f.paper(), "number", "thu"),
    ),
    "Accounts.put": lambda f: f.register.accounts.put(ACCOUNT, "thu", "mật khẩu dài"),
    "Accounts.unlock": lambda f: f.register.accounts.unlock("lan", "thu"),
    "Accounts.end_all": lambda f: f.register.accounts.end_all("lan", "thu"),
    "Tokens.make": lambda f: f.register.tokens.make("x", "lan", "máy văn thư", "lan"),
    "Tokens.end": lambda f: f.register.tokens.end(f.register.tokens.make("x", "lan", "máy", "lan"), "lan", "lan"),
    "Persons.given": lambda f: f.register.persons.given(Giving("innovations", "jsonl", 3), "thu"),
    "Persons.phone": lambda f: f.register.persons.phone(Showing(f.ids[0], f.version(), 0, "gọi hỏi"), "thu"),
    "Persons.told": lambda f: f.register.persons.told(f.find(), "đơn", "thu"),
    "Persons.rows_dropped": lambda f: f.register.persons.rows_dropped(Wish(Person("Lò Thử"), "đơn"), 2, "thu"),
    "Persons.erase": lambda f: f.register.persons.erase(Wish(Person("Lò Thử"), "đơn"), f.find(), "thu"),
    "Terms._apply": lambda f: f.register.terms.apply(_due(f), "hết hạn", "thu"),
}


def _versions(filled: Filled) -> Any:
    from schemas.version import DossierVersion, RowVersion, Versions

    earlier, later = filled.dossier, filled.later[0].rpartition("-")[0]
    rows = [RowVersion(b, a, a, False) for a, b in zip(filled.ids, filled.later, strict=True)]
    return Versions(dossiers=[DossierVersion(later, earlier, 2, [])], rows=rows)


def _due(filled: Filled) -> Any:
    import datetime as dt

    return filled.register.terms.due(Retention(phone=1), {}, dt.date(2099, 1, 1))


def test_every_method_that_writes_is_tried_here() -> None:
    """A new one: add how it is called to DRIVERS, and let it leave a line of the audit."""
    assert writing_methods() - NO_ACT == set(DRIVERS)


@pytest.mark.parametrize("method", sorted(DRIVERS))
def test_whatever_writes_leaves_a_line(register: Register, method: str) -> None:
    filled = Filled(register)
    before = len(register.audit())
    DRIVERS[method](filled)
    lines = register.audit()[before:]
    assert lines, method
    assert all(line["who"] and line["action"] and line["subject"] for line in lines)
    assert register.verify() == [], "and the register is whole after it"


# Columns of texts that hold nothing of a person who sent something: codes, ids, staff's names, units, moments.
IMPERSONAL = {
    "account", "web_session", "sign_in_failure", "file", "innovation", "catalogue_entry", "unit_alias", "column_form",
    "api_token", "run", "audit", "counter", "row_version", "erasure", "erased_file", "merged", "tally", "search_entry",
    "unsettled", "setting",
}  # fmt: skip
ERASED_BY_ITSELF = {"reading", "audit_detail"}  # not in PLACES: erasing.py has functions of their own for them
CODES = {
    *(
        "id",
        "key",
        "status",
        "channel",
        "sha256",
        "engine",
        "digest",
        "kind",
        "encoding",
        "programme",
        "phase",
        "person",
    ),
    *(
        "dossier_id",
        "earlier_id",
        "unit_id",
        "id_a",
        "id_b",
        "key_a",
        "key_b",
        "verdict",
        "judgement",
        "model",
        "asked",
    ),
    *("across", "proposed", "error", "review_fields", "survivor_id", "sources", "told"),
}


def test_every_text_that_is_kept_is_known_to_erasing() -> None:
    """A new table or column with texts from dossiers belongs into PLACES; one without into IMPERSONAL or CODES."""
    known = {(place.table.name, column) for place in PLACES for column in place.columns}
    unknown = []
    for table in metadata.sorted_tables:
        if table.name in IMPERSONAL | ERASED_BY_ITSELF:
            continue
        for column in table.columns:
            texts = isinstance(column.type, sa.Text | sa.JSON | Clean)
            if texts and column.name not in CODES and (table.name, column.name) not in known:
                unknown.append(f"{table.name}.{column.name}")
    assert unknown == []


def test_each_place_is_looked_at_once() -> None:
    """A place named twice would be told twice to whoever asks what is kept of a person."""
    tables = [place.table.name for place in PLACES]
    assert len(tables) == len({*tables})
