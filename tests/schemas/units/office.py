"""An invented province's catalogue: federation, districts, sectors and grassroots unions, with names that are near."""

from __future__ import annotations

from datetime import date

from schemas.unit import EventKind, Link, Unit, UnitEvent, UnitKind, UnitName, UnitParent, UnitPlace
from schemas.units.catalogue import Catalogue
from schemas.units.seed import seed

HOME, NEW, MERGED = "ldld-van-son", "ldld-van-son-2025", date(2025, 7, 1)
PROVINCE = "Vân Sơn"

# id, kind, name, parent, district
_UNITS = """
huyen-suoi-ngan|ldld_huyen|Liên đoàn Lao động huyện Suối Ngàn|ldld-van-son|Suối Ngàn
huyen-dong-vang|ldld_huyen|Liên đoàn Lao động huyện Đồng Vang|ldld-van-son|Đồng Vang
huyen-phieng-hoa|ldld_huyen|Liên đoàn Lao động huyện Phiêng Hoa|ldld-van-son|Phiêng Hoa
tp-van-son|ldld_huyen|Liên đoàn Lao động thành phố Vân Sơn|ldld-van-son|Vân Sơn
cdn-giao-duc|cd_nganh|Công đoàn ngành Giáo dục tỉnh Vân Sơn|ldld-van-son|
cdn-y-te|cd_nganh|Công đoàn ngành Y tế tỉnh Vân Sơn|ldld-van-son|
cdvc|cd_vien_chuc|Công đoàn Viên chức tỉnh Vân Sơn|ldld-van-son|
cd-kcn|cd_kcn|Công đoàn các Khu công nghiệp tỉnh Vân Sơn|ldld-van-son|
dien-luc|cdcs|Công đoàn cơ sở Công ty Điện lực Vân Sơn|ldld-van-son|
xi-mang|cdcs|Công đoàn cơ sở Công ty Cổ phần Xi măng Đồng Vang|ldld-van-son|
nuoc|cdcs|Công đoàn cơ sở Công ty Cổ phần Cấp thoát nước Vân Sơn|ldld-van-son|
may-1|cdcs|Công đoàn cơ sở Công ty Cổ phần May số 1|cd-kcn|
may-2|cdcs|Công đoàn cơ sở Công ty Cổ phần May số 2|cd-kcn|
may-hoa-lung|cdcs|Công đoàn cơ sở Công ty TNHH MTV May Hoa Lũng|cd-kcn|
go-hoa-lung|cdcs|Công đoàn cơ sở Công ty TNHH Gỗ Hoa Lũng|cd-kcn|
so-tai-chinh|cdcs|Công đoàn cơ sở Sở Tài chính tỉnh Vân Sơn|cdvc|
so-y-te|cdcs|Công đoàn cơ sở Sở Y tế tỉnh Vân Sơn|cdn-y-te|
so-nnptnt|cdcs|Công đoàn cơ sở Sở Nông nghiệp và Phát triển nông thôn|cdvc|
bv-tinh|cdcs|Công đoàn cơ sở Bệnh viện Đa khoa tỉnh Vân Sơn|cdn-y-te|
bv-dong-vang|cdcs|Công đoàn cơ sở Bệnh viện Đa khoa khu vực Đồng Vang|cdn-y-te|Đồng Vang
ttyt-suoi-ngan|cdcs|Công đoàn cơ sở Trung tâm Y tế huyện Suối Ngàn|cdn-y-te|Suối Ngàn
ttyt-dong-vang|cdcs|Công đoàn cơ sở Trung tâm Y tế huyện Đồng Vang|cdn-y-te|Đồng Vang
thpt-na-tum|cdcs|Công đoàn cơ sở Trường THPT Nà Tủm|cdn-giao-duc|Suối Ngàn
thpt-chuyen|cdcs|Công đoàn cơ sở Trường THPT Chuyên Vân Sơn|cdn-giao-duc|
dtnt-tinh|cdcs|Công đoàn cơ sở Trường Phổ thông dân tộc nội trú tỉnh Vân Sơn|cdn-giao-duc|
dtnt-suoi-ngan|cdcs|Công đoàn cơ sở Trường PTDTNT huyện Suối Ngàn|cdn-giao-duc|Suối Ngàn
thcs-hoa-ban-sn|cdcs|Công đoàn cơ sở Trường THCS Hoa Ban|huyen-suoi-ngan|Suối Ngàn
thcs-hoa-ban-dv|cdcs|Công đoàn cơ sở Trường THCS Hoa Ban|huyen-dong-vang|Đồng Vang
mn-hoa-mo|cdcs|Công đoàn cơ sở Trường Mầm non Hoa Mơ|huyen-suoi-ngan|Suối Ngàn
mn-hoa-mo-2|cdcs|Công đoàn cơ sở Trường Mầm non Hoa Mơ 2|huyen-suoi-ngan|Suối Ngàn
th-ban-thuy|cdcs|Công đoàn cơ sở Trường Tiểu học Bản Thủy|huyen-dong-vang|Đồng Vang
th-ban-thuy-nang|cdcs|Công đoàn cơ sở Trường Tiểu học Bản Thụy|huyen-dong-vang|Đồng Vang
thcs-khau-luong|cdcs|Công đoàn cơ sở Trường THCS xã Khau Luông|huyen-phieng-hoa|Phiêng Hoa
pgd-suoi-ngan|cdcs|Công đoàn cơ sở Phòng Giáo dục và Đào tạo huyện Suối Ngàn|huyen-suoi-ngan|Suối Ngàn
pgd-phieng-hoa|cdcs|Công đoàn cơ sở Phòng Giáo dục và Đào tạo huyện Phiêng Hoa|huyen-phieng-hoa|Phiêng Hoa
ubnd-suoi-ngan|cdcs|Công đoàn cơ sở UBND huyện Suối Ngàn|huyen-suoi-ngan|Suối Ngàn
vp-ubnd-tinh|cdcs|Công đoàn cơ sở Văn phòng UBND tỉnh Vân Sơn|cdvc|
kho-bac|cdcs|Công đoàn cơ sở Kho bạc Nhà nước Vân Sơn|cdvc|
duong-sat|cdcs|Công đoàn cơ sở Công ty Quản lý đường bộ Vân Sơn|ldld-van-son|
"""


