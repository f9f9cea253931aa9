"""抄表记录 Meter reading: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 93cc4967f83620ab34dce5a6be24b735eef91660f93adb7aec3dc5977896ee18

from app.rest.resource import Resource

from .model import MeterReading

meter_reading_api = Resource(
    MeterReading, methods=["list", "get", "create", "update", "transition"]
)
