"""Which fields a person may bring in, what else names a record, and which column of a file is probably which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from .. import field_types, registry
from ..query.titles import pieces
from ..writing import unique
from . import cells
from .tables import Import

if TYPE_CHECKING:
    from ..context import Actor, Context
    from ..entity import Entity
    from ..field import Field, Numbering

ID = "id"
AUTO = "auto"
NAMING = ("string", "number", "barcode", "phone", "email", "int", "date", "enum")
"""Types of fields by which a record can be named in a cell."""
PLAIN = ("string", "number", "barcode", "phone", "email")
PROBLEM_HEADS = {"zh": "导入问题", "en": "Import problem"}
"""The column that a workbook of refused rows adds; it is read past when the workbook comes back."""
SUFFIX = re.compile(r"\s*[*＊]$|\s*[(（]?必填[)）]?$|\s*\(required\)$", re.IGNORECASE)
BRACKETS = re.compile(r"[(（][^)）]*[)）]")
IDS = ("id", "记录id", "系统编号")
EARLIER = 20
"""Former files of a person that are looked at for the same headers."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a column may be: `value` as the form sends it, `field` or `field.how`."""

    value: str
    field: Field
    how: str | None = None
    """Of a ref: the field of the other record that the cells name it by; AUTO: whichever fits; ID."""


def importable(entity: type[Entity], actor: Actor) -> list[Field]:
    """The fields that he may write in some row, in the order of the schema; no files, no secrets, nothing computed."""
    policy = registry.current().entity(entity).policy
    return [
        field
        for field in entity.fields().values()
        if not field.is_computed
        and field.readonly is not True
        and field.type != "secret"
        and not field_types.of(field).is_file
        and any(policy.writable(actor, field.name, action) for action in ("create", "update"))
    ]


def keys(entity: type[Entity], actor: Actor) -> list[tuple[str, ...]]:
    """The sets of fields that name one record and that he may read everywhere: the id, then what is unique.

    A number that the system gives is one too, where it is the same for nobody else.
    """
    policy, fields = registry.current().entity(entity).policy, entity.fields()
    found: list[tuple[str, ...]] = [(ID,)]
    numbered = [
        (name,)
        for name, field in fields.items()
        if field.type == "number" and field.numbering is not None and _is_global(field.numbering)
    ]
    for names in [*numbered, *unique.keys(entity)]:
        known = [fields.get(name) for name in names]
        if names not in found and all(
            field is not None
            and not field.is_sensitive
            and policy.readable(actor, field.name)
            and not policy.hides(actor, field.name)
            for field in known
        ):
            found.append(names)
    return found


def _is_global(series: Numbering) -> bool:
    """Whether a number of the series says by itself which one it is."""
    return series.scope is None or "{scope." in series.pattern


def ways(to: str, actor: Actor) -> list[str]:
    """The fields of the other entity that a cell may name a record by, the surest first; without AUTO and ID."""
    if to == "User":
        return ["username"]
    entry = registry.current().entity(to)
    fields = entry.entity.fields()
    sets = unique.keys(entry.entity)
    titled = [path for _text, path in pieces(entry.entity.meta.title) if path]
    wanted = [names[0] for names in sets if len(names) == 1]
    wanted += [name for name, field in fields.items() if field.type == "number"]
    # A new record has no number yet: who stands below it in the same file names it by its name.
    wanted += titled if len(titled) == 1 else [path for path in titled if path == "name"]
    wanted += [name for names in sets if len(names) > 1 for name in names]
    return [
        name
        for name in dict.fromkeys(wanted)
        if name in fields
        and fields[name].type in PLAIN
        and not fields[name].is_sensitive
        and entry.policy.readable(actor, name)
    ]


def choices(entity: type[Entity], actor: Actor) -> list[Choice]:
    """Everything that a column may be, in the order of the schema; the keys that are no fields to write come last."""
    found: list[Choice] = []
    known = importable(entity, actor)
    for field in known:
        found.append(Choice(field.name, field, AUTO if field.to else None))
        if field.to:
            found += [
                Choice(f"{field.name}.{way}", field, way) for way in [*ways(field.to, actor), ID]
            ]
    written = {field.name for field in known}
    for names in keys(entity, actor)[1:]:
        for name in names:
            field = entity.fields()[name]
            if name not in written and field.type in NAMING:
                found.append(Choice(name, field))
                written.add(name)
    return found


