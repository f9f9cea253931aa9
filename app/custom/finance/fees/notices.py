"""What people are told about bills."""

from __future__ import annotations

from app.runtime import notify
from app.runtime.errors import message

TEMPLATES = {
    "bill.not_made": (
        "工单 {order_no} 已完成，报价 {quote} 元，但没有收费项目或客户，未能出账。请补齐后手工处理。",
        "Order {order_no} is done at {quote} CNY, but there is no fee item or no customer: it was not billed. Please see to it.",
        "工单 {order_no} 未能出账",
        "Order {order_no} was not billed",
    ),
    "bill.run_outdated": (
        "出账批次 {number} 未入账：批准后数据有变。试算时 {bills_before} 张、{before} 元，现为 {bills_now} 张、{now} 元。已重新试算，请核对后再次批准。",
        "Bill run {number} was not posted: something has changed since it was previewed at {bills_before} bills, {before} CNY; it comes to {bills_now} bills, {now} CNY now. It has been previewed again: please look it over and approve it again.",
        "出账批次 {number} 未入账，请再次批准",
        "Bill run {number} was not posted: approve it again",
    ),
    "bill.run_differs": (
        "出账批次 {number} 入账期间数据有变：批准 {bills_before} 张、{before} 元，实际入账 {bills_now} 张、{now} 元。请核对；有误可在收款前冲销整批。",
        "Something changed while bill run {number} was posted: {bills_before} bills, {before} CNY were approved, {bills_now} bills, {now} CNY are posted. Please check; as long as nobody has paid, the run may be reversed.",
        "出账批次 {number} 的入账金额与批准不符",
        "Bill run {number} was posted with other figures than approved",
    ),
    "bill.arrears": (
        "您有 {count} 笔费用已逾期，合计 {amount} 元（含违约金 {late} 元），最早应于 {oldest} 缴纳。请尽快缴费；有疑问请联系客服。",
        "{count} of your bills are overdue, {amount} CNY in all ({late} CNY late fee); the first was due on {oldest}. Please pay soon; ask us when something is unclear.",
        "费用逾期提醒",
        "Bills are overdue",
    ),
    "bill.arrears_notice": (
        "催缴函：截至 {today}，您欠费 {amount} 元（{count} 笔，含违约金 {late} 元，最早应于 {oldest} 缴纳）。请在七日内缴清。",
        "Notice: by {today} you owe {amount} CNY ({count} bills, {late} CNY late fee; the first was due on {oldest}). Please pay within seven days.",
        "催缴函",
        "Notice of arrears",
    ),
    "bill.arrears_demand": (
        "正式催告：您欠费 {amount} 元已逾 45 日。如有异议请书面提出，否则我方将委托律师追讨。",
        "Formal demand: {amount} CNY have been overdue for 45 days. Object in writing, or we shall have a lawyer recover them.",
        "欠费正式催告",
        "Formal demand for arrears",
    ),
    "bill.arrears_litigation": (
        "诉前通知：您欠费 {amount} 元已逾 90 日，我方将依法申请仲裁或提起诉讼。",
        "Before litigation: {amount} CNY have been overdue for 90 days; we shall go to arbitration or court.",
        "欠费诉前通知",
        "Arrears, before litigation",
    ),
    "bill.arrears_staff": (
        "{project}：{count} 户欠费满 {days} 日，请跟进（合计 {amount} 元）。催缴不得停水、停电、停气、停热。",
        "{project}: {count} customers are {days} days in arrears, {amount} CNY in all; please see to it. Water, power, gas and heat are never cut for it.",
        "{count} 户欠费满 {days} 日",
        "{count} customers {days} days in arrears",
    ),
    "bill.limitation": (
        "{project}：{count} 户欠费的诉讼时效将在半年内届满，最早 {first}，请书面催告或起诉。",
        "{project}: for {count} customers the time to sue ends within half a year, first on {first}; demand in writing or sue.",
        "{count} 户诉讼时效将届满",
        "Limitation ends for {count} customers",
    ),
}

notify.kind("bill", zh="账单", en="Bills")

for _name, (_zh, _en, _title_zh, _title_en) in TEMPLATES.items():
    notify.template(_name, zh=_zh, en=_en, title=message(zh=_title_zh, en=_title_en))
