"""培训报名 Enrolment: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5d0d1574414c91de0576284656f4c60bbd22c1bac2dc3882a143aff209dda6cd

from app.runtime.policy import Policy, everything, scope

from .model import TrainingEnrollment

mine = scope(
    "mine", "employee == user.employee", ["eq", ["field", "employee"], ["user", ["employee"]]]
)
taught = scope(
    "taught",
    "session.trainer == user.employee and employee != user.employee",
    [
        "and",
        ["eq", ["path", ["session"], "trainer"], ["user", ["employee"]]],
        ["ne", ["field", "employee"], ["user", ["employee"]]],
    ],
)
own = scope(
    "own",
    "employee == user.employee or session.trainer == user.employee",
    [
        "or",
        ["eq", ["field", "employee"], ["user", ["employee"]]],
        ["eq", ["path", ["session"], "trainer"], ["user", ["employee"]]],
    ],
)
done = scope(
    "done",
    "employee == user.employee and state in ['passed', 'failed']",
    [
        "and",
        ["eq", ["field", "employee"], ["user", ["employee"]]],
        [
            "in",
            ["field", "state"],
            ["list", ["lit", "string", "passed"], ["lit", "string", "failed"]],
        ],
    ],
)
department = scope(
    "department",
    "starts(employee.department.path, user.employee.department.path)",
    [
        "call",
        "starts",
        ["path", ["employee", "department"], "path"],
        ["user", ["employee", "department", "path"]],
    ],
)
training_enrollment_policy = Policy(
    TrainingEnrollment, scopes=[mine, taught, own, done, department]
)
training_enrollment_policy.allow(
    "read",
    employee=own,
    dept_mgr=department,
    eng_mgr=department,
    hr=everything,
    auditor=everything,
    gm=everything,
)
training_enrollment_policy.allow(
    "create", employee=mine, dept_mgr=department, eng_mgr=department, hr=everything
)
training_enrollment_policy.allow("update", employee=done)
training_enrollment_policy.allow("export", hr=everything, auditor=everything)
training_enrollment_policy.restrict_field(
    "session", write=["employee", "dept_mgr", "eng_mgr", "hr"]
)
training_enrollment_policy.restrict_field(
    "employee", write=["employee", "dept_mgr", "eng_mgr", "hr"]
)
training_enrollment_policy.restrict_field("score", write=[])
training_enrollment_policy.restrict_field("feedback", write=["employee"])
training_enrollment_policy.restrict_field(
    "certificate_no", read=["employee", "dept_mgr", "eng_mgr", "hr", "auditor"]
)
