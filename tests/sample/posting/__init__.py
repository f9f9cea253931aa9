"""记账 Posting."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d47460f13ca9b75effd1ed9a5e0f0366f7e8d242877efae1cf266856df084730

from .model import Posting, posting_hooks
from .policy import posting_policy

__all__ = ["Posting", "posting_hooks", "posting_policy"]
