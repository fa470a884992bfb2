"""The docs say what is: every command, option and setting stands in them, and every path they name exists."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import typer.main

from review.navigation import places
from review.pages import PAGES
from schemas.account import Account, Role
from schemas.errors import ItemCode
from sovang.cli import app
from sovang.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PICTURES = ROOT / "docs" / "anh"
PICTURE = re.compile(r"(?:\]\(|src=\")(?:docs/)?anh/([^)\"]+)")
GUIDE = (ROOT / "docs" / "huong-dan.md").read_text("utf-8")


def test_every_command_and_option_is_in_the_readme() -> None:
    group = typer.main.get_command(app)
    every = dict(group.commands)  # type: ignore[attr-defined]
    for outer, command in list(every.items()):
        every |= {f"{outer} {name}": inner for name, inner in getattr(command, "commands", {}).items()}
    for name, command in every.items():
        assert f"sovang {name}" in README
        for parameter in command.params:
            for option in parameter.opts:
                assert not option.startswith("--") or option == "--help" or option in README, f"{name} {option}"


def test_every_setting_is_in_the_readme() -> None:
    for name in Settings.model_fields:
        assert f"SOVANG_{name.upper()}" in README, name


def test_every_code_of_a_set_aside_item_is_in_the_guide() -> None:
    for code in ItemCode:
        assert f"`{code}`" in GUIDE, code


def test_every_path_that_the_readme_names_exists() -> None:
    named = set(re.findall(r"`((?:flows|extractors|matchers|register|schemas|sovang|samples|tests)/[\w./-]*)`", README))
    assert len(named) > 15
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_picture_exists_and_is_shown() -> None:
    shown = {place for text in (GUIDE, README) for place in PICTURE.findall(text)}
    assert {path.name for path in PICTURES.iterdir()} == shown
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) <= 2_500_000


def test_every_picture_of_the_desk_is_made_by_the_command() -> None:
    source = "".join((ROOT / "tools" / f"guide_{name}.py").read_text("utf-8") for name in ("pictures", "screens"))
    assert set(re.findall(r'"(ban-[a-z-]+)"', source)) == {path.stem for path in PICTURES.glob("ban-*")}
    assert "make guide-pictures" in (ROOT / "docs" / "design.md").read_text("utf-8")


def test_the_screens_that_the_guide_lists_are_those_of_the_desk() -> None:
    listed = dict(re.findall(r"^\| ([^|]+) \| `(/[\w-]*)` \|", GUIDE, re.MULTILINE))
    routes = {route.path for router in PAGES for route in router.routes if "GET" in route.methods}  # type: ignore[attr-defined]
    admin = Account(name="lan", shown="Lan", role=Role.ADMIN)
    assert set(listed.values()) <= routes
    assert {place.name: place.path for place in places(admin, "/")}.items() <= listed.items()


def test_every_make_target_named_in_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"make ([a-z-]+)\b", README)) <= targets


def test_pins_that_prefect_needs_are_kept() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert {"prefect>=3.8.8,<3.9", "fastapi>=0.139,<0.151", "sqlalchemy>=2.0,<2.1"} <= set(wanted)
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert re.search(r"^sqlalchemy==2\.0\.", lock, re.MULTILINE)
    assert "http" not in re.sub(r"http(x|core|tools)", "", lock), "the lock names no host"
