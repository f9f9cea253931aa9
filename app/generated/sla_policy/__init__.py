"""服务时限 SLA policy."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 68e565a9cc23e80fda2a2b53e00e4f7c8583196247d973dd27548d3cbced7877

from .model import SlaPolicy, sla_policy_hooks
from .policy import sla_policy_policy

__all__ = ["SlaPolicy", "sla_policy_hooks", "sla_policy_policy"]
