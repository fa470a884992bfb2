"""Of a technological secret only title, effect and awards leave, whichever sheet tells of it."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from register import Register
from register.exports import export
from schemas.dossier import Decision, Document, Recognised
from schemas.finding import Code, Finding
from tests.register.builders import reading, received, result

SECRET = ("Lò Thử 1", "Tỷ lệ 3:7", "Xưởng keo", "phần riêng 3:7")


def secret_dossier(register: Register, *, confidential: bool) -> None:
    item = reading(
        1, "Pha keo bền nhiệt", ("summary",), confidential=confidential, summary="Tỷ lệ 3:7", effect="Bền hơn"
    )
    item.accepted.authors[0].workplace = "Xưởng keo"
    item.accepted.awards = ["Bằng khen"]
    item.findings = [Finding(code=Code.NOT_RECOGNISED, field="recognition", message="Không thấy Lò Thử 1.", ask=False)]
    entry = Recognised(name="Lò Thử 1", title="Pha keo bền nhiệt")
    decision = Document(kind="decision", file="qd.pdf", decisions=[Decision(number="3/QĐ", entries=[entry])])
    leftover = Finding(code=Code.LEFTOVER_TEXT, field="innovations", message="Trang 1: phần “phần riêng 3:7”.")
    change = {"documents": [decision], "findings": [leftover], "review_fields": ["innovations"]}
    register.save(received(register), result(item, **change))


def everything(register: Register, folder: Path) -> str:
    """All that leaves, as text."""
    out = []
    for what in ("innovations", "dossiers", "duplicates"):
        for form in ("jsonl", "csv"):
            export(register, what, form, folder / f"{what}.{form}")  # type: ignore[arg-type]
            out.append((folder / f"{what}.{form}").read_text("utf-8"))
    export(register, "innovations", "xlsx", folder / "i.xlsx")
    book = load_workbook(folder / "i.xlsx")
    return "\n".join([*out, *(str(cell.value) for page in book for row in page.iter_rows() for cell in row)])


def test_only_title_effect_and_awards_leave(tmp_path: Path) -> None:
    register = Register.open(tmp_path / "data")
    secret_dossier(register, confidential=True)
    text = everything(register, tmp_path)
    assert [words for words in SECRET if words in text] == []
    assert {"Pha keo bền nhiệt", "Bền hơn", "Bằng khen", "3/QĐ"} == {
        words for words in ("Pha keo bền nhiệt", "Bền hơn", "Bằng khen", "3/QĐ") if words in text
    }
    register.close()


def test_what_is_no_secret_leaves_whole(tmp_path: Path) -> None:
    register = Register.open(tmp_path / "data")
    secret_dossier(register, confidential=False)
    text = everything(register, tmp_path)
    assert [words for words in SECRET if words not in text] == []
    register.close()
