"""可靠性统计 Reliability statistic."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 da12a7622cc8fbdc4e268ed7f1538d0d02c1f15620c908f681faefb303714335

from .model import ReliabilityStat, reliability_stat_hooks
from .policy import reliability_stat_policy

__all__ = ["ReliabilityStat", "reliability_stat_hooks", "reliability_stat_policy"]