def _unit(line: str) -> Unit:
    unit_id, kind, name, parent, district = line.split("|")
    end = MERGED if kind == "ldld_huyen" else None
    return Unit(
        id=unit_id,
        kind=UnitKind(kind),
        names=[UnitName(name=name, valid_to=end)],
        parents=[UnitParent(parent_id=parent, valid_to=end)],
        places=[UnitPlace(province=PROVINCE, district=district, valid_to=end)],
    )


def office() -> Catalogue:
    """Two federations of one name, before and after 1 July 2025; districts end on that day."""
    name = "Liên đoàn Lao động tỉnh Vân Sơn"
    old = Unit(id=HOME, kind=UnitKind.PROVINCE, names=[UnitName(name=name, valid_to=MERGED)])
    new = Unit(id=NEW, kind=UnitKind.PROVINCE, names=[UnitName(name=name, valid_from=MERGED)])
    for unit in (old, new):
        unit.parents, unit.places = [UnitParent(parent_id="tld")], [UnitPlace(province=PROVINCE)]
    units = [_unit(line) for line in _UNITS.strip().splitlines()]
    merger = UnitEvent(id="hop-nhat", day=MERGED, kind=EventKind.MERGE, links=[Link(from_id=HOME, to_id=NEW)])
    gone = [Link(from_id=unit.id) for unit in units if unit.kind is UnitKind.DISTRICT]
    ended = UnitEvent(id="het-huyen", day=MERGED, kind=EventKind.DISSOLVE, links=gone)
    return seed() | Catalogue([old, new, *units], [merger, ended])