def way_label(choice: Choice, language: str) -> str:
    """What people call the field by which a record is named."""
    if choice.field.to == "User":
        return {"zh": "用户名"}.get(language, "user name")
    target = registry.current().entity(str(choice.field.to)).entity
    return target.fields()[str(choice.how)].label.in_language(language)


def is_problem_head(head: str) -> bool:
    return head.strip() in PROBLEM_HEADS.values()


def guess(
    ctx: Context, entity: type[Entity], heads: Sequence[str], *, earlier: Mapping[str, str]
) -> dict[int, str]:
    """Column → what it probably is: as this person had it before, else by label or name, in whatever language."""
    offered = choices(entity, ctx.actor)
    values = {one.value for one in offered} | {ID}
    by_name = dict(_names(offered))
    by_name |= dict.fromkeys(IDS, ID)
    found: dict[int, str] = {}
    for column, head in enumerate(heads):
        wanted = earlier.get(head, "")
        if wanted not in values:
            bare = _bare(head)
            wanted = by_name.get(bare) or by_name.get(_bare(BRACKETS.sub("", head)), "")
        if wanted and wanted.partition(".")[0] not in {v.partition(".")[0] for v in found.values()}:
            found[column] = wanted
    return found


def _names(offered: Sequence[Choice]) -> Iterator[tuple[str, str]]:
    """Every text by which a column may be called → what it is; the earlier names win."""
    seen: set[str] = set()
    plain = [one for one in offered if one.how in (None, AUTO)]
    for one in plain:
        for text in (one.field.name, *one.field.label.texts.values()):
            if _bare(text) not in seen:
                seen.add(_bare(text))
                yield _bare(text), one.value
    for one in plain:
        # “姓名/名称” is called either, “项目（小区）” mostly without what stands in brackets.
        for text in one.field.label.texts.values():
            for part in re.split(r"[/／]", BRACKETS.sub("", text)):
                if _bare(part) and _bare(part) not in seen:
                    seen.add(_bare(part))
                    yield _bare(part), one.value
    for one in offered:
        if one.how in (None, AUTO) or one.field.to in (None, "User"):
            continue
        if one.how == ID:
            names = [
                f"{text}id" for text in (one.field.name + "_", *one.field.label.texts.values())
            ]
        else:
            target = registry.current().entity(str(one.field.to)).entity.fields()[str(one.how)]
            # “项目编码” beside “项目”, where the other record's own field is called “项目编码” or “编码”.
            names = [f"{one.field.name}.{one.how}", *target.label.texts.values()]
            names += [
                f"{one.field.label.in_language(language)}{text}"
                for language, text in target.label.texts.items()
            ]
        for name in names:
            if _bare(name) not in seen:
                seen.add(_bare(name))
                yield _bare(name), one.value


def _bare(head: str) -> str:
    """A header without the mark of what is required, in whatever width and case."""
    text = cells.narrow(SUFFIX.sub("", head.strip()))
    return re.sub(r"[\s_·:：]+", "", text).lower()


def earlier(ctx: Context, entity: type[Entity]) -> dict[str, str]:
    """Header → what it was in the latest files that this person mapped for the entity; one statement."""
    rows = ctx.session.execute(
        select(Import.heads, Import.plan)
        .where(Import.user_id == ctx.actor.id, Import.entity == entity.key())
        .order_by(Import.id.desc())
        .limit(EARLIER)
    ).all()
    found: dict[str, str] = {}
    for heads, plan in reversed(rows):
        columns = plan.get("columns", {})
        found |= {
            head: columns[str(place)] for place, head in enumerate(heads) if str(place) in columns
        }
    return found


__all__ = ["AUTO", "ID", "Choice", "choices", "earlier", "guess", "importable", "keys", "ways"]
