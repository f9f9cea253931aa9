"""岗位 Position: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 78b1cfc23423cd797ab921ab1a978ba1d3c02e61af0c792c08ded535d0f5485e

from app.runtime.policy import Policy, everything

from .model import Position

position_policy = Policy(Position)
position_policy.allow(
    "read",
    csr=everything,
    dispatcher=everything,
    technician=everything,
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
position_policy.allow("create", hr=everything, sysadmin=everything)
position_policy.allow("update", hr=everything, sysadmin=everything)
position_policy.restrict_field("pay_min", read=["hr", "fin_mgr", "gm"], write=["hr"])
position_policy.restrict_field("pay_mid", read=["hr", "fin_mgr", "gm"], write=["hr"])
position_policy.restrict_field("pay_max", read=["hr", "fin_mgr", "gm"], write=["hr"])
