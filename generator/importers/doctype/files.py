"""The JSON documents of a folder, sorted by what they are."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from generator.importers.located import Table, read_json
from generator.importers.places import Place
from generator.importers.refusals import refuse, text_of
from generator.importers.report import Report
from generator.problem import SchemaProblems

MOST_FILES: Final = 5_000
_LEFT_OUT: Final = frozenset(
    {
        "node_modules",
        ".git",
        "__pycache__",
        "test_records.json",
        "package.json",
        "package-lock.json",
    }
)


@dataclass(frozen=True, slots=True)
class Found:
    """One document and the file that it stands in."""

    table: Table
    file: str

    def place(self, key: str = "") -> Place:
        return Place(self.file, self.table.at(key) if key else self.table.line)


@dataclass(slots=True)
class Documents:
    """By kind; `texts`: English → Chinese, from translation files."""

    doctypes: list[Found] = field(default_factory=list)
    workflows: list[Found] = field(default_factory=list)
    custom_fields: list[Found] = field(default_factory=list)
    setters: list[Found] = field(default_factory=list)
    rights: list[Found] = field(default_factory=list)
    roles: list[Found] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)


def collect(path: Path, report: Report) -> Documents:
    """All documents under a path, which may be one file. SchemaProblems: the path, or one that is said to be a DocType, cannot be read."""
    made = Documents()
    if not path.exists():
        refuse(path.name, 1, "there is no such file or folder", "look at the path", code="I001")
    files = [path] if path.is_file() else _files(path)
    if len(files) > MOST_FILES:
        refuse(
            path.name,
            1,
            f"it holds {len(files):,} JSON files; at most {MOST_FILES:,}",
            "name the folder of the app or module",
            code="I001",
        )
    for file in files:
        name = file.name if path.is_file() else file.relative_to(path).as_posix()
        text = text_of(file)
        try:
            whole = read_json(text, name)
        except SchemaProblems:
            if path.is_file() or '"DocType"' in text or file.stem == file.parent.name:
                raise
            report.lost(
                "file", Place(name, 1), name, "not JSON", "it cannot be read", "look at the file"
            )
            continue
        for table in whole if isinstance(whole, list) else [whole]:
            if isinstance(table, Table):
                _sort(Found(table, name), made, report)
    if path.is_dir():
        for file in sorted(path.rglob("zh*.csv")):
            made.texts |= _translations(text_of(file))
    return made


def _files(folder: Path) -> list[Path]:
    return sorted(
        file for file in folder.rglob("*.json") if not _LEFT_OUT & {*file.relative_to(folder).parts}
    )


def _sort(found: Found, made: Documents, report: Report) -> None:
    table = found.table
    kind = table.text("doctype")
    if kind == "DocType" or (not kind and table.rows("fields")):
        made.doctypes.append(found)
        return
    places = {
        "Workflow": made.workflows, "Custom Field": made.custom_fields, "Property Setter": made.setters,
        "Custom DocPerm": made.rights, "DocPerm": made.rights, "Role": made.roles,
    }  # fmt: skip
    if kind in places:
        places[kind].append(found)
    elif {"custom_fields", "property_setters", "custom_perms"} & set(table):
        # What "Customize Form" exports: all changes of one DocType.
        for key, into in (
            ("custom_fields", made.custom_fields),
            ("property_setters", made.setters),
            ("custom_perms", made.rights),
        ):
            into += [Found(row, found.file) for row in table.rows(key)]
    elif kind:
        name = table.text("name") or found.file
        report.lost(
            "document",
            found.place(),
            name,
            kind,
            f"a {kind} is no model",
            "make it anew here where it is wanted",
        )


def _translations(text: str) -> dict[str, str]:
    rows = csv.reader(io.StringIO(text))
    return {
        row[-3 if len(row) > 3 else 0]: row[-2 if len(row) > 3 else 1]
        for row in rows
        if len(row) > 1 and row[1]
    }
