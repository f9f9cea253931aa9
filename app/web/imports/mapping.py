"""The page on which columns become fields: what the file has, what it may be, what is probably meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from app.forms.language import current_language, told
from app.forms.numbers import as_id
from app.runtime.errors import BadRequest, ValidationFailed
from app.runtime.imports import batch, cells, columns, plan
from app.runtime.imports.plan import Plan
from app.runtime.imports.sheets import Sheet

if TYPE_CHECKING:
    from app.runtime.context import Context
    from app.runtime.imports.tables import Import

SAMPLES = 3
HEADS = 10
"""Rows among which the headers are looked for."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: `chosen` is what it is taken for, "" for nothing."""

    place: int
    head: str
    samples: Sequence[str]
    chosen: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    group: str = ""


class MappingPage:
    """`given`: the form that was sent, or nothing; `wrong` is what there was to say about it."""

    def __init__(
        self,
        ctx: Context,
        row: Import,
        arguments: Mapping[str, str],
        *,
        given: Mapping[str, str] | None = None,
        wrong: ValidationFailed | None = None,
    ) -> None:
        self.ctx, self.row, self.given, self.wrong = ctx, row, given, wrong
        self.entity = batch.entity_of(row)
        self.sheets = batch.sheets_of(row)
        source = given if given is not None else arguments
        known = Plan.from_json(row.plan) if row.plan else None
        asked = source.get("sheet")
        self.sheet = self._sheet(asked if asked is not None or known is None else known.sheet)
        self.earlier = columns.earlier(ctx, self.entity)
        lines = [line for line, _cells in self.sheet.first]
        wanted = as_id(source.get("head", ""))
        if wanted is None and known is not None and known.sheet == self.sheet.name:
            wanted = known.head
        self.head = wanted if wanted in lines else self._guessed_head()
        self.known = known if known is not None and known.head == self.head else None
        self.heads = self._heads()

    def _sheet(self, name: str | None) -> Sheet:
        if not self.sheets:
            raise BadRequest(
                "文件已不再保存，请重新上传 / The file is kept no longer; send it again."
            )
        return next((one for one in self.sheets if one.name == name), self.sheets[0])

    def _guessed_head(self) -> int:
        """The row that says most of what a header would say; of several the first."""

        def score(row: tuple[int, Sequence[Any]]) -> tuple[int, int]:
            texts = [cells.plain(one) for one in row[1]]
            found = columns.guess(self.ctx, self.entity, texts, earlier=self.earlier)
            return len(found), len({text for text in texts if text})

        return max(self.sheet.first[:HEADS], key=score)[0]

    def _heads(self) -> list[str]:
        found = next(row for line, row in self.sheet.first if line == self.head)
        return [cells.plain(one)[:100] for one in found]

    # -- what is shown -----------------------------------------------------------------------------

    def lines(self) -> list[Column]:
        """The columns of the file that have a header."""
        below = [row for line, row in self.sheet.first if line > self.head]
        guessed = columns.guess(self.ctx, self.entity, self.heads, earlier=self.earlier)
        problems = self.problems()
        found = []
        for place, head in enumerate(self.heads):
            if not head or columns.is_problem_head(head):
                continue
            texts = (cells.plain(row[place]) if place < len(row) else "" for row in below)
            samples = [text[:60] for text in texts if text][:SAMPLES]
            if self.given is not None:
                chosen = self.given.get(f"column-{place}", "")
            elif self.known is not None:
                chosen = self.known.columns.get(place, "")
            else:
                chosen = guessed.get(place, "")
            found.append(Column(place, head, samples, chosen, problems.get(f"columns.{place}", "")))
        return found

    def options(self) -> list[tuple[str, list[Option]]]:
        """(group, options): first what stands alone, then a group for each ref."""
        language = current_language()
        alone = (
            [Option(columns.ID, _("Id (names a record that is there)"))]
            if self.names_records
            else []
        )
        groups: list[tuple[str, list[Option]]] = [("", alone)]
        writable = {one.name for one in columns.importable(self.entity, self.ctx.actor)}
        for one in columns.choices(self.entity, self.ctx.actor):
            label = one.field.label.in_language(language)
            must = " *" if one.field.required is True else ""
            if one.how is None:
                only = "" if one.field.name in writable else f" ({_('only names the record')})"
                alone.append(Option(one.value, f"{label}{must}{only}"))
                continue
            if one.how == columns.AUTO:
                groups.append((f"{label}{must}", []))
                text = _("%(label)s: number or name", label=label)
            else:
                text = _("%(label)s: by %(way)s", label=label, way=self._way(one))
            groups[-1][1].append(Option(one.value, text))
        return groups

    def _way(self, one: columns.Choice) -> str:
        if one.how == columns.ID:
            return "ID"
        return columns.way_label(one, current_language())

    @property
    def names_records(self) -> bool:
        return any(mode != plan.CREATE for mode in self.modes)

    @property
    def modes(self) -> list[str]:
        return plan.modes(self.entity, self.ctx.actor)

    @property
    def mode(self) -> str:
        if self.given is not None:
            return self.given.get("mode", "")
        if self.known is not None:
            return self.known.mode
        return self.modes[0] if self.modes else ""

    @property
    def key(self) -> str:
        if self.given is not None:
            return self.given.get("key", "")
        if self.known is not None and self.known.key:
            return ",".join(self.known.key)
        chosen = {one.chosen.partition(".")[0] for one in self.lines()}
        fitting = [key for key in self._keys() if chosen.issuperset(key)]
        return ",".join(fitting[0]) if fitting else ""

    def _keys(self) -> list[tuple[str, ...]]:
        return columns.keys(self.entity, self.ctx.actor)

    def keys(self) -> list[Option]:
        """What may name a record that is there."""
        fields, language = self.entity.fields(), current_language()
        return [
            Option(
                ",".join(key),
                " + ".join(
                    fields[name].label.in_language(language) if name in fields else "ID"
                    for name in key
                ),
            )
            for key in self._keys()
        ]

    def problems(self) -> dict[str, str]:
        """Where → what is wrong with the form that was sent."""
        return {one.field: told(one.message) for one in self.wrong.errors} if self.wrong else {}

    def unplaced(self) -> list[str]:
        """What is said of the whole form."""
        errors = self.wrong.errors if self.wrong else []
        return [told(one.message) for one in errors if not one.field.startswith("columns.")]

    # -- what was sent -----------------------------------------------------------------------------

    def sent(self) -> Plan:
        """The plan of the form."""
        given = self.given or {}
        chosen = {
            place: given[f"column-{place}"]
            for place, head in enumerate(self.heads)
            if given.get(f"column-{place}") and not columns.is_problem_head(head)
        }
        mode = given.get("mode", "")
        key = tuple(given.get("key", "").split(",")) if mode != plan.CREATE else ()
        return Plan(self.sheet.name, self.head, chosen, mode, key)
