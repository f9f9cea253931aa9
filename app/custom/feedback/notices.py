"""What people are told about feedback and measures. Titles say numbers and nothing of a person."""

from __future__ import annotations

from app.runtime import notify
from app.runtime.errors import message

TEMPLATES = {
    "feedback.to_triage": (
        "意见 {fb_no} 待受理：系统没有把握判定主题，请在 1 个工作日内受理。",
        "Feedback {fb_no} waits: the system is not sure of its topic; please triage it within one working day.",
        "意见 {fb_no} 待受理",
        "Feedback {fb_no} is to be triaged",
    ),
    "feedback.critical": (
        "重大意见 {fb_no}：{content}",
        "Critical feedback {fb_no}: {content}",
        "重大意见 {fb_no}，请立即处理",
        "Critical feedback {fb_no}: act now",
    ),
    "feedback.replied": (
        "您的意见 {fb_no} 已答复：{reply}",
        "Your feedback {fb_no} was answered: {reply}",
        "意见 {fb_no} 已答复",
        "Feedback {fb_no} was answered",
    ),
    "feedback.ticketed": (
        "您的意见 {fb_no} 已转工单处理，处理完成后答复您。",
        "A work order was made of your feedback {fb_no}; you are answered when it is done.",
        "意见 {fb_no} 已转工单",
        "Feedback {fb_no} became a work order",
    ),
    "feedback.measure": (
        "您提的意见 {fb_no} 已列入改进措施 {im_no}：{note}",
        "Your feedback {fb_no} led to the measure {im_no}: {note}",
        "你提我改：意见 {fb_no} 已有改进措施",
        "You said it: a measure came of feedback {fb_no}",
    ),
    "improvement.proposed": (
        "改进措施 {im_no} 待批准：{what}",
        "Measure {im_no} is to be approved: {what}",
        "改进措施 {im_no} 待批准",
        "Measure {im_no} is to be approved",
    ),
    "improvement.yours": (
        "改进措施 {im_no} 由您负责，期限 {due}：{what}",
        "Measure {im_no} is yours, due {due}: {what}",
        "改进措施 {im_no} 由您负责",
        "Measure {im_no} is yours",
    ),
    "improvement.due": (
        "改进措施 {im_no} 应于 {due} 完成，请尽快办理并填写完成情况。",
        "Measure {im_no} is due {due}; please see to it and say what was done.",
        "改进措施 {im_no} 即将或已经到期",
        "Measure {im_no} is due",
    ),
    "improvement.to_measure": (
        "改进措施 {im_no} 到了效果检查日，其指标须人工填写，请取效果。",
        "The effect of measure {im_no} is to be checked; its metric is typed by hand, please fill it in.",
        "改进措施 {im_no} 待检查效果",
        "The effect of measure {im_no} is to be checked",
    ),
    "improvement.to_judge": (
        "改进措施 {im_no} 到了效果检查日，效果由责任人填写，请核实后认定。",
        "The effect of measure {im_no} was typed by its owner; please look at it and judge.",
        "改进措施 {im_no} 的效果待认定",
        "The effect of measure {im_no} is to be judged",
    ),
    "improvement.verified": (
        "改进措施 {im_no} 有效：达成度 {reached}%。",
        "Measure {im_no} was effective: {reached}% of the way was reached.",
        "改进措施 {im_no} 有效",
        "Measure {im_no} was effective",
    ),
    "improvement.ineffective": (
        "改进措施 {im_no} 无效（达成度 {reached}%），已提出接续措施 {next_no}。",
        "Measure {im_no} had no effect ({reached}% of the way); {next_no} was proposed to follow it.",
        "改进措施 {im_no} 无效，有接续措施",
        "Measure {im_no} had no effect; another was proposed",
    ),
    "feedback_summary.made": (
        "{period} 反馈汇总已生成：{total} 条意见，建议措施 {proposed} 项，请写结论。",
        "The feedback summary of {period} is made: {total} items, {proposed} measures proposed; please conclude.",
        "{period} 反馈汇总待审阅",
        "The feedback summary of {period} is to be reviewed",
    ),
    "feedback_summary.reviewed": (
        "{period} 反馈汇总已写结论，请审阅并发布。",
        "The feedback summary of {period} has its conclusion; please publish it.",
        "{period} 反馈汇总待发布",
        "The feedback summary of {period} is to be published",
    ),
}
URGENT = {"feedback.critical"}
"""Whoever is told must act now: quiet hours do not hold these back."""

for _name, (_zh, _en, _title_zh, _title_en) in TEMPLATES.items():
    notify.template(
        _name,
        zh=_zh,
        en=_en,
        title=message(zh=_title_zh, en=_title_en),
        urgent=_name in URGENT,
    )
