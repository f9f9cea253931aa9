"""银行流水 Bank statement line: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c82405b38d1d9303a84dc82832bdeabc2ed23f4ea0d0fcb16cb15e06100f6fc0

from app.forms import (
    DateField,
    MoneyField,
    RecordForm,
    RefField,
    RefsField,
    StringField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import BankLine


class BankLineForm(RecordForm):
    entity = BankLine
    account = RefField()
    on = DateField()
    amount = MoneyField()
    balance = MoneyField()
    counterparty = StringField()
    memo = StringField()
    ref_no = StringField()
    payments = RefsField()
    settlement = RefField()
    refund = RefField()
    voucher = RefField()


class BankLineMatchForm(TransitionForm):
    entity = BankLine
    transition = "match"
    payments = RefsField()
    settlement = RefField()
    refund = RefField()
    voucher = RefField()


class BankLinePairForm(TransitionForm):
    entity = BankLine
    transition = "pair"


class BankLineUnmatchForm(TransitionForm):
    entity = BankLine
    transition = "unmatch"


class BankLineIgnoreForm(TransitionForm):
    entity = BankLine
    transition = "ignore"


class BankLineView(RecordView):
    entity = BankLine
    form = BankLineForm
    transition_forms = {
        "match": BankLineMatchForm,
        "pair": BankLinePairForm,
        "unmatch": BankLineUnmatchForm,
        "ignore": BankLineIgnoreForm,
    }
    columns = [
        "on",
        "account",
        "amount",
        "counterparty",
        "memo",
        "ref_no",
        "state",
        "matched_by",
        "age_days",
    ]
    filters = ["state", "account", "on", "matched_by"]
    sort = ["-on"]
    sections = [
        Section(
            label(zh="流水", en="Line"),
            [
                "account",
                "on",
                "amount",
                "balance",
                "counterparty",
                "memo",
                "ref_no",
                "matched_by",
                "payments",
                "settlement",
                "refund",
                "voucher",
                "age_days",
            ],
        ),
    ]
