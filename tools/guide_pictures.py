"""Makes the pictures of the desk in the staff guide: `make guide-pictures`, from the samples, in Debian's Chromium.

`python -m tools.guide_pictures [DATA]`: DATA is a register that `make demo` made; a copy of it saves the nightly run.
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from tools.guide_desk import PASSWORD, fill, served
from tools.guide_scan import draw
from tools.guide_screens import SCREENS, WIDE, Tour, signin

TARGET = Path("docs/anh")
QUALITY = 82  # WebP: at this one letters of 12 points stay sharp
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def photograph(page: Any, name: str, height: int) -> None:
    """The top of the page, `height` points of it or as much as there is, in docs/anh."""
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    width = page.viewport_size["width"]
    whole = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(height or whole, max(whole, 300))})
    page.wait_for_timeout(250)
    Image.open(io.BytesIO(page.screenshot())).convert("RGB").save(TARGET / f"{name}.webp", quality=QUALITY, method=6)
    page.set_viewport_size({"width": width, "height": 768})


def tour(data: Path) -> None:
    fill(data)
    with served(data) as address, sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, CHROMIUM)), None)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        context = browser.new_context(
            base_url=address, viewport={"width": WIDE, "height": 768}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
        )
        page = context.new_page()
        page.set_default_timeout(60_000)
        visit = Tour(page, lambda name, height: photograph(page, name, height))
        signin(visit, "lan", PASSWORD, "ban-dang-nhap")
        for screen in SCREENS:
            print(screen.__name__, file=sys.stderr)
            screen(visit)
        browser.close()
    draw(data)


def main() -> None:
    with TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        if len(sys.argv) > 1:
            shutil.copytree(sys.argv[1], data)
        tour(data)


if __name__ == "__main__":
    main()
