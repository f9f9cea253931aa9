"""报修单 Repair order: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 54c530d01b336b396c676d68f0d336d5dff7a659f7844835970b53a17d64c236

from app.rest.resource import Resource

from .model import RepairOrder

repair_order_api = Resource(RepairOrder, methods=["list", "get", "create", "update", "transition"])
