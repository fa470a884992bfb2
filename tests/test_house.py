"""The house rules that a program can see: imports point down, parts stay small."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent
PARTS = {
    "schemas": set(),
    "extractors": {"schemas"},
    "matchers": {"schemas"},
    "register": {"schemas"},
    "flows": {"schemas", "extractors", "matchers", "register"},
    "review": {"schemas", "register"},
    "sovang": {"schemas", "extractors", "matchers", "register", "flows", "review"},
}


def sources(part: str) -> list[Path]:
    return sorted((ROOT / part).rglob("*.py"))


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("part", PARTS)
def test_imports_point_down(part: str) -> None:
    for path in sources(part):
        others = imported(path) & set(PARTS) - {part}
        assert others <= PARTS[part], f"{path.relative_to(ROOT)} imports {sorted(others - PARTS[part])}"


def test_only_flows_know_prefect() -> None:
    for part in PARTS:
        for path in sources(part):
            assert part == "flows" or "prefect" not in imported(path), path.relative_to(ROOT)


def test_no_module_reaches_up_by_relative_imports() -> None:
    for part in PARTS:
        for path in sources(part):
            levels = [n.level for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.ImportFrom)]
            assert not any(levels), path.relative_to(ROOT)


def _functions() -> list[tuple[int, int, str]]:
    out = []
    for part in PARTS:
        for path in sources(part):
            if "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    lines = (node.end_lineno or node.lineno) - node.lineno + 1
                    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                    commands = path.name.endswith("cli.py")  # a command's options are its parameters
                    count = 0 if commands else len([a for a in given if a.arg not in ("self", "cls")])
                    out.append((lines, count, f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"))
    return out


def test_files_stay_small() -> None:
    sizes = {p: p.read_text("utf-8").count("\n") for part in PARTS for p in sources(part)}
    assert max(sizes.values()) <= 300, [str(p) for p, n in sizes.items() if n > 300]
    assert median(n for n in sizes.values() if n > 1) <= 110


def test_functions_stay_small() -> None:
    functions = _functions()
    assert [name for lines, _, name in functions if lines > 60] == []
    assert [name for _, count, name in functions if count > 6] == []
    assert median(lines for lines, _, _ in functions) <= 10
