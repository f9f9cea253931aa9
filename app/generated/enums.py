"""Enums that several entities share."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 50125bdeae5ebb56b6b2be26ceebf85d7ffb1c2ebeb69e05ffd83310f10a8172

from typing import Literal

from app.runtime.field import EnumType, EnumValue, label

Priority = Literal["p1", "p2", "p3", "p4"]
priority = EnumType(
    "Priority",
    [
        EnumValue("p1", label(zh="紧急", en="Emergency"), color="red"),
        EnumValue("p2", label(zh="高", en="High"), color="orange"),
        EnumValue("p3", label(zh="普通", en="Normal"), color="blue"),
        EnumValue("p4", label(zh="低", en="Low"), color="gray"),
    ],
)
Gender = Literal["m", "f", "u"]
gender = EnumType(
    "Gender",
    [
        EnumValue("m", label(zh="男", en="Male")),
        EnumValue("f", label(zh="女", en="Female")),
        EnumValue("u", label(zh="未知", en="Unknown")),
    ],
)
Calendar = Literal["working", "always"]
calendar = EnumType(
    "Calendar",
    [
        EnumValue("working", label(zh="工作时间", en="Working hours")),
        EnumValue("always", label(zh="全天候", en="Round the clock")),
    ],
)
OccupancyRole = Literal["owner", "co_owner", "tenant", "family"]
occupancy_role = EnumType(
    "OccupancyRole",
    [
        EnumValue("owner", label(zh="产权人", en="Owner")),
        EnumValue("co_owner", label(zh="共有人", en="Co-owner")),
        EnumValue("tenant", label(zh="承租人", en="Tenant")),
        EnumValue("family", label(zh="家属", en="Family")),
    ],
)
Verification = Literal["none", "phone", "roster", "manual"]
verification = EnumType(
    "Verification",
    [
        EnumValue("none", label(zh="未核验", en="Not verified")),
        EnumValue("phone", label(zh="手机核验", en="Phone")),
        EnumValue("roster", label(zh="业主名册匹配", en="Owner roster")),
        EnumValue("manual", label(zh="人工核验", en="By hand")),
    ],
)
FaultSeverity = Literal["s1", "s2", "s3", "s4"]
fault_severity = EnumType(
    "FaultSeverity",
    [
        EnumValue("s1", label(zh="停机危及安全", en="Down, danger"), color="red"),
        EnumValue("s2", label(zh="停机", en="Down"), color="orange"),
        EnumValue("s3", label(zh="带病运行", en="Running with a fault"), color="yellow"),
        EnumValue("s4", label(zh="轻微", en="Slight"), color="gray"),
    ],
)
FaultCause = Literal["wear", "misuse", "design", "part", "power", "env", "unknown"]
fault_cause = EnumType(
    "FaultCause",
    [
        EnumValue("wear", label(zh="磨损", en="Wear")),
        EnumValue("misuse", label(zh="误操作", en="Misuse")),
        EnumValue("design", label(zh="设计", en="Design")),
        EnumValue("part", label(zh="部件", en="Part")),
        EnumValue("power", label(zh="电源", en="Power")),
        EnumValue("env", label(zh="环境", en="Environment")),
        EnumValue("unknown", label(zh="不明", en="Unknown")),
    ],
)
PlanKind = Literal["inspect", "maintain", "calibrate"]
plan_kind = EnumType(
    "PlanKind",
    [
        EnumValue("inspect", label(zh="巡检", en="Inspection"), color="blue"),
        EnumValue("maintain", label(zh="保养", en="Maintenance"), color="teal"),
        EnumValue("calibrate", label(zh="检测", en="Testing"), color="purple"),
    ],
)
CheckKind = Literal["bool", "num", "choice", "photo"]
check_kind = EnumType(
    "CheckKind",
    [
        EnumValue("bool", label(zh="正常／异常", en="Ok or not")),
        EnumValue("num", label(zh="读数", en="Reading")),
        EnumValue("choice", label(zh="选项", en="Choice")),
        EnumValue("photo", label(zh="照片", en="Photo")),
    ],
)
IntervalUnit = Literal["day", "week", "month", "quarter", "half", "year"]
interval_unit = EnumType(
    "IntervalUnit",
    [
        EnumValue("day", label(zh="日", en="Days")),
        EnumValue("week", label(zh="周", en="Weeks")),
        EnumValue("month", label(zh="月", en="Months")),
        EnumValue("quarter", label(zh="季", en="Quarters")),
        EnumValue("half", label(zh="半年", en="Half years")),
        EnumValue("year", label(zh="年", en="Years")),
    ],
)
PlanUnit = Literal["day", "week", "month", "quarter", "half", "year", "hours"]
plan_unit = EnumType(
    "PlanUnit",
    [
        EnumValue("day", label(zh="日", en="Days")),
        EnumValue("week", label(zh="周", en="Weeks")),
        EnumValue("month", label(zh="月", en="Months")),
        EnumValue("quarter", label(zh="季", en="Quarters")),
        EnumValue("half", label(zh="半年", en="Half years")),
        EnumValue("year", label(zh="年", en="Years")),
        EnumValue("hours", label(zh="运行小时", en="Run hours")),
    ],
)
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
weekday = EnumType(
    "Weekday",
    [
        EnumValue("mon", label(zh="周一", en="Monday")),
        EnumValue("tue", label(zh="周二", en="Tuesday")),
        EnumValue("wed", label(zh="周三", en="Wednesday")),
        EnumValue("thu", label(zh="周四", en="Thursday")),
        EnumValue("fri", label(zh="周五", en="Friday")),
        EnumValue("sat", label(zh="周六", en="Saturday")),
        EnumValue("sun", label(zh="周日", en="Sunday")),
    ],
)
