"""客户 Customer: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c8191acb8ce9549dbecea5e9bd2c52464db3a8b1547d4302ebc0265539bad862

from app.runtime.policy import Policy, everything, scope

from .model import Customer

own = scope("own", "id == user.customer", ["eq", ["field", "id"], ["user", ["customer"]]])
projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
served = scope("served", "custom: served", ["custom", "served"])
submitted = scope(
    "submitted", "created_by == user.id", ["eq", ["field", "created_by"], ["user", ["id"]]]
)
customer_policy = Policy(Customer, scopes=[own, projects, served, submitted])
customer_policy.allow(
    "read",
    customer=own,
    csr=served,
    dispatcher=served,
    cashier=served,
    accountant=served,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=served,
    gm=everything,
    integrator=submitted,
)
customer_policy.allow("create", csr=projects)
customer_policy.allow("update", customer=own, csr=projects)
customer_policy.allow("export", csr=projects, gm=everything, dept_mgr=projects)
customer_policy.allow("import", csr=projects)
customer_policy.allow("reveal", dept_mgr=projects)
customer_policy.restrict_field("project", write=["csr"])
customer_policy.restrict_field("kind", write=["csr"])
customer_policy.restrict_field(
    "source", read=["csr", "auditor", "dept_mgr", "gm", "integrator"], write=["csr"]
)
customer_policy.restrict_field(
    "phone", read=["customer", "csr", "dept_mgr", "gm", "integrator"], write=["customer", "csr"]
)
customer_policy.restrict_field(
    "phone2", read=["customer", "csr", "dept_mgr", "gm"], write=["customer", "csr"]
)
customer_policy.restrict_field(
    "email", read=["customer", "csr", "dept_mgr", "gm"], write=["customer", "csr"]
)
customer_policy.restrict_field(
    "id_type", read=["customer", "csr", "dept_mgr", "gm"], write=["customer", "csr"]
)
customer_policy.restrict_field(
    "id_no", read=["customer", "csr", "dept_mgr", "gm"], write=["customer", "csr"]
)
customer_policy.restrict_field(
    "gender", read=["customer", "csr", "dept_mgr", "gm"], write=["customer", "csr"]
)
customer_policy.restrict_field(
    "birth_date", read=["customer", "csr", "dept_mgr", "gm"], write=["customer", "csr"]
)
customer_policy.restrict_field(
    "emergency_contact", read=["customer", "csr", "dept_mgr", "gm"], write=["customer", "csr"]
)
customer_policy.restrict_field("wechat_openid", read=["csr"], write=["csr"])
customer_policy.restrict_field(
    "household_size", read=["customer", "csr", "dept_mgr", "gm"], write=["customer", "csr"]
)
customer_policy.restrict_field(
    "elderly_count", read=["customer", "csr", "dept_mgr", "gm"], write=["customer", "csr"]
)
customer_policy.restrict_field(
    "child_count", read=["customer", "csr", "dept_mgr", "gm"], write=["customer", "csr"]
)
customer_policy.restrict_field(
    "living_alone_elderly", read=["customer", "csr", "dept_mgr"], write=["customer", "csr"]
)
customer_policy.restrict_field(
    "pets", read=["customer", "csr", "dept_mgr", "gm"], write=["customer", "csr"]
)
customer_policy.restrict_field(
    "vehicle_count", read=["customer", "csr", "dept_mgr", "gm"], write=["customer", "csr"]
)
customer_policy.restrict_field(
    "has_ev", read=["customer", "csr", "dept_mgr", "gm"], write=["customer", "csr"]
)
customer_policy.restrict_field(
    "verified", read=["csr", "dispatcher", "auditor", "dept_mgr", "gm", "integrator"]
)
customer_policy.restrict_field("segment", read=["csr", "dept_mgr", "gm", "auditor"])
customer_policy.restrict_field("satisfaction_avg", read=["csr", "dept_mgr", "gm", "auditor"])
customer_policy.restrict_field(
    "arrears",
    read=["customer", "csr", "cashier", "accountant", "fin_mgr", "auditor", "dept_mgr", "gm"],
)
customer_policy.restrict_field(
    "merged_into", read=["csr", "auditor", "dept_mgr", "gm"], write=["csr"]
)
customer_policy.restrict_field("merged_on", read=["csr", "auditor", "dept_mgr", "gm"])
customer_policy.restrict_field("merge_log", read=["csr", "auditor"])
customer_policy.restrict_field("login", read=["csr", "auditor", "dept_mgr"])
