"""Every sample by its recipe, written into an inbox with the truth beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from . import forms, pdf, raster, sheet, truth, word
from .archive import pack
from .model import Dossier, Letter, load
from .pairs import write_pairs
from .toolbox import toolbox

Files = dict[str, bytes]
WORD_TYPE = "vnd.openxmlformats-officedocument.wordprocessingml.document"


def _word_form6(dossier: Dossier) -> Files:
    return {"": _word(dossier, forms.SIX)}


def _word_form7(dossier: Dossier) -> Files:
    return {"": _word(dossier, forms.seven(dossier.letter.date.year))}


def _word(dossier: Dossier, columns: list[forms.Column], number: str = "TT") -> bytes:
    document = word.new()
    word.add_letter(document, dossier.letter)
    word.landscape(document)
    word.add_table(document, dossier, columns, number)
    word.signed_after_table(document, dossier.letter)
    return word.save(document)


def _word_title_first(dossier: Dossier) -> Files:
    return {"": _word(dossier, forms.TITLE_FIRST, "STT")}


def _word_letter(letter: Letter) -> bytes:
    document = word.new()
    word.add_letter(document, letter)
    return word.save(document)


def _word_letter_only(dossier: Dossier) -> Files:
    return {"": _word_letter(dossier.letter)}


def _excel_and_letter(dossier: Dossier) -> Files:
    return {"To trinh.pdf": pdf.write(dossier, None), "Bang tong hop sang kien.xlsx": sheet.guided(dossier)}


def _text_pdf6(dossier: Dossier) -> Files:
    return {"": pdf.write(dossier, forms.SIX)}


def _text_pdf7(dossier: Dossier) -> Files:
    return {"": pdf.write(dossier, forms.seven(dossier.letter.date.year))}


def _truncated(dossier: Dossier) -> Files:
    """The first third of a file, as a broken upload leaves it."""
    whole = pdf.write(dossier, forms.seven(dossier.letter.date.year))
    return {"": whole[: len(whole) // 3]}


def _colour_scan(dossier: Dossier) -> Files:
    papers = raster.pages(pdf.write(dossier, forms.seven(dossier.letter.date.year), ink=dossier.seed), 300)
    seen = [raster.colour_scan(p, dossier.seed + i) for i, p in enumerate(papers)]
    return {"": raster.scanned_pdf(seen, 300, 55)}


def _grey_scan(dossier: Dossier) -> Files:
    return {"": _grey_pdf(dossier, forms.SIX)}


def _grey_pdf(dossier: Dossier, columns: list[forms.Column] | None) -> bytes:
    papers = raster.pages(pdf.write(dossier, columns, ink=dossier.seed), 200)
    seen = [raster.grey_scan(p, dossier.seed + i) for i, p in enumerate(papers)]
    return raster.scanned_pdf(seen, 200, 60)


def _photos(dossier: Dossier) -> Files:
    papers = raster.pages(pdf.write(dossier, forms.seven(dossier.letter.date.year), ink=dossier.seed), 230)
    shots = [raster.photo(p, dossier.seed + 10 * i) for i, p in enumerate(papers)]
    return {f"IMG_20220514_0915{12 + 9 * i}.jpg": raster.jpeg(s, 68) for i, s in enumerate(shots)}


def _fax(dossier: Dossier) -> Files:
    papers = raster.pages(pdf.write(dossier, forms.SIX, ink=dossier.seed), 200)
    return {"": raster.tiff([raster.fax(p, dossier.seed + i) for i, p in enumerate(papers)], 200)}


def _mail(dossier: Dossier, parts: list[tuple[str, bytes, str]]) -> bytes:
    """The mail with its parts (name, bytes, subtype of application/)."""
    mail = dossier.mail
    if mail is None:
        raise ValueError(f"{dossier.file}: no [mail] to write")
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = mail.sender, mail.to, mail.subject
    message["Date"] = mail.date
    message["Message-ID"] = f"<{mail.date:%Y%m%d%H%M%S}@thu.vanson.example>"
    message.set_content(mail.text, cte="base64")
    for name, data, subtype in parts:
        message.add_attachment(data, maintype="application", subtype=subtype, filename=name)
    message.set_boundary("=_sang_kien_van_son_=")
    return message.as_bytes()


def _mail_scan_and_word(dossier: Dossier) -> Files:
    document = word.new()
    word.landscape(document)
    word.add_table(document, dossier, forms.seven(dossier.letter.date.year))
    word.signed_after_table(document, dossier.letter)
    scan = _grey_pdf(dossier, None)
    parts = [("Tờ trình (bản ký).pdf", scan, "pdf"), ("Bảng tổng hợp sáng kiến.docx", word.save(document), WORD_TYPE)]
    return {"": _mail(dossier, parts)}


def _mail_zip(dossier: Dossier) -> Files:
    inside = {"Ho so/To trinh.docx": _word_letter(dossier.letter), "Ho so/Bang tong hop.xlsx": sheet.plain(dossier)}
    return {"": _mail(dossier, [("Ho so sang kien.zip", pack(inside), "zip")])}


RECIPES: dict[str, Callable[[Dossier], Files]] = {
    "word-form6": _word_form6,
    "word-form7": _word_form7,
    "word-title-first": _word_title_first,
    "word-letter-only": _word_letter_only,
    "excel-and-letter": _excel_and_letter,
    "text-pdf6": _text_pdf6,
    "text-pdf7": _text_pdf7,
    "truncated": _truncated,
    "colour-scan": _colour_scan,
    "grey-scan": _grey_scan,
    "photos": _photos,
    "fax": _fax,
    "mail-scan-and-word": _mail_scan_and_word,
    "mail-zip": _mail_zip,
}


def build(out: Path) -> list[Path]:
    """Writes `out`/inbox, `out`/expected and `out`/made-with.json; returns the files of the inbox."""
    dossiers = load()
    written: list[Path] = []
    for dossier in dossiers:
        for name, data in RECIPES[dossier.recipe](dossier).items():
            path = (out / "inbox" / dossier.file / name) if name else (out / "inbox" / dossier.file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            written.append(path)
    truth.write(dossiers, out / "expected")
    write_pairs(dossiers, out / "expected")
    (out / "made-with.json").write_text(json.dumps(toolbox(), indent=1) + "\n", "utf-8")
    return written
