"""检查项 Checklist item: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 80350bcadd9d48b192852007a0c3d9c005a246ef640e5e85114cea0354afc1c8

from app.runtime.policy import Policy, everything

from .model import CheckItem

check_item_policy = Policy(CheckItem)
check_item_policy.allow(
    "read",
    csr=everything,
    dispatcher=everything,
    technician=everything,
    eng_mgr=everything,
    auditor=everything,
    dept_mgr=everything,
    employee=everything,
    gm=everything,
    sysadmin=everything,
)
check_item_policy.allow("create", eng_mgr=everything, sysadmin=everything)
check_item_policy.allow("update", eng_mgr=everything, sysadmin=everything)
check_item_policy.allow("delete", eng_mgr=everything, sysadmin=everything)
check_item_policy.allow("import", eng_mgr=everything, sysadmin=everything)
