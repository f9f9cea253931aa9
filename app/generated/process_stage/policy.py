"""环节评估 Stage of an evaluation: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 354796d2f53c1211949beedcdada77ae687f2f937e12eeabe5801fe4b7634c78

from app.runtime.policy import Policy, everything, scope

from .model import ProcessStage

published = scope(
    "published",
    "evaluation.state == 'published'",
    ["eq", ["path", ["evaluation"], "state"], ["lit", "string", "published"]],
)
process_stage_policy = Policy(ProcessStage, scopes=[published])
process_stage_policy.allow(
    "read",
    csr=published,
    dispatcher=published,
    technician=published,
    cashier=published,
    accountant=published,
    employee=published,
    eng_mgr=everything,
    fin_mgr=everything,
    hr=everything,
    dept_mgr=everything,
    auditor=everything,
    gm=everything,
    sysadmin=everything,
)
process_stage_policy.allow("export", auditor=everything, gm=everything)
