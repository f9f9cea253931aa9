"""满意度调查 Satisfaction survey: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ba9180dd4178f289060a243c266915aa4146a67d645d3aca0345381d3164125c

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
