"""流程红色项 Red item of a process: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5ff9bcff9c960c8f2db9d840c7a921fcb4bcb876afc49ce197f4570d7a01793e

from app.runtime.policy import Policy, everything, scope

from .model import ProcessFinding

published = scope(
    "published",
    "evaluation.state == 'published'",
    ["eq", ["path", ["evaluation"], "state"], ["lit", "string", "published"]],
)
process_finding_policy = Policy(ProcessFinding, scopes=[published])
process_finding_policy.allow(
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
process_finding_policy.allow("export", auditor=everything, gm=everything)
process_finding_policy.restrict_field(
    "measure", read=["csr", "eng_mgr", "hr", "dept_mgr", "auditor", "gm"]
)
