"""满意度调查 Satisfaction survey."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 62a2b09797e5d826fb18033e7c0f40b4a754dce6d4c98f08dba88a57c65cb205

from .model import Survey, SurveyState, SurveyTransition, survey_hooks
from .policy import survey_policy
from .workflow import survey_workflow

__all__ = [
    "Survey",
    "SurveyState",
    "SurveyTransition",
    "survey_hooks",
    "survey_policy",
    "survey_workflow",
]
