"""The rules of the house, read from the code itself with ``ast``; imports inside functions count too."""

import ast
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from newsroom.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("domain", "text", "storage", "desk", "importing", "export", "settings", "folders", "tasks", "cli", "ui")

# What each part may use, of our own parts and of the libraries that are kept in their place.
MAY_USE = {
    "domain": {"domain"},
    "text": {"domain", "text"},
    "storage": {"domain", "storage"},
    "desk": {"domain", "text", "storage", "desk"},
    "importing": {"domain", "text", "importing"},
    "export": {"domain", "text", "export"},
    "settings": {"domain", "settings", "folders"},
    "folders": {"folders"},
    "tasks": {"domain", "text", "desk", "importing", "export", "settings", "tasks"},
    "cli": {"domain", "text", "storage", "desk", "importing", "export", "settings", "tasks", "cli"},
    "ui": {"domain", "text", "desk", "importing", "export", "settings", "folders", "tasks", "ui"},
    "door": {"domain", "text", "storage", "desk", "importing", "export", "settings", "folders", "tasks", "cli", "ui"},
}
LIBRARY_HOMES = {
    "PySide6": {"ui", "door"},
    "shiboken6": {"ui"},
    "sqlalchemy": {"storage"},
    "alembic": {"storage"},
    "sqlite3": {"storage"},
    "click": {"cli"},
    "yaml": {"settings", "importing", "export"},
    "markdown": {"export", "text"},
    "nh3": {"export", "importing"},
}
NETWORK = {"urllib.request", "http", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "urllib3", "webbrowser"}
BROAD_EXCEPT_PLACES = {"ui/faults.py", "ui/jobs.py", "main.py", "newsroom/importing/child.py"}
# The writer hands every error to whoever asked, through the future; it swallows none.
PASSES_ERRORS_ON = {"newsroom/storage/writer.py"}


def python_files(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in found if "__pycache__" not in path.parts]


def program_files() -> list[Path]:
    return [*python_files("newsroom", "ui"), ROOT / "main.py"]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def layer_of(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    if name_of(path) in ("main.py", "ui/app.py"):
        return "door"
    if parts[0] == "ui":
        return "ui"
    if parts[1] == "commands":
        return "cli"
    return parts[1].removesuffix(".py")


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=name_of(path))


