"""A backup made while others write; what it gives back; what is told when it is worn."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from register import Register
from register.backup import Backup, back_up, parsed
from register.cipher import Key
from register.clock import now
from register.erasure_tables import erased_file
from register.exports import export
from register.restore import Restored, restore
from register.vault import Damaged, Vault
from schemas.errors import SetupError
from tests.register.builders import received, result, saved, stored


def quiet(done: int, total: int) -> None:
    """Nobody watches."""


def key(secret: str = "một câu dài để thử") -> Key:
    return Key(secret)


def made(register: Register, place: Path, secret: Key | None = None, keep: int = 0) -> Backup:
    place.mkdir(exist_ok=True)
    return back_up(register.database, register.files, Vault(place, secret), keep, quiet)


@pytest.fixture
def empty(url: str | None, request: pytest.FixtureRequest) -> Iterator[str | None]:
    """An empty database of the kind that was saved."""
    if url is None:
        yield None
        return
    with request.getfixturevalue("postgres_server").database() as address:
        yield address


def taken(place: Path, data: Path, url: str | None, secret: Key | None = None, name: str | None = None) -> Restored:
    return restore(Vault(place, secret), name, data, url, quiet)


def said(register: Register, folder: Path) -> dict[str, str]:
    folder.mkdir(exist_ok=True)
    for what in ("innovations", "dossiers", "duplicates"):
        export(register, what, "jsonl", folder / what)
    return {path.name: path.read_text("utf-8") for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("secret", [None, key()])
def test_what_is_restored_is_the_register(
    register: Register, tmp_path: Path, empty: str | None, secret: Key | None
) -> None:
    saved(register)
    (tmp_path / "data" / "programmes").mkdir()
    (tmp_path / "data" / "programmes" / "của cơ quan.toml").write_text("id = 'x'", "utf-8")
    (tmp_path / "data" / "pages").mkdir()
    (tmp_path / "data" / "pages" / "ảnh.png").write_bytes(b"remade")
    (tmp_path / "data" / "index-riêng.xlsx").write_bytes(b"kept")
    before = said(register, tmp_path / "before")
    assert made(register, tmp_path / "kho", secret).originals == 1
    found = taken(tmp_path / "kho", tmp_path / "new", empty, secret)
    assert (found.originals, found.files, found.lost, found.problems) == (1, 2, [], [])
    assert not (tmp_path / "new" / "pages").exists()
    assert (tmp_path / "new" / "programmes" / "của cơ quan.toml").read_text("utf-8") == "id = 'x'"
    again = Register.open(tmp_path / "new", empty)
    assert said(again, tmp_path / "after") == before
    assert again.verify() == []
    assert again.audit()[-1]["action"] == "restored"
    saved(again, b"viec moi")  # and work goes on
    again.close()


def test_a_backup_during_a_load_is_whole(register: Register, tmp_path: Path, empty: str | None) -> None:
    saved(register)
    begun, stop = threading.Event(), threading.Event()

    def load() -> None:
        number = 0
        while not stop.is_set():
            dossier_id = received(register, b"%d" % number)
            register.save(dossier_id, result())
            number += 1
            begun.set()

    work = threading.Thread(target=load)
    work.start()
    begun.wait(20)
    try:
        made(register, tmp_path / "kho")
    finally:
        stop.set()
        work.join()
    assert taken(tmp_path / "kho", tmp_path / "new", empty).problems == []
    again = Register.open(tmp_path / "new", empty)
    assert {p.what for p in again.verify()} <= {"orphan"}  # stored, not yet listed when the database was copied
    rows, all_rows = list(again.innovations()), {i.id: i for i in register.innovations()}
    assert len(rows) >= 6
    assert all(all_rows[row.id] == row for row in rows)
    again.close()


def test_only_what_is_new_is_copied_and_old_backups_go(register: Register, tmp_path: Path) -> None:
    place = tmp_path / "kho"
    for number in range(4):
        stored_bytes = b"%d" % number
        received(register, stored_bytes)
        last = made(register, place, keep=2)
        assert last.new == 2  # the original, and the database
    vault = Vault(place)
    assert [path.stem for path in vault.manifests()][-1] == last.name
    assert len(vault.manifests()) == 2
    assert len(last.removed) == 1
    wanted = {one for path in vault.manifests() for one in parsed(vault, path).objects()}
    assert {path.name for path in vault.objects()} == wanted
    assert len(wanted) == 4 + 2
    assert not list((place / "tmp").iterdir())


def test_a_missing_original_is_told_and_the_rest_is_saved(register: Register, tmp_path: Path) -> None:
    saved(register)
    lost = stored(register, b"se mat")
    received(register, b"se mat")
    lost.path.unlink()
    found = made(register, tmp_path / "kho")
    assert (found.originals, found.missing) == (1, [lost.sha256])


def test_an_original_that_was_erased_on_the_record_is_no_loss(
    register: Register, tmp_path: Path, empty: str | None
) -> None:
    saved(register)
    gone = stored(register, b"se xoa")
    received(register, b"se xoa")
    with register.database.write() as connection:
        connection.execute(erased_file.insert().values(sha256=gone.sha256, line=1, at=now()))
    gone.path.unlink()
    assert made(register, tmp_path / "kho").missing == []
    found = taken(tmp_path / "kho", tmp_path / "new", empty)
    assert (found.originals, found.lost) == (1, [])


def test_a_damaged_object_is_mended_by_the_next_backup(register: Register, tmp_path: Path) -> None:
    saved(register)
    made(register, tmp_path / "kho")
    vault = Vault(tmp_path / "kho")
    original = vault.path(stored(register).sha256)
    original.chmod(0o600)
    original.write_bytes(b"x" * original.stat().st_size)
    assert made(register, tmp_path / "kho").mended == [original.name]
    assert original.read_bytes() == b"to trinh"


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)


@pytest.mark.parametrize("secret", [None, key()])
def test_worn_backups_are_told(register: Register, tmp_path: Path, empty: str | None, secret: Key | None) -> None:
    saved(register)
    made(register, tmp_path / "kho", secret)
    vault = Vault(tmp_path / "kho", secret)
    manifest = vault.manifests()[0]
    content = parsed(vault, manifest)
    original, dump = vault.path(next(iter(content.originals))), vault.path(content.dump.sha256)

    def worn(path: Path, spoil: Callable[[Path], Any]) -> None:
        shutil.copytree(tmp_path / "kho", tmp_path / "worn")
        spoil(tmp_path / "worn" / path.relative_to(tmp_path / "kho"))

    for number, (path, spoil, message) in enumerate(
        [
            (dump, _flip, "bản sao lưu hỏng"),
            (dump, Path.unlink, "bản sao lưu hỏng"),
            (manifest, _flip, "hỏng: "),
            (manifest, lambda p: p.write_bytes(p.read_bytes()[:-9]), "hỏng: "),
            (manifest, Path.unlink, "Không thấy bản sao lưu"),
        ]
    ):
        worn(path, spoil)
        with pytest.raises(SetupError, match=message):
            taken(tmp_path / "worn", tmp_path / f"b{number}", empty, secret)
        assert not (tmp_path / f"b{number}" / "sovang.db").exists()
        shutil.rmtree(tmp_path / "worn")
    worn(original, _flip)
    assert taken(tmp_path / "worn", tmp_path / "a", empty, secret).lost == list(content.originals)


def test_another_passphrase_or_none_is_told(register: Register, tmp_path: Path) -> None:
    saved(register)
    made(register, tmp_path / "kho", key())
    made(register, tmp_path / "kho", key())  # the same passphrase finds its objects again
    assert len(list(Vault(tmp_path / "kho", key()).objects())) in (2, 3)  # the same database gives the same file
    for wrong, message in ((key("một câu dài khác"), "mật khẩu không đúng"), (None, "được mã hóa")):
        with pytest.raises(SetupError, match=message):
            Vault(tmp_path / "kho", wrong)
    made(register, tmp_path / "plain")
    with pytest.raises(SetupError, match="không mã hóa"):
        Vault(tmp_path / "plain", key())
    hidden = b"".join(path.read_bytes() for path in (tmp_path / "kho").rglob("*") if path.is_file())
    assert b"to trinh" not in hidden
    assert "Lò Thử".encode() not in hidden


def test_a_place_that_is_not_empty_is_refused(register: Register, tmp_path: Path, url: str | None) -> None:
    saved(register)
    made(register, tmp_path / "kho")
    before = said(register, tmp_path / "before")
    for url_given in (url, "postgresql://x@localhost:1/x" if url is None else None):
        with pytest.raises(SetupError, match=r"không trống|PostgreSQL|SQLite"):
            taken(tmp_path / "kho", tmp_path / "data", url_given)
    if url:
        with pytest.raises(SetupError, match="không trống"):
            taken(tmp_path / "kho", tmp_path / "new", url)
    assert said(register, tmp_path / "after") == before


def test_a_restore_cut_short_does_not_open_and_goes_on(register: Register, tmp_path: Path, empty: str | None) -> None:
    for number in range(3):
        saved(register, b"%d" % number)
    made(register, tmp_path / "kho")

    def cut(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(Vault(tmp_path / "kho"), None, tmp_path / "new", empty, cut)
    with pytest.raises(SetupError, match="dở dang"):
        Register.open(tmp_path / "new", empty)
    assert taken(tmp_path / "kho", tmp_path / "new", empty).originals == 3
    Register.open(tmp_path / "new", empty).close()


def test_two_backups_at_once_take_turns(register: Register, tmp_path: Path) -> None:
    (tmp_path / "kho").mkdir()
    with Vault(tmp_path / "kho").writing(), pytest.raises(SetupError, match="Một lượt sao lưu khác"):
        made(register, tmp_path / "kho")


def test_a_manifest_that_points_out_of_the_folder_is_refused(register: Register, tmp_path: Path) -> None:
    made(register, tmp_path / "kho")
    vault = Vault(tmp_path / "kho")
    manifest = parsed(vault, vault.manifests()[0])
    manifest.files["../../ngoai.txt"] = manifest.dump
    vault.write_manifest("sovang-9", manifest.content())
    url = None if manifest.database == "sqlite" else "postgresql://x@localhost:1/x"
    with pytest.raises(SetupError, match="đường dẫn lạ"):
        taken(tmp_path / "kho", tmp_path / "in" / "new", url)
    assert not (tmp_path / "ngoai.txt").exists()


def test_a_manifest_of_another_format_is_told(register: Register, tmp_path: Path) -> None:
    made(register, tmp_path / "kho")
    vault = Vault(tmp_path / "kho")
    content = json.loads(vault.read_manifest(vault.manifests()[0]).partition(b"\n")[2])
    assert content["audit"][0] == 0
    vault.write_manifest("sovang-9", b"{}")
    with pytest.raises(Damaged):
        parsed(vault, vault.manifests()[-1])
