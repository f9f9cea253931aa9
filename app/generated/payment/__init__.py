"""收款单 Payment."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9c5830b1da46de0089f6fdaa8645c5522ab5a5b4d783e257da3cea4a0f829179

from .model import Payment, PaymentState, PaymentTransition, payment_hooks
from .policy import payment_policy
from .workflow import payment_workflow

__all__ = [
    "Payment",
    "PaymentState",
    "PaymentTransition",
    "payment_hooks",
    "payment_policy",
    "payment_workflow",
]
