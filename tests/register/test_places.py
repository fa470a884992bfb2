"""SQLite files on other machines' disks are refused, by the kernel's table of mounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from register import Register, places
from schemas.errors import SetupError

TABLE = """overlay / overlay rw,relatime 0 0
proc /proc proc rw 0 0
//server/chung {share} {kind} rw,vers=3.1.1 0 0
/dev/sdb1 {share}/local ext4 rw 0 0
"""


@pytest.fixture
def mount(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Plants a table in which `tmp_path/ổ chung` is of a kind; gives that folder."""

    def plant(kind: str, more: str = "") -> Path:
        share = tmp_path / "ổ chung"
        share.mkdir(exist_ok=True)
        point = str(share).replace(" ", "\\040")
        table = tmp_path / "mounts"
        table.write_text(TABLE.format(share=point, kind=kind) + more.format(share=point), "utf-8")
        monkeypatch.setattr(places, "MOUNTS", table)
        return share

    return plant


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "vboxsf"])
def test_a_register_on_a_network_share_is_refused_with_what_to_do(mount, kind: str) -> None:
    share = mount(kind)
    with pytest.raises(SetupError, match=rf"ổ mạng \({kind}\).*ổ đĩa của máy này.*PostgreSQL"):
        Register.open(share / "data")
    with pytest.raises(SetupError, match="ổ mạng"):
        Register.open(share.parent / "here", f"sqlite:///{share}/sovang.db")
    assert not list(share.rglob("*.db"))


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "fuseblk", "tmpfs", "overlay"])
def test_a_disk_of_this_machine_is_taken(mount, kind: str) -> None:
    assert places.network_kind(mount(kind) / "data") is None


def test_the_innermost_and_the_latest_mount_count(mount, tmp_path: Path) -> None:
    share = mount("nfs4")
    assert places.network_kind(share / "local" / "data" / "sovang.db") is None
    assert places.network_kind(Path(f"{share} khác") / "sovang.db") is None
    share = mount("ext4", "host:/x {share} nfs4 rw 0 0\n")
    assert places.network_kind(share) == "nfs4"
    (tmp_path / "lối tắt").symlink_to(share)
    assert places.network_kind(tmp_path / "lối tắt" / "sovang.db") == "nfs4"


def test_where_there_is_no_table_nothing_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "MOUNTS", tmp_path / "none")
    assert places.network_kind(tmp_path) is None


def test_postgresql_may_have_its_originals_on_a_share(mount, postgres_url: str) -> None:
    register = Register.open(mount("nfs4") / "data", postgres_url)
    assert register.verify() == []
    register.close()
