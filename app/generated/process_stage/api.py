"""环节评估 Stage of an evaluation: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d6c09940b8482f34bb0daa02ec1ea464bf6d4a562dd3634b76d3624a7831b012

from app.rest.resource import Resource

from .model import ProcessStage

process_stage_api = Resource(ProcessStage, methods=["list", "get"])
