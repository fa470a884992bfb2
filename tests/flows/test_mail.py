"""What units really send: Outlook's files, and tables saved under the name of another kind."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from flows import steps
from flows.intake import items_in
from flows.office import Office, open_office
from schemas.source import Channel
from tests.extractors.intake.outlook import compound_of, file_tree, mail_tree, winmail
from tests.flows.makers import DRYER, HEADS, TRAINING, dossier


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(tmp_path / "data", workers=2)
    yield opened
    opened.register.close()


def page(*rows: list[str]) -> str:
    lines = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    return f"<html><meta charset=utf-8><p>BẢNG TỔNG HỢP TÓM TẮT SÁNG KIẾN</p><table>{lines}</table></html>"


def test_outlooks_own_formats_and_tables_under_other_names(office: Office, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    word = dossier(tmp_path / "a.docx", DRYER).read_bytes()
    texts = {0x37: "Gửi hồ sơ", 0xC1A: "Văn thư", 0x1000: "Kính gửi Ban, gửi kèm 01 bảng"}
    (inbox / "1.msg").write_bytes(compound_of(mail_tree(texts, [file_tree("Hồ sơ.docx", word)])))
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "vt@donvi.example.vn", "Gửi"
    mail.set_content("Kính gửi Ban")
    packet = winmail(("Hồ sơ.docx", dossier(tmp_path / "b.docx", TRAINING).read_bytes(), ""))
    mail.add_attachment(packet, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    (inbox / "2.eml").write_bytes(mail.as_bytes())
    (inbox / "3.xls").write_text(page(HEADS, ["1", *DRYER], ["2", *TRAINING]), "utf-8")
    steps.ingest(office, items_in([f"{inbox}/"]))
    by_name = {d.source_name: d for d in office.register.dossiers()}
    assert [by_name[name].innovations for name in sorted(by_name)] == [1, 1, 2]
    assert by_name["1.msg"].channel is by_name["2.eml"].channel is Channel.EMAIL
    said, file = by_name["1.msg"].parts
    assert (said.kind, said.status, file.name, file.status) == ("mail", "kept", "Hồ sơ.docx", "read")
    text = office.register.files.path(said.sha256).read_text("utf-8")
    assert text == "Từ: Văn thư\nTiêu đề: Gửi hồ sơ\n\nKính gửi Ban, gửi kèm 01 bảng\n"
    assert by_name["3.xls"].parts[0].kind == "html"
