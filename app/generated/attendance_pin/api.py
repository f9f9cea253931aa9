"""考勤号 Device user id: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6edbe386b3d0c386c267709d257d06f3c3d3d09b3a4b020756991a679f69a23e

from app.rest.resource import Resource

from .model import AttendancePin

attendance_pin_api = Resource(
    AttendancePin, methods=["list", "get", "create", "update", "transition"]
)
