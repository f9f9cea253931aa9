"""月考勤报表 Monthly attendance: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4d2c0c8aa6c5906325d7956567c9d78d39176fd2eb712a7866f0d77bc881a867

from app.rest.resource import Resource

from .model import AttendanceMonth

attendance_month_api = Resource(AttendanceMonth, methods=["list", "get", "transition"])
