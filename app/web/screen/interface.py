"""Flask-AppBuilder's door to the data, with our locks: reads ask the query module, writes ask records."""

from __future__ import annotations

from typing import Any

from flask_appbuilder.models.sqla.interface import SQLAInterface

from app.runtime import query, records
from app.runtime.errors import NotFound
from app.web.reader import context


class RecordInterface(SQLAInterface):
    """Whatever part of Flask-AppBuilder goes through the datamodel meets the policy, hooks and audit of every channel.

    Items are rows of the query module (mappings), not ORM objects: nothing that a person may not read is in them.
    """

    def query(
        self,
        filters: Any = None,
        order_column: str = "",
        order_direction: str = "",
        page: int | None = None,
        page_size: int | None = None,
        **_more: Any,
    ) -> tuple[int, list[Any]]:
        sort = (
            [f"-{order_column}" if order_direction == "desc" else order_column]
            if order_column
            else []
        )
        ctx = context()
        found = query.rows(
            ctx,
            self.obj,
            columns=[name for name in self.obj.fields() if query.may_read(ctx, self.obj, name)],
            sort=sort,
            limit=page_size or 25,
            count="capped",
        )
        return found.count or 0, list(found.items)

    def get(self, id: Any, filters: Any = None, select_columns: Any = None) -> Any:
        try:
            return query.get(context(), self.obj, int(id))
        except (NotFound, ValueError):
            return None

    def add(self, item: Any, raise_exception: bool = False) -> bool:
        records.create(context(), self.obj, item)
        return True

    def edit(self, item: Any, raise_exception: bool = False) -> bool:
        values = {key: value for key, value in item.items() if key not in ("id", "version")}
        records.update(context(), self.obj, item["id"], values, version=item.get("version"))
        return True

    def delete(self, item: Any, raise_exception: bool = False) -> bool:
        records.delete(context(), self.obj, item["id"], version=item.get("version"))
        return True

    def delete_all(self, items: Any) -> bool:
        with records.writing(context()):
            for item in items:
                self.delete(item)
        return True

    def get_keys(self, lst: Any) -> list[Any]:
        return [item["id"] for item in lst]

    def get_pk_value(self, item: Any) -> Any:
        return item["id"]
