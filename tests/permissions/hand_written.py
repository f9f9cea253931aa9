"""What the hand-written scopes of the application mean, said again over plain dicts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from tests.permissions.oracle import Oracle, Person, Row

SHANGHAI = ZoneInfo("Asia/Shanghai")


def _today() -> dt.date:
    return dt.datetime.now(SHANGHAI).date()


def served(oracle: Oracle, person: Person, customer: Row) -> bool:
    """Customers of the person's projects, or with a home there that is not over."""
    projects = oracle.user(person, ["projects"]) or set()
    homes = [
        home for home in oracle.tables["Occupancy"].values() if home["customer"] == customer["id"]
    ]
    return customer["project"] in projects or any(
        home["project"] in projects and (home["to_date"] is None or home["to_date"] >= _today())
        for home in homes
    )


def at_home(oracle: Oracle, person: Person, order: Row) -> bool:
    """His own orders, and those of his homes made while he lives there."""
    customer = oracle.user(person, ["customer"])
    if customer is not None and order["customer"] == customer:
        return True
    made = order["created_at"].astimezone(SHANGHAI).date()
    return any(
        home["login"] == person.id
        and home["unit"] is not None
        and home["unit"] == order["unit"]
        and home["from_date"] is not None
        and home["from_date"] <= made
        and (home["to_date"] is None or home["to_date"] >= made)
        for home in oracle.tables["Occupancy"].values()
    )


def own_bills(oracle: Oracle, person: Person, bill: Row) -> bool:
    """His own bills, and those of his present homes whose time of charge begins while he lives there."""
    customer = oracle.user(person, ["customer"])
    if customer is not None and bill["customer"] == customer:
        return True
    begins = bill["period_from"]
    return bill["unit"] in (oracle.user(person, ["units"]) or set()) and any(
        home["login"] == person.id
        and home["unit"] == bill["unit"]
        and None not in (begins, home["from_date"])
        and home["from_date"] <= begins
        and (home["to_date"] is None or home["to_date"] >= begins)
        for home in oracle.tables["Occupancy"].values()
    )


def shown(oracle: Oracle, person: Person, event: Row) -> bool:
    """What is not internal, of the orders that he sees."""
    order: Any = oracle.tables["WorkOrder"].get(event["work_order"])
    return not event["internal"] and order is not None and at_home(oracle, person, order)


MEASURED = {
    "requests": ("WorkOrder", ()), "demand": ("WorkOrder", ()), "satisfied": ("WorkOrder", ()), "sla_met": ("WorkOrder", ()),
    "availability": ("Equipment", ("availability",)), "late_inspections": ("InspectionTask", ()), "repairs": ("RepairOrder", ()),
    "collection": ("Bill", ()), "arrears": ("Bill", ()), "result": ("AccountBalance", ()), "cash": ("AccountBalance", ()),
    "budget_used": ("BudgetLine", ()), "headcount": ("Employee", ()), "vacancies": ("Employee", ()),
    "attendance": ("AttendanceMonth", ()),
    "opinions": ("Feedback", ()), "answered": ("Feedback", ("reply_state",)), "red_items": ("ProcessEvaluation", ()),
}  # fmt: skip
"""Figure → the records that it is made of, and their fields that not everybody may read."""


def measured(oracle: Oracle, person: Person, kept: Row) -> bool:
    """Of all projects for who reads all of the records, of his projects for who reads those of his projects."""
    entity, fields = MEASURED.get(kept["figure"], ("", ()))
    if not entity:
        return False
    permissions = oracle.entities[entity]["permissions"]
    grants = permissions["read"]
    for role in person.roles:
        readers = [permissions.get("fields", {}).get(one, {}).get("read") for one in fields]
        if role not in grants or any(some is not None and role not in some for some in readers):
            continue
        how = grants[role] if isinstance(grants, dict) else "all"
        if how == "all" or (
            how == "projects" and kept["project"] in (oracle.user(person, ["projects"]) or set())
        ):
            return True
    return False


def nearby(_oracle: Oracle, _person: Person, shopper: Row) -> bool:
    """Shoppers who gave no region."""
    return shopper["region"] is None


SCOPES = {
    ("Shopper", "nearby"): nearby,
    ("Customer", "served"): served,
    ("Bill", "own_bills"): own_bills,
    ("WorkOrder", "at_home"): at_home,
    ("WorkOrderEvent", "shown"): shown,
    ("CockpitFigure", "measured"): measured,
}

