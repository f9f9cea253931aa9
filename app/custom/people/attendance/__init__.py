"""When people work: shifts, rosters, punches, days, requests, months (4.2, domain.md §3.16 and §4.14)."""

from . import (
    clocks,
    days,
    employed,
    entering,
    leave,
    monthly,
    notices,
    on_duty,
    pins,
    requests,
    taking_back,
    triggers,
)

__all__ = [
    "clocks", "days", "employed", "entering", "leave", "monthly", "notices", "on_duty", "pins", "requests", "taking_back",
    "triggers",
]  # fmt: skip
