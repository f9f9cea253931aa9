"""Usual Chinese headers in English, for names must be ASCII. What is not here is called after its column."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "编号": "code", "编码": "code", "代码": "code", "序号": "serial_no", "单号": "order_no", "名称": "name", "姓名": "name", "标题": "heading",
    "类型": "kind", "类别": "category", "分类": "category", "状态": "status", "备注": "remark", "说明": "notes", "描述": "notes", "地址": "address",
    "电话": "phone", "联系电话": "phone", "手机": "mobile", "手机号": "mobile", "邮箱": "email", "联系人": "contact", "金额": "amount", "单价": "price",
    "数量": "quantity", "合计": "amount_total", "总价": "amount_total", "日期": "day", "时间": "moment", "开始日期": "starts_on", "结束日期": "ends_on",
    "创建时间": "made_at", "性别": "gender", "年龄": "age", "部门": "department", "职位": "position", "岗位": "position", "员工": "employee",
    "客户": "customer", "供应商": "supplier", "项目": "project", "小区": "estate", "楼栋": "building", "单元": "unit", "房号": "room_no", "房间": "room",
    "房屋": "house", "业主": "owner", "租户": "tenant", "面积": "area", "建筑面积": "gross_area", "使用面积": "net_area", "楼层": "floor", "朝向": "facing",
    "车位": "parking_space", "车牌": "plate_no", "车牌号": "plate_no", "设备": "device", "合同": "contract", "合同编号": "contract_no", "收费项目": "charge",
    "费用": "fee", "应收": "due_amount", "实收": "paid_amount", "余额": "balance", "押金": "deposit", "租金": "rent", "身份证": "identity_no", "身份证号": "identity_no",
    "银行账号": "bank_account", "入住日期": "moved_in_on", "省": "province", "市": "city", "区": "district", "品牌": "brand", "型号": "model", "规格": "spec",
    "是否": "flag", "启用": "enabled", "价格": "price", "税率": "tax_rate", "库存": "stock", "仓库": "warehouse", "产品": "product", "商品": "product",
    "订单": "order", "工单": "job_order", "优先级": "priority", "负责人": "responsible", "处理人": "handler", "图片": "picture", "附件": "attachment",
}  # fmt: skip


def named(header: str, fallback: str) -> str:
    """A name for a header in Chinese; the header itself where it has Latin letters."""
    if any("a" <= letter <= "z" for letter in header.casefold()):
        return header
    plain = header.strip("*：:（）() ")
    for text in (plain, plain.split("（")[0].split("(")[0].strip()):
        if text in WORDS:
            return WORDS[text]
    known = [word for word in WORDS if len(word) > 1 and word in plain]
    found = "_".join(
        WORDS[word] for word in known if not any(word != other and word in other for other in known)
    )
    return found or fallback
