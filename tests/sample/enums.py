"""Enums that several entities share."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 99f2215ed2b2a014a7949aad96cb9e83f14db0b88be7b36ee7667f55e92092ad

from typing import Literal

from app.runtime.field import EnumType, EnumValue, label

Level = Literal["high", "normal", "low"]
level = EnumType(
    "Level",
    [
        EnumValue("high", label(zh="高", en="High"), color="red"),
        EnumValue("normal", label(zh="普通", en="Normal")),
        EnumValue("low", label(zh="低", en="Low"), color="gray"),
    ],
)
