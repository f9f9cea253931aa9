"""流程目标 Process target."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 601578a20505598f57e5a8ef674a02982aae9042588166c1570e547b5ab6e211

from .model import ProcessTarget, process_target_hooks
from .policy import process_target_policy

__all__ = ["ProcessTarget", "process_target_hooks", "process_target_policy"]
