"""班次 Shift: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 019a20ba08dd1d8fd3efde8e7766e133848aebdf069c6f9ae4baca7549d14a56

from app.runtime.policy import Policy, everything

from .model import Shift

shift_policy = Policy(Shift)
shift_policy.allow(
    "read",
    csr=everything,
    dispatcher=everything,
    technician=everything,
    eng_mgr=everything,
    fin_mgr=everything,
    auditor=everything,
    hr=everything,
    dept_mgr=everything,
    employee=everything,
    gm=everything,
)
shift_policy.allow("create", hr=everything)
shift_policy.allow("update", hr=everything)
