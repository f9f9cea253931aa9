"""流程红色项 Red item of a process: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 53fa64098543d5231ebdedb8b1f01fdf344b0fca86eb37159d45dc1e05f4663d

from app.rest.resource import Resource

from .model import ProcessFinding

process_finding_api = Resource(ProcessFinding, methods=["list", "get"])
