"""抄表记录 Meter reading."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2fd6b9013ff8ecca5d8f98d83c1dd40ed03d2a772cc2ba6800cb0721578a58e0

from .model import MeterReading, MeterReadingState, MeterReadingTransition, meter_reading_hooks
from .policy import meter_reading_policy
from .workflow import meter_reading_workflow

__all__ = [
    "MeterReading",
    "MeterReadingState",
    "MeterReadingTransition",
    "meter_reading_hooks",
    "meter_reading_policy",
    "meter_reading_workflow",
]
