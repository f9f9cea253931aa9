"""培训班次 Training session: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 abfbc3b484bc239fc3ec2c9b6c87b352e4cb7715d91bcc00710594af78ee34ac

from app.runtime.policy import Policy, everything, scope

from .model import TrainingSession

teaching = scope(
    "teaching", "trainer == user.employee", ["eq", ["field", "trainer"], ["user", ["employee"]]]
)
training_session_policy = Policy(TrainingSession, scopes=[teaching])
training_session_policy.allow(
    "read",
    employee=everything,
    hr=everything,
    dept_mgr=everything,
    eng_mgr=everything,
    auditor=everything,
    gm=everything,
)
training_session_policy.allow("create", hr=everything)
training_session_policy.allow("update", hr=everything)
training_session_policy.allow("export", hr=everything, auditor=everything)
training_session_policy.restrict_field("cost", read=["hr", "auditor", "gm"], write=["hr"])
