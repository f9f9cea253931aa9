"""考勤申请 Attendance request: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b0070c2fd8340acd7e7ed31dcc9efca3f81c00c4cd99350fbf7cff7783d5e27b

from app.rest.resource import Resource

from .model import AttendanceRequest

attendance_request_api = Resource(
    AttendanceRequest, methods=["list", "get", "create", "update", "transition"]
)
