"""培训课程 Course: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 77863efb1ffae85a64a50e4e95e49d30204811443b60ece7a442e9cec639aa4d

from app.runtime.policy import Policy, everything

from .model import Course

course_policy = Policy(Course)
course_policy.allow(
    "read",
    employee=everything,
    hr=everything,
    dept_mgr=everything,
    eng_mgr=everything,
    auditor=everything,
    gm=everything,
)
course_policy.allow("create", hr=everything)
course_policy.allow("update", hr=everything)
course_policy.allow("export", hr=everything, auditor=everything)
course_policy.allow("import", hr=everything)
