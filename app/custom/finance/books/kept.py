"""What nobody may do to vouchers by hand, whatever his role: change what an event says, or check what he wrote (§3.9, §6)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select

from app.generated.voucher import Voucher, voucher_hooks
from app.generated.voucher_line import VoucherLine, voucher_line_hooks
from app.generated.voucher_rule import VoucherRule, voucher_rule_hooks
from app.generated.voucher_rule_line import VoucherRuleLine
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

FREE = {"summary", "cashflow", "project", "department", "employee"}
"""What the accountant may put right in a line that an event wrote, or that is the red one of another."""


@voucher_line_hooks.on_update
def lines_of_an_event_stay(line: VoucherLine, ctx: Context) -> None:
    """Amounts and accounts are those of the event; a red line is the one that was posted."""
    if set(ctx.changes) - FREE:
        _must_be_his_own(line, ctx)


@voucher_line_hooks.on_create
@voucher_line_hooks.on_delete
def lines_of_an_event_are_complete(line: VoucherLine, ctx: Context) -> None:
    """None is added and none taken away; with the voucher they go."""
    _must_be_his_own(line, ctx)


@voucher_line_hooks.on_create_many
def the_system_writes_lines(ids: Sequence[int], ctx: Context) -> None:
    """What a rule makes by column is the system's own."""


def _must_be_his_own(line: VoucherLine, ctx: Context) -> None:
    if not ctx.by_person:
        return
    voucher = ctx.get(Voucher, line.voucher_id)
    if voucher.rule_id is not None or voucher.reverses_id is not None:
        raise RuleViolation(
            "业务事件和红字凭证的分录不能改金额、科目和客户，也不能增删：请撤销业务单据，或红字冲销后另制 / "
            "Lines of a business event or a red voucher keep account, amount and customer, and none is added or removed: "
            "undo the business document, or reverse the voucher in red and write another."
        )


@voucher_hooks.on_delete
def an_event_keeps_its_voucher(voucher: Voucher, ctx: Context) -> None:
    """It goes with the event alone."""
    if ctx.by_person and voucher.rule_id is not None:
        raise RuleViolation(
            "由业务单据生成的凭证不能删除：请撤销业务单据 / "
            "What a business document made is not deleted: undo that document."
        )


def must_be_anothers(ctx: Context, voucher: Voucher) -> None:
    """Who wrote one of its lines, or changed one, neither checks nor posts it, even if he holds both roles."""
    of = VoucherLine
    mine = select(of.id).where(
        of.voucher_id == voucher.id, of.deleted_at.is_(None),
        or_(of.created_by_id == ctx.person_id, of.updated_by_id == ctx.person_id),
    )  # fmt: skip
    if ctx.by_person and ctx.session.scalar(mine.limit(1)) is not None:
        raise RuleViolation(
            "您改过这张凭证的分录，须由他人审核和记账 / "
            "You wrote or changed a line of it: somebody else checks and posts it.",
            code="own_lines",
        )


@voucher_rule_hooks.check
def a_rule_is_approved_by_another(rule: VoucherRule, ctx: Context) -> None:
    """Not by who changed it last, nor by who wrote one of its lines."""
    if ctx.operation.transition != "approve" or not ctx.by_person:
        return
    of = VoucherRuleLine
    mine = select(of.id).where(
        of.rule_id == rule.id, of.deleted_at.is_(None),
        or_(of.created_by_id == ctx.person_id, of.updated_by_id == ctx.person_id),
    )  # fmt: skip
    if rule.updated_by_id == ctx.person_id or ctx.session.scalar(mine.limit(1)) is not None:
        raise RuleViolation(
            "您改过这条规则，须由他人批准 / You changed this rule: somebody else approves it.",
            code="own_lines",
        )
