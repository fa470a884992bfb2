from __future__ import annotations

import unicodedata

import pytest

from extractors.intake.names import is_ignored_name, natural_key, shown_name


@pytest.mark.parametrize(
    "name",
    [
        *("~$to trinh.docx", "a.pdf.part", "b.tmp", "c.crdownload", "Thumbs.db", ".DS_Store", "desktop.ini", ".hidden"),
        *("__MACOSX/._a.docx", "ho so\\~$bang.xlsx"),
    ],
)
def test_litter_is_ignored(name):
    assert is_ignored_name(name)


@pytest.mark.parametrize("name", ["Tờ trình.docx", "part 1.pdf", "../a.pdf", "tmp.docx", "a.b.c"])
def test_documents_are_not(name):
    assert not is_ignored_name(name)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/abs/x.pdf", "abs/x.pdf"),
        ("a\\..\\..\\win.ini", "a/win.ini"),
        ("C:\\Users\\x.doc", "Users/x.doc"),
        ("ảnh\x00\u202egpj.exe", "ảnhgpj.exe"),
        (unicodedata.normalize("NFD", "Tờ trình.pdf"), "Tờ trình.pdf"),
        ("Bảng.xls".encode(), "Bảng.xls"),
        (unicodedata.normalize("NFD", "bê").encode("cp1258", "ignore") + b" tong.xls", "be tong.xls"),
        ("Tơ\u0300 tri\u0300nh.doc".encode("cp1258"), "Tờ trình.doc"),
        ("Résumé.txt".encode("cp437"), "Résumé.txt"),
        ("", "không tên"),
    ],
)
def test_names_are_fit_to_be_shown(raw, shown):
    assert shown_name(raw, "không tên") == shown


def test_pages_in_the_order_people_count():
    long = "9" * 5000 + ".jpg"
    names = ["IMG_10.jpg", "IMG_2.jpg", "img_1.jpg", "trang 3.jpg", long]
    assert sorted(names, key=natural_key) == [long, "img_1.jpg", "IMG_2.jpg", "IMG_10.jpg", "trang 3.jpg"]
