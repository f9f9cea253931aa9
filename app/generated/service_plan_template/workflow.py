"""服务方案模板 Service plan template: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4861c3c1a3a45626ada8679b31c585f9926840fa3a3f1d0efe94574552aa1e22

from app.runtime.workflow import Workflow

from .model import ServicePlanTemplateState, ServicePlanTemplateTransition

service_plan_template_workflow = Workflow[ServicePlanTemplateState, ServicePlanTemplateTransition](
    initial="draft"
)
service_plan_template_workflow.state("draft", zh="草稿", en="Draft", color="gray")
service_plan_template_workflow.state("active", zh="启用", en="Active", color="green", rest=True)
service_plan_template_workflow.state("retired", zh="停用", en="Retired", color="gray", final=True)
service_plan_template_workflow.add(
    "activate",
    source=["draft"],
    target="active",
    by={"dept_mgr": None, "gm": None, "system": None},
    zh="启用",
    en="Activate",
)
service_plan_template_workflow.add(
    "revise",
    source=["active"],
    target="draft",
    by={"dept_mgr": None, "gm": None},
    zh="修订",
    en="Revise",
)
service_plan_template_workflow.add(
    "retire",
    source=["draft", "active"],
    target="retired",
    by={"dept_mgr": None, "gm": None},
    danger=True,
    zh="停用",
    en="Retire",
)
