"""Enums that several entities share."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d02036d042563f44b307f10813d2ccff4fea862a31ca26545c34d1fe17258764

from typing import Literal

from app.runtime.field import EnumType, EnumValue, label

Priority = Literal["p1", "p2", "p3"]
priority = EnumType(
    "Priority",
    [
        EnumValue("p1", label(zh="紧急", en="Emergency"), color="red"),
        EnumValue("p2", label(zh="高", en="High")),
        EnumValue("p3", label(zh="普通", en="Normal")),
    ],
)
