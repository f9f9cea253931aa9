"""待认领打卡 Punch of nobody yet: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 44265c74bf2cf735b0aa93c57621002d9a96c4eb5213360198d0e789aadaecfa

from app.runtime.policy import Policy, everything

from .model import UnclaimedPunch

unclaimed_punch_policy = Policy(UnclaimedPunch)
unclaimed_punch_policy.allow("read", hr=everything, auditor=everything)
