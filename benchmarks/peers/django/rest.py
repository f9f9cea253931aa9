"""The REST resource: a ModelViewSet with token authentication, model permissions, a filtered queryset."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet
from rest_framework import pagination, permissions, routers, serializers, viewsets

from .models import Category, Project, RoleProject, WorkOrder

NAMED = (
    "customer",
    "unit",
    "project",
    "category",
    "department",
    "assignee",
    "dept_head",
    "project_manager",
    "policy",
)


class Pages(pagination.LimitOffsetPagination):
    default_limit = 25
    max_limit = 200


class Uncounted(Pages):
    """The same without the total."""

    def get_count(self, queryset: Any) -> int:
        return 0

    def paginate_queryset(self, queryset: Any, request: Any, view: Any = None) -> list[Any]:
        self.request, self.count = request, 0
        self.limit, self.offset = self.get_limit(request) or 25, self.get_offset(request)
        return list(queryset[self.offset : self.offset + self.limit])

    def get_next_link(self) -> str | None:
        return None


class ProjectName(serializers.ModelSerializer):
    class Meta:
        model = Project
        fields = ("id", "name")


class CategoryName(serializers.ModelSerializer):
    class Meta:
        model = Category
        fields = ("id", "name")


class InList(serializers.ModelSerializer):
    project = ProjectName()
    category = CategoryName()

    class Meta:
        model = WorkOrder
        fields = (
            "id", "version", "order_no", "summary", "state", "priority", "resolve_due", "created_at", "project", "category",
        )  # fmt: skip


class Whole(serializers.ModelSerializer):
    """Every field; refs are written as ids and read with the name of what they name."""

    class Meta:
        model = WorkOrder
        exclude = ("deleted_at",)
        read_only_fields = (
            "order_no",
            "state",
            "assigned_at",
            "respond_due",
            "resolve_due",
            "sla_state",
        )

    def to_representation(self, instance: WorkOrder) -> dict[str, Any]:
        shown: dict[str, Any] = super().to_representation(instance)
        for name in NAMED:
            target = getattr(instance, name)
            shown[name] = None if target is None else {"id": target.pk, "title": str(target)}
        return shown


class WorkOrders(viewsets.ModelViewSet):
    permission_classes = [permissions.IsAuthenticated, permissions.DjangoModelPermissions]
    pagination_class = Pages

    def get_queryset(self) -> QuerySet[WorkOrder]:
        user = self.request.user
        mine = RoleProject.objects.filter(user_id=user.id, deleted_at=None).values_list(
            "project_id", flat=True
        )
        found = WorkOrder.objects.filter(
            Q(project_id__in=list(mine)) | Q(created_by_id=user.id), deleted_at=None
        )
        if self.action != "list":
            return found.select_related(*NAMED)
        for name in ("state", "priority"):
            if value := self.request.query_params.get(name):
                found = found.filter(**{name: value})
        columns = [f.name for f in InList.Meta.model._meta.fields if f.name in InList.Meta.fields]
        return (
            found.select_related("project", "category")
            .only(*columns, "project__name", "category__name")
            .order_by(F("resolve_due").desc(nulls_last=True), "-id")
        )

    def get_serializer_class(self) -> type[serializers.BaseSerializer]:
        return InList if self.action == "list" else Whole

    def perform_create(self, serializer: serializers.BaseSerializer) -> None:
        serializer.save(created_by_id=self.request.user.id)


class UncountedWorkOrders(WorkOrders):
    pagination_class = Uncounted


router = routers.DefaultRouter()
router.register("work_order", WorkOrders, basename="work_order")
router.register("uncounted", UncountedWorkOrders, basename="uncounted")
