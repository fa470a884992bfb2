from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from extractors.context import Context
from extractors.imaging.render import taken_at
from extractors.readers.scan import read
from schemas.errors import ItemCode, SetAside
from schemas.source import Kind, Limits, SourceFile


def source(path: Path) -> SourceFile:
    return SourceFile(name="Bảng.tif", sha256="ab" * 32, size=path.stat().st_size, kind=Kind.IMAGE, path=path)


def test_each_frame_is_a_page_with_its_picture(tmp_path: Path) -> None:
    frames = [Image.new("L", (600, 800), 255) for _ in range(2)]
    frames[0].save(tmp_path / "x.tif", save_all=True, append_images=frames[1:])
    seen: list[tuple[int, int]] = []
    context = Context(tmp_path, progress=lambda done, total: seen.append((done, total)))
    transcript = read(source(tmp_path / "x.tif"), context)
    assert [page.number for page in transcript.pages] == [1, 2]
    assert [page.picture for page in transcript.pages] == ["1.jpg", "2.jpg"]
    assert all((tmp_path / name).stat().st_size > 0 for name in ("1.jpg", "2.jpg"))
    assert (transcript.name, transcript.sha256) == ("Bảng.tif", "ab" * 32)
    assert seen == [(0, 2), (1, 2), (2, 2)]


def test_too_many_frames_are_refused_before_reading(tmp_path: Path) -> None:
    frames = [Image.new("L", (60, 80), 255) for _ in range(3)]
    frames[0].save(tmp_path / "x.tif", save_all=True, append_images=frames[1:])
    with pytest.raises(SetAside) as error:
        read(source(tmp_path / "x.tif"), Context(tmp_path, Limits(pages=2)))
    assert error.value.code == ItemCode.TOO_MANY_PAGES
    assert not (tmp_path / "1.jpg").exists()


def test_the_moment_of_the_camera_is_kept(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2026:11:20 10:15:32"
    exif.get_ifd(0x8769)[0x9291] = "25"
    Image.new("L", (60, 80), 255).save(tmp_path / "a.jpg", exif=exif)
    Image.new("L", (60, 80), 255).save(tmp_path / "b.jpg")
    assert taken_at(tmp_path / "a.jpg", Limits()) == "2026:11:20 10:15:32.25"
    assert taken_at(tmp_path / "b.jpg", Limits()) is None
    assert read(source(tmp_path / "a.jpg"), Context(tmp_path)).taken == "2026:11:20 10:15:32.25"
