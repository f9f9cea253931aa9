"""客户登记 Registration."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6574297402bc08237490ae88cb9e86aad3bccdbecb6cbbfbe682e61369a986bc

from .model import Registration, RegistrationState, RegistrationTransition, registration_hooks
from .policy import registration_policy
from .workflow import registration_workflow

__all__ = [
    "Registration",
    "RegistrationState",
    "RegistrationTransition",
    "registration_hooks",
    "registration_policy",
    "registration_workflow",
]
