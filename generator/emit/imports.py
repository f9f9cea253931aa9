"""The import lines of one generated file, in isort's order, with clashes of names settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.emit.python import INDENT, LINE_LENGTH, width


class Imports:
    """The import lines of one file, and the names in it.

    `taken` are the names that the file gives to fields, classes and roles; a helper with such a name comes in
    with a leading underscore, which no name of a schema can have.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._from: dict[str, dict[str, str]] = {}
        self._modules: dict[str, str] = {}
        self._typing_only: dict[str, set[str]] = {}

    def use(self, module: str, name: str) -> str:
        """The local name of `module.name`, importing it on first use.

        What comes from the generated package keeps its name: the schema's own names do not clash.
        """
        own = module.startswith(".") and name != "enums"
        alias = f"_{name}" if name in self._taken and not own else name
        self._from.setdefault(module, {})[name] = alias
        return alias

    def use_module(self, module: str) -> str:
        """The local name of a module that is named in full, as in `datetime.date`."""
        alias = f"_{module}" if module in self._taken else module
        self._modules[module] = alias
        return alias

    def use_for_types(self, module: str, name: str) -> str:
        """A name that only annotations need: imported under TYPE_CHECKING, so that two models may name each other."""
        self._typing_only.setdefault(module, set()).add(name)
        return name

    def lines(self) -> list[str]:
        if self._typing_only:
            self.use("typing", "TYPE_CHECKING")
        groups: dict[int, list[str]] = {}
        for module, alias in sorted(self._modules.items()):
            renamed = "" if alias == module else f" as {alias}"
            groups.setdefault(_section(module), []).append(f"import {module}{renamed}")
        for module in sorted(self._from, key=_module_order):
            groups.setdefault(_section(module), []).extend(import_lines(module, self._from[module]))
        result: list[str] = []
        for section in sorted(groups):
            result += ["", *groups[section]] if result else groups[section]
        if self._typing_only:
            result += ["", "if TYPE_CHECKING:"]
            for module in sorted(self._typing_only, key=_module_order):
                names = {name: name for name in self._typing_only[module]}
                result += import_lines(module, names, indent=1)
        return result


_STANDARD_LIBRARY = {"datetime", "decimal", "typing"}


def _section(module: str) -> int:
    """isort's groups: the future, the standard library, packages, ours, this package."""
    if module == "__future__":
        return 0
    if module in _STANDARD_LIBRARY:
        return 1
    if module.startswith("."):
        return 4
    return 3 if module.split(".")[0] == "app" else 2


def _module_order(module: str) -> tuple[int, int, str]:
    dots = len(module) - len(module.lstrip("."))
    return (_section(module), -dots, module.lstrip("."))


def import_lines(module: str, names: Mapping[str, str], *, indent: int = 0) -> list[str]:
    space = INDENT * indent
    shown = [
        name if alias == name else f"{name} as {alias}"
        for name, alias in sorted(names.items(), key=lambda pair: _name_order(pair[0]))
    ]
    # isort gives every renamed import a line of its own.
    plain = [text for text in shown if " as " not in text]
    renamed = [text for text in shown if " as " in text]
    lines: list[str] = []
    if plain:
        line = f"{space}from {module} import {', '.join(plain)}"
        if width(line) <= LINE_LENGTH:
            lines.append(line)
        else:
            lines.append(f"{space}from {module} import (")
            lines += [f"{space}{INDENT}{text}," for text in plain]
            lines.append(f"{space})")
    lines += [f"{space}from {module} import {text}" for text in renamed]
    return lines


def _name_order(name: str) -> tuple[int, str]:
    """isort's order inside a line: CONSTANTS, then Classes, then functions."""
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[0].isupper() else 2
    return (kind, name)
