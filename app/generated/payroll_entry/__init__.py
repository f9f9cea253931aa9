"""工资汇总 Payroll entry."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e488c18b38b0a36722ab29464ca2c0a192a3c2fcbd45c48db6fcdffa8d124c2a

from .model import PayrollEntry, PayrollEntryState, PayrollEntryTransition, payroll_entry_hooks
from .policy import payroll_entry_policy
from .workflow import payroll_entry_workflow

__all__ = [
    "PayrollEntry",
    "PayrollEntryState",
    "PayrollEntryTransition",
    "payroll_entry_hooks",
    "payroll_entry_policy",
    "payroll_entry_workflow",
]
