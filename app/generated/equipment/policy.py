"""设备 Equipment: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f29fb4d7e6617ce3f6471d135cbab326bcf810a9d5a0a35caa6ee49c1e2da3dc

from app.runtime.policy import Policy, everything, scope

from .model import Equipment

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
equipment_policy = Policy(Equipment, scopes=[projects])
equipment_policy.allow(
    "read",
    csr=projects,
    dispatcher=projects,
    technician=projects,
    eng_mgr=projects,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=projects,
    employee=projects,
    gm=everything,
    integrator=projects,
)
equipment_policy.allow("create", eng_mgr=projects)
equipment_policy.allow("update", eng_mgr=projects)
equipment_policy.allow("export", eng_mgr=projects, auditor=everything)
equipment_policy.allow("import", eng_mgr=projects)
equipment_policy.restrict_field(
    "original_cost", read=["eng_mgr", "accountant", "fin_mgr", "auditor", "gm"]
)
equipment_policy.restrict_field(
    "keeper", read=["dispatcher", "technician", "eng_mgr", "auditor", "dept_mgr", "gm"]
)
equipment_policy.restrict_field(
    "mtbf_h", read=["technician", "eng_mgr", "fin_mgr", "auditor", "dept_mgr", "gm"]
)
equipment_policy.restrict_field(
    "mtbf_low_h", read=["technician", "eng_mgr", "fin_mgr", "auditor", "dept_mgr", "gm"]
)
equipment_policy.restrict_field(
    "mttr_h", read=["technician", "eng_mgr", "fin_mgr", "auditor", "dept_mgr", "gm"]
)
equipment_policy.restrict_field(
    "availability", read=["technician", "eng_mgr", "fin_mgr", "auditor", "dept_mgr", "gm"]
)
equipment_policy.restrict_field(
    "failures_90d",
    read=["csr", "dispatcher", "technician", "eng_mgr", "fin_mgr", "auditor", "dept_mgr", "gm"],
)
equipment_policy.restrict_field(
    "bad_actor",
    read=["csr", "dispatcher", "technician", "eng_mgr", "fin_mgr", "auditor", "dept_mgr", "gm"],
)
equipment_policy.restrict_field(
    "note", read=["dispatcher", "technician", "eng_mgr", "auditor", "gm"]
)
equipment_policy.restrict_field("qr_token", read=["eng_mgr", "auditor"])
