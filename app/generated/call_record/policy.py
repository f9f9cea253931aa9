"""通话记录 Call: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 bbc85bff8bdb453e1fb9ab9f825eb1247a90abe6e904a888da9cdb9415e995f6

from app.runtime.policy import Policy, everything, scope

from .model import CallRecord

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
reachable = scope(
    "reachable",
    "project == null or project in user.projects",
    ["or", ["is_null", ["field", "project"]], ["in", ["field", "project"], ["user", ["projects"]]]],
)
submitted = scope(
    "submitted", "created_by == user.id", ["eq", ["field", "created_by"], ["user", ["id"]]]
)
call_record_policy = Policy(CallRecord, scopes=[projects, reachable, submitted])
call_record_policy.allow(
    "read",
    csr=reachable,
    dispatcher=reachable,
    auditor=everything,
    gm=everything,
    integrator=submitted,
)
call_record_policy.allow("create", csr=reachable, integrator=everything)
call_record_policy.allow("update", csr=reachable)
call_record_policy.restrict_field("recording", read=["csr", "auditor"], write=["csr", "integrator"])
call_record_policy.restrict_field(
    "recording_url", read=["csr", "auditor"], write=["csr", "integrator"]
)
