from __future__ import annotations

from email.message import EmailMessage

from extractors.intake.items import open_item
from extractors.intake.mbox import messages
from schemas.errors import ItemCode
from schemas.source import Kind, Limits

PDF = b"%PDF-1.4\n"


def mail(subject, *attachments):
    made = EmailMessage()
    made["From"], made["Subject"] = "a@b.example.vn", subject
    made.set_content("xin gửi")
    for name, data in attachments:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made


def codes(opened):
    return [(part if isinstance(part, str) else part.name, reason.code) for part, reason in opened.problems]


def test_a_plain_file_is_its_own_leaf(put, tmp_path):
    file = put(PDF, "Tờ trình.pdf")
    opened = open_item(file, tmp_path, Limits())
    assert opened.leaves == [file]
    assert (opened.kept, opened.ignored, opened.problems, opened.mails) == ([], [], [], [])


def test_mail_with_archive_down_to_the_pages(put, zipped, tmp_path):
    pages = zipped(("IMG_10.jpg", b"\xff\xd8\xff10"), ("IMG_2.jpg", b"\xff\xd8\xff2"), ("Thumbs.db", b"x"))
    file = put(mail("hồ sơ", ("Hồ sơ.zip", pages), ("Bảng.pdf", PDF)).as_bytes(), "thu.eml")
    opened = open_item(file, tmp_path, Limits())
    assert [leaf.name for leaf in opened.leaves] == ["Bảng.pdf", "IMG_2.jpg", "IMG_10.jpg"]
    assert [kept.name for kept in opened.kept] == ["nội dung thư.txt"]
    assert opened.ignored == ["Thumbs.db"]
    assert [m.subject for m in opened.mails] == ["hồ sơ"]
    assert opened.problems == []


def test_each_problem_belongs_to_one_part(put, zipped, tmp_path):
    file = put(
        zipped(("rong.pdf", b""), ("la.exe", b"MZ\x90\0\0\0\0"), ("tot.pdf", PDF), ("hong.docx", b"PK\3\4[Content")),
        "ho so.zip",
    )
    opened = open_item(file, tmp_path, Limits())
    assert [leaf.name for leaf in opened.leaves] == ["tot.pdf"]
    assert dict(codes(opened)) == {
        "rong.pdf": ItemCode.EMPTY,
        "la.exe": ItemCode.UNSUPPORTED_TYPE,
        "hong.docx": ItemCode.UNREADABLE,
    }


def test_archives_too_deep_are_named_and_the_rest_is_read(put, zipped, tmp_path):
    inner = zipped(("sâu.pdf", PDF))
    for level in (3, 2, 1):
        inner = zipped((f"lop{level}.zip", inner), (f"lop{level}.pdf", PDF))
    opened = open_item(put(inner, "a.zip"), tmp_path, Limits(depth=2))
    assert [leaf.name for leaf in opened.leaves] == ["lop1.pdf", "lop2.pdf"]
    assert codes(opened) == [("lop2.zip", ItemCode.NESTED_TOO_DEEP)]


def test_a_dossier_forwarded_three_times(put, tmp_path):
    letter = mail("gốc", ("Bảng.pdf", PDF))
    for number in range(3):
        outer = mail(f"Fwd {number}")
        outer.add_attachment(letter)
        letter = outer
    opened = open_item(put(letter.as_bytes(), "a.eml"), tmp_path, Limits())
    assert [leaf.name for leaf in opened.leaves] == ["Bảng.pdf"]
    assert [m.subject for m in opened.mails] == ["Fwd 2", "Fwd 1", "Fwd 0", "gốc"]


def test_two_thousand_mails_in_each_other(put, tmp_path):
    data = b"Subject: x\r\nFrom: a@b\r\n\r\nhi"
    for level in range(2000):
        data = b"Subject: %d\r\nFrom: a@b\r\nContent-Type: message/rfc822\r\n\r\n" % level + data
    opened = open_item(put(data, "a.eml"), tmp_path, Limits())
    assert [code for _, code in codes(opened)] == [ItemCode.NESTED_TOO_DEEP]
    assert len(opened.mails) == 4


def test_one_budget_for_the_whole_item(put, zipped, tmp_path):
    inner = [(f"{i}.zip", zipped((f"{i}.txt", f"{i}" * 1000))) for i in range(6)]
    opened = open_item(put(zipped(*inner), "a.zip"), tmp_path, Limits(unpacked_bytes=5000))
    assert [leaf.name for leaf in opened.leaves] == ["0.txt", "1.txt", "2.txt", "3.txt"]
    assert {code for _, code in codes(opened)} == {ItemCode.ARCHIVE_BOMB}


def test_a_lock_file_is_no_dossier(put, tmp_path):
    assert open_item(put(PDF, "~$to trinh.docx"), tmp_path, Limits()).ignored == ["~$to trinh.docx"]


def test_a_mailbox_is_all_its_mails(put, tmp_path):
    one = mail("Lần một", ("Tờ trình.pdf", b"%PDF-1.4 1")).as_bytes()
    two = mail("Lần hai", ("Bảng.pdf", b"%PDF-1.4 2")).as_bytes().replace(b"\n\n", b"\n\n>From here on\n", 1)
    box = b"".join(b"From a@b Mon Apr 05 11:30:00 2021\n" + data + b"\n\n" for data in (one, two))
    opened = open_item(put(box, "hop thu.mbox"), tmp_path, Limits())
    assert [leaf.name for leaf in opened.leaves] == ["Tờ trình.pdf", "Bảng.pdf"]
    assert [mail.subject for mail in opened.mails] == ["Lần một", "Lần hai"]
    assert len(list(messages(b"From a 2021\nX: y\n\ntext\n\nFrom 2021 on we write\n"))) == 1


def test_a_mail_with_nothing_attached_is_read_itself(put, tmp_path):
    letter = mail("Danh sách")
    (leaf,) = open_item(put(letter.as_bytes(), "a.eml"), tmp_path, Limits()).leaves
    assert (leaf.kind, leaf.name) == (Kind.TEXT, "nội dung thư.txt")
    letter.add_alternative("<table><tr><td>1</td></tr></table>", subtype="html")
    opened = open_item(put(letter.as_bytes(), "b.eml"), tmp_path, Limits())
    assert [leaf.kind for leaf in opened.leaves] == [Kind.HTML]
    assert [file.kind for file in opened.kept] == [Kind.MAIL]
