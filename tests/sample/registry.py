"""What there is: roles, modules, users and every entity."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 04c29d07d5c312fc55598d524fc77dea49aef23d096bf36d3c260d6d1e7a6907

from app.runtime.expression import expression
from app.runtime.field import label
from app.runtime.registry import (
    AppInfo,
    Home,
    Module,
    Registry,
    Report,
    Role,
    RoleSeparation,
    Task,
    UserValue,
)

from . import enums
from .article import Article, article_hooks, article_policy
from .buyer import Buyer, buyer_hooks, buyer_policy
from .clerk import Clerk, clerk_hooks, clerk_policy
from .keyword import Keyword, keyword_hooks, keyword_policy
from .posting import Posting, posting_hooks, posting_policy
from .sale import Sale, sale_hooks, sale_policy, sale_workflow
from .sale_line import SaleLine, sale_line_hooks, sale_line_policy
from .store import Store, store_hooks, store_policy
from .store_role import StoreRole, store_role_hooks, store_role_policy

registry = Registry(
    app=AppInfo(
        name="shop",
        label=label(zh="小店", en="Corner Shop"),
        languages=["zh", "en"],
        timezone="Asia/Shanghai",
        currency="CNY",
    ),
    roles=[
        Role("manager", label(zh="店长", en="Manager"), publishes=True),
        Role("clerk", label(zh="店员", en="Clerk")),
        Role("auditor", label(zh="审计员", en="Auditor")),
        Role("cashier", label(zh="收银员", en="Cashier")),
        Role("buyer", label(zh="顾客", en="Buyer"), portal=True),
        Role("sysadmin", label(zh="系统管理员", en="System administrator")),
    ],
    modules=[
        Module("trade", label(zh="买卖", en="Trade"), icon="cart"),
        Module("base", label(zh="基础", en="Basics"), icon="building"),
    ],
    enums=[enums.level],
    users=[
        UserValue("clerk", to="Clerk", by="login"),
        UserValue("buyer", to="Buyer", by="login"),
        UserValue(
            "stores", to="Store", through="StoreRole", user_field="user", target_field="store"
        ),
    ],
    separations=[RoleSeparation("cashier", "auditor")],
)
registry.add(Store, policy=store_policy, hooks=store_hooks)
registry.add(StoreRole, policy=store_role_policy, hooks=store_role_hooks)
registry.add(Clerk, policy=clerk_policy, hooks=clerk_hooks)
registry.add(Buyer, policy=buyer_policy, hooks=buyer_hooks)
registry.add(Keyword, policy=keyword_policy, hooks=keyword_hooks)
registry.add(Article, policy=article_policy, hooks=article_hooks)
registry.add(Sale, policy=sale_policy, hooks=sale_hooks, workflow=sale_workflow)
registry.add(SaleLine, policy=sale_line_policy, hooks=sale_line_hooks)
registry.add(Posting, policy=posting_policy, hooks=posting_hooks)
registry.report(
    Report(
        "sales",
        entity="Sale",
        label=label(zh="销售", en="Sales"),
        measures=[
            {"function": "count", "labels": {"zh": "销售单", "en": "Sale"}},
            {"function": "sum", "field": "total", "labels": {"zh": "合计", "en": "Total"}},
            {"function": "avg", "field": "total", "labels": {"zh": "平均金额", "en": "Average"}},
            {
                "function": "median",
                "field": "total",
                "labels": {"zh": "金额中位数", "en": "Median"},
            },
            {"function": "p90", "field": "total", "labels": {"zh": "金额 P90", "en": "P90"}},
            {"function": "max", "field": "total", "labels": {"zh": "最大金额", "en": "Largest"}},
            {"function": "distinct", "field": "buyer", "labels": {"zh": "顾客数", "en": "Buyers"}},
            {
                "function": "rate",
                "when": {
                    "source": "pack_status == 'met'",
                    "tree": ["eq", ["field", "pack_status"], ["lit", "string", "met"]],
                },
                "of": {
                    "source": "pack_status in ['met', 'missed']",
                    "tree": [
                        "in",
                        ["field", "pack_status"],
                        ["list", ["lit", "string", "met"], ["lit", "string", "missed"]],
                    ],
                },
                "labels": {"zh": "按时率", "en": "On time"},
            },
            {
                "function": "median",
                "from": "created_at",
                "to": "promised_at",
                "labels": {"zh": "约定时长", "en": "Time promised"},
            },
        ],
        group=["buyer"],
        period={"field": "created_at", "by": "month"},
        compare="previous",
        chart="bar",
        top=3,
    ),
)
registry.report(
    Report(
        "sales_by_month",
        entity="Sale",
        label=label(zh="每月销售", en="Sales by month"),
        measures=[
            {"function": "count", "labels": {"zh": "销售单", "en": "Sale"}},
            {"function": "sum", "field": "total", "labels": {"zh": "合计", "en": "Total"}},
        ],
        group=["level"],
        period={"field": "created_at", "by": "month"},
        compare="last_year",
        pivot="level",
        chart="line",
        where=expression(
            "state != 'refunded'", ["ne", ["field", "state"], ["lit", "string", "refunded"]]
        ),
    ),
)
registry.report(
    Report(
        "notes",
        entity="Sale",
        label=label(zh="有备注的销售", en="Sales with a note"),
        measures=[
            {"function": "count", "labels": {"zh": "销售单", "en": "Sale"}},
            {
                "function": "rate",
                "when": {
                    "source": "internal_note != null",
                    "tree": ["not_null", ["field", "internal_note"]],
                },
                "labels": {"zh": "备注率", "en": "With a note"},
            },
        ],
        group=["store", "state"],
        pivot="state",
        where=expression("summary != 'x'", ["ne", ["field", "summary"], ["lit", "string", "x"]]),
    ),
)
registry.report(
    Report(
        "packing",
        entity="Sale",
        label=label(zh="备货按时率", en="Packed in time"),
        measures=[
            {
                "function": "rate",
                "when": {
                    "source": "pack_status == 'met'",
                    "tree": ["eq", ["field", "pack_status"], ["lit", "string", "met"]],
                },
                "of": {
                    "source": "pack_status in ['met', 'missed']",
                    "tree": [
                        "in",
                        ["field", "pack_status"],
                        ["list", ["lit", "string", "met"], ["lit", "string", "missed"]],
                    ],
                },
                "labels": {"zh": "按时率", "en": "In time"},
            },
        ],
        period={"field": "created_at", "by": "month"},
        compare="previous",
        roles=["auditor"],
        target={"at_least": "95"},
    ),
)
registry.home(
    Home(
        "auditor",
        tasks=[
            Task(
                "Sale",
                label=label(zh="待发货", en="To be sent"),
                where=expression(
                    "state == 'packing'", ["eq", ["field", "state"], ["lit", "string", "packing"]]
                ),
                sort="promised_at",
            ),
        ],
        figures=["packing"],
        charts=["sales_by_month"],
    ),
)
