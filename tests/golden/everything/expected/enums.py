"""Enums that several entities share."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c422103e9fc05cd24c2f665892e8b3729d7af0038bdc6628a9db0c4be6b08614

from typing import Literal

from app.runtime.field import EnumType, EnumValue, label

Urgency = Literal["fast", "normal", "slow"]
urgency = EnumType(
    "Urgency",
    [
        EnumValue("fast", label(zh="加急", en="Fast"), color="red"),
        EnumValue("normal", label(zh="普通", en="Normal")),
        EnumValue("slow", label(zh="不急", en="Slow"), color="gray"),
    ],
)
ClockState = Literal["ok", "warn", "breached", "met", "missed"]
clock_state = EnumType(
    "ClockState",
    [
        EnumValue("ok", label(zh="正常", en="OK"), color="green"),
        EnumValue("warn", label(zh="预警", en="Warning"), color="yellow"),
        EnumValue("breached", label(zh="超时", en="Breached"), color="red"),
        EnumValue("met", label(zh="达成", en="Met"), color="green"),
        EnumValue("missed", label(zh="未达成", en="Missed"), color="red"),
    ],
)
