"""月考勤报表 Monthly attendance."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9283da6c226591ffc6e4c30ec60b618cf5f1a4028c6ad6b96c092c5bdd4e6f45

from .model import (
    AttendanceMonth,
    AttendanceMonthState,
    AttendanceMonthTransition,
    attendance_month_hooks,
)
from .policy import attendance_month_policy
from .workflow import attendance_month_workflow

__all__ = [
    "AttendanceMonth",
    "AttendanceMonthState",
    "AttendanceMonthTransition",
    "attendance_month_hooks",
    "attendance_month_policy",
    "attendance_month_workflow",
]
