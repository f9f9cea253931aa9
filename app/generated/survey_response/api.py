"""调查答卷 Survey response: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8c9174d5bf2e238327c8a7bf519baf7c6e3d14ea49b38b2bcd3f81963749ab2e

from app.rest.resource import Resource

from .model import SurveyResponse

survey_response_api = Resource(SurveyResponse, methods=["list", "get", "update"])