def imports_of(path: Path) -> Iterator[tuple[str, int]]:
    """Every module imported anywhere in the file, as a dotted name with its line."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno} imports relatively; write the whole name"
            module = node.module or ""
            yield module, node.lineno
            yield from ((f"{module}.{alias.name}", node.lineno) for alias in node.names)


def own_layer(module: str) -> str | None:
    parts = module.split(".")
    if parts[0] == "ui":
        return "ui"
    if parts[0] == "newsroom" and len(parts) > 1:
        return "cli" if parts[1] == "commands" else parts[1]
    return None


def wrong_imports(path: Path, layer: str) -> list[str]:
    """The imports of the file that a part of the program of that name may not have."""
    wrong = [
        f"line {line} ({layer}) imports {module}"
        for module, line in imports_of(path)
        if (own := own_layer(module)) is not None and own in LAYERS and own not in MAY_USE[layer]
    ]
    return wrong + [
        f"line {line} ({layer}) imports the library {module}"
        for module, line in imports_of(path)
        for library, homes in LIBRARY_HOMES.items()
        if module.split(".")[0] == library and layer not in homes
    ]


@pytest.mark.parametrize("path", program_files(), ids=name_of)
def test_every_import_goes_the_allowed_way(path: Path) -> None:
    layer = layer_of(path)
    if layer == "__init__":
        assert not list(imports_of(path)), f"{name_of(path)} must import nothing"
        return
    assert not wrong_imports(path, layer), name_of(path)


@pytest.mark.parametrize(
    ("layer", "statement"),
    [
        ("domain", "import sqlalchemy"),
        ("desk", "def f():\n    from PySide6 import QtCore"),
        ("storage", "import newsroom.desk.claims"),
        ("storage", "from newsroom import desk"),
        ("ui", "from newsroom.storage.archive import Archive"),
        ("export", "from newsroom.importing.article import read_article"),
        ("tasks", "from newsroom.storage.queries import Queries"),
        ("desk", "import newsroom.tasks.exports"),
    ],
)
def test_the_reader_of_imports_sees_a_wrong_one(layer: str, statement: str, tmp_path: Path) -> None:
    sample = tmp_path / "sample.py"
    sample.write_text(statement, encoding="utf-8")
    assert wrong_imports(sample, layer)


def test_the_domain_imports_the_standard_library_only() -> None:
    import sys

    wrong = [
        f"{name_of(path)}:{line} imports {module}"
        for path in python_files("newsroom/domain")
        for module, line in imports_of(path)
        if not module.startswith("newsroom.domain") and module.split(".")[0] not in sys.stdlib_module_names
    ]
    assert not wrong, "\n".join(wrong)


def test_no_part_of_the_program_can_reach_the_network() -> None:
    wrong = [
        f"{name_of(path)}:{line} imports {module}"
        for path in program_files()
        for module, line in imports_of(path)
        if module in NETWORK or module.split(".")[0] in NETWORK
    ]
    assert not wrong, "\n".join(wrong)


def test_panes_do_not_import_panes() -> None:
    # The parts of one pane begin with its name: claims_lines may be used by claims_level.
    wrong = [
        f"{name_of(path)}:{line} imports {module}"
        for path in python_files("ui/panes")
        for module, line in imports_of(path)
        if module.startswith("ui.panes.") and not module.startswith(f"ui.panes.{path.stem.split('_')[0]}")
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", ["newsroom/__init__.py", "newsroom/storage/__init__.py"])
def test_the_packages_that_start_first_import_nothing(name: str) -> None:
    assert not list(imports_of(ROOT / name))


def test_no_file_is_longer_than_400_lines() -> None:
    counted = {name_of(path): len(path.read_text(encoding="utf-8").splitlines())
               for path in [*program_files(), *python_files("tests", "benchmarks")]}  # fmt: skip
    assert not {name: lines for name, lines in counted.items() if lines > 400}


def test_no_function_is_longer_than_40_lines_and_no_class_than_200() -> None:
    wrong: list[str] = []
    for path in program_files():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and node.end_lineno:
                lines = node.end_lineno - node.lineno + 1
                limit = 200 if isinstance(node, ast.ClassDef) else 40
                if lines > limit:
                    wrong.append(f"{name_of(path)}:{node.lineno} {node.name} has {lines} lines")
    assert not wrong, "\n".join(wrong)


def test_nothing_prints_outside_the_command_line_and_benchmarks() -> None:
    wrong = [
        f"{name_of(path)}:{node.lineno}"
        for path in program_files()
        if layer_of(path) not in ("cli", "door")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not wrong, "\n".join(wrong)


def is_broad(handler: ast.ExceptHandler) -> bool:
    caught = handler.type
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(
        name is None or (isinstance(name, ast.Name) and name.id in ("Exception", "BaseException")) for name in names
    )


def raises_again(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(node, ast.Raise) and node.exc is None for node in handler.body)


def test_a_broad_except_stands_only_in_its_four_places() -> None:
    wrong = [
        f"{name_of(path)}:{node.lineno}"
        for path in program_files()
        if name_of(path) not in BROAD_EXCEPT_PLACES | PASSES_ERRORS_ON
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ExceptHandler) and is_broad(node) and not raises_again(node)
    ]
    assert not wrong, "\n".join(wrong)


def test_every_setting_that_is_read_is_declared() -> None:
    declared = {setting.name for setting in fields(Settings)} | {"desk_folder", "member_name"}
    wrong = [
        f"{name_of(path)}:{node.lineno} reads settings.{node.attr}"
        for path in program_files()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "settings"
        and node.attr not in declared
    ]
    assert not wrong, "\n".join(wrong)


def test_every_setting_is_explained_and_read_somewhere() -> None:
    assert all(setting.metadata["sentence"].endswith(".") for setting in fields(Settings))
    words = "\n".join(path.read_text(encoding="utf-8") for path in program_files())
    derived = {"desk": "desk_folder", "member": "member_name"}
    unread = [s.name for s in fields(Settings) if f"settings.{derived.get(s.name, s.name)}" not in words]
    assert not unread, f"declared but never read: {unread}"


def test_every_resource_that_is_named_exists() -> None:
    wrong: list[str] = []
    for path in program_files():
        for node in ast.walk(tree_of(path)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "resource"):
                continue
            name = node.args[0]
            if isinstance(name, ast.Constant) and not (ROOT / "resources" / str(name.value)).exists():
                wrong.append(f"{name_of(path)}:{node.lineno} names resources/{name.value}")
    assert not wrong, "\n".join(wrong)
