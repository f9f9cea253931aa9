"""The page of one record: its values in sections, what may be done next, its child rows, where it is mentioned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from app.forms import foreseen, screens
from app.forms.foreseen import Told
from app.forms.language import current_language, told
from app.runtime import query, registry
from app.runtime.context import Context
from app.runtime.errors import AppError, Message, NotFound
from app.runtime.privacy import handout, reveal
from app.runtime.privacy.mask import Masked
from app.web import cells
from app.web.screen.list_page import related_rows
from app.web.screen.road import foremost, main_road, reached_on
from app.web.screen.tabs import Arranged, arrange

if TYPE_CHECKING:
    from app.web.screen.entity_view import EntityView

CHILDREN_AT_ONCE = 1
"""Child tables drawn with the page; further ones are fetched when they come into view, so that a page costs five statements."""

ON_THE_RECORD = {"edit": "update", "delete": "delete"}
"""What a page lets one do → what the policy asks of each record."""

WIDE = frozenset({"text", "richtext", "json", "address", "images", "files"})


@dataclass(frozen=True, slots=True)
class Offer:
    """A transition as the page shows it."""

    name: str
    label: str
    allowed: bool
    reason: Message
    needs: tuple[str, ...]
    note: str | None
    asks_something: bool
    votes: int
    need: int
    may_reject: bool
    target: str
    danger: bool = False
    refusal: AppError | None = None
    """What opening its page answers when it is not allowed."""

    @property
    def why(self) -> str:
        return told(self.reason)


@dataclass(frozen=True, slots=True)
class Value:
    """One field; `story` is the address of its changes, or ""."""

    label: str
    value: Markup
    is_wide: bool
    story: str


@dataclass(frozen=True, slots=True)
class Part:
    """A section of values; `collapsed` ones are closed at first."""

    title: str
    rows: list[Value]
    collapsed: bool = False
    tab: str = ""
    foreseen: Told | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity that points here by `ref`: its list, and where a new one begins that points here.

    A ref that is called like what it leads to (the customer of an order) needs no words, and by it alone new ones begin.
    """

    label: str
    url: str
    add_url: str
    entity: Any
    ref: str
    count: int = 0


