"""The town with its fee desk and its plans, built once and copied for every test."""

from tests.custom.crm.plans.conftest import at, care, database_url, town, world
from tests.runtime.notify.conftest import mail, use

__all__ = ["at", "care", "database_url", "mail", "town", "use", "world"]
