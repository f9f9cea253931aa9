"""Every REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 75d58b558a95145270bacd685658fb6162b34f6714053550b24eafeafa9d50da

from app.rest.resource import Resource

from .note.api import note_api
from .notebook.api import notebook_api

RESOURCES: list[Resource] = [notebook_api, note_api]
