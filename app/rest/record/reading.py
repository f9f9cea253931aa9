"""From the query's rows to JSON documents: which columns, nested paths, expanded references and children."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.rest.protocol.parameters import Parameters, refuse
from app.runtime import filters, query, registry
from app.runtime.errors import Forbidden, NotFound
from app.runtime.query.reading import unknown

if TYPE_CHECKING:
    from app.runtime.context import Context
    from app.runtime.entity import Children, Entity
    from app.runtime.field import Field

Document = dict[str, Any]

ALWAYS = ("id", "version")
ABOUT = ("created_at", "created_by", "updated_at", "updated_by")
MOST_EXPANDED = 5000


@dataclass(frozen=True, slots=True)
class Item:
    """One record as it is answered, and the version that it shows."""

    shown: Document
    version: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of documents."""

    items: list[Document]
    next: str | None
    count: int | None
    count_kind: str


def page(ctx: Context, entity: type[Entity], asked: Parameters) -> Shown:
    """The rows that match; one SELECT, one for the count, one for each thing expanded."""
    decision = registry.current().entity(entity).policy.may(ctx.actor, "read")
    if not decision.allowed:
        raise Forbidden(decision.reason or NotFound().message)
    found = query.rows(
        ctx,
        entity,
        where=filters.parse(entity, ctx.actor, asked.filters),
        columns=_with_ids(columns(ctx, entity, asked)),
        sort=asked.sort,
        limit=asked.limit,
        cursor=asked.cursor,
        count=asked.count or "capped",
        search=asked.search,
    )
    documents = [nested(row) for row in found.items]
    expand(ctx, entity, documents, asked.expand)
    return Shown(documents, found.next, found.count, found.count_kind)


def item(ctx: Context, entity: type[Entity], id: int, asked: Parameters) -> Item:
    """One record; NotFound when there is none that the reader may see."""
    row = query.get(ctx, entity, id, columns=_with_ids(columns(ctx, entity, asked)))
    documents = [nested(row)]
    expand(ctx, entity, documents, asked.expand)
    return Item(documents[0], documents[0]["version"])


def columns(ctx: Context, entity: type[Entity], asked: Parameters) -> list[str]:
    """The columns to read: those named, else all that the reader may see in some row."""
    if asked.fields is None:
        return [*ALWAYS, *readable(ctx, entity), *ABOUT]
    for path in asked.fields:
        _refuse_secret(entity, path)
    expanded = [name for name in asked.expand if _ref(entity, name) is not None]
    return list(dict.fromkeys([*ALWAYS, *asked.fields, *expanded]))


def readable(ctx: Context, entity: type[Entity]) -> list[str]:
    """Fields of an answer, in the order of the schema. A secret is never part of one."""
    policy = registry.current().entity(entity).policy
    return [
        name
        for name, field in entity.fields().items()
        if field.type != "secret" and policy.readable(ctx.actor, name)
    ]


def _refuse_secret(entity: type[Entity], path: str) -> None:
    """A secret is written and never read, so to a reader it is a field that is not there."""
    here: Any = entity
    *refs, name = path.split(".")
    for ref in refs:
        field = _ref(here, ref)
        if field is None or not registry.current().has(str(field.to)):
            return
        here = registry.current().entity(str(field.to)).entity
    field = here.fields().get(name)
    if field is not None and field.type == "secret":
        raise unknown(entity, path)


def _with_ids(paths: list[str]) -> list[str]:
    """Beside every field that is read through references, the ids of the records on the way."""
    steps = [path.split(".") for path in paths]
    ids = [".".join([*step[:end], "id"]) for step in steps for end in range(1, len(step))]
    return [*paths, *dict.fromkeys(ids)]


def nested(row: Mapping[str, Any]) -> Document:
    """`{"customer.id": 3, "customer.name": "王"}` → `{"customer": {"id": 3, "name": "王"}}`, with the title that may be there.

    Null where the reference is empty or leads to a record that is not the reader's to see.
    """
    if not any("." in path for path in row):
        return dict(row)
    found: Document = {}
    made: list[tuple[Document, str]] = []
    for path, value in row.items():
        *refs, name = path.split(".")
        here = found
        for ref in refs:
            inner = here.get(ref)
            if not isinstance(inner, dict):
                inner = here[ref] = {}
                made.append((here, ref))
            here = inner
        if refs and name == "id" and value is None:
            continue
        if isinstance(value, dict) and isinstance(here.get(name), dict):
            here[name] = {**value, **here[name]}
        else:
            here[name] = value
    for holder, ref in reversed(made):
        if "id" not in holder[ref]:
            holder[ref] = None
    return found


# -- expand ---------------------------------------------------------------------------------------------


def expand(
    ctx: Context, entity: type[Entity], documents: list[Document], names: Iterable[str]
) -> None:
    """Put whole records where references stand, and the rows of child tables. One SELECT a name."""
    children = {child.name: child for child in entity.meta.children}
    for name in names:
        field = _ref(entity, name)
        if name in children:
            _expand_children(ctx, documents, children[name])
        elif field is not None and _may_expand(ctx, entity, field):
            _expand_refs(ctx, documents, field)
        else:
            refuse("expand", zh=f"不能展开 {name}", en=f"cannot show {name}", code="unknown_field")


def _ref(entity: Any, name: str) -> Field | None:
    field: Field | None = entity.fields().get(name)
    return field if field is not None and field.type in ("ref", "refs") else None


def _may_expand(ctx: Context, entity: type[Entity], field: Field) -> bool:
    known = registry.current().has(str(field.to))
    return known and registry.current().entity(entity).policy.readable(ctx.actor, field.name)


def _expand_refs(ctx: Context, documents: list[Document], field: Field) -> None:
    ids = {one["id"] for document in documents for one in _references(document, field.name)}
    target = registry.current().entity(str(field.to)).entity
    whole = {record["id"]: record for record in _all(ctx, target, target.id.in_(ids), "id")}
    for document in documents:
        value = document.get(field.name)
        if isinstance(value, dict) and "id" in value:
            document[field.name] = {**value, **whole.get(value["id"], {})}
        elif isinstance(value, list):
            document[field.name] = [{**one, **whole.get(one["id"], {})} for one in value]


def _references(document: Document, name: str) -> list[Document]:
    value = document.get(name)
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, dict) and "id" in value else []


def _expand_children(ctx: Context, documents: list[Document], child: Children) -> None:
    entity = registry.current().entity(child.of).entity
    owners = {document["id"]: document for document in documents}
    for document in documents:
        document[child.name] = []
    for row in _all(ctx, entity, getattr(entity, f"{child.by}_id").in_(owners), child.by):
        owner = row.pop(child.by)
        owners[owner["id"]][child.name].append(row)


def _all(ctx: Context, entity: type[Entity], within: Any, name: str) -> list[Document]:
    """The readable rows `within`, by id, with every readable field and `name`; 400 above MOST_EXPANDED."""
    found: list[Document] = []
    cursor: str | None = None
    while True:
        part = query.rows(
            ctx,
            entity,
            columns=list(dict.fromkeys([*ALWAYS, name, *readable(ctx, entity)])),
            sort=["id"],
            limit=1000,
            cursor=cursor,
            within=within,
        )
        found += [nested(row) for row in part.items]
        cursor = part.next
        if cursor is None:
            return found
        if len(found) >= MOST_EXPANDED:
            refuse(
                "expand",
                zh=f"展开的记录超过 {MOST_EXPANDED} 条，请减小 limit",
                en=f"finds more than {MOST_EXPANDED} records; lower the limit",
                code="too_many",
            )
