"""考核指标 KPI."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 352e27ef4e08a0b35e8479c9afb49433c38222c8a5eca5d4e6c9d5b913740eb6

from .model import KpiIndicator, kpi_indicator_hooks
from .policy import kpi_indicator_policy

__all__ = ["KpiIndicator", "kpi_indicator_hooks", "kpi_indicator_policy"]