class ShowPage:
    def __init__(self, view: EntityView, ctx: Context, record: Mapping[str, Any]) -> None:
        self.view = view
        self.ctx = ctx
        self.record = record
        self.entity = view.entity
        self.id = int(record["id"])
        self.title = str(record.get("title") or f"{view.label()} {self.id}")
        self._offers: list[Offer] | None = None

    # -- values ----------------------------------------------------------------------------------

    def sections(self) -> list[Part]:
        """The values by sections: fields that the reader may not see are not in the record at all."""
        language = current_language()
        fields = self.entity.fields()
        placed: set[str] = set()
        found: list[Part] = []
        for section in self.view.sections:
            rows = []
            for name in section.fields:
                if name in fields and name in self.record and name != "state":
                    placed.add(name)
                    if not cells.repeats(self.entity, fields[name], self.record):
                        rows.append(self._row(fields[name]))
            if rows:
                title = section.label.in_language(language)
                coming = self._foreseen(section.fields)
                found.append(Part(title, rows, section.collapsed, section.tab, coming))
        rest = [
            self._row(field)
            for name, field in fields.items()
            if name in self.record
            and name not in placed
            and field.type not in ("state", "secret")
            and not cells.repeats(self.entity, field, self.record)
        ]
        if rest:
            found.append(Part("", rest))
        return found

    def _foreseen(self, names: Sequence[str]) -> Told | None:
        """What will come of the record, in the section of the fields that it hangs on."""
        found = foreseen.declared(self.ctx, self.entity)
        if found is None or found.fields[0] not in names:
            return None
        return foreseen.told_of(self.ctx, found, self.record)

    def arranged(self) -> Arranged:
        """Sections and child tables as the schema's tabs hold them."""
        children = [(child["name"], child) for child in self.children()]
        return arrange(self.view.tabs, self.sections(), children)

    def _row(self, field: Any) -> Value:
        value = self.record.get(field.name)
        return Value(
            field.label.in_language(current_language()),
            cells.render(self.entity, field, value, record=self.record),
            field.type in WIDE and bool(value),
            self._story(field, value),
        )

    def _story(self, field: Any, value: Any) -> str:
        """Where the changes of one field are told; nothing of what the system fills or nobody has changed yet."""
        if field.is_computed or field.is_sensitive or isinstance(value, Masked):
            return ""
        if (self.record.get("version") or 1) < 2:
            return ""
        return f"{self.view.route_base}/history/{self.id}/{field.name}"

    def stamps(self) -> list[tuple[str, Markup]]:
        """Who made the record and who changed it last, as far as the reader may know."""
        return [
            (
                cells.BUILT_IN[name].label.in_language(current_language()),
                cells.render(self.entity, cells.BUILT_IN[name], self.record[name]),
            )
            for name in ("created_at", "created_by", "updated_at", "updated_by")
            if self.record.get(name) is not None
        ]

    # -- workflow --------------------------------------------------------------------------------

    def state(self) -> Markup:
        return cells.state_badge(self.entity, self.record.get("state"))

    def has_states(self) -> bool:
        return self.view.entry.workflow is not None and "state" in self.record

    def road(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """([(label, "past" | "now" | "")] of the main road, the same of the states beside it).

        A single state is no road: then all stand beside each other.
        """
        workflow = self.view.entry.workflow
        assert workflow is not None  # noqa: S101 - pages ask has_states() first
        language, now = current_language(), self.record["state"]
        names = main_road(workflow)
        reached = reached_on(workflow, now)

        def told(name: str) -> tuple[str, str]:
            place = "now" if name == now else "past" if name in reached else ""
            return workflow.states[name].label.in_language(language), place

        if len(names) == 1:
            return [], [told(name) for name in workflow.states]
        beside = [name for name in workflow.states if name not in names]
        return [told(name) for name in names], [told(name) for name in beside]

    def offers(self) -> list[Offer]:
        """Every transition that leaves this state, with the reason when it may not be done now."""
        if self._offers is None:
            self._offers = self._ask() if self.view.entry.workflow is not None else []
        return self._offers

    def _ask(self) -> list[Offer]:
        workflow = self.view.entry.workflow
        assert workflow is not None  # noqa: S101 - offers() asks only where there is one
        record = query.record(self.ctx, self.entity, self.id)
        found = []
        for one in workflow.available(self.ctx, record):
            transition = one.transition
            found.append(
                Offer(
                    name=one.name,
                    label=one.label.in_language(current_language()),
                    allowed=one.allowed,
                    reason=one.reason or Message({}),
                    needs=tuple(one.needs),
                    note=transition.note,
                    asks_something=bool(one.asks or one.needs or transition.note),
                    votes=getattr(one, "votes", 0) or 0,
                    need=getattr(one, "need", 0) or 0,
                    may_reject=bool(getattr(one, "may_reject", False)),
                    target=transition.target,
                    danger=transition.danger,
                    refusal=None if one.allowed else one.error(),
                )
            )
        return found

    def offer(self, name: str) -> Offer | None:
        return next((one for one in self.offers() if one.name == name), None)

    def foremost(self) -> str:
        """The name of the step that is offered first to the eye, or ""."""
        workflow = self.view.entry.workflow
        if workflow is None:
            return ""
        allowed = [one for one in self.offers() if one.allowed]
        return foremost(workflow, str(self.record.get("state")), allowed)

    def may_reveal(self) -> bool:
        """Whether there is something masked that the reader may ask to see."""
        return any(
            self.record.get(name) is not None for name in reveal.fields(self.ctx, self.entity)
        )

    def may_hand_out(self) -> bool:
        """Whether this is a person whose data the reader may give to him."""
        return handout.is_possible(self.ctx, self.entity) and all(
            self._grants(action) for action in handout.ACTIONS
        )

    def may(self, action: str) -> bool:
        """Whether the person may do it with this record; one statement where his role may with some only."""
        if not self.view.may(action):
            return False
        asked = ON_THE_RECORD.get(action)
        return asked is None or self._grants(asked)

    def _grants(self, action: str) -> bool:
        """What the policy says of this very record."""
        if self.view.entry.policy.rows(self.ctx.actor, action) is None:
            return True
        try:
            query.get(self.ctx, self.entity, self.id, action=action, columns=["id"])
        except NotFound:
            return False
        return True

    # -- what hangs on it ------------------------------------------------------------------------

    def children(self) -> list[dict[str, Any]]:
        """Child tables that the reader may see: the first drawn at once, the others by address."""
        found: list[dict[str, Any]] = []
        for child in self.entity.meta.children:
            view = screens.of(child.of)
            if view is None or not view.is_open_to(self.ctx.actor.roles, "can_list"):
                continue
            rows = (
                related_rows(self.ctx, self.entity, self.id, child)
                if len(found) < CHILDREN_AT_ONCE
                else None
            )
            found.append(
                {
                    "name": child.name,
                    "label": child.label.in_language(current_language()),
                    "rows": rows,
                    "url": f"{self.view.route_base}/related/{self.id}/{child.name}",
                    "open_all": view.menu,
                    "list_url": f"{view.route_base}/list/?{child.by}={self.id}",
                    "add_url": (
                        f"{view.route_base}/add?{child.by}={self.id}"
                        if view.form is not None
                        and not screens.is_inline(child)
                        and view.is_open_to(self.ctx.actor.roles, "can_add")
                        else ""
                    ),
                }
            )
        return found

    def mentions(self) -> list[Mention]:
        """The entities that point here: found in the schema."""
        own = {child.of for child in self.entity.meta.children}
        found = []
        for entry, field in registry.current().pointing_at(self.entity):
            view = screens.of(entry.entity)
            if view is None or not view.menu or entry.entity.meta.name in own:
                continue
            if not view.is_open_to(self.ctx.actor.roles, "can_list"):
                continue
            if not entry.policy.readable(self.ctx.actor, field.name):
                continue
            named = field.label.in_language(current_language())
            is_plain = named == self.view.label()
            begins = (
                is_plain
                and view.form is not None
                and view.is_open_to(self.ctx.actor.roles, "can_add")
                and entry.policy.writable(self.ctx.actor, field.name, "create")
            )
            asked = f"?{field.name}={self.id}"
            found.append(
                Mention(
                    label=view.label() if is_plain else f"{view.label()} · {named}",
                    url=f"{view.route_base}/list/{asked}",
                    add_url=f"{view.route_base}/add{asked}" if begins else "",
                    entity=entry.entity,
                    ref=field.name,
                )
            )
        return found
