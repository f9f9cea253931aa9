"""重复客户复核 Duplicate review: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 830d8fbcad8ebf8f7fe1ec446787b55fe43bc03ba5b1f588a88fd3b292a271f9

from app.runtime.workflow import Workflow

from .model import DuplicateReviewState, DuplicateReviewTransition

duplicate_review_workflow = Workflow[DuplicateReviewState, DuplicateReviewTransition](
    initial="open"
)
duplicate_review_workflow.state("open", zh="待复核", en="To review", color="yellow")
duplicate_review_workflow.state("merged", zh="已合并", en="Merged", color="green", final=True)
duplicate_review_workflow.state(
    "kept", zh="非同一人", en="Different people", color="gray", final=True
)
duplicate_review_workflow.add(
    "merge",
    source=["open"],
    target="merged",
    by={"csr": "projects"},
    note="optional",
    zh="合并",
    en="Merge",
)
duplicate_review_workflow.add(
    "keep",
    source=["open"],
    target="kept",
    by={"csr": "projects"},
    note="optional",
    zh="不是同一人",
    en="Different people",
)
