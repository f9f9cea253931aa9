"""服务时段 Service hours."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0331a6cc90d771ffe8ffee7f974bb93f0f4e3f8cabd7640064720b275117f2a6

from .model import WorkingHours, working_hours_hooks
from .policy import working_hours_policy

__all__ = ["WorkingHours", "working_hours_hooks", "working_hours_policy"]
