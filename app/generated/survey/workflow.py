"""满意度调查 Satisfaction survey: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b9ff43ad8deb0beabe6d04abcb952361a25aad244abf4331b8e1ecd7ed8209b5

from app.runtime.workflow import Workflow

from .model import SurveyState, SurveyTransition

survey_workflow = Workflow[SurveyState, SurveyTransition](initial="draft")
survey_workflow.state("draft", zh="草稿", en="Draft", color="gray")
survey_workflow.state("scheduled", zh="已排期", en="Scheduled", color="blue")
survey_workflow.state("open", zh="进行中", en="Open", color="green")
survey_workflow.state("closed", zh="已截止", en="Closed", color="orange")
survey_workflow.state("archived", zh="已归档", en="Archived", color="gray", final=True)
survey_workflow.add(
    "schedule",
    source=["draft"],
    target="scheduled",
    by={"csr": "served"},
    needs=["opens_at", "closes_at"],
    zh="排期",
    en="Schedule",
)
survey_workflow.add(
    "open", source=["scheduled"], target="open", by={"system": None}, zh="开放", en="Open"
)
survey_workflow.add(
    "close",
    source=["open"],
    target="closed",
    by={"csr": "served", "system": None},
    zh="截止",
    en="Close",
)
survey_workflow.add(
    "archive", source=["closed"], target="archived", by={"csr": "served"}, zh="归档", en="Archive"
)
survey_workflow.add(
    "improve",
    source=["closed"],
    target="closed",
    by={"csr": "served", "dept_mgr": "served"},
    note="required",
    zh="提出改进措施",
    en="Propose a measure",
)
survey_workflow.add(
    "improve",
    source=["archived"],
    target="archived",
    by={"csr": "served", "dept_mgr": "served"},
    note="required",
    zh="提出改进措施",
    en="Propose a measure",
)
