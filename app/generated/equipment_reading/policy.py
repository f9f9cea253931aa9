"""运行小时抄表 Run hours reading: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4a065daedf25282b2fdc523a9556d954040f91cf7690d4d8dbac3a361a61e133

from app.runtime.policy import Policy, everything, scope

from .model import EquipmentReading

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
equipment_reading_policy = Policy(EquipmentReading, scopes=[projects])
equipment_reading_policy.allow(
    "read",
    technician=projects,
    eng_mgr=projects,
    auditor=everything,
    gm=everything,
    integrator=projects,
)
equipment_reading_policy.allow("create", technician=projects, eng_mgr=projects, integrator=projects)
