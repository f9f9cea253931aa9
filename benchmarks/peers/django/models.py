"""The tables of the application, as Django sees them. It neither makes nor changes them."""

from __future__ import annotations

from django.db import models


class Project(models.Model):
    code = models.CharField(max_length=16)
    name = models.CharField(max_length=64)
    deleted_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        managed = False
        db_table = "project"
        app_label = "django"

    def __str__(self) -> str:
        return self.name


class RoleProject(models.Model):
    user_id = models.IntegerField()
    project = models.ForeignKey(Project, models.DO_NOTHING)
    deleted_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        managed = False
        db_table = "role_project"
        app_label = "django"


class Category(models.Model):
    code = models.CharField(max_length=32)
    name = models.CharField(max_length=64)

    class Meta:
        managed = False
        db_table = "ticket_category"
        app_label = "django"

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    full_no = models.CharField(max_length=64)
    project = models.ForeignKey(Project, models.DO_NOTHING)

    class Meta:
        managed = False
        db_table = "unit"
        app_label = "django"

    def __str__(self) -> str:
        return self.full_no


class Customer(models.Model):
    name = models.CharField(max_length=64)

    class Meta:
        managed = False
        db_table = "customer"
        app_label = "django"

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    name = models.CharField(max_length=64)

    class Meta:
        managed = False
        db_table = "department"
        app_label = "django"

    def __str__(self) -> str:
        return self.name


class Employee(models.Model):
    name = models.CharField(max_length=32)

    class Meta:
        managed = False
        db_table = "employee"
        app_label = "django"

    def __str__(self) -> str:
        return self.name


class SlaPolicy(models.Model):
    code = models.CharField(max_length=32)

    class Meta:
        managed = False
        db_table = "sla_policy"
        app_label = "django"

    def __str__(self) -> str:
        return self.code


def _choices(text: str) -> list[tuple[str, str]]:
    return [(name, name) for name in text.split()]


class WorkOrder(models.Model):
    order_no = models.CharField(max_length=40, null=True, blank=True)
    source = models.CharField(
        max_length=40,
        choices=_choices(
            "app web wechat chat hotline desk inspection feedback iot email api survey"
        ),
        default="web",
    )
    external_id = models.CharField(max_length=64, null=True, blank=True)
    customer = models.ForeignKey(Customer, models.DO_NOTHING, null=True, blank=True)
    unit = models.ForeignKey(Unit, models.DO_NOTHING, null=True, blank=True)
    project = models.ForeignKey(Project, models.DO_NOTHING)
    category = models.ForeignKey(Category, models.DO_NOTHING, null=True, blank=True)
    priority = models.CharField(
        max_length=40, null=True, blank=True, choices=_choices("p1 p2 p3 p4")
    )
    summary = models.CharField(max_length=120)
    description = models.TextField(null=True, blank=True)
    photos = models.JSONField(null=True, blank=True)
    contact_name = models.CharField(max_length=64, null=True, blank=True)
    contact_phone = models.CharField(max_length=20, null=True, blank=True)
    site_phone = models.CharField(max_length=20, null=True, blank=True)
    appointment_at = models.DateTimeField(null=True, blank=True)
    confidence = models.BigIntegerField(null=True, blank=True)
    chargeable = models.BooleanField(null=True, blank=True)
    department = models.ForeignKey(Department, models.DO_NOTHING, null=True, blank=True)
    assignee = models.ForeignKey(
        Employee, models.DO_NOTHING, null=True, blank=True, related_name="+"
    )
    assignee_name = models.CharField(max_length=32, null=True, blank=True)
    assigned_at = models.DateTimeField(null=True, blank=True)
    reassign_count = models.IntegerField(null=True, blank=True, default=0)
    dept_head = models.ForeignKey(
        Employee, models.DO_NOTHING, null=True, blank=True, related_name="+"
    )
    dept_head_name = models.CharField(max_length=32, null=True, blank=True)
    project_manager = models.ForeignKey(
        Employee, models.DO_NOTHING, null=True, blank=True, related_name="+"
    )
    manager_name = models.CharField(max_length=32, null=True, blank=True)
    policy = models.ForeignKey(SlaPolicy, models.DO_NOTHING, null=True, blank=True)
    respond_due = models.DateTimeField(null=True, blank=True)
    resolve_due = models.DateTimeField(null=True, blank=True)
    responded_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    sla_state = models.CharField(
        max_length=40, null=True, blank=True, choices=_choices("ok warn breached met missed")
    )
    arrival_code = models.CharField(max_length=64, null=True, blank=True)
    arrival_photos = models.JSONField(null=True, blank=True)
    hold_reason = models.CharField(
        max_length=40,
        null=True,
        blank=True,
        choices=_choices("customer_absent waiting_part external"),
    )
    resume_at = models.DateTimeField(null=True, blank=True)
    hold_count = models.IntegerField(null=True, blank=True, default=0)
    quote = models.BigIntegerField(null=True, blank=True)
    result = models.TextField(null=True, blank=True)
    cause = models.CharField(max_length=48, null=True, blank=True)
    after_photos = models.JSONField(null=True, blank=True)
    rating = models.IntegerField(null=True, blank=True)
    rating_comment = models.CharField(max_length=500, null=True, blank=True)
    reopen_count = models.IntegerField(null=True, blank=True, default=0)
    internal_note = models.TextField(null=True, blank=True)
    duplicate_of = models.ForeignKey(
        "self", models.DO_NOTHING, null=True, blank=True, related_name="+"
    )
    follow_up_of = models.ForeignKey(
        "self", models.DO_NOTHING, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        max_length=40,
        choices=_choices(
            "new accepted assigned in_progress on_hold quoted resolved closed cancelled rejected"
        ),
        default="new",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by_id = models.IntegerField(null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by_id = models.IntegerField(null=True, blank=True, editable=False)
    version = models.IntegerField(default=1, editable=False)
    deleted_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        managed = False
        db_table = "work_order"
        app_label = "django"

    def __str__(self) -> str:
        return f"{self.order_no} {self.summary}"
