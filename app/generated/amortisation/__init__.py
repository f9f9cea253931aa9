"""待转收入 Deferred revenue."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d873c5972df7fadc9facb20403ddad50ef1545f91f2f7c0155b6223f80f9bc23

from .model import Amortisation, amortisation_hooks
from .policy import amortisation_policy

__all__ = ["Amortisation", "amortisation_hooks", "amortisation_policy"]
