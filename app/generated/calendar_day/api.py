"""工作日历 Calendar day: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 40f061d25824d2048f2ddd0e8414106f8fd11be9f8add1f6f3795448e43930af

from app.rest.resource import Resource

from .model import CalendarDay

calendar_day_api = Resource(CalendarDay, methods=["list", "get", "create", "update", "delete"])
