from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest

from extractors.intake.names import is_ignored_name, natural_key, shown_name, tells_order


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


@pytest.mark.parametrize(
    "names",
    [
        ["trang 9.jpg", "trang 10.jpg"],
        ["scan.jpg", "scan (2).jpg", "scan (10).jpg"],
        ["bảng.jpg", "bảng-2.jpg"],
        ["WhatsApp Image 2026-11-20 at 9.15.32 AM.jpeg", "WhatsApp Image 2026-11-20 at 1.05.02 PM.jpeg"],
        ["Ảnh 12.05.01 SA.jpg", "Ảnh 9.15.32 SA.jpg", "Ảnh 12.30.00 CH.jpg", "Ảnh 1.00.00 CH.jpg"],
        ["WhatsApp Image 2026-11-20 at 10.15.32.jpeg", "WhatsApp Image 2026-11-20 at 10.15.32 (1).jpeg"],
        ["z4512345678901_3fa9c1d2.jpg", "z4512345678902_1b07e5aa.jpg"],
        ["IMG_20261120_101532.jpg", "IMG_20261120_101533.jpg"],
        ["ảnh/9/1.jpg", "ảnh/10/1.jpg"],
        ["1.jpg", "02.png", "3.tif"],
    ],
)
def test_names_that_tell_the_order_of_pages(names):
    backwards = names[::-1]
    assert sorted(backwards, key=natural_key) == names
    assert all(tells_order(one, other) for one, other in pairwise(names))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bảng.jpg", "mặt sau.jpg"),
        ("3fa9c1d2.jpg", "71bc00e4.jpg"),
        ("0c9d4f1e-77ab.jpg", "0c9d5a2b-13cd.jpg"),
        ("ảnh chụp.jpg", "ảnh chụp.png"),
        ("tờ a.jpg", "tờ b2.jpg"),
    ],
)
def test_names_that_tell_no_order(one, other):
    assert not tells_order(one, other)
