"""设备 Equipment: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7599377c56b4277c32aba6a14b4d98198153bc30198670e1b7a6fd1c0fd30fb8

from app.rest.resource import Resource

from .model import Equipment

equipment_api = Resource(Equipment, methods=["list", "get", "create", "update", "transition"])
