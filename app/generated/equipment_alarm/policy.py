"""设备告警 Device alarm: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ff95ccd987d418c7a4e0b15c71a19e54605bcda2e9c086c2a08ec1e6743a30f4

from app.runtime.policy import Policy, everything, scope

from .model import EquipmentAlarm

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
submitted = scope(
    "submitted", "created_by == user.id", ["eq", ["field", "created_by"], ["user", ["id"]]]
)
equipment_alarm_policy = Policy(EquipmentAlarm, scopes=[projects, submitted])
equipment_alarm_policy.allow(
    "read",
    dispatcher=projects,
    eng_mgr=projects,
    auditor=everything,
    gm=everything,
    integrator=submitted,
)
equipment_alarm_policy.allow("create", integrator=everything)
