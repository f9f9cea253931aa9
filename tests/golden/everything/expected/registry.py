"""What there is: roles, modules, users and every entity."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 102128f6cf9a0aa518ff3e14adc2e530c7e7d14b3d4e730412bd01791ff884e1

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
    TransitionSeparation,
    UserValue,
)

from . import enums
from .branch import Branch, branch_hooks, branch_policy
from .branch_access import BranchAccess, branch_access_hooks, branch_access_policy
from .category import Category, category_hooks, category_policy
from .clerk import Clerk, clerk_hooks, clerk_policy
from .order import Order, order_hooks, order_policy, order_workflow
from .order_line import OrderLine, order_line_hooks, order_line_policy
from .product import Product, product_hooks, product_policy
from .shopper import Shopper, shopper_hooks, shopper_policy
from .stock_move import StockMove, stock_move_hooks, stock_move_policy
from .tag import Tag, tag_hooks, tag_policy

registry = Registry(
    app=AppInfo(
        name="shop",
        label=label(zh="小店", en="Shop"),
        languages=["zh", "en"],
        timezone="Asia/Shanghai",
        currency="CNY",
    ),
    roles=[
        Role("clerk", label(zh="店员", en="Clerk")),
        Role("packer", label(zh="打包员", en="Packer")),
        Role("manager", label(zh="店长", en="Manager")),
        Role("auditor", label(zh="审计", en="Auditor")),
        Role("shopper", label(zh="顾客", en="Shopper"), portal=True),
    ],
    modules=[
        Module("stock", label(zh="商品", en="Stock"), icon="box"),
        Module("sales", label(zh="销售", en="Sales"), icon="cart"),
    ],
    enums=[enums.urgency, enums.clock_state],
    users=[
        UserValue("clerk", to="Clerk", by="login"),
        UserValue("shopper", to="Shopper", by="login"),
        UserValue(
            "branches",
            to="Branch",
            through="BranchAccess",
            user_field="user",
            target_field="branch",
        ),
    ],
    separations=[
        RoleSeparation("auditor", "manager"),
        TransitionSeparation("Order", "pack", "ship"),
    ],
)
registry.add(Branch, policy=branch_policy, hooks=branch_hooks)
registry.add(BranchAccess, policy=branch_access_policy, hooks=branch_access_hooks)
registry.add(Clerk, policy=clerk_policy, hooks=clerk_hooks)
registry.add(Category, policy=category_policy, hooks=category_hooks)
registry.add(Tag, policy=tag_policy, hooks=tag_hooks)
registry.add(Product, policy=product_policy, hooks=product_hooks)
registry.add(Shopper, policy=shopper_policy, hooks=shopper_hooks)
registry.add(Order, policy=order_policy, hooks=order_hooks, workflow=order_workflow)
registry.add(OrderLine, policy=order_line_policy, hooks=order_line_hooks)
registry.add(StockMove, policy=stock_move_policy, hooks=stock_move_hooks)
registry.report(
    Report(
        "sales_by_month",
        entity="Order",
        label=label(zh="每月销售", en="Sales by month"),
        measures=[
            {"function": "count", "labels": {"zh": "订单", "en": "Order"}},
            {"function": "sum", "field": "total", "labels": {"zh": "合计", "en": "Total"}},
            {"function": "avg", "field": "stars", "labels": {"zh": "评分", "en": "Stars"}},
        ],
        group=["branch", "urgency"],
        period={"field": "ordered_on", "by": "month"},
        compare="last_year",
        pivot="urgency",
        chart="bar",
        where=expression(
            "state != 'cancelled'", ["ne", ["field", "state"], ["lit", "string", "cancelled"]]
        ),
        top=8,
        roles=["manager", "auditor"],
    ),
)
registry.report(
    Report(
        "shipping",
        entity="Order",
        label=label(zh="发货", en="Shipping"),
        measures=[
            {
                "function": "rate",
                "when": {
                    "source": "clock_state == 'met'",
                    "tree": ["eq", ["field", "clock_state"], ["lit", "string", "met"]],
                },
                "of": {
                    "source": "clock_state in ['met', 'missed']",
                    "tree": [
                        "in",
                        ["field", "clock_state"],
                        ["list", ["lit", "string", "met"], ["lit", "string", "missed"]],
                    ],
                },
                "labels": {"zh": "按时率", "en": "On time"},
            },
            {
                "function": "median",
                "from": "created_at",
                "to": "ship_at",
                "labels": {"zh": "发货用时", "en": "Time to ship"},
            },
            {"function": "p90", "field": "effort", "labels": {"zh": "耗时", "en": "Effort"}},
            {
                "function": "distinct",
                "field": "shopper",
                "labels": {"zh": "顾客数", "en": "Shoppers"},
            },
        ],
        period={"field": "created_at", "by": "week"},
        compare="previous",
        target={"at_least": "97.5"},
    ),
)
registry.home(
    Home(
        "manager",
        tasks=[
            Task(
                "Order",
                label=label(zh="待打包", en="To be packed"),
                where=expression(
                    "state == 'placed' and branch in user.branches",
                    [
                        "and",
                        ["eq", ["field", "state"], ["lit", "string", "placed"]],
                        ["in", ["field", "branch"], ["user", ["branches"]]],
                    ],
                ),
                sort="due_at",
            ),
        ],
        figures=["shipping"],
        charts=["sales_by_month", "shipping"],
    ),
)
