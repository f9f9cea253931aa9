"""考勤号 Device user id: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7007f5a2da4cfec2b450a455cabcfa1f97227e09597137dbdbac7a53492f4692

from app.runtime.policy import Policy, everything

from .model import AttendancePin

attendance_pin_policy = Policy(AttendancePin)
attendance_pin_policy.allow("read", hr=everything, auditor=everything)
attendance_pin_policy.allow("create", hr=everything)
attendance_pin_policy.allow("update", hr=everything)
attendance_pin_policy.allow("import", hr=everything)
