"""Every screen of the desk for the staff guide, in the order in which a day's work makes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tools.guide_papers import extra_papers, units_workbook

WIDE, PHONE = 1366, 390
COURT = "Học sinh đóng vai luật sư, thẩm phán, nhân chứng để tranh luận về nhân vật văn học"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass
class Tour:
    """A signed-in browser page, what finds a page of the desk, and what takes the pictures.

    `find`: words of the register's search → the id of the first row. `take`: name and height (0: to the page's end).
    """

    page: Any
    take: Callable[..., None]
    kept: dict[str, str] = field(default_factory=dict)

    def go(self, path: str) -> None:
        self.page.goto(path)
        self.page.wait_for_load_state("networkidle")

    def find(self, words: str, number: int = 0) -> str:
        """The id of the row that the register's search shows for these words."""
        self.go(f"/so?q={words}")
        links = self.page.locator("#main a[href^='/so/HS']").all()
        return str(links[number].get_attribute("href")).removeprefix("/so/")

    def dossier(self, words: str) -> str:
        """The path of the dossier whose line in the list has these words."""
        self.go("/ho-so")
        return str(self.page.locator("tr", has_text=words).first.locator("a[href^='/ho-so/HS']").get_attribute("href"))


def signin(tour: Tour, name: str, password: str, picture: str = "") -> None:
    tour.go("/dang-nhap")
    tour.page.fill("#name", name)
    if picture:
        tour.take(picture, 500)
    tour.page.fill("#password", password)
    tour.page.click("button.main")
    tour.page.wait_for_url("**/")


def units(tour: Tour) -> None:
    """The office's list of units, first looked at, then taken."""
    tour.go("/thiet-lap/don-vi")
    listed = {"name": "don-vi.xlsx", "mimeType": SPREADSHEET, "buffer": units_workbook()}
    tour.page.set_input_files("#file", files=[listed])
    tour.page.get_by_role("button", name="Xem trước").click()
    tour.page.get_by_role("button", name="Nhập danh sách này").wait_for()
    tour.page.get_by_role("button", name="Nhập danh sách này").click()
    tour.page.get_by_text("đã nhập").first.wait_for(timeout=120_000)
    tour.go("/thiet-lap/don-vi")
    tour.take("ban-don-vi", 640)


