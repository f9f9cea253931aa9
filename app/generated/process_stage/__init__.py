"""环节评估 Stage of an evaluation."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2d87ae77c32c6e51c831014779b9602a28a21bf89a7a8be90f12e34b3bb4a367

from .model import ProcessStage, process_stage_hooks
from .policy import process_stage_policy

__all__ = ["ProcessStage", "process_stage_hooks", "process_stage_policy"]
