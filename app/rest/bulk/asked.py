"""What a bulk body asks for; every part that is wrong is named before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.rest.protocol.strict_json import shown
from app.runtime import filters
from app.runtime.errors import FieldError, Message, ValidationFailed, message
from app.runtime.query import natural

if TYPE_CHECKING:
    from app.rest.protocol.call import Call

MAXIMUM_BYTES = 10_000_000
MOST_ROWS = 1_000
LONGEST_SEARCH = 500
"""Characters: about what an address holds for a list. The index would look for each word of a whole book."""
METHODS = ("create", "update", "transition", "delete")
"""A resource has the address when it lists one of these."""
NEEDS = {
    "create": {"create"},
    "update": {"update"},
    "upsert": {"create", "update"},
    "transition": {"transition"},
    "delete": {"delete"},
}
"""Action → the methods that the resource must list."""
SETS = ("update", "transition", "delete")
"""Actions that may name their rows by `where`."""
_KEYS = {
    "action", "rows", "atomic", "dry_run", "max_affected", "key", "transition", "where", "values",
}  # fmt: skip


@dataclass(slots=True)
class Asked:
    """`rows` None: the rows that `where` finds get `values`."""

    action: str
    rows: list[Any] | None = None
    atomic: bool = True
    dry_run: bool = False
    max_affected: int | None = None
    key: natural.Key = ()
    transition: str = ""
    where: list[tuple[str, str]] = field(default_factory=list)
    search: str | None = None
    values: dict[str, Any] = field(default_factory=dict)


def offered(call: Call) -> list[str]:
    """The actions that this resource takes."""
    methods = call.resource.methods
    return [
        action
        for action, needed in NEEDS.items()
        if needed <= methods and (action != "transition" or call.entry.workflow is not None)
    ]


def read(call: Call, body: Mapping[str, Any]) -> Asked:
    """Raises ValidationFailed with every problem of the body itself; those of a row belong to the row."""
    errors = _Errors()
    for name in body:
        if name not in _KEYS:
            errors.add(shown(name), "unknown", zh="未知字段", en="Unknown field.")
    actions = offered(call)
    action = body.get("action")
    if not isinstance(action, str) or action not in actions:
        errors.add(
            "action",
            "choice",
            zh=f"须为 {'、'.join(actions)} 之一",
            en=f"Must be one of {', '.join(actions)}.",
        )
        errors.end()
    asked = Asked(str(action))
    for name in ("atomic", "dry_run"):
        value = body.get(name, getattr(asked, name))
        if not isinstance(value, bool):
            errors.add(name, "type", zh="应为 true 或 false", en="This must be true or false.")
        else:
            setattr(asked, name, value)
    _rows(asked, body, errors)
    _most(asked, body, errors)
    _key(call, asked, body, errors)
    _transition(call, asked, body, errors)
    errors.end()
    return asked


class _Errors:
    def __init__(self) -> None:
        self.found: list[FieldError] = []

    def add(self, field: str, code: str, *, zh: str, en: str) -> None:
        self.found.append(FieldError(field, code, message(zh=zh, en=en)))

    def not_here(self, field: str, told: Message) -> None:
        self.found.append(FieldError(field, "unknown", told))

    def end(self) -> None:
        if self.found:
            raise ValidationFailed(self.found)


def _rows(asked: Asked, body: Mapping[str, Any], errors: _Errors) -> None:
    """Either `rows`, or `where` and perhaps `values`."""
    if ("rows" in body) == ("where" in body):
        errors.add(
            "rows", "required", zh="rows 与 where 须给出其中一个", en="Send either rows or where."
        )
        return
    if "rows" in body:
        rows = body["rows"]
        if not isinstance(rows, list):
            errors.add("rows", "type", zh="应为数组", en="This must be an array.")
            return
        if len(rows) > MOST_ROWS:
            errors.add(
                "rows",
                "too_many",
                zh=f"一次最多 {MOST_ROWS} 行",
                en=f"At most {MOST_ROWS} rows at once.",
            )
        if "values" in body:
            told = message(zh="values 与 where 一起使用", en="values goes with where.")
            errors.not_here("values", told)
        asked.rows = rows
        return
    if asked.action not in SETS:
        told = message(
            zh=f"where 只用于 {'、'.join(SETS)}", en=f"where is for {', '.join(SETS)} only."
        )
        errors.not_here("where", told)
        return
    _where(asked, body["where"], errors)
    values = body.get("values", {})
    if not isinstance(values, dict):
        errors.add("values", "type", zh="应为对象", en="This must be an object.")
    elif values and asked.action == "delete":
        errors.not_here("values", message(zh="删除不填写字段", en="A delete takes no values."))
    elif not values and asked.action == "update":
        errors.add("values", "required", zh="请给出要修改的字段", en="Say what to change.")
    elif {"id", "version"} & set(values):
        told = message(zh="由 where 选出的行不写 id 与 version", en="where says which rows.")
        errors.not_here("values.id" if "id" in values else "values.version", told)
    else:
        asked.values = values
    if "max_affected" not in body:
        errors.add(
            "max_affected",
            "required",
            zh="使用 where 时必须说明最多影响多少行",
            en="With where, say how many rows may be affected at most.",
        )


def _where(asked: Asked, where: Any, errors: _Errors) -> None:
    """The filters of a list as an object; a list stands for values with commas between them."""
    if not isinstance(where, dict) or not where:
        errors.add(
            "where",
            "type",
            zh='应为对象，例如 {"state": "new", "created_at__lt": "2026-01-01"}',
            en='This must be an object such as {"state": "new", "created_at__lt": "2026-01-01"}.',
        )
        return
    for name, value in where.items():
        text = _text(value)
        if text is None:
            errors.add(
                f"where.{shown(name)}",
                "type",
                zh="应为文本、数字、true/false，或它们的数组",
                en="This must be a string, a number, true or false, or an array of them.",
            )
        elif name == "search" and not 1 <= len(text.strip()) <= LONGEST_SEARCH:
            # Blank is no search at all in a list; here it would be every row.
            errors.add(
                "where.search",
                "bad_value",
                zh=f"须为 1 至 {LONGEST_SEARCH} 个字符",
                en=f"1 to {LONGEST_SEARCH} characters.",
            )
        elif name == "search":
            asked.search = text
        else:
            asked.where.append((name, text))


def _text(value: Any) -> str | None:
    """As it would stand in the query string."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        parts = [None if isinstance(one, list) else _text(one) for one in value]
        whole = [part for part in parts if part is not None]
        return filters.joined(whole) if whole and len(whole) == len(parts) else None
    if isinstance(value, dict) or value is None:
        return None
    return str(value)


