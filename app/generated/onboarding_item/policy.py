"""入职清单模板 Onboarding template: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9f284686771dfa89fd5044a63be8aa9492abb83206d1fb8a7fb839ff56fc2c55

from app.runtime.policy import Policy, everything

from .model import OnboardingItem

onboarding_item_policy = Policy(OnboardingItem)
onboarding_item_policy.allow(
    "read", hr=everything, dept_mgr=everything, auditor=everything, gm=everything
)
onboarding_item_policy.allow("create", hr=everything)
onboarding_item_policy.allow("update", hr=everything)
onboarding_item_policy.allow("delete", hr=everything)
onboarding_item_policy.allow("import", hr=everything)
