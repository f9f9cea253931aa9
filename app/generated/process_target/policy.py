"""流程目标 Process target: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1a66ee72abbe52b8345e4338c66246e36f03449e604a69d51cb6a89217a6cdad

from app.runtime.policy import Policy, everything

from .model import ProcessTarget

process_target_policy = Policy(ProcessTarget)
process_target_policy.allow(
    "read",
    csr=everything,
    dispatcher=everything,
    eng_mgr=everything,
    cashier=everything,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    hr=everything,
    dept_mgr=everything,
    employee=everything,
    gm=everything,
    sysadmin=everything,
)
process_target_policy.allow("create", gm=everything, sysadmin=everything)
process_target_policy.allow("update", gm=everything, sysadmin=everything)
process_target_policy.allow("delete", gm=everything, sysadmin=everything)