def _most(asked: Asked, body: Mapping[str, Any], errors: _Errors) -> None:
    if "max_affected" not in body:
        return
    most = body["max_affected"]
    if isinstance(most, bool) or not isinstance(most, int) or not 0 <= most <= MOST_ROWS:
        errors.add(
            "max_affected",
            "range",
            zh=f"应为 0 至 {MOST_ROWS} 的整数",
            en=f"This must be a whole number from 0 to {MOST_ROWS}.",
        )
        return
    asked.max_affected = most


def _key(call: Call, asked: Asked, body: Mapping[str, Any], errors: _Errors) -> None:
    """The fields that say which record an upsert means: all of one unique set of the schema."""
    if asked.action != "upsert":
        if "key" in body:
            errors.not_here("key", message(zh="key 只用于 upsert", en="key is for upsert only."))
        return
    known = natural.keys(call.entity, call.ctx.actor)
    given = body.get("key")
    if isinstance(given, list) and all(isinstance(name, str) for name in given):
        for names in known:
            if len(given) == len(names) and set(given) == set(names):
                asked.key = names
                return
    shown_keys = ", ".join(f"[{', '.join(names)}]" for names in known)
    errors.add(
        "key",
        "choice",
        zh=f"须为一组唯一字段：{shown_keys or '此资源没有'}",
        en=f"This must be the fields of one unique set: {shown_keys or 'this resource has none'}.",
    )


def _transition(call: Call, asked: Asked, body: Mapping[str, Any], errors: _Errors) -> None:
    if asked.action != "transition":
        if "transition" in body:
            told = message(
                zh="transition 只用于流程操作", en="transition is for the action transition only."
            )
            errors.not_here("transition", told)
        return
    names = list(call.entry.workflow.transitions) if call.entry.workflow is not None else []
    given = body.get("transition")
    if not isinstance(given, str) or given not in names:
        # Who may read nothing here is not told what there is.
        shown_names = names if call.entry.policy.rows_possible(call.ctx.actor) else []
        errors.add(
            "transition",
            "choice",
            zh=f"没有这个流程操作；有：{'、'.join(shown_names) or '无'}",
            en=f"There is no such transition; there are: {', '.join(shown_names) or 'none'}.",
        )
        return
    asked.transition = given
