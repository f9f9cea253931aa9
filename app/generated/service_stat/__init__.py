"""服务统计 Service statistic."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 753ed523814354719b9f060c4d3ff5f1c6616fd5b2233dadfd7385d111472bb1

from .model import ServiceStat, service_stat_hooks
from .policy import service_stat_policy

__all__ = ["ServiceStat", "service_stat_hooks", "service_stat_policy"]
