"""JSON and YAML as values that remember their lines."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from generator.importers.refusals import refuse

DEEPEST: Final = 100
MOST: Final = 2_000_000


class Table(dict[str, Any]):
    """A mapping; `line` is where it begins, `lines` where each key stands."""

    def __init__(self, line: int = 0) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}

    def at(self, key: str) -> int:
        """The line of a key, else that of the mapping."""
        return self.lines.get(key, self.line)

    def table(self, key: str) -> Table:
        """The mapping under a key; an empty one when there is none."""
        found = self.get(key)
        return found if isinstance(found, Table) else Table(self.at(key))

    def rows(self, key: str) -> list[Table]:
        """The mappings in the list under a key."""
        found = self.get(key)
        return [row for row in found if isinstance(row, Table)] if isinstance(found, list) else []

    def text(self, key: str) -> str:
        """The text under a key, with no space around it; empty when there is none."""
        found = self.get(key)
        return "" if found is None or isinstance(found, dict | list) else str(found).strip()

    def flag(self, key: str) -> bool:
        """Whether a key says yes: true, 1, "1"."""
        return self.get(key) in (True, 1, "1", "true")


_WORD: Final = re.compile(
    r'([\s,:]*)([{}\[\]]|"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)'
)


def read_json(text: str, file: str) -> Any:
    """The value of a JSON text. SchemaProblems: it is none."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        refuse(file, error.lineno, f"not JSON: {error.msg}", column=error.colno)
    except RecursionError:
        refuse(file, 1, "nested too deeply")
    return _Json(text, file).value()


class _Json:
    """A second walk over a text that is known to be JSON, for the lines."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.at = 0
        self.line = 1
        self.depth = 0

    def word(self) -> str:
        found = _WORD.match(self.text, self.at)
        if found is None:
            refuse(self.file, self.line, "not JSON")
        self.line += found.group(1).count("\n")
        self.at = found.end()
        return found.group(2)

    def value(self, word: str = "") -> Any:
        word = word or self.word()
        self.depth += 1
        if self.depth > DEEPEST:
            refuse(self.file, self.line, "nested too deeply")
        made: Any
        if word == "{":
            made = Table(self.line)
            while (key := self.word()) != "}":
                name, line = json.loads(key), self.line
                made.lines[name] = line
                made[name] = self.value()
        elif word == "[":
            made = []
            while (item := self.word()) != "]":
                made.append(self.value(item))
        else:
            made = json.loads(word, parse_float=Decimal)
        self.depth -= 1
        return made


def read_yaml(text: str, file: str) -> Any:
    """The value of a YAML (or JSON) text. SchemaProblems: it is none, or its aliases blow up."""
    if text.lstrip()[:1] in ("{", "[") and "\t" in text:
        return read_json(text, file)
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        refuse(file, line, f"not YAML: {str(error.problem or error.context).splitlines()[0]}")
    except (YAMLError, ValueError, RecursionError) as error:
        refuse(file, 1, f"not YAML: {(str(error) or type(error).__name__).splitlines()[0]}")
    return _Yaml(file).value(node)


class _Yaml:
    def __init__(self, file: str) -> None:
        self.file = file
        self.left = MOST

    def value(self, node: Any, depth: int = 0) -> Any:
        self.left -= 1
        if self.left < 0 or depth > DEEPEST:
            refuse(
                self.file,
                node.start_mark.line + 1,
                "too many or too deeply nested values; aliases multiply them",
            )
        if isinstance(node, MappingNode):
            made = Table(node.start_mark.line + 1)
            for key, inner in node.value:
                name = str(key.value) if isinstance(key, ScalarNode) else "?"
                if name == "<<" and isinstance(inner, MappingNode):
                    merged = self.value(inner, depth + 1)
                    made.update({each: value for each, value in merged.items() if each not in made})
                    continue
                made.lines[name] = key.start_mark.line + 1
                made[name] = self.value(inner, depth + 1)
            return made
        if isinstance(node, SequenceNode):
            return [self.value(each, depth + 1) for each in node.value]
        return None if node is None else _scalar(node)


def _scalar(node: ScalarNode) -> Any:
    text = str(node.value)
    match (
        node.tag.rpartition(":")[2]
        if isinstance(node.tag, str)
        else str(node.ctag).rpartition("!")[2]
    ):
        case "null":
            return None
        case "bool":
            return text.casefold() in ("true", "yes", "on")
        case "int" if re.fullmatch(r"[+-]?\d+", text):
            return int(text)
        case "float" if re.fullmatch(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", text):
            return Decimal(text)
        case _:
            return text
