"""Puts every encrypted value under the active key, some rows a transaction; what is done already is not met again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, and_, bindparam, inspect, not_, or_, select, type_coerce, update
from sqlalchemy import Text as PlainText

from .. import audit, registry
from ..accounts import second_factor
from ..accounts.tables import Account
from ..audit.tables import SubjectKey
from ..imports import reseal
from ..webhooks import signature
from ..webhooks.tables import Webhook
from ..writing.transaction import transaction
from . import cipher, keys
from .column import Sensitive

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..context import Context

CHUNK = 500


def columns() -> Iterator[tuple[Any, str, Sensitive]]:
    """(entity, column, type) of everything that is encrypted."""
    for entry in registry.current().entities():
        table: Any = inspect(entry.entity).local_table
        for column in table.c:
            if isinstance(column.type, Sensitive):
                yield entry.entity, column.name, column.type


def rotate(ctx: Context, *, chunk: int = CHUNK) -> Iterator[tuple[str, int]]:
    """Yields (table.column, values) after each commit. Stopped at any point, it goes on where it was.

    A value that somebody changes meanwhile is left alone: it is under the active key by then.
    """
    for entity, name, kind in columns():
        table = inspect(entity).local_table
        last = 0
        while True:
            with transaction(ctx):
                last, count = _chunk(ctx, table, name, kind, last, chunk)
                if count:
                    told = {"field": name, "key": keys.current().active, "count": count}
                    audit.log(ctx, "rotate", entity.key(), None, told)
            if not count:
                break
            yield kind.place, count
    while count := _subject_keys(ctx, chunk):
        yield "sys_subject_key.wrapped", count
    while count := _second_factors(ctx, chunk):
        yield "sys_account.totp_secret", count
    while count := _webhook_secrets(ctx, chunk):
        yield "sys_webhook.secret", count
    yield from reseal.rotate(ctx, chunk)


def lacking(session: Session) -> Iterator[tuple[str, str]]:
    """(table.column, key) of values that name a key which is not here, one a column at most."""
    names = keys.current().data
    for entity, name, kind in columns():
        stored = type_coerce(inspect(entity).local_table.c[name], PlainText)
        here = or_(*(stored.like(f"%.{key}.%") for key in names))
        text = session.scalar(select(stored).where(stored.is_not(None), not_(here)).limit(1))
        if text is not None:
            yield kind.place, cipher.key_name(text.partition(".")[2])
    for place, column in (
        ("sys_subject_key.wrapped", SubjectKey.wrapped),
        ("sys_account.totp_secret", Account.totp_secret),
        ("sys_webhook.secret", Webhook.secret),
        ("sys_webhook.secret", Webhook.old_secret),
        *reseal.COLUMNS,
    ):
        here = or_(*(column.like(f"{key}.%") for key in names))
        text = session.scalar(select(column).where(column.like("%.%"), not_(here)).limit(1))
        if text is not None:
            yield place, cipher.key_name(text)


def _chunk(
    ctx: Context, table: Table, name: str, kind: Sensitive, last: int, chunk: int
) -> tuple[int, int]:
    stored = type_coerce(table.c[name], PlainText)
    old = not_(stored.like(f"%.{keys.current().active}.%"))
    rows = ctx.session.execute(
        select(table.c.id, stored)
        .where(table.c.id > last, stored.is_not(None), old)
        .order_by(table.c.id)
        .limit(chunk)
    ).all()
    if not rows:
        return last, 0
    changes = []
    for id, text in rows:
        mark, _, sealed = text.partition(".")
        fresh = cipher.seal(cipher.unseal(sealed, kind.place), kind.place)
        changes.append({"b_id": id, "b_old": text, "b_new": f"{mark}.{fresh}"})
    statement = (
        update(table)
        .where(and_(table.c.id == bindparam("b_id"), stored == bindparam("b_old", type_=PlainText)))
        .values({name: type_coerce(bindparam("b_new", type_=PlainText), PlainText)})
    )
    ctx.session.connection().execute(statement, changes)
    return int(rows[-1][0]), len(rows)


def _subject_keys(ctx: Context, chunk: int) -> int:
    with transaction(ctx):
        rows = list(
            ctx.session.scalars(
                select(SubjectKey)
                .where(
                    SubjectKey.wrapped.is_not(None),
                    not_(SubjectKey.wrapped.like(f"{keys.current().active}.%")),
                )
                .limit(chunk)
                .with_for_update()
            )
        )
        for row in rows:
            place = f"sys_subject_key.{row.record_id}"
            row.wrapped = cipher.seal(cipher.unseal(str(row.wrapped), place), place)
        return len(rows)


def _second_factors(ctx: Context, chunk: int) -> int:
    with transaction(ctx):
        rows = list(
            ctx.session.scalars(
                select(Account)
                .where(
                    # Without a key's name: lost with an earlier SECRET_KEY, and read by nobody.
                    Account.totp_secret.like("%.%"),
                    not_(Account.totp_secret.like(f"{keys.current().active}.%")),
                )
                .limit(chunk)
                .with_for_update()
            )
        )
        for row in rows:
            place = second_factor.place(row.user_id)
            row.totp_secret = cipher.seal(cipher.unseal(str(row.totp_secret), place), place)
        return len(rows)


def _webhook_secrets(ctx: Context, chunk: int) -> int:
    def is_old(column: Any) -> Any:
        return and_(column.is_not(None), not_(column.like(f"{keys.current().active}.%")))

    with transaction(ctx):
        rows = list(
            ctx.session.scalars(
                select(Webhook)
                .where(or_(is_old(Webhook.secret), is_old(Webhook.old_secret)))
                .limit(chunk)
                .with_for_update()
            )
        )
        for row in rows:
            place = signature.place(row.id)
            for name in ("secret", "old_secret"):
                if (text := getattr(row, name)) is not None:
                    setattr(row, name, cipher.seal(cipher.unseal(text, place), place))
        return len(rows)
