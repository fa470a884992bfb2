from __future__ import annotations

import binascii
import io
from email.message import EmailMessage

import pytest
from PIL import Image

from extractors.intake.items import open_item
from extractors.intake.mail import open_mail
from schemas.errors import ItemCode, SetAside
from schemas.source import Kind, Limits

PDF = b"%PDF-1.4 " + bytes(range(33, 120))


def picture(width, height):
    out = io.BytesIO()
    Image.new("RGB", (width, height)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def letter():
    mail = EmailMessage()
    mail["From"] = "Văn thư <vanthu@donvi.example.vn>"
    mail["Subject"] = "Gửi hồ sơ sáng kiến"
    mail["Date"] = "Mon, 05 Apr 2021 11:30:00 +0700"
    mail["Message-ID"] = "<1@donvi.example.vn>"
    mail.set_content("Kính gửi Ban,\nxin gửi hồ sơ.")
    mail.add_alternative("<p>Kính gửi Ban</p><img src='cid:logo@x'><img src='cid:page@x'>", subtype="html")
    return mail


def test_what_a_mail_says_of_itself(put, letter, tmp_path):
    mail = open_mail(put(letter.as_bytes(), "thu.eml"), tmp_path, Limits())
    assert (mail.subject, mail.address) == ("Gửi hồ sơ sáng kiến", "vanthu@donvi.example.vn")
    assert mail.sender == "Văn thư <vanthu@donvi.example.vn>"
    assert mail.message_id == "<1@donvi.example.vn>"
    assert mail.date.isoformat() == "2021-04-05T11:30:00+07:00"
    assert mail.body == "Kính gửi Ban,\nxin gửi hồ sơ."
    assert mail.parts == []
    assert [kept.kind for kept in mail.kept] == [Kind.MAIL, Kind.HTML]
    said = mail.kept[0].path.read_text("utf-8").splitlines()
    assert said[:2] == ["Từ: Văn thư <vanthu@donvi.example.vn>", "Ngày: 05/04/2021 11:30"]
    assert said[-2:] == ["Kính gửi Ban,", "xin gửi hồ sơ."]


def test_what_it_does_not_say(put, tmp_path):
    mail = open_mail(put(b"From: a@b\nDate: yesterday\nX: y\n\n<p>", "a.eml"), tmp_path, Limits())
    assert (mail.subject, mail.date, mail.message_id) == ("", None, "")


def test_html_alone_is_read(put, tmp_path):
    raw = b"From: a@b\nSubject: s\nContent-Type: text/html; charset=windows-1258\n\n<p>Ti\xea\xecn \xf0\xf4\xf2</p>"
    mail = open_mail(put(raw), tmp_path, Limits())
    assert mail.body == "Tiến độ"


def test_a_list_pasted_into_the_mail_is_read(put, letter, tmp_path):
    letter.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
    row = "<table><tr><td>TT<td>T&aacute;c giả<td><p>T&ecirc;n s&aacute;ng\nkiến</p><td>Hiệu quả</table>"
    for page, names in ((row, ["nội dung thư.html", "a.pdf"]), (row.replace("kiến", "tác"), ["a.pdf"])):
        letter.get_payload()[0].get_payload()[1].set_content(page, subtype="html")
        assert [part.name for part in open_mail(put(letter.as_bytes()), tmp_path, Limits()).parts] == names


def test_pictures_of_the_mail_are_kept_and_pages_are_read(put, letter, tmp_path):
    html = letter.get_payload()[1]
    html.add_related(picture(300, 120), "image", "png", cid="<logo@x>", filename="image001.png")
    html.add_related(picture(1000, 1400), "image", "png", cid="<page@x>", filename="trang 1.png")
    letter.add_attachment(picture(1, 1), maintype="image", subtype="png", filename="pixel.png")
    letter.add_attachment(picture(500, 300), maintype="image", subtype="png", filename="anh nho.png")
    mail = open_mail(put(letter.as_bytes()), tmp_path, Limits())
    assert [part.name for part in mail.parts] == ["trang 1.png", "anh nho.png"]
    assert {"image001.png", "pixel.png"} <= {kept.name for kept in mail.kept}


def test_inline_documents_and_forwarded_mails_are_parts(put, letter, tmp_path):
    letter.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", disposition="inline", filename="Tờ.pdf")
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "a@b", "Fwd"
    outer.set_content("Chuyển Ban xử lý")
    outer.add_attachment(letter)
    (forwarded,) = open_mail(put(outer.as_bytes()), tmp_path, Limits()).parts
    assert (forwarded.name, forwarded.kind) == ("Gửi hồ sơ sáng kiến.eml", Kind.EML)
    assert [(p.name, p.kind) for p in open_mail(forwarded, tmp_path, Limits()).parts] == [("Tờ.pdf", Kind.PDF)]


def test_signatures_and_invitations_are_no_documents(put, letter, tmp_path):
    letter.add_attachment(b"0", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    letter.add_attachment("BEGIN:VCARD", subtype="vcard", filename="a.vcf")
    mail = open_mail(put(letter.as_bytes()), tmp_path, Limits())
    assert mail.parts == []
    assert {"smime.p7s", "a.vcf"} <= {kept.name for kept in mail.kept}


def test_a_mail_cut_short_is_reported_and_read(put, letter, tmp_path):
    letter.add_attachment(b"%PDF-1.4" * 99, maintype="application", subtype="pdf", filename="a.pdf")
    mail = open_mail(put(letter.as_bytes()[:-200]), tmp_path, Limits())
    assert [part.name for part in mail.parts] == ["a.pdf"]
    assert [(part.name, reason.code) for part, reason in mail.problems] == [("a.pdf", ItemCode.UNREADABLE)]


def test_small_pictures_in_the_text(put, letter, tmp_path):
    html = letter.get_payload()[1]
    html.add_related(picture(560, 750), "image", "png", cid="<page@x>", filename="trang.png")
    html.add_related(picture(900, 300), "image", "png", cid="<logo@x>", filename="bieu trung.png")
    letter.add_attachment(picture(900, 120), maintype="image", subtype="png", filename="bang chu ky.png")
    letter.add_attachment(picture(1200, 160), maintype="image", subtype="png", filename="dong bang.png")
    mail = open_mail(put(letter.as_bytes()), tmp_path, Limits())
    assert {part.name for part in mail.parts} == {"trang.png", "dong bang.png"}


def test_refusals(put, tmp_path):
    with pytest.raises(SetAside) as caught:
        open_mail(put(b"From: a@b\nSubject: x\n\n" + b"x" * 99), tmp_path, Limits(file_bytes=50))
    assert caught.value.code is ItemCode.TOO_LARGE


def test_files_written_into_the_text(put, tmp_path):
    lines = b"".join(binascii.b2a_uu(PDF[at : at + 45]) for at in range(0, len(PDF), 45))
    body = b"From: a@b\r\nSubject: x\r\n\r\nXin gui\r\nbegin 644 b\xe1\xba\xa3ng.pdf\r\n" + lines + b"`\r\nend\r\nHet"
    mail = open_mail(put(body, "a.eml"), tmp_path, Limits())
    assert [(part.name, part.path.read_bytes()) for part in mail.parts] == [("bảng.pdf", PDF)]
    assert mail.body == "Xin gui\n\nHet"


@pytest.mark.parametrize("told", [b"", b'; boundary="khac"'])
def test_a_boundary_that_the_header_does_not_tell(put, tmp_path, told):
    part = b"--x\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\n" + PDF + b"\r\n"
    data = b"From: a@b\r\nSubject: x\r\nContent-Type: multipart/mixed" + told + b"\r\n\r\n" + part + b"--x--\r\n"
    assert [file.name for file in open_mail(put(data, "a.eml"), tmp_path, Limits()).parts] == ["a.pdf"]


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n\r\n"])
def test_what_stands_before_the_first_header(put, letter, tmp_path, before):
    assert open_mail(put(before + letter.as_bytes(), "a.eml"), tmp_path, Limits()).subject == "Gửi hồ sơ sáng kiến"


def test_a_page_saved_with_its_pictures(put, tmp_path):
    row = "".join(f"<td>{word}</td>" for word in ("TT", "Tác giả", "Tên sáng kiến", "Hiệu quả"))
    page = f"<table><tr>{row}</tr></table>".encode()
    parts = (
        b"--x\nContent-Location: a.htm\nContent-Type: text/html; charset=utf-8\n\n" + page + b"\n"
        b"--x\nContent-Location: b.xml\nContent-Type: text/xml\n\n<?xml version='1.0'?><a/>\n--x--\n"
    )
    data = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\nA single file page.\n\n" + parts
    file = put(data, "a.mht")
    assert file.kind is Kind.EML
    opened = open_item(file, tmp_path, Limits())
    assert [leaf.kind for leaf in opened.leaves] == [Kind.HTML]
    assert opened.problems == []
