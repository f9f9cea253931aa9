"""重复客户复核 Duplicate review: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ae57c5ca574768430b593794e7cadb8699637273db1ff889733deeff4171d32b

from app.forms import RecordForm, RefField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import DuplicateReview


class DuplicateReviewForm(RecordForm):
    entity = DuplicateReview
    customer = RefField()
    candidate = RefField()


class DuplicateReviewMergeForm(TransitionForm):
    entity = DuplicateReview
    transition = "merge"


class DuplicateReviewKeepForm(TransitionForm):
    entity = DuplicateReview
    transition = "keep"


class DuplicateReviewView(RecordView):
    entity = DuplicateReview
    form = DuplicateReviewForm
    transition_forms = {"merge": DuplicateReviewMergeForm, "keep": DuplicateReviewKeepForm}
    columns = ["customer", "candidate", "score", "project", "state", "created_at"]
    filters = ["project", "state"]
    sort = ["-score"]
    sections = [
        Section(
            label(zh="比对", en="Comparison"),
            ["customer", "candidate", "score", "detail", "registration"],
        ),
        Section(label(zh="其他", en="More"), ["project"], collapsed=True),
    ]
