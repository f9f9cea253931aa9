"""记账 Posting: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 591c74f231b8e955f7621cb5e2eaa0012fc1d26b1db22e2f581a14b36380b3b4

from app.runtime.policy import Policy, everything

from .model import Posting

posting_policy = Policy(Posting)
posting_policy.allow("read", manager=everything, auditor=everything, cashier=everything)
posting_policy.allow("create", cashier=everything)
