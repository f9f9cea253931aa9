"""Records on paper: the PDF says what the page shows this reader, its Chinese can be found, and the code leads back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
import segno
from flask import Flask
from pypdf import PdfReader

from app.runtime import records
from app.runtime.context import Context
from app.web.documents import labels
from tests.web.conftest import Shop
from tests.web.pages import visit


def read(answer: Any) -> str:
    """The text of a PDF as somebody who copies it gets it."""
    assert answer.mimetype == "application/pdf", answer.get_data(as_text=True)[:500]
    pages = PdfReader(io.BytesIO(answer.get_data())).pages
    return "\n".join(page.extract_text() for page in pages)


def test_the_chinese_text_of_a_pdf_can_be_found(manager: Any, shop: Shop) -> None:
    text = read(manager.get(f"/paper/sale/{shop.sales[0]}.pdf"))
    assert "订单0" in text
    assert "大米" in text
    assert "1 / 1" in text


def test_what_a_reader_may_not_see_is_not_on_his_paper(
    login: Callable[..., Any], clerk: Any, shop: Shop
) -> None:
    assert "熟客" in read(clerk.get(f"/paper/sale/{shop.sales[0]}.pdf"))
    auditor = login("auditor")
    assert "熟客" not in read(auditor.get(f"/paper/sale/{shop.sales[0]}.pdf?history=1"))
    assert "熟客" not in visit(auditor, f"/paper/sale/{shop.sales[0]}?history=1").text


@pytest.mark.database
def test_a_record_out_of_scope_has_no_paper_and_no_label(clerk: Any, shop: Shop) -> None:
    assert clerk.get(f"/paper/sale/{shop.far_sale}.pdf").status_code == 404
    assert clerk.get(f"/labels/sale/{shop.far_sale}.svg").status_code == 404
    page = visit(clerk, f"/labels/sale?id={shop.far_sale},{shop.sales[0]}")
    assert "订单0" in page.text
    assert "远处的订单" not in page.text


def test_the_history_is_printed_when_it_is_asked_for(manager: Any, shop: Shop) -> None:
    assert "历史" not in read(manager.get(f"/paper/sale/{shop.sales[0]}.pdf"))
    assert "历史" in read(manager.get(f"/paper/sale/{shop.sales[0]}.pdf?history=1"))


def test_words_of_a_template_that_somebody_typed_stay_words(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    text = '#panic("x") $ * _ = `\\ <b>&'
    made = records.create(ctx, Sale, {"store": shop.near, "summary": text})
    assert text in read(manager.get(f"/paper/sale/{made.id}.pdf"))


def test_a_paper_asks_the_same_few_questions_however_long_the_record(
    manager: Any, shop: Shop, ctx: Context, statements: Callable[[], Any]
) -> None:
    from tests.sample.models import Sale

    line = {"article": shop.articles[0], "count": 1, "price": "1"}
    long = records.create(ctx, Sale, {"store": shop.near, "summary": "长", "lines": [line] * 30})
    manager.get(f"/paper/sale/{shop.sales[0]}.pdf")
    counts = []
    for one in (shop.sales[0], long.id):
        with statements() as seen:
            manager.get(f"/paper/sale/{one}.pdf")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_scanned_code_leads_past_the_entrance_to_the_record(
    app: Flask, client: Any, manager: Any, shop: Shop
) -> None:
    to_entrance = client.get(f"/q/sale/{shop.sales[0]}")
    assert to_entrance.status_code == 302
    assert f"next=/q/sale/{shop.sales[0]}" in to_entrance.location.replace("%2F", "/")
    landed = manager.get(f"/q/sale/{shop.sales[0]}")
    assert landed.location == f"/sale/show/{shop.sales[0]}"
    assert manager.get("/q/nothing/1").status_code == 404


def test_a_code_says_the_public_address(
    app: Flask, manager: Any, shop: Shop, monkeypatch: Any
) -> None:
    from dataclasses import replace

    from app.web.documents import codes

    config = replace(app.config["DOUGONG"], public_url="https://desk.example/")
    monkeypatch.setitem(app.config, "DOUGONG", config)
    with app.test_request_context("/"):
        assert codes.address("sale", 7) == "https://desk.example/q/sale/7"


@pytest.mark.database
def test_labels_come_in_the_order_of_the_choice_and_leave_out_used_ones(
    manager: Any, shop: Shop
) -> None:
    first, second = shop.sales[:2]
    page = visit(manager, f"/labels/sale?id={second}&id={first}&size=2x4&skip=3")
    titles = [one.get_text() for one in page.html.select(".labels strong")]
    assert ["订单1" in titles[0], "订单0" in titles[1]] == [True, True]
    text = read(manager.get(f"/labels/sale.pdf?id={second}&id={first}&size=2x4&skip=3"))
    assert text.index("订单1") < text.index("订单0")
    # What the schema names below the title: who bought it, and where.
    assert "李芳" in page.html.select(".labels li")[0].get_text()
    assert text.index("李芳") < text.index("王小明")
    assert "近店" in text


def test_ticked_rows_of_a_list_lead_to_their_labels(manager: Any, shop: Shop) -> None:
    page = visit(manager, "/sale/list/")
    bar = page.html.select_one("#bulk")
    assert bar is not None
    assert bar.select_one("button[formaction='/labels/sale']") is not None
    token = bar.select_one("[name=csrf_token]")["value"]  # type: ignore[index]
    first, second = shop.sales[:2]
    sent = {"csrf_token": token, "_ids": [str(first), str(second)], "_here": ""}
    assert manager.post("/labels/sale", data=sent).location == f"/labels/sale?id={first}%2C{second}"
    every = {**sent, "_all": "1", "_here": f"view=all&store={shop.far}&columns=sale_no"}
    assert manager.post("/labels/sale", data=every).location.startswith("/labels/sale?")
    none = {"csrf_token": token, "_here": ""}
    assert manager.post("/labels/sale", data=none).location == "/sale/list/"


@pytest.mark.database
def test_labels_of_a_list_are_those_that_its_filter_leaves(manager: Any, shop: Shop) -> None:
    page = visit(manager, f"/labels/sale?store={shop.far}")
    assert [
        one.get_text(strip=True).endswith("远处的订单")
        for one in page.html.select(".labels strong")
    ] == [True]
    assert manager.get("/labels/sale?id=1x").status_code == 400


@pytest.mark.database
def test_many_labels_are_several_files_that_begin_with_a_whole_sheet(
    manager: Any, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(labels, "AT_A_TIME", 8)
    page = visit(manager, "/labels/sale?sort=id&size=2x4&skip=7")
    files = [
        (link.get_text(strip=True).removeprefix("PDF"), str(link["href"]))
        for link in page.html.select(".head .actions a")
    ]
    count = len(page.html.select(".labels strong"))
    assert [name.split()[-1] for name, _url in files] == ["1–1", f"2–{count}"]
    first, second = (read(manager.get(url)) for _name, url in files)
    assert [first.count("订单"), second.count("订单")] == [1, count - 1]
    assert manager.get("/labels/sale.pdf?size=2x4&part=999").status_code == 400


def test_more_labels_than_one_choice_holds_are_told_how_to_be_printed(
    manager: Any, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(labels, "MOST", 1)
    assert "分几次打印" in visit(manager, "/labels/sale").text
    ids = ",".join(map(str, shop.sales[:2]))
    refused = manager.get(f"/labels/sale?id={ids}")
    assert (refused.status_code, "分几次打印" in refused.text) == (400, True)


def test_people_without_the_role_get_neither_labels_nor_paper(
    login: Callable[..., Any], shop: Shop
) -> None:
    administrator, resident = login("sysadmin"), login("buyer")
    for address in (f"/labels/sale?id={shop.sales[0]}", f"/paper/sale/{shop.sales[0]}.pdf"):
        assert administrator.get(address).status_code == 403
        assert resident.get(address).location == "/portal/", address


def test_without_the_engine_the_page_to_print_is_left(
    manager: Any, shop: Shop, monkeypatch: Any
) -> None:
    from app.runtime.pdf import engine

    monkeypatch.setattr(engine, "is_possible", lambda: False)
    refused = manager.get(f"/paper/sale/{shop.sales[0]}.pdf")
    assert refused.status_code == 503
    assert "浏览器" in refused.get_data(as_text=True)
    assert "订单0" in visit(manager, f"/paper/sale/{shop.sales[0]}").text


def png(*, whole: bool = True) -> bytes:
    """A small picture; the broken one has the right beginning and no end."""
    code = io.BytesIO()
    segno.make("17").save(code, kind="png", scale=4)
    return code.getvalue() if whole else code.getvalue()[:60]


def with_pictures(manager: Any, shop: Shop, *pictures: bytes) -> str:
    """The address of the paper of an article with these pictures."""
    article = shop.articles[0]
    form = visit(manager, f"/article/edit/{article}")
    files = [(io.BytesIO(one), f"{number}.png") for number, one in enumerate(pictures)]
    assert form.send(pictures__new=files).status == 302
    return f"/paper/article/{article}.pdf"


def shown(answer: Any) -> int:
    return sum(len(page.images) for page in PdfReader(io.BytesIO(answer.get_data())).pages)


def test_the_pictures_of_a_record_are_on_its_paper(manager: Any, shop: Shop) -> None:
    bare = shown(manager.get(f"/paper/article/{shop.articles[1]}.pdf"))
    address = with_pictures(manager, shop, png(), png())
    assert shown(manager.get(address)) == bare + 1, "the same picture twice is kept once"
    page = visit(manager, address.removesuffix(".pdf"))
    assert len(page.html.select(".pictures img")) == 2


def test_a_picture_that_would_fill_the_memory_is_left_out_of_the_paper(
    manager: Any, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = shown(manager.get(f"/paper/article/{shop.articles[0]}.pdf"))
    address = with_pictures(manager, shop, png())
    monkeypatch.setattr("app.web.documents.pictures.MOST_PIXELS", 100)
    answer = manager.get(address)
    assert "记录中另有 1 张" in read(answer)
    assert shown(answer) == bare


def test_a_picture_that_is_none_does_not_keep_the_paper_from_being_made(
    manager: Any, shop: Shop
) -> None:
    answer = manager.get(with_pictures(manager, shop, png(whole=False)))
    assert answer.status_code == 200
    assert "大米" in read(answer)
