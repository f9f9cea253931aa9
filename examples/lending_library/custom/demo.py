"""Two branches, three patrons (one is the login `reader`), a few books; one is lent and waited for."""

from __future__ import annotations

from collections.abc import Callable

from app.config import DEMO_PASSWORD
from app.generated.branch import Branch
from app.generated.copy import Copy
from app.generated.hold import Hold
from app.generated.loan import Loan
from app.generated.patron import Patron
from app.generated.patron_category import PatronCategory
from app.generated.posting import Posting
from app.generated.purchase_suggestion import PurchaseSuggestion
from app.generated.work import Work
from app.runtime import records
from app.runtime.accounts import logins
from app.runtime.context import Context

BOOKS = [
    ("红楼梦", "曹雪芹", "9787020002207", "I242.4", 3),
    ("三体", "刘慈欣", "9787536692930", "I247.5", 1),
    ("活着", "余华", "9787506365437", "I247.5", 2),
    ("A Brief History of Time", "Stephen Hawking", "9780553380163", "P159", 1),
]


def load(*, size: str, tell: Callable[[str], None]) -> None:
    """Everything is written as the system, through the rules of lending."""
    with Context.system(channel="cli") as ctx, records.writing(ctx):
        users = logins.for_each_role(ctx, DEMO_PASSWORD)
    tell("馆藏与读者 / copies and patrons")
    with Context.system(channel="cli") as ctx, records.writing(ctx):
        central = ctx.create(Branch, code="ZG", name="总馆 Central")
        ctx.create(Branch, code="DX", name="东区分馆 East")
        ctx.create(Posting, login=users["librarian"].id, branch=central.id)
        adult = ctx.create(PatronCategory, name="成人 Adult")
        patrons = [
            ctx.create(
                Patron, card_no=f"D{number:06}", name=name, category=adult.id, branch=central.id,
                login=users["reader"].id if number == 1 else None,
            )
            for number, name in enumerate(["王小明", "李华", "Anna Smith"], 1)
        ]  # fmt: skip
        copies: list[Copy] = []
        for name, author, isbn, class_no, count in BOOKS:
            work = ctx.create(Work, name=name, author=author, isbn=isbn, class_no=class_no)
            copies += [
                ctx.create(
                    Copy, barcode=f"{isbn[3:]}{number:02}", work=work.id, branch=central.id,
                    call_no=f"{class_no}/{number}", price=45,
                )
                for number in range(1, count + 1)
            ]  # fmt: skip
        ctx.create(Loan, copy=copies[0].id, patron=patrons[0].id)
        wanted = copies[3]
        ctx.create(Loan, copy=wanted.id, patron=patrons[1].id)
        ctx.create(Hold, work=wanted.work_id, patron=patrons[0].id)
        ctx.create(PurchaseSuggestion, name="平凡的世界", author="路遥", patron=patrons[0].id)
