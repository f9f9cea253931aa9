"""待转收入 Deferred revenue: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f09b90b426dc2aaa0af1ffd5368b351a60bc2c4af3f716001626fa4bd33aca74

from app.runtime.policy import Policy, everything

from .model import Amortisation

amortisation_policy = Policy(Amortisation)
amortisation_policy.allow(
    "read", accountant=everything, fin_mgr=everything, auditor=everything, gm=everything
)
amortisation_policy.allow("export", accountant=everything, fin_mgr=everything, auditor=everything)
