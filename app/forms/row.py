"""One child row inside its parent's form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.forms.fields.base import EntityField
from app.forms.language import current_language
from app.runtime import field_types
from app.runtime.privacy.mask import Masked

if TYPE_CHECKING:
    from app.forms import RecordForm


class Row:
    """One row: a form of the child entity, the id that it has, and whether it shall go."""

    def __init__(
        self,
        form: RecordForm,
        *,
        id: int | None,
        removed: bool,
        index: str,
        sent_version: int | None = None,
        counted: str = "",
    ) -> None:
        self.form = form
        self.counted = counted
        """The field that only counts the rows: alone, it says nothing."""
        self.id = id
        self.removed = removed
        self.index = index
        self.closed = False
        """Whether it shows its values without boxes."""
        self.sent_version = sent_version
        """The version that the page was made with."""

    @property
    def saved(self) -> Mapping[str, Any] | None:
        """The row as it is saved now; None of a new one, and of one that is gone."""
        return self.form._screen.record

    @property
    def version(self) -> int | None:
        """The version that goes out with the page."""
        if self.sent_version is not None or self.saved is None:
            return self.sent_version
        version: int = self.saved["version"]
        return version

    @property
    def is_untouched(self) -> bool:
        """A saved row of which the page sent no field: it was closed there."""
        fields = self.form._entity_fields()
        return self.id is not None and not self.removed and not any(f.submitted for f in fields)

    def box(self, name: str) -> EntityField | None:
        """The box of a column; None where this row has none: it is closed, or the person may not write there."""
        field = self.form._fields.get(name)
        return field if isinstance(field, EntityField) and not self.closed else None

    def text(self, name: str) -> str:
        """The value of a column as people read it."""
        field = self.form._fields.get(name)
        if isinstance(field, EntityField):
            return _shown(field)
        return _text(self.form.entity.fields()[name], (self.saved or {}).get(name))

    def title(self) -> str:
        """The first of its values that says something, for a sentence about the row."""
        for field in self.form._entity_fields():
            text = str(field.typed()) if hasattr(field, "typed") else field.text()
            if text:
                return text
        return self.index

    @property
    def is_blank(self) -> bool:
        """A new row in which nothing was typed: left out without a word."""
        fields = self.form._entity_fields()
        start = self.form._screen.start_values()
        return self.id is None and all(
            field.is_empty
            or field.short_name == self.counted
            or (not field.process_errors and field.data == start.get(field.short_name))
            for field in fields
        )


def _shown(field: EntityField) -> str:
    chosen = getattr(field, "chosen", None)
    if chosen is not None:
        return "、".join(str(item["title"]) for item in chosen)
    if hasattr(field, "typed"):
        return str(field.typed())
    return _text(field.info, field.data)


def _text(info: Any, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, Mapping) and "id" in value:
        return str(value.get("title") or f"#{value['id']}")
    if isinstance(value, Masked) or field_types.of(info).is_file or info.type in ("refs", "json"):
        return str(value)
    return field_types.display(info, value, current_language())
