"""Digests of what a task of the build depends on: files, values, the library's own code, installed packages."""

from __future__ import annotations

import ast
import contextlib
import hashlib
import json
import platform
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import budgetlib
from budgetlib.atomic import write_text

_PACKAGE = "budgetlib"
_HOME = Path(budgetlib.__file__).parent
_READS_ITS_FOLDER = re.compile(r"\bimportlib\.resources\b|\b__file__\b")
_NOT_PYTHON = re.compile(r"^\s*[%!?].*$", re.MULTILINE)
"""Lines of a notebook that are for IPython."""
DIGEST = "sha256:"


def digest(content: bytes) -> str:
    """The digest of some bytes."""
    return DIGEST + hashlib.sha256(content).hexdigest()


def file_digest(path: Path) -> str:
    """The digest of a file's bytes."""
    with path.open("rb") as stream:
        return DIGEST + hashlib.file_digest(stream, "sha256").hexdigest()


def value_digest(value: Any) -> str:
    """The digest of a value that has a JSON form."""
    return digest(json.dumps(value, sort_keys=True, ensure_ascii=False).encode("utf-8"))


def code_digest(*sources: str) -> str:
    """The digest of all code and data of the library that some Python source reaches by its import statements.

    Data files (TOML, CSS, fonts) count where a module that reads files of its own folder is reached.
    """
    modules = reached_modules(*sources)
    files = {_file(module) for module in modules}
    for module in modules:
        if _READS_ITS_FOLDER.search(_source(module)):
            files.update(_data_files(_file(module).parent))
    content = hashlib.sha256()
    for path in sorted(files):
        content.update(f"{path.relative_to(_HOME).as_posix()}\0{_digest_once(path)}\0".encode())
    return DIGEST + content.hexdigest()


def reached_modules(*sources: str) -> set[str]:
    """Names of the library's modules that some Python source reaches by its import statements."""
    reached: set[str] = set()
    waiting = [module for source in sources for module in _imported(source)]
    while waiting:
        module = waiting.pop()
        if module not in reached:
            reached.add(module)
            waiting.extend(_imports_of(module))
    return reached


def library_digest() -> str:
    """The digest of the whole library: code and data."""
    content = hashlib.sha256()
    for path in sorted(_HOME.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            content.update(f"{path.relative_to(_HOME).as_posix()}\0{file_digest(path)}\0".encode())
    return DIGEST + content.hexdigest()


def versions(distributions: Iterable[str]) -> dict[str, str]:
    """Python's and some packages' versions, as far as they are installed."""
    found = {"Python": platform.python_version()}
    for name in distributions:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def _imported(source: str, package: str = "") -> Iterator[str]:
    """The library's modules that a source, of a module in `package`, imports by name.

    Not the packages that these are in, and never budgetlib itself: their `__init__.py` only collect names for
    users, and following them would lead to everything there is. A name that budgetlib collects leads to its home. What
    can't be read as Python may import anything, so that it reaches every module.
    """
    yield from (name for name in _mentioned(source, package) if name != _PACKAGE and _exists(name))


def _mentioned(source: str, package: str) -> list[str]:
    """All names that may be modules of the library in a source of a module in `package`, as it imports or uses them.

    Parsing takes long, so that what was found is kept by the digest of the source.
    """
    key = digest(f"{package}\0{source}".encode("utf-8", "surrogatepass"))
    if key not in _found:
        try:
            tree = ast.parse(_NOT_PYTHON.sub("", source))
        except (SyntaxError, ValueError):
            return list(_all_modules())
        _found[key] = list(dict.fromkeys(name for node in ast.walk(tree) for name in _named(node, package)))
    return _found[key]


_found: dict[str, list[str]] = {}
"""What sources mention, by their digest."""


def recall_imports(file: Path) -> None:
    """Takes over what an earlier process found in sources, as `keep_imports` left it; nothing where that is damaged."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        content = json.loads(file.read_text("utf-8"))
        if content["found by"] == _found_by():
            _found.update(
                {str(key): [str(name) for name in names] for key, names in content["found"].items()}
            )


def keep_imports(file: Path) -> None:
    """Keeps for a later process what was found in sources."""
    write_text(file, json.dumps({"found by": _found_by(), "found": _found}), durable=False)


@cache
def _found_by() -> str:
    """The digest of the code that looks for imports, and of the names that budgetlib collects."""
    return value_digest([_digest_once(Path(__file__)), budgetlib._HOMES, platform.python_version()])


def _named(node: ast.AST, package: str) -> Iterator[str]:
    """What may be modules of the library among the names that a piece of code mentions."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if _is_ours(alias.name))
    elif isinstance(node, ast.ImportFrom):
        parents = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
        origin = ".".join((*parents, *filter(None, (node.module,))))
        if _is_ours(origin):
            yield origin
            yield from (f"{origin}.{alias.name}" for alias in node.names)
            if origin == _PACKAGE:
                yield from (home for alias in node.names if (home := _home(alias.name)))
            if any(alias.name == "*" for alias in node.names) and origin == _PACKAGE:
                yield from map(_home, budgetlib.__all__)
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == _PACKAGE:
        yield _home(node.attr)


def _is_ours(name: str) -> bool:
    return name == _PACKAGE or name.startswith(f"{_PACKAGE}.")


def _home(name: str) -> str:
    """The module of a name that budgetlib collects; budgetlib itself for any other."""
    home = budgetlib._HOMES.get(name)
    return f"{_PACKAGE}.{home}" if home else _PACKAGE


@cache
def _all_modules() -> tuple[str, ...]:
    names = (path.relative_to(_HOME).with_suffix("").parts for path in sorted(_HOME.rglob("*.py")))
    return tuple(".".join((_PACKAGE, *(part for part in parts if part != "__init__"))) for parts in names)


@cache
def _imports_of(module: str) -> tuple[str, ...]:
    package = module if _file(module).name == "__init__.py" else module.rpartition(".")[0]
    return tuple(_imported(_source(module), package))


@cache
def _exists(module: str) -> bool:
    return _file(module).is_file()


@cache
def _file(module: str) -> Path:
    path = _HOME.joinpath(*module.split(".")[1:])
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@cache
def _source(module: str) -> str:
    return _file(module).read_text("utf-8")


@cache
def _data_files(package: Path) -> tuple[Path, ...]:
    """Files of a package that are no Python, its subfolders included but not its subpackages."""
    found: list[Path] = []
    for path in package.iterdir():
        if path.is_dir() and not (path / "__init__.py").exists() and path.name != "__pycache__":
            found.extend(member for member in path.rglob("*") if member.is_file())
        elif path.is_file() and path.suffix != ".py":
            found.append(path)
    return tuple(found)


@cache
def _digest_once(path: Path) -> str:
    return file_digest(path)
