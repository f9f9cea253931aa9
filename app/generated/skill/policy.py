"""技能 Skill: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7a72c5c7978bab404ba95af875af93320a0be6898a4594b4e7012d76946581aa

from app.runtime.policy import Policy, everything

from .model import Skill

skill_policy = Policy(Skill)
skill_policy.allow(
    "read",
    csr=everything,
    dispatcher=everything,
    technician=everything,
    eng_mgr=everything,
    auditor=everything,
    hr=everything,
    dept_mgr=everything,
    employee=everything,
    gm=everything,
    sysadmin=everything,
)
skill_policy.allow("create", hr=everything, sysadmin=everything)
skill_policy.allow("update", hr=everything, sysadmin=everything)
