"""How many innovations a unit sent to a programme, over all its dossiers, against what it may and must send."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from schemas.finding import Code, Finding
from schemas.programme import Level, Programme, Quota
from schemas.text import fold
from schemas.unit import UnitKind

# The union's own levels, by how its bodies are called.
_UPPER = re.compile(
    r"^(?:ldld|lien doan lao dong)\b(?! tinh)|^(?:cdn|cdvc|cdkcn|cdkkt)\b"
    r"|^(?:cong doan|cd) (?:nganh|vien chuc|cap tren|kcn|kkt|tong cong ty|tap doan|giao duc|y te)\b"
    r"|^(?:cong doan|cd) (?:ban quan ly )?(?:cac )?(?:khu (?:cong nghiep|kinh te|che xuat)|kcn)\b"
)
_GRASSROOTS = re.compile(
    r"^(?:cong doan co so|cdcs|nghiep doan)\b|^(?:cong doan|cd) (?:co quan|truong|benh vien|cong ty|cty|ctcp|nha may|"
    r"xi nghiep|chi nhanh|trung tam|van phong|so|phong|tram|hop tac xa|ban|vien|cuc|chi cuc|dien luc|buu dien|"
    r"vien thong|kho bac|bao hiem|ngan hang|toa an|ubnd|uy ban)\b"
)
_KINDS: dict[UnitKind, Level] = {
    UnitKind.DISTRICT: "upper",
    UnitKind.SECTOR: "upper",
    UnitKind.OFFICIALS: "upper",
    UnitKind.ZONES: "upper",
    UnitKind.CORPORATION: "upper",
    UnitKind.COMMUNE: "upper",
    UnitKind.GRASSROOTS: "grassroots",
}
_LEVELS = {"grassroots": "công đoàn cơ sở", "upper": "công đoàn cấp trên trực tiếp cơ sở"}


def level_of(unit: str, kind: UnitKind | None = None) -> Level | None:
    """A unit's level by its kind in the catalogue, else by its name; None: neither tells, no level's quota holds."""
    if kind is not None and kind is not UnitKind.OTHER:
        return _KINDS.get(kind)
    key = re.sub(r"^(?:ban (?:chap hanh|thuong vu)|bch|btv) ", "", " ".join(re.findall(r"\w+", fold(unit))))
    if _UPPER.search(key):
        return "upper"
    return "grassroots" if _GRASSROOTS.search(key) else None


def check_quota(programme: Programme, level: Level | None, count: int, dossiers: Sequence[str]) -> Iterator[Finding]:
    """`count`: a unit's innovations in all of `dossiers` (their ids), each counted once."""
    quota = quota_of(programme, level)
    if quota is None or not count:
        return
    who = f"Mỗi {_LEVELS[quota.level]}" if quota.level else "Mỗi đơn vị"
    where = f" trong {len(dossiers)} hồ sơ ({', '.join(dossiers)})" if len(dossiers) > 1 else ""
    rests = programme.cited("quotas")
    if quota.most is not None and count > quota.most:
        message = f"Đơn vị gửi {count} sáng kiến{where}. {who} được gửi nhiều nhất {quota.most:02d}{rests}."
        yield Finding(code=Code.OVER_QUOTA, field="innovations", message=message, ask=False)
    if quota.least is not None and count < quota.least:
        message = f"Đơn vị mới gửi {count} sáng kiến{where}. {who} cần gửi ít nhất {quota.least:02d}{rests}."
        yield Finding(code=Code.UNDER_QUOTA, field="innovations", message=message, ask=False)


def quota_of(programme: Programme, level: Level | None) -> Quota | None:
    """A level's own quota before that for every unit."""
    return next((q for q in programme.quotas if q.level and q.level == level), None) or next(
        (q for q in programme.quotas if q.level is None), None
    )
