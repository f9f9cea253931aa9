"""What there is: roles, modules, users and every entity."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f8e5f4791fdf34524f422ce67b7a73a632debc679d165c0899a423b35842da12

from app.runtime.field import label
from app.runtime.registry import AppInfo, Module, Registry, Role, RoleSeparation, UserValue

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
