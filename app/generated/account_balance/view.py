"""科目余额 Account balance: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 551d0b8e886fa760e6829c4fb4b9c0506691d91c8a07a4965faa5846979b407c

from app.forms import RecordForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import AccountBalance


class AccountBalanceForm(RecordForm):
    entity = AccountBalance


class AccountBalanceView(RecordView):
    entity = AccountBalance
    form = AccountBalanceForm
    columns = [
        "period",
        "account",
        "opening_dr",
        "opening_cr",
        "debit",
        "credit",
        "closing_dr",
        "closing_cr",
    ]
    filters = ["period", "account"]
    sort = ["-period", "account"]
    sections = [
        Section(
            label(zh="余额", en="Balance"),
            [
                "period",
                "account",
                "opening_dr",
                "opening_cr",
                "debit",
                "credit",
                "year_debit",
                "year_credit",
                "closing_dr",
                "closing_cr",
            ],
        ),
    ]
