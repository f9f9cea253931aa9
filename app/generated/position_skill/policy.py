"""岗位技能要求 Position skill requirement: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5b8cbe898b2b4bdee27e9d13b18862d2a8e33834ecbaeb7d462bb226ff1353cd

from app.runtime.policy import Policy, everything

from .model import PositionSkill

position_skill_policy = Policy(PositionSkill)
position_skill_policy.allow(
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
position_skill_policy.allow("create", hr=everything, sysadmin=everything)
position_skill_policy.allow("update", hr=everything, sysadmin=everything)
position_skill_policy.allow("delete", hr=everything, sysadmin=everything)
