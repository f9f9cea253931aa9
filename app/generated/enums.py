"""Enums that several entities share."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5740d6a5685ffeac8718e6ff0f0272ff4d91a213a5eb263c0007e3c452c3dbec

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
