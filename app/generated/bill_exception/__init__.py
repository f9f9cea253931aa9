"""出账异常 Billing exception."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 24928c3d58c9460161e784fc13d6bd0c76af9b2ba890efd27bf9815f19794874

from .model import BillException, BillExceptionState, BillExceptionTransition, bill_exception_hooks
from .policy import bill_exception_policy
from .workflow import bill_exception_workflow

__all__ = [
    "BillException",
    "BillExceptionState",
    "BillExceptionTransition",
    "bill_exception_hooks",
    "bill_exception_policy",
    "bill_exception_workflow",
]
