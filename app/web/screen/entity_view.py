"""What every page of an entity's screen shares: what generated classes say, rights, the row under the policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from flask_appbuilder import ModelView

from app.forms import RecordForm, TransitionForm
from app.forms.language import current_language
from app.runtime import query, registry
from app.runtime.errors import Forbidden, NotFound
from app.runtime.field import Quick, Section, Tab
from app.web.opening import PERMISSIONS
from app.web.reader import context
from app.web.screen.interface import RecordInterface


class EntityView(ModelView):
    """The screen of one entity without its pages: ReadingView, FormView, StepView, TalkView and FieldView add them."""

    entity: ClassVar[Any]
    form: ClassVar[type[RecordForm] | None] = None
    portal_form: ClassVar[type[RecordForm] | None] = None
    transition_forms: ClassVar[Mapping[str, type[TransitionForm]]] = {}
    columns: ClassVar[Sequence[str]] = ()
    filters: ClassVar[Sequence[str]] = ()
    sort: ClassVar[Sequence[str]] = ()
    sections: ClassVar[Sequence[Section]] = ()
    tabs: ClassVar[Sequence[Tab]] = ()
    quick: ClassVar[Sequence[Quick]] = ()
    on_labels: ClassVar[Sequence[str]] = ()
    in_picker: ClassVar[Sequence[str]] = ()
    menu: ClassVar[bool] = True
    kanban: ClassVar[str | None] = None
    calendar: ClassVar[str | None] = None
    gantt: ClassVar[tuple[str, str] | None] = None
    tree: ClassVar[str | None] = None
    mobile: ClassVar[Sequence[str]] = ()

    base_permissions = list(PERMISSIONS)
    include_route_methods = {
        "list",
        "choose_filter",
        "choose_columns",
        "view_add",
        "view_edit",
        "view_usual",
        "view_delete",
        "bulk",
        "cell",
        "bulk_run",
        "bulk_go",
        "bulk_stop",
        "export",
        "export_xlsx",
        "show",
        "add",
        "edit",
        "delete",
        "transition",
        "reject",
        "history",
        "row",
        "field",
        "mentions",
        "comment",
        "recomment",
        "mention",
        "reveal",
        "handout",
        "related",
        "lookup",
        "follow",
        "foresee",
        "board",
        "month",
        "bars",
        "levels",
        "branch",
        "move",
    }

    def __init__(self) -> None:
        self.route_base = f"/{self.entity.key()}"
        self.datamodel = RecordInterface(self.entity)
        super().__init__()

    # Flask-AppBuilder would build search, add and edit forms from the columns here, with whole tables as options.
    def _init_properties(self) -> None:
        self.related_views: list[Any] = []
        self._related_views: list[Any] = []

    def _init_forms(self) -> None:
        """The generated forms are the only ones."""

    def _init_titles(self) -> None:
        """Titles are in the reader's language, so they are made for each request."""

    @property
    def entry(self) -> registry.EntityEntry:
        return registry.current().entity(self.entity)

    def is_open_to(self, roles: frozenset[str], permission: str) -> bool:
        """Whether any of the roles is granted the action at all, on whatever rows."""
        action = PERMISSIONS.get(permission, "read")
        return not roles.isdisjoint(self.entry.policy.grants(action))

    def may(self, action: str) -> bool:
        return self.is_open_to(context().actor.roles, f"can_{action}")

    def label(self) -> str:
        text: str = self.entity.meta.label.in_language(current_language())
        return text

    def _read(self, pk: int, action: str = "read") -> Mapping[str, Any]:
        """The row under the policy, every field that the person may see of it. Raises NotFound."""
        return query.get(context(), self.entity, pk, action=action)

    def _read_to(self, action: str, pk: int) -> Mapping[str, Any]:
        """The row of a record that the person may act on; Forbidden with the reason when he may only read it."""
        try:
            return self._read(pk, action)
        except NotFound:
            ctx = context()
            record = query.record(ctx, self.entity, pk)
            decision = self.entry.policy.may(ctx.actor, action, record, ctx.session)
            if decision.reason is not None:
                raise Forbidden(decision.reason) from None
            raise

    def _shows(self, name: str) -> bool:
        return self.entry.policy.readable(context().actor, name)

    def _after_save(self, pk: int) -> str:
        """The record's page; the list, when the person may not read what he has just written."""
        if self.may("show"):
            return f"{self.route_base}/show/{pk}"
        return f"{self.route_base}/list/" if self.may("list") else "/"
