"""The admin: the same columns, filters and search, related rows selected along, refs as raw ids or autocomplete."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q

from .models import (
    Category,
    Customer,
    Department,
    Employee,
    Project,
    RoleProject,
    SlaPolicy,
    Unit,
    WorkOrder,
)


@admin.register(Project, Category, Department, SlaPolicy)
class NamedAdmin(admin.ModelAdmin):
    def get_search_fields(self, request: Any) -> tuple[str, ...]:
        return ("code",) if self.model is SlaPolicy else ("name",)


@admin.register(Customer, Employee)
class PersonAdmin(admin.ModelAdmin):
    search_fields = ("name",)


@admin.register(Unit)
class UnitAdmin(admin.ModelAdmin):
    search_fields = ("full_no",)


@admin.register(WorkOrder)
class WorkOrderAdmin(admin.ModelAdmin):
    list_display = (
        "order_no", "summary", "project", "unit", "category", "priority", "state", "assignee_name", "sla_state",
        "resolve_due", "created_at",
    )  # fmt: skip
    list_filter = ("state", "priority", "sla_state", "project", "category", "source", "chargeable")
    list_select_related = ("project", "unit", "category")
    list_per_page = 25
    # One exact count for the page; the admin's second one, of all rows without filters, is left out.
    show_full_result_count = False
    search_fields = ("order_no", "summary")
    ordering = ("-created_at", "-id")
    autocomplete_fields = (
        "customer", "unit", "project", "category", "department", "assignee", "dept_head", "project_manager", "policy",
    )  # fmt: skip
    raw_id_fields = ("duplicate_of", "follow_up_of")
    readonly_fields = ("created_at", "updated_at")

    def get_queryset(self, request: Any) -> Any:
        mine = RoleProject.objects.filter(user_id=request.user.id, deleted_at=None)
        projects = list(mine.values_list("project_id", flat=True))
        found = super().get_queryset(request)
        return found.filter(
            Q(project_id__in=projects) | Q(created_by_id=request.user.id), deleted_at=None
        )
