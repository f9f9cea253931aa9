"""An integrator's program over the generated package `shop_api`; prints what it met as JSON. SITE TOKEN STORE CLERK ARTICLE."""

from __future__ import annotations

import json
import sys
from io import BytesIO
from pathlib import Path

from shop_api import AuthenticatedClient
from shop_api.api.article import update_article
from shop_api.api.files import download_file, upload_file
from shop_api.api.sale import create_sale, get_sale, list_sale, pack_sale, update_sale
from shop_api.models import (
    ArticleUpdate,
    FileKind,
    Level,
    Problem,
    Sale,
    SaleCreate,
    SaleFilters,
    SaleLineRow,
    SalePack,
    SalePage,
    SaleUpdate,
    UploadFileBody,
)
from shop_api.models import File as Stored
from shop_api.types import UNSET, File


def main(site: str, token: str, store: int, clerk: int, article: int, picture: Path) -> None:
    client = AuthenticatedClient(site, token, headers={"Accept-Language": "en"})
    line = SaleLineRow(article=article, count="2", price="45.50")
    made: list[Sale] = []
    for number in range(3):
        body = SaleCreate(store=store, summary=f"Lamp {number}", level=Level.HIGH, lines=[line])
        one = create_sale.sync(client=client, body=body, idempotency_key=f"lamp-{number}")
        assert isinstance(one, Sale), one
        made.append(one)
    again = create_sale.sync_detailed(client=client, body=body, idempotency_key="lamp-2")
    assert isinstance(again.parsed, Sale)

    filters = SaleFilters(level=Level.HIGH)
    filters["store.name__starts"] = "E"
    found: list[Sale] = []
    cursor: str | None = None
    pages = 0
    while pages == 0 or cursor is not None:
        page = list_sale.sync(
            client=client, filters=filters, sort="-id", limit=2, cursor=cursor or UNSET
        )
        assert isinstance(page, SalePage), page
        found += page.items
        cursor = page.next_
        pages += 1

    whole = get_sale.sync_detailed(found[0].id, client=client, expand="lines,store")
    assert isinstance(whole.parsed, Sale)
    assert whole.parsed.store
    assert whole.parsed.lines
    tag = whole.headers["ETag"]
    changed = update_sale.sync_detailed(
        found[0].id, client=client, body=SaleUpdate(summary="Two lamps"), if_match=tag
    )
    assert isinstance(changed.parsed, Sale), changed.content
    late = update_sale.sync_detailed(
        found[0].id, client=client, body=SaleUpdate(summary="Too late"), if_match=tag
    )
    assert isinstance(late.parsed, Problem)
    packed = pack_sale.sync(found[0].id, client=client, body=SalePack(clerk=clerk))
    assert isinstance(packed, Sale), packed
    refused = create_sale.sync(client=client, body=SaleCreate(store=store, summary=""))
    assert isinstance(refused, Problem)

    sent = File(BytesIO(picture.read_bytes()), "lamp.png", "image/png")
    stored = upload_file.sync(client=client, body=UploadFileBody(file=sent, kind=FileKind.IMAGE))
    assert isinstance(stored, Stored), stored
    shown = update_article.sync(
        article, client=client, body=ArticleUpdate(picture=stored.id), if_match='"1"'
    )
    back = download_file.sync_detailed(stored.id, client=client)
    told = {
        "summaries": [one.summary for one in found],
        "pages": pages,
        "replayed": again.headers["Idempotent-Replayed"],
        "same": again.parsed.id == made[-1].id,
        "store": whole.parsed.store.name,
        "total": whole.parsed.total,
        "line": whole.parsed.lines[0].to_dict()["price"],
        "changed": changed.parsed.summary,
        "late": [late.status_code, late.parsed.code],
        "state": packed.state,
        "refused": [refused.code, refused.errors[0].field, refused.errors[0].message],
        "picture": [
            type(shown).__name__,
            stored.content_type,
            back.content == picture.read_bytes(),
        ],
    }
    print(json.dumps(told))


if __name__ == "__main__":
    _, site, token, store, clerk, article, picture = sys.argv
    main(site, token, int(store), int(clerk), int(article), Path(picture))
