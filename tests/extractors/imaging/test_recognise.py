from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from extractors.imaging import recognise
from extractors.imaging.program import read_words_by_program
from extractors.imaging.recognise import models, read_words
from schemas.errors import ItemCode, SetAside


@pytest.fixture
def fresh() -> Iterator[None]:
    models.cache_clear()
    yield
    models.cache_clear()


def test_prefix_is_asked_first_and_script_model_is_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: None
) -> None:
    (tmp_path / "script").mkdir()
    (tmp_path / "vie.traineddata").touch()
    (tmp_path / "script" / "Vietnamese.traineddata").touch()
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    assert models() == recognise.Models(str(tmp_path), "vie", "script/Vietnamese")


def test_one_model_has_no_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: None) -> None:
    (tmp_path / "Vietnamese.traineddata").touch()
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    assert models() == recognise.Models(str(tmp_path), "Vietnamese", None)


def test_missing_data_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: None) -> None:
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    monkeypatch.setattr(recognise, "_DEBIAN", (str(tmp_path),))
    with pytest.raises(SetAside) as error:
        models()
    assert error.value.code == ItemCode.NO_VIETNAMESE_OCR


@pytest.fixture
def two_cells(blank: Callable[..., np.ndarray], write: Callable[..., None]) -> np.ndarray:
    page = blank(1240, 300)
    write(page, (50, 40), "Nguyễn Thị Hồng\nsinh năm 1984")
    write(page, (700, 40), "Cải tiến máy bơm")
    return page


AREAS = [(40, 30, 500, 160), (690, 30, 1200, 160)]


@pytest.mark.ocr
def test_words_have_lines_boxes_and_confidence(two_cells: np.ndarray) -> None:
    left, right = read_words(two_cells, AREAS, models().first)
    assert [word.text for word in left] == ["Nguyễn", "Thị", "Hồng", "sinh", "năm", "1984"]
    assert [word.line for word in left] == [0, 0, 0, 1, 1, 1]
    assert " ".join(word.text for word in right) == "Cải tiến máy bơm"
    assert right[0].box[0] == pytest.approx(701, abs=4)
    assert all(0.5 < word.confidence <= 1 for word in left + right)


@pytest.mark.ocr
def test_program_reads_the_same(two_cells: np.ndarray) -> None:
    if not shutil.which("tesseract"):
        pytest.skip("no tesseract program")
    left, right = read_words_by_program(two_cells, AREAS, models().first)
    assert " ".join(word.text for word in left) == "Nguyễn Thị Hồng sinh năm 1984"
    assert " ".join(word.text for word in right) == "Cải tiến máy bơm"


def test_program_takes_over_where_the_library_cannot_load(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(model: str) -> None:
        raise ImportError(model)

    monkeypatch.setattr(recognise, "_reader", broken)
    monkeypatch.setattr("extractors.imaging.program.read_words_by_program", lambda page, areas, model: [[], []])
    assert read_words(np.zeros((9, 9), np.uint8), AREAS, "vie") == [[], []]
