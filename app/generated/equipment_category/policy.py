"""设备分类 Equipment category: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1bf32c9c0078427d4dfeb1c0229acfc18f79c054602414ccf301c6f1d383a7ba

from app.runtime.policy import Policy, everything

from .model import EquipmentCategory

equipment_category_policy = Policy(EquipmentCategory)
equipment_category_policy.allow(
    "read",
    csr=everything,
    dispatcher=everything,
    technician=everything,
    eng_mgr=everything,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=everything,
    employee=everything,
    gm=everything,
    sysadmin=everything,
    integrator=everything,
)
equipment_category_policy.allow("create", eng_mgr=everything, sysadmin=everything)
equipment_category_policy.allow("update", eng_mgr=everything, sysadmin=everything)
equipment_category_policy.allow("delete", eng_mgr=everything, sysadmin=everything)
equipment_category_policy.allow("import", eng_mgr=everything, sysadmin=everything)
equipment_category_policy.restrict_field(
    "hourly_loss", read=["eng_mgr", "accountant", "fin_mgr", "auditor", "gm"], write=["eng_mgr"]
)
