"""流程评估 Process evaluation: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8cfccbd8e7fa84b1db8d3ef1f9d0a98c4102823c0dcf9c190300ee3a30e54167

from app.runtime.policy import Policy, everything, scope

from .model import ProcessEvaluation

published = scope(
    "published", "state == 'published'", ["eq", ["field", "state"], ["lit", "string", "published"]]
)
process_evaluation_policy = Policy(ProcessEvaluation, scopes=[published])
process_evaluation_policy.allow(
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
process_evaluation_policy.allow("export", auditor=everything, gm=everything)
process_evaluation_policy.restrict_field("conclusion", write=[])
