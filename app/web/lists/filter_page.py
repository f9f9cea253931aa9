"""One filter being made or changed: a field, what is asked of it, and the values. A plain form that leads back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm

from app.forms import screens
from app.forms.fields import FIELD_CLASSES
from app.forms.fields.refs import RefsField
from app.forms.language import current_language, told
from app.forms.numbers import as_id
from app.runtime import field_types, filters, periods, query, registry
from app.runtime.context import Context
from app.runtime.errors import AppError, BadRequest
from app.runtime.query import tree
from app.web import cells
from app.web.lists import chips
from app.web.lists.state import OWN_KEYS, ListState

NUMBERS = frozenset({"int", "decimal", "money", "percent", "duration", "rating", "time"})
DAYS = frozenset({"date", "datetime"})
ONE = ("contains", "starts", "eq", "ne", "gte", "lte")
"""What takes one value as it is typed."""
DAY = {"on": "eq", "before": "lt", "after": "gt"}
PERIOD_OPERATORS = ("period", "last", "next")
ROLL = 7


class FilterPage(BaseForm):
    """`sent`: what came with the request; `op` in it means that it is to be applied."""

    def __init__(
        self, ctx: Context, entity: Any, sent: MultiDict[str, str], *, is_long: bool
    ) -> None:
        self.ctx, self.entity, self.sent, self.is_long = ctx, entity, sent, is_long
        self.path = sent.get("f", "")
        self.state = ListState.read(sent.get("here", ""))
        self.number = self._number()
        if self.number is not None and not self.path:
            self.path = self.state.pairs[self.number][0].partition("__")[0]
        if not query.may_read(ctx, entity, self.path) or self.path == "title":
            raise BadRequest(
                f"没有字段 {self.path[:60]} / There is no field {self.path[:60]}.", field="f"
            )
        self.owner, self.info = cells.field_of(entity, self.path)
        self.label = cells.column_label(entity, self.path)
        self.problem = ""
        self._screen = self  # pickers ask their form for the address
        super().__init__({})
        self.now = self._current()
        self._controls()

    def _number(self) -> int | None:
        number = as_id(self.sent.get("old", "")) if self.sent.get("old") != "0" else 0
        return number if number is not None and number < len(self.state.pairs) else None

    # -- what there is to ask --------------------------------------------------------------------

    @property
    def kind(self) -> str:
        """Which controls the values take: text, number, day, choices, ref, truth or none."""
        kind = self.info.type
        offered = field_types.operators(self.info)
        if kind in DAYS:
            return "day"
        if kind in NUMBERS and "gte" in offered:
            return "number"
        if kind in ("enum", "state", "enums"):
            return "choices"
        if kind in ("ref", "refs"):
            return "ref"
        if kind == "bool":
            return "truth"
        return "text" if set(offered) & set(ONE) else "none"

    def operators(self) -> list[tuple[str, str, str]]:
        """(name, what it says, the controls that it takes) in the order in which people need them."""
        offered = field_types.operators(self.info)
        found: list[tuple[str, str, str]] = []
        match self.kind:
            case "text":
                words = (
                    ("contains", _("contains")),
                    ("starts", _("begins with")),
                    ("eq", _("equals")),
                    ("ne", _("is not")),
                )
                found = [
                    (name, text, "one")
                    for name, text in words
                    if name in offered and not (name == "contains" and self.is_long)
                ]
            case "number":
                found = [
                    ("between", _("between"), "two"),
                    ("eq", _("equals"), "one"),
                    ("gte", _("at least"), "one"),
                    ("lte", _("at most"), "one"),
                ]
            case "day":
                found = [
                    ("period", _("in"), "period"),
                    ("last", _("the last … days"), "days"),
                    ("next", _("the next … days"), "days"),
                    ("on", _("on the day"), "one"),
                    ("before", _("before"), "one"),
                    ("after", _("after"), "one"),
                    ("between", _("between"), "two"),
                ]
            case "choices":
                found = [("in", _("is one of"), "choices")]
                if "not_in" in offered:
                    found.append(("not_in", _("is none of"), "choices"))
            case "ref":
                found = (
                    [("in", _("is one of"), "ref")]
                    if chips.lookup_url(self.entity, self.path) or self.own
                    else []
                )
                if found and "not_in" in offered and chips.lookup_url(self.entity, self.path):
                    found.append(("not_in", _("is none of"), "ref"))
                if found and self._tree():
                    found.insert(1, ("below", _("is one of, or below it"), "ref"))
            case "truth":
                found = [("true", _("yes"), ""), ("false", _("no"), "")]
        if "is_null" in offered:
            found += [("empty", _("is empty"), ""), ("filled", _("is not empty"), "")]
        return found

    def _tree(self) -> str:
        """The ref by which the records that one picks stand below one another; "" where they do not."""
        target = screens.of(str(self.info.to)) if self.info.type == "ref" else None
        return str(target.tree or "") if target is not None else ""

    @property
    def own(self) -> list[tuple[str, str]]:
        """(word, text) of the records that stand for the reader himself."""
        if self.info.type != "ref":
            return []
        texts = {"me": _("me"), "mine": _("mine")}
        return [(word, texts[word]) for word, _path in filters.own_values(self.info)]

    def options(self) -> list[tuple[str, str]]:
        language = current_language()
        if self.info.type == "state":
            workflow = registry.current().entity(self.owner).workflow
            states = workflow.states.values() if workflow is not None else []
            return [(one.name, one.label.in_language(language)) for one in states]
        values = self.info.enum.values if self.info.enum is not None else []
        return [(one.name, one.label.in_language(language)) for one in values]

    def periods(self) -> list[tuple[str, str]]:
        return [(word, told(one[2])) for word, one in periods.PERIODS.items()]

    # -- what stands in the form -----------------------------------------------------------------

    def _current(self) -> Mapping[str, Any]:
        """`op`, `one`, `two`, `many`, `days`, `period` as sent, else as the filter that is being changed has them."""
        if "op" in self.sent:
            return {
                "op": self.sent["op"],
                "one": self.sent.get("v", ""),
                "two": [self.sent.get("a", ""), self.sent.get("b", "")],
                "many": self.sent.getlist("c"),
                "days": self.sent.get("n", ""),
                "period": self.sent.get("p", ""),
            }
        usual = {
            "op": "",
            "one": "",
            "two": ["", ""],
            "many": [],
            "days": str(ROLL),
            "period": "this_week",
        }
        if self.number is None:
            return usual
        key, value = self.state.pairs[self.number]
        _path, _separator, operator = key.partition("__")
        return {**usual, **self._of_filter(operator or "eq", value)}

    def _of_filter(self, operator: str, value: str) -> dict[str, Any]:
        if operator == "is_null":
            return {"op": "empty" if value == "true" else "filled"}
        if self.kind in ("choices", "ref"):
            return {
                "op": "not_in" if operator in ("ne", "not_in") else "in",
                "many": filters.split(value),
            }
        if self.kind == "truth":
            return {"op": value}
        if operator == "between":
            return {"op": "between", "two": [*filters.split(value), ""][:2]}
        if self.kind == "day":
            rolling = periods.ROLLING.fullmatch(value)
            if rolling is not None:
                return {"op": rolling[1], "days": rolling[2]}
            if value in periods.PERIODS:
                return {"op": "period", "period": value}
            names = {"lt": "before", "lte": "before", "gt": "after", "gte": "after"}
            return {"op": names.get(operator, "on"), "one": value[:10]}
        return {"op": operator, "one": value}

    def _controls(self) -> None:
        """The inputs of the field's own type; a picker for a ref."""
        plain = replace(self.info, required=False, readonly=False, help=None, max=None, min=None)
        if self.kind == "ref":
            field = self._put("c", UnboundField(RefsField, self.label, info=plain), None)
            ids = [id for text in self.now["many"] if (id := as_id(text)) is not None]
            words = chips.Words(self.ctx, self.entity)
            field.show(words.titles(self.owner, self.info, ids))
            field.typed_text = self.sent.get("c__text", "")
        elif self.kind in ("text", "number", "day"):
            kind = FIELD_CLASSES[self.info.type]
            if (
                self.info.type in ("rating", "text", "richtext", "address")
                or self.info.is_sensitive
            ):
                kind = FIELD_CLASSES["int" if self.info.type == "rating" else "string"]
            if self.kind == "day":
                kind = FIELD_CLASSES["date"]
            texts = {"v": _("Value"), "a": _("from"), "b": _("to")}
            given = {"v": self.now["one"], "a": self.now["two"][0], "b": self.now["two"][1]}
            for name, text in texts.items():
                self._put(name, UnboundField(kind, text, info=plain), given[name])

    def _put(self, name: str, unbound: Any, text: str | None) -> Any:
        options = {"name": name, "prefix": "", "translations": None}
        field = self._fields[name] = self.meta.bind_field(self, unbound, options)
        field.process(None, None)
        if text is not None:
            field.raw_data = [text]
        return field

    # -- what pickers ask of a form --------------------------------------------------------------

    def lookup_url(self, _field: Any) -> str:
        return chips.lookup_url(self.entity, self.path)

    def conditions(self, _field: Any) -> dict[str, str]:
        return {}

    # -- applying --------------------------------------------------------------------------------

    def applied(self) -> ListState | None:
        """The list with this filter; None when it cannot be: `problem` says why."""
        try:
            pair = self._pair()
            filters.parse(self.entity, self.ctx.actor, [pair])
        except AppError as error:
            self.problem = told(error.message)
            return None
        pairs = list(self.state.pairs)
        if self.number is None:
            pairs = [one for one in pairs if one != pair]
            pairs.append(pair)
        else:
            pairs[self.number] = pair
        return self.state.but(pairs=tuple(dict.fromkeys(pairs)))

    def _pair(self) -> tuple[str, str]:
        operator = self.now["op"]
        if operator not in [name for name, _text, _kind in self.operators()]:
            raise BadRequest("请选择条件 / Choose what is asked.", field="op")
        match operator:
            case "empty" | "filled":
                return f"{self.path}__is_null", "true" if operator == "empty" else "false"
            case "true" | "false":
                return self._key("eq"), operator
            case "period":
                return self._key("eq"), self.now["period"]
            case "last" | "next":
                word = f"{operator}_{self.now['days'].strip()}_days"
                if not periods.ROLLING.fullmatch(word):
                    raise BadRequest("天数须为 1 至 9999 / The days are 1 to 9999.", field="n")
                return self._key("eq"), word
            case "between":
                return self._between([one.strip() for one in self.now["two"]])
            case "in" | "not_in":
                return self._several(operator)
            case "below":
                return self._below(*self._several("in"))
        text = self._needed(self.now["one"].strip())
        return self._key(DAY.get(operator, operator)), text

    def _between(self, ends: Sequence[str]) -> tuple[str, str]:
        """An open end is no end."""
        first, last = ends
        if first and last:
            return self._key("between"), filters.joined([first, last])
        self._needed(first or last)
        return (self._key("gte"), first) if first else (self._key("lte"), last)

    def _several(self, operator: str) -> tuple[str, str]:
        values = [one for one in self.now["many"] if one]
        typed = self.sent.get("c__text", "").strip()
        if typed and self.kind == "ref":
            values.append(self._found(typed))
        words = [one for one in values if one in filters.OWN]
        if self.kind == "ref" and words:
            if len(values) > 1:
                raise BadRequest(
                    "“我”不能与其他记录一起选 / Choose either yourself or other records.", field="c"
                )
            return self._key("eq"), words[0]
        self._needed("".join(values))
        if field_types.of(self.info).many:
            if len(values) > 1:
                raise BadRequest("一次选一个 / Choose one at a time.", field="c")
            return self._key("contains"), values[0]
        if len(values) == 1:
            return self._key("eq" if operator == "in" else "ne"), values[0]
        return self._key(operator), filters.joined(values)

    def _below(self, key: str, value: str) -> tuple[str, str]:
        """What was picked, with everything that stands below it now."""
        if value in filters.OWN:
            return key, value
        entity = registry.current().entity(str(self.info.to)).entity
        picked = [id for text in filters.split(value) if (id := as_id(text)) is not None]
        found = tree.all_below(
            self.ctx, entity, by=self._tree(), ids=picked, limit=filters.MOST_VALUES
        )
        if len(found) > filters.MOST_VALUES:
            most = filters.MOST_VALUES
            raise BadRequest(
                f"下级超过 {most} 个，请选更低的一级 / More than {most} stand below: choose a lower one.",
                field="c",
            )
        ids = list(dict.fromkeys([*picked, *found]))
        return self._key("in"), filters.joined([str(id) for id in ids])

    def _found(self, typed: str) -> str:
        """No script ran: what was typed must name one record."""
        owner, field = cells.field_of(self.entity, self.path)
        found = query.lookup(self.ctx, owner, field.name, text=typed, limit=8)
        exact = [one for one in found if one["title"] == typed] or found
        if len(exact) != 1:
            raise BadRequest(
                f"“{typed[:40]}”没有唯一的匹配，请再具体一些 / “{typed[:40]}” does not name exactly one; say more.",
                field="c",
            )
        return str(exact[0]["id"])

    def _needed(self, text: str) -> str:
        if not text:
            raise BadRequest("请填写值 / Fill in a value.", field="v")
        return text

    def _key(self, operator: str) -> str:
        if operator == "eq" and self.path not in OWN_KEYS:
            return self.path
        return f"{self.path}__{operator}"
