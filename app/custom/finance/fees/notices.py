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
