"""员工 Clerk: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 90857e03a75cf74e32de9c4de9f03279fac54a76d27b632e7463178de51b2815

from app.runtime.policy import Policy, everything, scope

from .model import Clerk

self = scope("self", "login == user.id", ["eq", ["field", "login"], ["user", ["id"]]])
clerk_policy = Policy(Clerk, scopes=[self])
clerk_policy.allow("read", manager=everything, clerk=everything, auditor=everything, cashier=self)
clerk_policy.allow("create", manager=everything)
clerk_policy.allow("update", manager=everything)
clerk_policy.allow("delete", manager=everything)
clerk_policy.allow("reveal", manager=everything)
clerk_policy.restrict_field("wage", read=["manager", "cashier"], write=["manager"])
clerk_policy.restrict_field("bonus", read=["manager", "cashier"], write=["manager"])
clerk_policy.restrict_field("bank", read=["manager"], write=["manager"])
