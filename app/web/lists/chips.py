"""Filters in words: `created_at=this_week` is “Created: this week”; and which fields there are to filter by."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.forms import screens
from app.forms.language import current_language, told
from app.forms.numbers import as_id
from app.runtime import field_types, filters, periods, query, registry
from app.runtime.context import Context
from app.runtime.field import Field
from app.web import cells

TIMES = frozenset({"date", "datetime", "time"})
MOST_NAMED = 4
"""Values of one filter that its chip says; of more it tells how many they are."""
SIGNS = {"gte": "≥ {}", "lte": "≤ {}", "gt": "> {}", "lt": "< {}", "ne": "≠ {}", "not_in": "≠ {}"}


@dataclass(frozen=True, slots=True)
class Chip:
    """`number`: its place among the filters; None for the search, which is changed in its own box."""

    text: str
    remove_url: str
    number: int | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A field that one may filter by."""

    path: str
    label: str


def choices(ctx: Context, view: Any) -> tuple[list[Choice], list[Choice]]:
    """The fields that the schema offers first, then all others; only what this person may read."""
    entity = view.entity
    named = [path for path in view.filters if _is_offered(ctx, entity, path)]
    others = dict.fromkeys([*view.columns, *entity.fields(), *cells.BUILT_IN])
    rest = [
        path
        for path in others
        if path not in named and path != "version" and _is_offered(ctx, entity, path)
    ]
    return _labelled(entity, named), sorted(_labelled(entity, rest), key=lambda one: one.label)


def _labelled(entity: Any, paths: Iterable[str]) -> list[Choice]:
    return [Choice(path, cells.column_label(entity, path)) for path in paths]


def _is_offered(ctx: Context, entity: Any, path: str) -> bool:
    try:
        _owner, field = cells.field_of(entity, path)
    except KeyError:
        return False
    return bool(field_types.operators(field)) and query.may_read(ctx, entity, path)


class Words:
    """Turns filters into words; titles of records are asked for once a request and entity."""

    def __init__(
        self, ctx: Context, entity: Any, known: Callable[[str, int], str | None] | None = None
    ) -> None:
        self.ctx, self.entity, self.known = ctx, entity, known
        self._titles: dict[tuple[str, int], str] = {}

    def of(self, pairs: Iterable[tuple[str, str]]) -> list[str]:
        given = list(pairs)
        self._learn(given)
        return [self.one(key, value) for key, value in given]

    def one(self, key: str, value: str) -> str:
        """One filter as a person reads it."""
        path, _separator, operator = key.partition("__")
        if key == "or":
            parts = value.strip("()").split("|")
            return _(" or ").join(self.one(*part.partition("=")[::2]) for part in parts)
        try:
            owner, field = cells.field_of(self.entity, path)
        except KeyError:
            return f"{key} {value}"
        label = cells.column_label(self.entity, path)
        if operator == "is_null":
            return f"{label}: {_('empty') if value == 'true' else _('not empty')}"
        several = operator in ("in", "not_in", "between")
        given = filters.split(value) if several else [value]
        shown = [self._value(owner, field, path, one) for one in given]
        if len(shown) > MOST_NAMED:
            shown = [*shown[:MOST_NAMED], _("%(number)s in all", number=len(shown))]
        if operator == "between":
            return f"{label}: {' – '.join(shown)}"
        text = _(", ").join(shown)
        if operator == "contains" and field.type not in ("enums", "refs"):
            text = _("contains “%(text)s”", text=text)
        elif operator == "starts":
            text = _("begins with “%(text)s”", text=text)
        elif operator in ("lt", "gt", "gte", "lte") and field.type in TIMES:
            text = {
                "lt": _("before %(day)s", day=text),
                "gt": _("after %(day)s", day=text),
                "gte": _("from %(day)s on", day=text),
                "lte": _("until %(day)s", day=text),
            }[operator]
        else:
            text = SIGNS.get(operator, "{}").format(text)
        return f"{label}: {text}"

    def _value(self, owner: Any, field: Field, path: str, value: str) -> str:
        language = current_language()
        if field.type in ("date", "datetime"):
            period = periods.told(value)
            return told(period) if period is not None else value.replace("T", " ")[:16]
        if field.type in ("enum", "enums") and field.enum is not None:
            named = field.enum.get(value)
            return named.label.in_language(language) if named else value
        if field.type == "state":
            workflow = registry.current().entity(owner).workflow
            state = workflow.states.get(value) if workflow is not None else None
            return state.label.in_language(language) if state else value
        if field.type in ("ref", "refs"):
            if value in filters.OWN:
                return _("me") if value == "me" else _("mine")
            id = as_id(value)
            return (self.title(path, owner, field, id) if id is not None else "") or f"#{value}"
        if field.type == "bool":
            return _("Yes") if value == "true" else _("No")
        return value

    # -- titles ----------------------------------------------------------------------------------

    def title(self, path: str, owner: Any, field: Field, id: int) -> str:
        known = self.known(path, id) if self.known is not None else None
        return known or self._titles.get((_source(owner, field), id), "")

    def titles(self, owner: Any, field: Field, ids: Iterable[int]) -> list[dict[str, Any]]:
        """`{"id", "title"}` of records that stand in a filter on a field of `owner`."""
        wanted, source = list(dict.fromkeys(ids)), _source(owner, field)
        self._ask(owner, field, wanted)
        return [{"id": id, "title": self._titles.get((source, id)) or f"#{id}"} for id in wanted]

    def _learn(self, pairs: Iterable[tuple[str, str]]) -> None:
        wanted: dict[str, tuple[Any, Field, list[int]]] = {}
        for key, value in pairs:
            path, _separator, operator = key.partition("__")
            try:
                owner, field = cells.field_of(self.entity, path)
            except KeyError:
                continue
            if field.type not in ("ref", "refs") or operator == "is_null":
                continue
            for text in value.split(","):
                id = as_id(text)
                if id is not None and not (self.known and self.known(path, id)):
                    of_it = wanted.setdefault(_source(owner, field), (owner, field, []))
                    of_it[2].append(id)
        for owner, field, ids in wanted.values():
            self._ask(owner, field, ids)

    def _ask(self, owner: Any, field: Field, ids: list[int]) -> None:
        """Who made or changed a record is told as `query.makers` tells it: a number tells no name of a resident."""
        asked, source = ids[: filters.MOST_VALUES], _source(owner, field)
        if field.name in cells.BUILT_IN:
            found = query.makers(self.ctx, owner, ids=asked, limit=len(asked))
            self._titles |= {(source, one["id"]): one["title"] for one in found}
        else:
            known = query.named(self.ctx, owner, field, asked)
            self._titles |= {(source, id): title for id, title in known.items()}


def _source(owner: Any, field: Field) -> str:
    """What the titles of a ref are kept under: those of one entity are the same whatever names it."""
    if field.name in cells.BUILT_IN:
        return f"makers of {owner.meta.name}"
    # Which users are told hangs on the field, which other records on the reader alone.
    return f"{owner.meta.name}.{field.name}" if field.to == "User" else str(field.to)


def lookup_url(entity: Any, path: str) -> str:
    """Where the picker of a ref asks; "" where there is none."""
    owner, field = cells.field_of(entity, path)
    return screens.url(owner, "lookup", name=field.name)
