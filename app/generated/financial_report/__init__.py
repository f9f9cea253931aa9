"""财务报表 Financial statement."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4383d342e4d21f4ce0b4e46231f32b4514aaa80af05046e0f5ef199806274dd6

from .model import (
    FinancialReport,
    FinancialReportState,
    FinancialReportTransition,
    financial_report_hooks,
)
from .policy import financial_report_policy
from .workflow import financial_report_workflow

__all__ = [
    "FinancialReport",
    "FinancialReportState",
    "FinancialReportTransition",
    "financial_report_hooks",
    "financial_report_policy",
    "financial_report_workflow",
]
