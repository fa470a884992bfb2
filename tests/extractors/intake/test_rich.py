from __future__ import annotations

import struct

import pytest

from extractors.intake import msg, rich
from extractors.intake.items import open_item
from schemas.errors import ItemCode, SetAside
from schemas.source import Kind, Limits
from tests.extractors.intake.outlook import compound_of, file_tree, mail_tree, winmail

# The example of [MS-OXRTFCP] 4.1.
EXAMPLE = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
)
WRAPPED = (
    rb"{\rtf1\ansi\ansicpg1258\fromhtml1{\fonttbl{\f0 Arial;}}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 K\'ednh g\u7917?i "
    rb"{\*\htmltag72 </p>}\htmlrtf\par}\htmlrtf0 Ban\'20\{x\}}"
)


def stored(rtf: bytes) -> bytes:
    return struct.pack("<II", len(rtf) + 12, len(rtf)) + b"MELA" + bytes(4) + rtf


def test_the_formats_own_example():
    assert rich.unpacked(EXAMPLE) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_the_words_of_rtf_that_wraps_a_page():
    assert rich.rich_text(WRAPPED) == "Kính gửi \nBan {x}"


@pytest.mark.parametrize("cut", [0, 10, 20, 40])
def test_cut_short(cut):
    try:
        assert len(rich.unpacked(EXAMPLE[:cut])) < 43
    except SetAside as reason:
        assert reason.code is ItemCode.UNREADABLE


def test_a_size_that_lies():
    with pytest.raises(SetAside) as caught:
        rich.unpacked(struct.pack("<II", 9, 2**31) + b"LZFu" + bytes(100))
    assert caught.value.code is ItemCode.TOO_LARGE
    assert len(rich.unpacked(struct.pack("<II", 9, 2**20) + b"LZFu" + bytes(100))) < 200


def test_a_mail_that_says_it_in_rtf_only(put, tmp_path):
    tree = mail_tree({0x37: "Gửi"}, [file_tree("a.pdf", b"%PDF-1.4")])
    tree["__substg1.0_10090102"] = stored(WRAPPED)
    mail = open_item(put(compound_of(tree), "a.msg"), tmp_path, Limits())
    assert [leaf.name for leaf in mail.leaves] == ["a.pdf"]
    assert "Kính gửi" in mail.kept[0].path.read_text("utf-8")


def test_a_table_written_into_such_a_mail_is_read(put, tmp_path):
    tree = mail_tree({0x37: "Gửi"}, [])
    tree["__substg1.0_10090102"] = stored(rb"{\rtf1 \trowd\cellx99 TT\cell\row}")
    mail = open_item(put(compound_of(tree), "a.msg"), tmp_path, Limits())
    assert [leaf.kind for leaf in mail.leaves] == [Kind.RTF]


def test_what_a_packet_says(put, tmp_path):
    def attribute(identity: int, data: bytes) -> bytes:
        return struct.pack("<BII", 1, identity, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)

    packet = winmail(("a.pdf", b"%PDF-1.4", ""))
    packed = stored(WRAPPED)
    padded = struct.pack("<IHHII", 1, 0x102, 0x1009, 1, len(packed)) + packed + bytes(-len(packed) % 4)
    for said in (attribute(0x2800C, b"Xin gui Ban"), attribute(0x69003, padded)):
        mail = open_item(put(packet[:6] + said + packet[6:], "winmail.dat"), tmp_path, Limits()).mails[0]
        assert "Ban" in mail.body


def test_a_damaged_text_is_told_and_not_dropped() -> None:
    [told] = msg.rich_body(bytes(20))
    assert isinstance(told, SetAside)
    assert told.code is ItemCode.UNREADABLE
