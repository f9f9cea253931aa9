"""Which processes are evaluated, and what of them the workflow alone does not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.generated.attendance_request import AttendanceRequest
from app.generated.expense import Expense
from app.generated.feedback import Feedback
from app.generated.refund import Refund
from app.generated.repair_order import RepairOrder
from app.generated.resignation import Resignation
from app.generated.voucher import Voucher
from app.generated.work_order import WorkOrder
from app.runtime.entity import Entity
from app.runtime.events import Process
from app.runtime.workflow import State

HOUR = 3600


@dataclass(frozen=True, slots=True)
class Flow:
    """A process by the value of `flow`. `hours`: built-in targets of its stages. `parts`: the state that waits for parts.

    The other sets are those of `Process`.
    """

    entity: type[Entity]
    waits: frozenset[str]
    fixed: frozenset[str]
    passes: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    clocks: tuple[str, ...] = ()
    hours: Mapping[str, float] = field(default_factory=dict)
    parts: str | None = None

    def process(self, hours: Mapping[str, float] | None = None) -> Process:
        """With these targets in hours in place of the built-in ones."""
        wanted = {**self.hours, **(hours or {})}
        return Process(
            self.entity,
            waits=self.waits,
            fixed=self.fixed,
            passes=self.passes,
            targets={state: round(number * HOUR) for state, number in wanted.items()},
            clocks=self.clocks,
            ends=self.ends,
        )

    def state(self, name: str) -> State | None:
        """A state of its workflow; None where the definition no longer has it."""
        return self.process().workflow.states.get(name)


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


FLOWS: dict[str, Flow] = {
    # Waiting is as domain.md §4.19 has it: assigned and on hold; a quote waits for the customer.
    "work_order": Flow(
        WorkOrder,
        waits=_names("assigned on_hold quoted"),
        fixed=_names("resolved"),
        passes=_names("reassign reassign_over_limit"),
        clocks=("resolve",),
        hours={"new": 1, "accepted": 1, "assigned": 2, "in_progress": 8},
    ),
    "repair_order": Flow(
        RepairOrder,
        waits=_names("reported dispatched waiting_part"),
        fixed=_names("repaired"),
        passes=_names("redispatch"),
        clocks=("restore",),
        hours={"reported": 0.5, "dispatched": 1, "accepted": 2, "repairing": 8},
        parts="waiting_part",
    ),
    "feedback": Flow(
        Feedback,
        waits=_names("submitted ticketed"),
        fixed=_names("replied"),
        clocks=("reply",),
        hours={"submitted": 24, "triaged": 120},
    ),
    "expense": Flow(
        Expense,
        waits=_names("submitted dept_approved finance_checked"),
        fixed=_names("submitted"),
        hours={"submitted": 48, "dept_approved": 48, "finance_checked": 72},
    ),
    "voucher": Flow(
        Voucher,
        waits=_names("submitted checked"),
        fixed=_names("submitted"),
        # A voucher is done when it is posted; `reversed` comes of another one.
        ends=_names("posted"),
        hours={"submitted": 48, "checked": 48},
    ),
    "refund": Flow(
        Refund,
        waits=_names("requested calculated approved"),
        fixed=_names("calculated"),
        hours={"requested": 24, "calculated": 48, "approved": 72},
    ),
    "attendance_request": Flow(
        AttendanceRequest,
        waits=_names("submitted manager_ok"),
        fixed=_names("submitted"),
        ends=_names("approved rejected cancelled"),
        hours={"submitted": 24, "manager_ok": 24},
    ),
    "resignation": Flow(
        Resignation,
        waits=_names("submitted manager_ok settling"),
        fixed=_names("completed"),
        hours={"submitted": 72, "manager_ok": 72, "clearing": 240, "settling": 120},
    ),
}
