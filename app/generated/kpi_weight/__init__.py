"""指标权重 Weight of a KPI."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 40c679b5d8a57eb3ebef7c7b2dcef18a27dd5c5038e0f5ac30efc0d583084832

from .model import KpiWeight, kpi_weight_hooks
from .policy import kpi_weight_policy

__all__ = ["KpiWeight", "kpi_weight_hooks", "kpi_weight_policy"]
