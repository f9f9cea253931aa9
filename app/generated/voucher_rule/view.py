"""凭证规则 Voucher rule: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e5ae4a428e72ff01fd9cc8c713ccacfa277decebad2d24762122c565421b4ddf

from app.forms import BooleanField, DateField, EnumField, RecordForm, StringField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import VoucherRule


class VoucherRuleForm(RecordForm):
    entity = VoucherRule
    code = StringField()
    standard = EnumField()
    event = EnumField()
    word = EnumField()
    merge = EnumField()
    auto_check = BooleanField()
    from_on = DateField()


class VoucherRuleApproveForm(TransitionForm):
    entity = VoucherRule
    transition = "approve"


class VoucherRuleArchiveForm(TransitionForm):
    entity = VoucherRule
    transition = "archive"


class VoucherRuleView(RecordView):
    entity = VoucherRule
    form = VoucherRuleForm
    transition_forms = {"approve": VoucherRuleApproveForm, "archive": VoucherRuleArchiveForm}
    columns = ["code", "event", "standard", "word", "merge", "auto_check", "from_on", "state"]
    filters = ["state", "event", "standard"]
    sort = ["code"]
    sections = [
        Section(
            label(zh="规则", en="Rule"),
            ["code", "standard", "event", "word", "merge", "auto_check", "from_on"],
        ),
    ]
