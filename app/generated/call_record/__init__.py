"""通话记录 Call."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5de6a9931732b947de55e065c223c9d79a4c39c8071620380411c777270a7836

from .model import CallRecord, CallRecordState, CallRecordTransition, call_record_hooks
from .policy import call_record_policy
from .workflow import call_record_workflow

__all__ = [
    "CallRecord",
    "CallRecordState",
    "CallRecordTransition",
    "call_record_hooks",
    "call_record_policy",
    "call_record_workflow",
]
