"""商品 Article: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 46d24e21df3b7b05776ff90c6982d1501b476ff5339a0443d39928326ae62817

from app.runtime.policy import Policy, everything

from .model import Article

article_policy = Policy(Article)
article_policy.allow(
    "read", manager=everything, clerk=everything, auditor=everything, buyer=everything
)
article_policy.allow("create", manager=everything)
article_policy.allow("update", manager=everything, clerk=everything)
article_policy.allow("delete", manager=everything)
article_policy.allow("export", manager=everything)
article_policy.allow("import", manager=everything)
article_policy.restrict_field("cost", read=["manager", "auditor"], write=["manager"])
article_policy.restrict_field("margin", read=["manager", "auditor"])
article_policy.restrict_field("token", read=["manager"], write=["manager"])
