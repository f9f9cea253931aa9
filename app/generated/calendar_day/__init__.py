"""工作日历 Calendar day."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5c76151f3844947211f4adec602cd944871cc8b13e05d669a99e99671fed0727

from .model import CalendarDay, calendar_day_hooks
from .policy import calendar_day_policy

__all__ = ["CalendarDay", "calendar_day_hooks", "calendar_day_policy"]
