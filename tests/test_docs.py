"""The docs say what is: every command, option and setting stands in them, and every path they name exists."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import typer.main

from schemas.errors import ItemCode
from sovang.cli import app
from sovang.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
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


def test_pictures_of_the_guide_exist() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", GUIDE)
    assert pictures
    assert [p for p in pictures if not (ROOT / "docs" / p).is_file()] == []


def test_every_make_target_named_in_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)\b", README)) <= targets


def test_pins_that_prefect_needs_are_kept() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert {"prefect>=3.8.8,<3.9", "fastapi>=0.139,<0.151", "sqlalchemy>=2.0,<2.1"} <= set(wanted)
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert re.search(r"^sqlalchemy==2\.0\.", lock, re.MULTILINE)
    assert "http" not in re.sub(r"http(x|core|tools)", "", lock), "the lock names no host"
