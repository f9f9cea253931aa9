"""便签 Note: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b7b9a0ca6fbf14b9d0e2b2f59fc7af7d8f068e75ac07e4c5171a5421eadcf897

from app.rest.resource import Resource

from .model import Note

note_api = Resource(Note, methods=["list", "get", "create", "update", "delete"])
