"""个人信息同意记录 Consent record."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 152ff8bcce0c050f2ae5f414e62c76cdfd9ca87b45d644cce65fd35f2774e3f4

from .model import ConsentRecord, consent_record_hooks
from .policy import consent_record_policy

__all__ = ["ConsentRecord", "consent_record_hooks", "consent_record_policy"]
