"""The reply to a unit: shown as text, taken along as Word, of dossiers that were read only."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from register import Register
from review.paper_services import PaperServices
from review.services import Services
from schemas.errors import SetupError
from tests.register.builders import received, saved
from tests.review.browser import Browser

Browsers = Callable[..., Browser]


@pytest.fixture
def services() -> Services:
    def reply(dossier_id: str, form: str, within: Sequence[str]) -> bytes:
        if dossier_id.endswith("2"):
            raise SetupError("Tệp mẫu tra-loi.toml sai.")
        return f"Kính gửi <{dossier_id}> {form}".encode()

    return Services(papers=PaperServices(reply=reply))


def test_it_is_read_and_taken_along(browser: Browsers, register: Register) -> None:
    key, mine = saved(register)[0].rpartition("-")[0], browser()
    assert f"Kính gửi &lt;{key}&gt; txt" in mine.get(f"/ho-so/{key}/tra-loi").text
    answer = mine.get(f"/ho-so/{key}/tra-loi.docx")
    assert answer.content == f"Kính gửi <{key}> docx".encode()
    assert [line["who"] for line in register.audit() if line["action"] == "exported"] == ["lan"]
    assert answer.headers["content-disposition"] == f'attachment; filename="tra-loi-{key}.docx"'
    assert f"/ho-so/{key}/tra-loi" in mine.get(f"/ho-so/{key}").text


def test_why_there_is_none_is_told(browser: Browsers, register: Register) -> None:
    saved(register)
    second, unread = saved(register, b"hai")[0].rpartition("-")[0], received(register, b"ba")
    mine = browser()
    for path in (f"/ho-so/{second}/tra-loi", f"/ho-so/{second}/tra-loi.docx"):
        answer = mine.get(path)
        assert (answer.status_code, "tra-loi.toml" in answer.text) == (409, True)
    for path in (f"/ho-so/{unread}/tra-loi", f"/ho-so/{unread}/tra-loi.docx"):
        answer = mine.get(path)
        assert (answer.status_code, "chưa đọc xong" in answer.text) == (409, True)


def test_others_units(browser: Browsers, register: Register) -> None:
    key, elsewhere = saved(register)[0].rpartition("-")[0], browser("xa", units=("dv-khac",))
    assert elsewhere.get(f"/ho-so/{key}/tra-loi").status_code == 404
    assert elsewhere.get(f"/ho-so/{key}/tra-loi.docx").status_code == 404
