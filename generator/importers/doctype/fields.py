"""One field of a DocType: its type and everything that needs no other DocType to be known."""

from __future__ import annotations

from typing import Any, Final

from generator.importers import kinds, labels
from generator.importers.doctype.types import COLORS, DATA, HANDLED, PRESENTATION, TYPES
from generator.importers.located import Table
from generator.importers.model import Choice, Default, Entity, Field
from generator.importers.places import Place
from generator.importers.report import Report

DATA_LENGTH: Final = 140
_CLOCK: Final = {"today": "today()", "now": "now()", "nowdate": "today()"}


def read(row: Table, entity: Entity, file: str, texts: dict[str, str], report: Report) -> Field:
    """A field of the model; what its attributes say beyond that is told."""
    return _Reader(row, entity, file, texts, report).read()


class _Reader:
    def __init__(
        self, row: Table, entity: Entity, file: str, texts: dict[str, str], report: Report
    ) -> None:
        self.row = row
        self.file = file
        self.texts = texts
        self.report = report
        self.kind = row.text("fieldtype")
        self.name = f"{entity.name}.{row.text('fieldname')}"

    def place(self, key: str = "fieldname") -> Place:
        return Place(self.file, self.row.at(key))

    def read(self) -> Field:
        row = self.row
        made = Field(row.text("fieldname"), TYPES.get(self.kind, "string"), self.place())
        made.label = label(row.text("label"), self.texts)
        made.help = label(row.text("description") or row.text("placeholder"), self.texts)
        if self.kind not in TYPES:
            self.report.changed(
                "field",
                self.place("fieldtype"),
                self.name,
                f"fieldtype {self.kind}",
                "it is not known here; it became a text",
            )
        made.required = row.flag("reqd")
        made.readonly = row.flag("read_only") or self.kind == "Read Only"
        made.visible = not row.flag("hidden")
        made.unique = row.flag("unique")
        made.index = row.flag("search_index") and not made.unique
        made.search = row.flag("in_global_search")
        made.stays_open = row.flag("allow_on_submit")
        level = kinds.number(row.get("permlevel") or 0)
        made.level = int(level) if level is not None else 0
        self.type(made)
        self.limits(made)
        self.default(made)
        self.others(made)
        return made

    def type(self, made: Field) -> None:
        options = self.row.text("options")
        if self.kind == "Data":
            made.type = DATA.get(options, "string")
        elif self.kind == "Select":
            self.select(made, options)
        elif self.kind == "Link":
            made.kind, made.target = "relation", options
        elif self.kind == "Dynamic Link":
            made.kind = "relation"
            self.report.changed(
                "relation",
                self.place(),
                self.name,
                f"Dynamic Link by {options}",
                "a reference goes to one entity; the name of the record is kept as a text",
                "make a ref for each entity that is really meant",
            )
        elif self.kind == "Autocomplete" and options:
            self.report.lost(
                "suggestions",
                self.place("options"),
                self.name,
                options,
                "a text has no suggestions",
                "make it an enum when other values are not wanted",
            )
        elif self.kind == "Long Int":
            made.wide = True
        elif self.kind in ("Attach", "Attach Image") and made.unique:
            made.unique = False

    def select(self, made: Field, options: str) -> None:
        given = [line.strip() for line in str(self.row.get("options") or "").split("\n")]
        names = list(dict.fromkeys(line for line in given if line))
        if not names or options.startswith("["):
            made.type = "string"
            self.report.changed(
                "field",
                self.place(),
                self.name,
                "Select",
                "its choices are made by a program; it became a text",
            )
            return
        made.choices = [Choice(name, self.choice(name), self.place("options")) for name in names]
        is_first = bool(given) and given[0] != ""
        if is_first and self.row.get("default") in (None, "") and made.required:
            # A required Select without an empty line begins with its first choice.
            made.default = Default(names[0])

    def choice(self, name: str) -> dict[str, str]:
        return label(name, self.texts) if name in self.texts else labels.of(name)

    def limits(self, made: Field) -> None:
        length = kinds.number(self.row.get("length") or 0)
        if made.type == "string":
            made.max = int(length) if length and length > 0 else DATA_LENGTH
        elif made.type == "text" and length and length > 0:
            made.max = int(length)
        if self.row.flag("non_negative"):
            made.min = 0
        digits = kinds.number(self.row.get("precision") or "")
        if made.type == "decimal":
            made.scale = min(8, int(digits)) if digits is not None else 3
        elif made.type == "percent" and digits is not None:
            made.scale = min(8, int(digits))
        elif made.type == "money" and digits is not None and digits > 2:
            made.type, made.scale = "decimal", min(8, int(digits))

    def default(self, made: Field) -> None:
        value = self.row.get("default")
        if value in (None, "") or isinstance(value, dict | list):
            return
        text = str(value).strip()
        lowered = text.casefold()
        if made.type in ("date", "datetime", "time") and lowered in _CLOCK:
            made.default = Default(expression="today()" if made.type == "date" else "now()")
        elif lowered in ("__user", "user", "user.name"):
            made.default = Default(expression="user.id")
        elif text.startswith((":", "eval:")) or (made.type == "ref"):
            self.report.lost(
                "default",
                self.place("default"),
                self.name,
                text,
                "it names a record or a setting of the site",
                "fill it in an on_create hook",
            )
        elif made.type == "time" and lowered == "now":
            made.default = Default(expression="now()")
        else:
            made.default = Default(value)

    def others(self, made: Field) -> None:
        for key, value in self.row.items():
            if key in HANDLED or value in (0, "", None, "0", False, [], {}):
                continue
            if key in PRESENTATION:
                self.report.lost(
                    "presentation",
                    self.place(key),
                    self.name,
                    f"{key}: {_short(value)}",
                    "how it looks there",
                    "nothing to do",
                )
            elif key in (
                "no_copy",
                "ignore_user_permissions",
                "ignore_xss_filter",
                "is_virtual",
                "link_filters",
                "mask",
            ):
                todo = "write a hook" if key in ("is_virtual", "link_filters") else "nothing to do"
                self.report.lost(
                    "behaviour",
                    self.place(key),
                    self.name,
                    f"{key}: {_short(value)}",
                    "there is no such thing here",
                    todo,
                )
            else:
                self.report.lost(
                    "attribute",
                    self.place(key),
                    self.name,
                    f"{key}: {_short(value)}",
                    "it is not known here",
                    "look whether something is to be done",
                )


def label(text: str, texts: dict[str, str]) -> dict[str, str]:
    """A text of the source, and its Chinese where a translation file has it."""
    made = labels.of(text)
    if text in texts:
        made["zh"] = texts[text]
    return made


def color(name: str) -> str:
    """The colour of ours that is nearest; empty for none."""
    return COLORS.get(name.casefold(), "")


def _short(value: Any) -> str:
    return str(value)[:80]
