"""What a form knows about who fills it in: start values, rights, conditions, pickers, files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import orjson
from flask_babel import gettext as _

from app.forms import screens
from app.forms.fields.base import EntityField
from app.forms.language import current_language
from app.runtime import field_types, files, query, registry
from app.runtime.context import Context
from app.runtime.expression import Expression, hangs_on, reads_record
from app.runtime.privacy.mask import Masked

if TYPE_CHECKING:
    from app.forms import RecordForm


UNKNOWN = {"masked": True, "id": "masked"}
"""What the browser gets in the place of a masked value: it is there, and nothing hangs on what it is."""


def is_masked(value: Any) -> bool:
    return isinstance(value, Masked)


class FormScreen:
    """Beside a form, so that the form's own names stay free for the fields of the schema."""

    def __init__(
        self,
        form: RecordForm,
        *,
        ctx: Context,
        record: Mapping[str, Any] | None,
        given: Mapping[str, Any],
    ) -> None:
        self.form = form
        self.ctx = ctx
        self.record = record
        self.given = given
        self.needs: frozenset[str] = frozenset()
        self.note: str | None = None
        self.is_row = False
        self._names: dict[int, str] | None = None
        self.policy = registry.current().entity(form.entity.__name__).policy

    # -- values ----------------------------------------------------------------------------------

    def start_values(self) -> dict[str, Any]:
        """What the controls show before anything is typed."""
        if self.record is not None:
            return {**self.record, **self.given}
        start: dict[str, Any] = {}
        for name, info in self.form.entity.fields().items():
            default = getattr(info, "default", None)
            if isinstance(default, Expression):
                start[name] = default.python({}, self.ctx.actor)
            elif default is not None:
                # The schema's text of a date, time or amount, as the value that a record would hold.
                start[name] = field_types.parse(info, default)
        return {**start, **self.given}

    def current_values(self) -> dict[str, Any]:
        """The record as the form would leave it: what conditions are judged on."""
        values = dict(self.record or {})
        for field in self.form._entity_fields():
            values[field.short_name] = field.data
        for name, value in values.items():
            if isinstance(value, Mapping) and "id" in value:
                values[name] = value["id"]
        return values

    def prepare(self, formdata: Any) -> None:
        """Take away what the person may not write; judge visible, required and readonly."""
        form = self.form
        for name, field in list(form._fields.items()):
            if isinstance(field, EntityField) and not self.may_write(name):
                del form._fields[name]
                if getattr(form, name, None) is field:
                    setattr(form, name, None)
        self.judge()

    def judge(self) -> None:
        """Which questions are asked, wanted and closed, by the answers that the form holds now."""
        values = self.current_values()
        for field in self.form._entity_fields():
            info = field.info
            field.is_visible = self._holds(getattr(info, "visible", None), values, default=True)
            field.is_readonly = self._holds(getattr(info, "readonly", False), values)
            wanted = self._holds(getattr(info, "required", False), values)
            wanted = wanted and not self.is_filled_from_others(field)
            field.is_required = field.is_visible and (wanted or field.short_name in self.needs)

    def is_filled_from_others(self, field: EntityField) -> bool:
        """Whether an empty control of a new record means: what follows from the other answers, which saving knows."""
        default = getattr(field.info, "default", None)
        entry = registry.current().entity(self.form.entity.__name__)
        if self.record is None and entry.hooks.is_filled(field.short_name):
            return True
        return (
            self.record is None
            and isinstance(default, Expression)
            and reads_record(default.tree)
            and field.object_data in (None, "", [])
        )

    def _holds(self, condition: Any, values: Mapping[str, Any], *, default: bool = False) -> bool:
        if condition is None:
            return default
        if isinstance(condition, bool):
            return condition
        if hangs_on(condition.tree, {name for name, one in values.items() if is_masked(one)}):
            # Shown or not, the page would give the value away: the field stays open, and saving decides.
            return default
        return bool(condition.python(values, self.ctx.actor))

    def may_write(self, name: str) -> bool:
        if getattr(self.form, "transition", None) is not None:
            return True  # a transition asks whom it allows; records checks it again
        action = "create" if self.record is None else "update"
        return bool(self.policy.writable(self.ctx.actor, name, action))

    # -- texts -----------------------------------------------------------------------------------

    def label_of(self, name: str) -> str:
        info = self.form.entity.fields().get(name)
        return info.label.in_language(current_language()) if info is not None else ""

    def required_text(self) -> str:
        return str(_("This field is required."))

    # -- conditions in the browser ---------------------------------------------------------------

    def conditions(self, field: EntityField) -> dict[str, str]:
        """`data-visible`, `data-required`, `data-readonly`: the very trees that the server evaluates."""
        found = {}
        for kind in ("visible", "required", "readonly"):
            condition = getattr(field.info, kind, None)
            if isinstance(condition, Expression):
                found[f"data-{kind}"] = orjson.dumps(condition.tree).decode()
        if is_masked(field.object_data):
            found["data-masked"] = str(field.object_data)
        return found

    def browser_record(self) -> str:
        """JSON of the values that conditions may read and that are not on the form."""
        on_form = {field.short_name for field in self.form._entity_fields()}
        plain: dict[str, Any] = {}
        for name, value in (self.record or {}).items():
            if name in on_form:
                continue
            if is_masked(value):
                plain[name] = UNKNOWN
            elif isinstance(value, Mapping):
                plain[name] = value.get("id")
            elif value is None or isinstance(value, (bool, int, str)):
                plain[name] = value
            else:
                plain[name] = str(value)
        return orjson.dumps(plain).decode()

    def browser_user(self) -> str:
        """JSON of the first-level `user.x`, for conditions that ask who is typing."""
        known = {
            ".".join(path): sorted(value) if isinstance(value, frozenset) else value
            for path, value in getattr(self.ctx.actor, "_values", {}).items()
        }
        return orjson.dumps(known).decode()

    # -- pickers and files -----------------------------------------------------------------------

    def lookup(self, field: EntityField, text: str) -> list[dict[str, Any]]:
        """The few records that fit `text`, under the reader's policy."""
        found = query.lookup(self.ctx, self.form.entity, field.short_name, text=text, limit=8)
        info = self.form.entity.fields().get(field.short_name)
        return found if info is None else query.tell_apart(self.ctx, info, found)

    def title_of(self, field: EntityField, id: int) -> str:
        """What the record is called that a reference points to; nothing of one that the person may not read."""
        return query.named(self.ctx, self.form.entity, field.info, [id]).get(id, "")

    def lookup_url(self, field: EntityField) -> str:
        return screens.url(self.form.entity, "lookup", name=field.short_name)

    def store(self, field: EntityField, upload: Any) -> int:
        """Keep an upload at once; returns the attachment's id. Raises AppError when its content is refused."""
        kind = {"image": "image", "images": "image", "signature": "signature"}
        attachment = files.store(
            self.ctx, upload.stream, upload.filename, kind=kind.get(field.info.type, "file")
        )
        return int(attachment.id)

    def attachments(self, field: EntityField, ids: list[int]) -> list[dict[str, Any]]:
        """`{"id", "name", "url", "is_picture"}` of attachments, by the names that they came with.

        Names are asked for once for the whole form; a row of a table asks for none.
        """
        names = self._file_names() if ids and not self.is_row else {}
        pictures = field.info.type in ("image", "images", "signature")
        return [
            {
                "id": one,
                "name": names.get(one) or _("File %(number)d", number=place),
                "url": screens.attachment_url(one),
                "is_picture": pictures,
            }
            for place, one in enumerate(ids, start=1)
        ]

    def _file_names(self) -> dict[int, str]:
        if self._names is None:
            wanted, held = set[int](), set[int]()
            for field in self.form._entity_fields():
                if field_types.of(field.info).is_file:
                    wanted |= _ids(field.data)
                    # Not what a form sends: the file of a field that he may not see has a name, too.
                    held |= _ids((self.record or {}).get(field.short_name))
            self._names = files.names(self.ctx, wanted, held=held)
        return self._names


def _ids(value: Any) -> set[int]:
    """Of the files in a value of a control or a record."""
    several = value if isinstance(value, list) else [value]
    found = (one.get("id") if isinstance(one, Mapping) else one for one in several)
    return {one for one in found if isinstance(one, int)}
