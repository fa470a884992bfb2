"""Invented dossiers, small enough to read in a test."""

from __future__ import annotations

import datetime as dt
from typing import Any

from register import Register, StoredFile
from schemas.dossier import DossierResult, DossierStatus, Letter
from schemas.innovation import Accepted, Author, FieldReading, Reading, Source
from schemas.match import Comparison, Reason
from schemas.source import Channel

NINE = dt.datetime(2021, 4, 7, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
TITLES = ("Cải tiến máy cắt rãnh gỗ", "Phần mềm chấm công tổ lò hơi", "Giá treo ống mềm tránh gập")


def stored(register: Register, content: bytes = b"to trinh", name: str = "to-trinh.docx") -> StoredFile:
    return register.files.put_bytes(content, name)


def received(register: Register, content: bytes = b"to trinh", at: dt.datetime = NINE) -> str:
    dossier, _ = register.receive("ho-so", Channel.FOLDER, [stored(register, content)], at)
    return dossier.id


def reading(row: int, title: str, doubts: tuple[str, ...] = (), **accepted: Any) -> Reading:
    authors = [Author(full_name=f"Lò Thử {row}", birth_year=1980, phone="+84900000001", workplace="Tổ Mẫu")]
    return Reading(
        source=Source(file="bang.docx", sha256="b" * 64, page=1, row=row),
        fields={"title": FieldReading(as_read=title.upper())},
        accepted=Accepted(**{"ordinal": row, "title": title, "authors": authors} | accepted),
        review_fields=list(doubts),
    )


def result(*readings: Reading, **change: Any) -> DossierResult:
    found = readings or tuple(reading(n, title) for n, title in enumerate(TITLES, start=1))
    letter = Letter(number="07/TTr-CĐ", issuing_unit="Công đoàn Xưởng Mẫu", programme="75-nghin-sang-kien")
    base = {"letter": letter, "readings": list(found), "status": DossierStatus.COMPLETE, "engine": "1"}
    return DossierResult(**base | change)


def saved(register: Register, content: bytes = b"to trinh", at: dt.datetime = NINE) -> list[str]:
    """Receives and saves a dossier of three innovations; their ids."""
    dossier_id = received(register, content, at)
    register.save(dossier_id, result())
    return [i.id for i in register.innovations() if i.dossier.id == dossier_id]


def alike(id_a: str, id_b: str, score: float = 0.9) -> Comparison:
    reasons = [Reason(code="same-title", text="Trùng tên sáng kiến", weight=2.0)]
    return Comparison(id_a=id_a, id_b=id_b, score=score, verdict="review", reasons=reasons)
