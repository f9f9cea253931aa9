"""流程红色项 Red item of a process."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 3ad10cfb50fee8151fba16d1bd7fa23e7d758e35efe1d80b714678f6a8bcf464

from .model import ProcessFinding, process_finding_hooks
from .policy import process_finding_policy

__all__ = ["ProcessFinding", "process_finding_hooks", "process_finding_policy"]
