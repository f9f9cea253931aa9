"""离职清单模板 Clearance template: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8834b161299ae3eefa51f90aa7f6f4c48bfbe1f3e4e107e5b2f0bf90ff5e3048

from app.runtime.policy import Policy, everything

from .model import OffboardingItem

offboarding_item_policy = Policy(OffboardingItem)
offboarding_item_policy.allow(
    "read", hr=everything, dept_mgr=everything, auditor=everything, gm=everything
)
offboarding_item_policy.allow("create", hr=everything)
offboarding_item_policy.allow("update", hr=everything)
offboarding_item_policy.allow("delete", hr=everything)
