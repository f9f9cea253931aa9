"""What a message says: `{"type", "timestamp", "data"}`, data as the owner may see the record when it is sent."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .. import registry
from ..errors import NotFound
from ..feed import DELETED
from ..feed.page import visible
from ..field_types import to_json
from .events import PING

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity
    from .tables import WebhookDelivery

Document = Callable[["Context", type["Entity"], int], bytes]
"""A record as JSON, as this reader may see it. Raises NotFound."""

_documents: list[Document] = []


def told_by(document: Document) -> Document:
    """Declare how a record is written: as REST does it, which is a channel and not ours to know."""
    _documents[:] = [document]
    return document


def body(ctx: Context, row: WebhookDelivery) -> bytes | None:
    """The body for the owner, whose context this is; None when there is nothing that he may be told."""
    data = _data(ctx, row)
    if data is None:
        return None
    about = json.dumps({"type": row.event, "timestamp": to_json(row.at)})
    return about.removesuffix("}").encode() + b', "data": ' + data + b"}"


def _data(ctx: Context, row: WebhookDelivery) -> bytes | None:
    if row.event == PING:
        return json.dumps({"webhook": row.webhook_id}).encode()
    known, id = registry.current(), row.record_id
    if row.entity is None or id is None or not known.has(row.entity):
        return None
    entry = known.entity(row.entity)
    if row.event == f"{row.entity}.{DELETED}":
        return _deleted(visible(ctx, entry, [id]).get(id), id)
    try:
        return _documents[0](ctx, entry.entity, id)
    except NotFound:
        return None


def _deleted(found: Any, id: int) -> bytes | None:
    """Of a deleted record only which it was."""
    if found is None:
        return None
    version, deleted_at, _ = found
    return json.dumps({"id": id, "version": version}).encode() if deleted_at is not None else None
