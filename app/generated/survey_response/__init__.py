"""调查答卷 Survey response."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7e3ef576d638de16ed67863f027ae631c22d342769fb9868d74ee5181bfca8b8

from .model import SurveyResponse, survey_response_hooks
from .policy import survey_response_policy

__all__ = ["SurveyResponse", "survey_response_hooks", "survey_response_policy"]
