"""公告 Announcement: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 233a610172a28415256d99b597796a44b15cac1ae9d5e39165b36e4b18104fb1

from app.runtime.workflow import Workflow

from .model import AnnouncementState, AnnouncementTransition

announcement_workflow = Workflow[AnnouncementState, AnnouncementTransition](initial="draft")
announcement_workflow.state("draft", zh="草稿", en="Draft", color="gray")
announcement_workflow.state("published", zh="已发布", en="Published", color="green", final=True)
announcement_workflow.state("withdrawn", zh="已撤回", en="Withdrawn", color="gray", final=True)
announcement_workflow.add(
    "publish",
    source=["draft"],
    target="published",
    by={"csr": "projects", "eng_mgr": "projects", "dept_mgr": "projects"},
    zh="发布",
    en="Publish",
)
announcement_workflow.add(
    "withdraw",
    source=["draft", "published"],
    target="withdrawn",
    by={"csr": "projects", "eng_mgr": "projects", "dept_mgr": "projects"},
    note="required",
    danger=True,
    zh="撤回",
    en="Withdraw",
)