DICTIONARIES = {
    "application": (
        "TicketCategory", "SlaPolicy", "WorkingHours", "CalendarDay", "Skill", "EquipmentCategory", "FeedbackTopic",
        "ProcessTarget", "FeeItem", "TaxKind", "Position", "Shift",
    )
}  # fmt: skip
"""World → the entities that app/custom shows in the studio."""


@dataclass(frozen=True)
class Page:
    """A hand-written page. `kind` says what it asks of its entity: list, row, steps, create, update, self.

    Without an entity: `everybody` who is logged in may open it, `public` anybody, `entrance` leads on; what is
    `nobody's` is not there.
    """

    path: str
    kind: str
    entity: str = ""
    links: str = ""
    """A list's addresses of its rows, without the id."""
    whole: bool = False
    """Whether every row that may be read stands on it."""
    value: str = ""
    """`self` shows the record behind `user.<value>`."""
    roles: frozenset[str] = frozenset()
    """Of the back office: only these roles open it at all."""

    @property
    def channel(self) -> str:
        return "portal" if self.path.startswith("/portal") else "desk"


DESK = frozenset({"csr"})
BY_DEVICES = frozenset(
    {
        "csr", "dispatcher", "technician", "eng_mgr", "accountant", "fin_mgr", "auditor",
        "dept_mgr", "employee", "gm",
    }
)  # fmt: skip
PAGES = {
    "application": (
        Page("/portal/", "entrance"),
        Page("/portal/notices", "everybody"),
        Page("/portal/data", "everybody"),
        Page("/portal/data/999999", "nobody's"),
        Page("/portal/thanks", "public"),
        Page("/portal/register", "public"),
        Page("/portal/say", "public"),
        Page("/portal/feedback", "list", "Feedback", links="/portal/feedback", whole=True),
        Page("/portal/feedback/new", "create", "Feedback"),
        Page("/portal/feedback/{id}", "row", "Feedback"),
        Page("/portal/feedback/{id}/{step}", "steps", "Feedback"),
        Page("/portal/me", "self", "Customer", value="customer"),
        Page("/portal/requests", "list", "WorkOrder", links="/portal/requests", whole=True),
        Page(
            "/portal/announcements",
            "list",
            "Announcement",
            links="/portal/announcements",
            whole=True,
        ),
        Page("/portal/announcements/{id}", "row", "Announcement"),
        Page("/portal/requests/new", "create", "WorkOrder"),
        Page("/portal/requests/{id}", "row", "WorkOrder"),
        Page("/portal/requests/{id}/progress", "row", "WorkOrder"),
        Page("/portal/requests/{id}/{step}", "steps", "WorkOrder"),
        # Opened by the secret of a label alone: tests/custom/equipment/devices/test_portal.py.
        Page("/portal/device/999999", "nobody's"),
        Page("/portal/chat", "list", "ChatSession"),
        Page("/portal/chat/lines", "list", "ChatSession"),
        Page("/portal/bills", "list", "Bill", links="/portal/bills", whole=True),
        Page("/portal/bills/{id}", "row", "Bill"),
        Page("/portal/payments/{id}", "row", "Payment"),
        Page("/portal/payments/{id}/state", "row", "Payment"),
        Page("/portal/surveys", "list", "SurveyResponse", links="/portal/surveys"),
        Page("/portal/surveys/{id}", "row", "SurveyResponse"),
        Page("/portal/plans/{id}/{step}", "steps", "ServicePlan"),
        Page("/portal/consents/{id}/withdraw", "update", "ConsentRecord"),
        Page("/device/{id}", "row", "Equipment", roles=BY_DEVICES),
        Page("/desk", "list", "ChatSession", links="/desk/chat", roles=DESK),
        Page("/desk/lines", "list", "ChatSession", links="/desk/chat", roles=DESK),
        Page("/desk/chat/{id}", "row", "ChatSession", roles=DESK),
        Page("/desk/chat/{id}/lines", "row", "ChatSession", roles=DESK),
        Page("/desk/chat/{id}/{step}", "steps", "ChatSession", roles=DESK),
        Page("/desk/call/{id}", "row", "CallRecord", roles=DESK),
        Page("/desk/call/{id}/{step}", "steps", "CallRecord", roles=DESK),
    )
}
"""World → the pages that app/custom adds, and what each shows."""
