"""预收结转计划 Deferred revenue: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f87cce9e571c55ed46bda254c648234affb2051cc5725250aaaca03dabb2729e

from app.runtime.policy import Policy, everything

from .model import Amortisation

amortisation_policy = Policy(Amortisation)
amortisation_policy.allow(
    "read", accountant=everything, fin_mgr=everything, auditor=everything, gm=everything
)
