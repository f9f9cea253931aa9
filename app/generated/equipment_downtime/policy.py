"""设备停机 Downtime: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1e25bf2bd6590406fdd5652104af4e94d53b18d7ce8b31efc73c9da31610200f

from app.runtime.policy import Policy, everything, scope

from .model import EquipmentDowntime

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
equipment_downtime_policy = Policy(EquipmentDowntime, scopes=[projects])
equipment_downtime_policy.allow(
    "read",
    technician=projects,
    eng_mgr=projects,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=projects,
    gm=everything,
)
equipment_downtime_policy.allow("export", eng_mgr=projects, auditor=everything)