def upload(tour: Tour) -> None:
    tour.go("/nhan")
    tour.take("ban-nhan", 560)
    papers = extra_papers()
    files = [{"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in papers.items()]
    tour.page.set_input_files("#files", files=files)
    tour.page.get_by_role("button", name="Gửi").click()
    tour.page.locator("#followed:not([hx-get])").wait_for(timeout=300_000)
    tour.take("ban-nhan-xong", 420)


def today(tour: Tour) -> None:
    for _ in range(30):  # the run ends a little after its last dossier, and sums are kept for a minute
        tour.go("/")
        said = tour.page.inner_text("#main")
        if "đang chạy" not in said and "đơn vị đã gửi" in said:
            break
        tour.page.wait_for_timeout(4_000)
    tour.take("ban-hom-nay", 900)


def queue(tour: Tour) -> None:
    tour.go("/viec")
    tour.take("ban-viec-cho", 700)


def row(tour: Tour) -> None:
    tour.go(f"/sang-kien/{_asked_row(tour)}")
    tour.take("ban-dong", 768)


def _asked_row(tour: Tour) -> str:
    tour.go("/viec?loai=row")
    links = [str(one.get_attribute("href")) for one in tour.page.locator("#main a[href^='/sang-kien/HS']").all()]
    for link in dict.fromkeys(one.split("?")[0] for one in links):
        tour.go(link)
        if tour.page.locator(".question img.cut").count() and tour.page.locator(".sheet img").count():
            return link.rpartition("/")[2]
    raise LookupError("no row that waits has a picture")


def keys(tour: Tour) -> None:
    tour.go("/viec")
    tour.page.keyboard.press("?")
    tour.page.locator("#help").wait_for(state="visible")
    tour.take("ban-phim-tat", 560)
    tour.page.keyboard.press("Escape")


def pair(tour: Tour) -> None:
    one, other = tour.find("dự trữ thức ăn thô xanh"), tour.find("ủ chua thân cây ngô")
    tour.go(f"/cap/{one}/{other}")
    tour.take("ban-cap", 900)


def cluster(tour: Tour) -> None:
    """The court of literature came three ways; once it is settled the merge can be looked at."""
    tour.kept["court"] = tour.find("phiên tòa văn học")
    tour.go(f"/cum/{tour.kept['court']}")
    tour.take("ban-cum", 640)
    with tour.page.expect_navigation():
        tour.page.keyboard.press("1")
    tour.go("/gop")
    tour.page.locator("a[href^='/gop/HS']").first.click()
    tour.page.get_by_role("button", name="Gộp", exact=False).first.wait_for()
    tour.take("ban-gop", 900)


def dossier(tour: Tour) -> None:
    path = tour.dossier("CĐCS Trường THPT Nà Tủm")
    tour.go(path)
    tour.take("ban-ho-so", 900)
    tour.go(f"{path}/don-vi?q=giáo dục")
    tour.take("ban-don-vi-gui", 500)
    tour.go(f"{path}/tra-loi")
    tour.take("ban-tra-loi", 760)
    tour.go(f"{path}/nhap")
    tour.page.locator(".paper .tabs a").nth(1).click()
    tour.page.locator("[name='title']").fill("Phiên tòa văn học phát triển năng lực phản biện cho học sinh lớp 11")
    tour.page.locator("[name='authors[0].full_name']").fill("Lương Thị Bích Phượng")
    tour.page.locator("[name='authors[0].birth_year']").fill("1983")
    tour.page.locator("[name='summary']").fill(COURT)
    tour.page.locator("#keycheck .hint").first.wait_for(timeout=60_000)
    tour.take("ban-nhap-tay", 0)


def layout(tour: Tour) -> None:
    path = tour.dossier("Bang sang kien to san xuat")
    tour.go(f"{path}/cot/1")
    for number, told in enumerate(("", "Tác giả", "Tên sáng kiến", "Thời gian áp dụng", "Tóm tắt", "Hiệu quả")):
        choice = tour.page.locator(f"#col{number}")
        known = {text: text for text in choice.locator("option").all_text_contents() if told and text.startswith(told)}
        if known:
            choice.select_option(label=next(iter(known)))
    tour.page.get_by_role("button", name="Xem thử").click()
    tour.page.locator(".preview").wait_for(timeout=60_000)
    tour.take("ban-chi-cot", 800)


def resent(tour: Tour) -> None:
    tour.go(tour.dossier("gui lai") + "/lan-truoc")
    tour.take("ban-gui-lai", 560)


def book(tour: Tour) -> None:
    tour.go("/so?q=may")
    tour.take("ban-so", 640)
    tour.go(f"/so/{tour.kept['court']}")
    tour.take("ban-sang-kien", 900)
    tour.go("/xuat")
    tour.take("ban-xuat", 640)


def settings(tour: Tour) -> None:
    for path, name, height in (
        ("/tai-khoan", "ban-tai-khoan", 530),
        ("/thiet-lap/chuong-trinh", "ban-chuong-trinh", 420),
        ("/thiet-lap/nguong", "ban-nguong", 700),
        ("/thiet-lap/nhat-ky", "ban-nhat-ky", 700),
        ("/thiet-lap/may", "ban-may", 492),
        ("/toi", "ban-cua-toi", 480),
    ):
        tour.go(path)
        tour.take(name, height)


def phone(tour: Tour) -> None:
    tour.page.set_viewport_size({"width": PHONE, "height": 780})
    tour.go("/viec")
    tour.take("ban-viec-cho-dien-thoai", 780)
    tour.go(f"/sang-kien/{_asked_row(tour)}")
    tour.take("ban-dong-dien-thoai", 780)
    tour.page.set_viewport_size({"width": WIDE, "height": 768})


SCREENS = (units, upload, today, queue, row, keys, pair, dossier, layout, resent, cluster, book, settings, phone)
