"""服务方案模板 Service plan template: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 59c8a5eba008c4d830f8155a9eb837cfda3f0748a65f837241b285e16673470c

from app.runtime.policy import Policy, everything

from .model import ServicePlanTemplate

service_plan_template_policy = Policy(ServicePlanTemplate)
service_plan_template_policy.allow(
    "read",
    csr=everything,
    dispatcher=everything,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=everything,
    gm=everything,
)
service_plan_template_policy.allow("create", csr=everything, dept_mgr=everything)
service_plan_template_policy.allow("update", csr=everything, dept_mgr=everything)
service_plan_template_policy.allow("export", auditor=everything, gm=everything)
