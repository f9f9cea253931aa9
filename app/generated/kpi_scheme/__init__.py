"""考核方案 KPI scheme."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b7f80b4b72a88f1a9cf333001e170d9f75b79c524b420fc0b378dbba2c722610

from .model import KpiScheme, KpiSchemeState, KpiSchemeTransition, kpi_scheme_hooks
from .policy import kpi_scheme_policy
from .workflow import kpi_scheme_workflow

__all__ = [
    "KpiScheme",
    "KpiSchemeState",
    "KpiSchemeTransition",
    "kpi_scheme_hooks",
    "kpi_scheme_policy",
    "kpi_scheme_workflow",
]
