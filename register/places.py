"""Where a database file may lie: SQLite's locks and its shared memory do not hold over a network."""

from __future__ import annotations

import re
from pathlib import Path

from schemas.errors import SetupError

MOUNTS = Path("/proc/self/mounts")
_NETWORK = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "9p", "afs", "coda", "ceph", "glusterfs", "lustre"),
        *("beegfs", "davfs", "orangefs", "vboxsf", "vmhgfs", "prl_fs", "drvfs"),
        *(
            f"fuse.{name}"
            for name in ("sshfs", "rclone", "s3fs", "gcsfuse", "davfs", "davfs2", "smbnetfs", "onedriver")
        ),
        *(f"fuse.{name}" for name in ("glusterfs", "ceph", "ceph-fuse", "curlftpfs", "gvfsd-fuse", "vmhgfs-fuse")),
    )
)


def refuse_share(file: Path) -> None:
    """Raises SetupError when a SQLite file would lie on another machine's disk."""
    kind = network_kind(file)
    if kind:
        raise SetupError(
            f"Thư mục {file.parent} nằm trên ổ mạng ({kind}): sổ SQLite ở đó có thể hỏng khi hai máy cùng ghi. "
            "Đặt --data trên ổ đĩa của máy này, hoặc dùng PostgreSQL (--database) cho sổ, bản gốc vẫn để ở ổ mạng được."
        )


def network_kind(path: Path) -> str | None:
    """The file system that a path lies on, when it is a network's; None for a disk, and where nobody can tell."""
    try:
        lines = MOUNTS.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return None
    whole, found = path.resolve(), ("", "")
    for line in lines:
        _, point, kind, *_ = [*line.split(" "), "", "", ""]
        folder = _plain(point)
        if whole.is_relative_to(folder) and len(folder) >= len(found[0]):  # of two on one point the later one is seen
            found = (folder, kind)
    return found[1] if found[1] in _NETWORK else None


def _plain(point: str) -> str:
    r"""The kernel writes blanks as `\040`."""
    return re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), point) or "/"
