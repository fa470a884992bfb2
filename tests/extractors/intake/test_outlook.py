from __future__ import annotations

import io
import struct
from email.message import EmailMessage

import pytest
from PIL import Image

from extractors.intake import ole, tnef
from extractors.intake.items import open_item
from extractors.intake.mail import open_mail
from schemas.errors import ItemCode, SetAside
from schemas.source import Kind, Limits
from tests.extractors.intake.outlook import compound_of, file_tree, inner_tree, mail_tree, winmail

PDF = b"%PDF-1.4 " + bytes(5000)


def test_what_a_msg_says_and_holds(put, tmp_path):
    texts = {0x37: "Gửi hồ sơ", 0xC1A: "Văn thư", 0x5D01: "vt@donvi.example.vn", 0x1000: "Kính gửi Ban"}
    forwarded = mail_tree({0x37: "Hồ sơ gốc"}, [file_tree("Bảng.pdf", PDF)], inner=True)
    link = {"__properties_version1.0": bytes(8), "__substg1.0_3707001F": "xa.pdf".encode("utf-16-le")}
    tree = mail_tree(texts, [file_tree("Tờ trình.pdf", PDF + b"1"), inner_tree(forwarded), link])
    opened = open_item(put(compound_of(tree), "thư.msg"), tmp_path, Limits())
    assert [file.name for file in opened.leaves] == ["Bảng.pdf", "Tờ trình.pdf"]
    assert [(mail.subject, mail.sender, mail.body) for mail in opened.mails] == [
        ("Gửi hồ sơ", "Văn thư <vt@donvi.example.vn>", "Kính gửi Ban"),
        ("Hồ sơ gốc", "", ""),
    ]
    assert [(name, reason.code) for name, reason in opened.problems] == [("thư.msg: phần 4", ItemCode.UNREADABLE)]
    assert [file.kind for file in opened.kept] == [Kind.MAIL, Kind.MAIL]


def test_a_msg_in_the_code_page_of_its_machine(put, tmp_path):
    texts = {0x37: "Tiến độ".encode("cp1258", "ignore"), 0x1000: b"Ti\xea\xecn \xf0\xf4\xf2"}
    mail = open_mail(put(compound_of(mail_tree(texts, [], code_page=1258))), tmp_path, Limits())
    assert mail.body == "Tiến độ"


def test_headers_as_the_msg_travelled(put, tmp_path):
    texts = {0x7D: "From: =?utf-8?q?V=C4=83n_th=C6=B0?= <a@b>\r\nMessage-ID: <1@b>\r\n\tx\r\n", 0x37: "S"}
    mail = open_mail(put(compound_of(mail_tree(texts, []))), tmp_path, Limits())
    assert (mail.sender, mail.message_id, mail.subject) == ("Văn thư <a@b>", "<1@b> x", "S")


def test_a_large_compound_file_lists_its_tables_elsewhere(put):
    file = put(compound_of({"a": bytes(8_000_000), "__properties_version1.0": bytes(40)}))
    assert file.kind is Kind.MSG
    assert ole.streams_size(file.path) == 8_000_040


def test_a_broken_msg(put, tmp_path):
    whole = compound_of(mail_tree({}, [file_tree("a.pdf", PDF)]))
    for data in (compound_of({"__properties_version1.0": {}}), whole[:-600]):
        with pytest.raises(SetAside) as caught:
            open_mail(put(data).model_copy(update={"kind": Kind.MSG}), tmp_path, Limits())
        assert caught.value.code is ItemCode.UNREADABLE


def test_a_msg_with_a_lost_sector_is_reported(put, tmp_path):
    data = compound_of(mail_tree({}, [file_tree("a.pdf", PDF)]))
    table = data.rindex(struct.pack("<III", 1, 2, 3))  # the attachment's chain ends early
    changed = data[: table + 8] + struct.pack("<I", 0xFFFFFFFE) + data[table + 12 :]
    opened = open_item(put(changed, "a.msg"), tmp_path, Limits())
    assert ItemCode.UNREADABLE in [reason.code for _, reason in opened.problems]


def test_a_msg_that_claims_more_than_may_come_out(put, tmp_path):
    with pytest.raises(SetAside) as caught:
        open_mail(put(compound_of(mail_tree({}, [file_tree("a", PDF)]))), tmp_path, Limits(unpacked_bytes=5000))
    assert caught.value.code is ItemCode.ARCHIVE_BOMB


def test_winmail_in_a_mail_and_by_itself(put, tmp_path):
    packet = winmail(("Bảng tổng hợp.pdf", PDF, ""), ("logo.png", b"\x89PNG\r\n\x1a\n", "logo@x"))
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@b", "Gửi"
    mail.set_content("Kính gửi Ban")
    mail.add_attachment(packet, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    for file in (put(mail.as_bytes(), "a.eml"), put(packet, "winmail.dat")):
        opened = open_item(file, tmp_path, Limits())
        assert [leaf.name for leaf in opened.leaves] == ["Bảng tổng hợp.pdf", "logo.png"]
        assert opened.problems == []
    assert tnef.packet(packet).attached[1].content_id == "logo@x"


def test_logos_in_outlooks_formats_are_kept(put, tmp_path):
    out = io.BytesIO()
    Image.new("RGB", (300, 120)).save(out, "PNG")
    logo, page = out.getvalue(), "<img src='cid:logo@x'>"
    tree = mail_tree({0x1013: page}, [file_tree("image001.png", logo, "logo@x"), file_tree("a.pdf", PDF)])
    for data in (compound_of(tree), winmail(("image001.png", logo, "logo@x"), ("a.pdf", PDF, ""))):
        mail = open_mail(put(data), tmp_path, Limits())
        assert [part.name for part in mail.parts] == ["a.pdf"]
        assert mail.kept[-1].name == "image001.png"


def test_a_winmail_in_a_winmail(put, tmp_path):
    packet = winmail(("Hồ sơ.dat", winmail(("Bảng.pdf", PDF, "")), ""))
    assert [leaf.name for leaf in open_item(put(packet), tmp_path, Limits()).leaves] == ["Bảng.pdf"]
    for _ in range(5):
        packet = winmail(("Hồ sơ.dat", packet, ""))
    assert [reason.code for _, reason in open_item(put(packet), tmp_path, Limits()).problems] == [
        ItemCode.NESTED_TOO_DEEP
    ]


def test_hostile_packets():
    packet = winmail(("a", PDF, ""))
    changed = packet.replace(b"%PDF", b"%PDG")
    many = struct.pack("<I", 0xFFFFFFFF)
    bomb = packet[:6] + struct.pack("<BII", 2, 0x69002, 0) + b"\0\0"
    bomb += struct.pack("<BII", 2, 0x69005, 4) + many + struct.pack("<H", sum(many))
    codes = []
    for data in (packet[:-20], changed, bomb, packet + bytes(11) * 3000, packet[:6] + b"\1" + b"\xff" * 8):
        with pytest.raises(SetAside) as caught:
            tnef.packet(data)
        codes.append(caught.value.code)
    assert codes == [ItemCode.UNREADABLE, ItemCode.UNREADABLE, *[ItemCode.ARCHIVE_BOMB] * 2, ItemCode.UNREADABLE]
