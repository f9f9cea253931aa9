"""The one table of field types: what each becomes in the database, Python, forms, REST, import and filters.

`app/runtime/field_types.py` is its run-time twin; a test holds the two to the same keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

EQUALITY: Final = ("eq", "ne", "in", "not_in", "is_null")
ORDER: Final = (*EQUALITY, "gt", "gte", "lt", "lte", "between")
TEXT: Final = (*EQUALITY, "contains", "starts")
CHOICE: Final = EQUALITY
PRESENCE: Final = ("is_null",)
SET: Final = ("contains", "is_null")
TRUTH: Final = ("eq", "ne", "is_null")

SINGLE: Final = frozenset({"unique", "index"})
VALUE: Final = frozenset({"default", "lookup", "formula"})
WRITTEN: Final = frozenset({"search", "max", "min", "pattern"})
AMOUNT: Final = frozenset({"min", "max", "sum", "avg", "min_of", "max_of", "where"})


@dataclass(frozen=True, slots=True)
class FieldType:
    """One row. `column` is the emitted SQLAlchemy type with `{max}`/`{scale}`; empty for refs, refs and files.

    `storage`: "column", "reference" (a foreign key named `<field>_id`), "association" (a table of pairs)
    or "attachment" (a foreign key to sys_attachment). `kind` is the static type in expressions, None when
    expressions cannot read the field. `options` are the schema keys beyond those that every field has.
    """

    name: str
    zh: str
    en: str
    column: str
    column_imports: tuple[str, ...]
    python: str
    form: str
    rest: Mapping[str, Any]
    importer: str
    operators: tuple[str, ...]
    kind: str | None
    options: frozenset[str]
    python_imports: tuple[str, ...] = ()
    storage: str = "column"
    default_max: int | None = None
    default_scale: int | None = None
    sortable: bool = True
    listed: bool = True

    @property
    def is_number(self) -> bool:
        return self.kind in ("int", "decimal")

    @property
    def may_be_unique(self) -> bool:
        return "unique" in self.options


def _text(
    name: str,
    *,
    zh: str,
    en: str,
    form: str,
    size: int,
    format: str | None = None,
    options: frozenset[str] = WRITTEN,
) -> FieldType:
    rest: dict[str, Any] = {"type": "string"}
    if format:
        rest["format"] = format
    return FieldType(
        name=name,
        zh=zh,
        en=en,
        column="String({max})",
        column_imports=("sqlalchemy.String",),
        python="str",
        form=form,
        rest=rest,
        importer="text",
        operators=TEXT,
        kind="string",
        options=options | SINGLE | VALUE,
        default_max=size,
    )


def _long_text(name: str, *, zh: str, en: str, form: str) -> FieldType:
    return FieldType(
        name=name,
        zh=zh,
        en=en,
        column="Text()",
        column_imports=("sqlalchemy.Text",),
        python="str",
        form=form,
        rest={"type": "string"},
        importer="text",
        operators=("contains", "starts", "is_null"),
        kind="string",
        options=frozenset({"search", "max", "min"}) | VALUE,
        sortable=False,
        listed=False,
    )


def _whole(name: str, *, zh: str, en: str, form: str, rest: Mapping[str, Any]) -> FieldType:
    return FieldType(
        name=name,
        zh=zh,
        en=en,
        column="Integer()",
        column_imports=("sqlalchemy.Integer",),
        python="int",
        form=form,
        rest=rest,
        importer="int",
        operators=ORDER,
        kind="int",
        options=AMOUNT | VALUE | SINGLE | frozenset({"count"}),
    )


def _scaled(name: str, *, zh: str, en: str, form: str, scale: int) -> FieldType:
    return FieldType(
        name=name,
        zh=zh,
        en=en,
        column="ScaledDecimal({scale})",
        column_imports=("app.runtime.types.ScaledDecimal",),
        python="Decimal",
        python_imports=("decimal.Decimal",),
        form=form,
        rest={"type": "string", "format": "decimal"},
        importer="decimal",
        operators=ORDER,
        kind="decimal",
        options=AMOUNT | VALUE | SINGLE | frozenset({"scale"}),
        default_scale=scale,
    )


def _moment(
    name: str,
    *,
    zh: str,
    en: str,
    form: str,
    column: str,
    column_import: str,
    format: str,
    options: frozenset[str] = frozenset({"min_of", "max_of", "where"}),
) -> FieldType:
    return FieldType(
        name=name,
        zh=zh,
        en=en,
        column=column,
        column_imports=(column_import,),
        python=f"datetime.{name}",
        python_imports=("datetime",),
        form=form,
        rest={"type": "string", "format": format},
        importer=name,
        operators=ORDER,
        kind=name,
        options=options | VALUE | SINGLE,
    )


def _documents(name: str, *, zh: str, en: str, form: str, many: bool) -> FieldType:
    return FieldType(
        name=name,
        zh=zh,
        en=en,
        column="JSON(none_as_null=True)" if many else "",
        column_imports=("sqlalchemy.JSON",) if many else ("sqlalchemy.ForeignKey",),
        python="list[int]" if many else "int",
        form=form,
        rest={"type": "array", "items": {"type": "integer"}} if many else {"type": "integer"},
        importer="none",
        operators=PRESENCE,
        kind="list" if many else None,
        options=frozenset({"max"}) if many else frozenset(),
        storage="column" if many else "attachment",
        sortable=False,
        listed=False,
    )


_ROWS: Final = (
    _text("string", zh="单行文本", en="Text", form="StringField", size=200),
    _long_text("text", zh="多行文本", en="Long text", form="TextField"),
    _long_text("richtext", zh="富文本", en="Rich text", form="RichTextField"),
    _whole("int", zh="整数", en="Whole number", form="IntegerField", rest={"type": "integer"}),
    _scaled("decimal", zh="小数", en="Decimal", form="DecimalField", scale=2),
    FieldType(
        name="money",
        zh="金额",
        en="Money",
        column="MoneyType()",
        column_imports=("app.runtime.types.MoneyType",),
        python="Decimal",
        python_imports=("decimal.Decimal",),
        form="MoneyField",
        rest={"type": "string", "format": "decimal"},
        importer="decimal",
        operators=ORDER,
        kind="decimal",
        options=AMOUNT | VALUE | SINGLE,
        default_scale=2,
    ),
    _scaled("percent", zh="百分比", en="Percentage", form="PercentField", scale=2),
    FieldType(
        name="bool",
        zh="是否",
        en="Yes or no",
        column="Boolean()",
        column_imports=("sqlalchemy.Boolean",),
        python="bool",
        form="BooleanField",
        rest={"type": "boolean"},
        importer="bool",
        operators=TRUTH,
        kind="bool",
        options=VALUE | frozenset({"index"}),
    ),
    _moment(
        "date",
        zh="日期",
        en="Date",
        form="DateField",
        column="Date()",
        column_import="sqlalchemy.Date",
        format="date",
    ),
    _moment(
        "datetime",
        zh="日期时间",
        en="Date and time",
        form="DateTimeField",
        column="UtcDateTime()",
        column_import="app.runtime.types.UtcDateTime",
        format="date-time",
    ),
    _moment(
        "time",
        zh="时刻",
        en="Time of day",
        form="TimeField",
        column="Time()",
        column_import="sqlalchemy.Time",
        format="time",
        options=frozenset(),
    ),
    _whole(
        "duration",
        zh="时长（分钟）",
        en="Duration (minutes)",
        form="DurationField",
        rest={"type": "integer", "minimum": 0},
    ),
    FieldType(
        name="enum",
        zh="选项",
        en="One choice",
        column="String(40)",
        column_imports=("sqlalchemy.String",),
        python="str",
        form="EnumField",
        rest={"type": "string"},
        importer="enum",
        operators=CHOICE,
        kind="enum",
        options=VALUE | SINGLE | frozenset({"of", "values"}),
    ),
    FieldType(
        name="enums",
        zh="多选",
        en="Several choices",
        column="JSON(none_as_null=True)",
        column_imports=("sqlalchemy.JSON",),
        python="list[str]",
        form="EnumsField",
        rest={"type": "array", "items": {"type": "string"}},
        importer="enums",
        operators=SET,
        kind="list",
        options=frozenset({"of", "values", "default", "max"}),
        sortable=False,
    ),
    FieldType(
        name="ref",
        zh="关联",
        en="Reference",
        column="",
        column_imports=("sqlalchemy.ForeignKey",),
        python="int",
        form="RefField",
        rest={"type": "integer"},
        importer="ref",
        operators=EQUALITY,
        kind="ref",
        options=VALUE | SINGLE | frozenset({"to", "on_delete"}),
        storage="reference",
    ),
    FieldType(
        name="refs",
        zh="多项关联",
        en="Several references",
        column="",
        column_imports=("sqlalchemy.Table", "sqlalchemy.Column", "sqlalchemy.ForeignKey"),
        python="list[int]",
        form="RefsField",
        rest={"type": "array", "items": {"type": "integer"}},
        importer="refs",
        operators=SET,
        kind=None,
        options=frozenset({"to", "max"}),
        storage="association",
        sortable=False,
    ),
    FieldType(
        name="number",
        zh="自动编号",
        en="Number series",
        column="String(40)",
        column_imports=("sqlalchemy.String",),
        python="str",
        form="StringField",
        rest={"type": "string", "readOnly": True},
        importer="text",
        operators=TEXT,
        kind="string",
        options=frozenset({"pattern", "gapless", "scope", "search"}) | SINGLE,
        default_max=40,
    ),
    _text("email", zh="邮箱", en="E-mail", form="EmailField", size=254, format="email"),
    _text("phone", zh="电话", en="Telephone", form="PhoneField", size=20),
    _text("url", zh="网址", en="Web address", form="UrlField", size=500, format="uri"),
    _text("id_no", zh="证件号码", en="ID number", form="IdNumberField", size=64),
    _text("bank_account", zh="银行账号", en="Bank account", form="BankAccountField", size=64),
    _long_text("address", zh="地址", en="Address", form="AddressField"),
    _text("region", zh="行政区划", en="Region", form="RegionField", size=12),
    FieldType(
        name="geo",
        zh="位置",
        en="Location",
        column="JSON(none_as_null=True)",
        column_imports=("sqlalchemy.JSON",),
        python="dict[str, Any]",
        python_imports=("typing.Any",),
        form="GeoField",
        rest={
            "type": "object",
            "properties": {"latitude": {"type": "number"}, "longitude": {"type": "number"}},
        },
        importer="geo",
        operators=PRESENCE,
        kind=None,
        options=frozenset(),
        sortable=False,
        listed=False,
    ),
    FieldType(
        name="json",
        zh="结构数据",
        en="Structured data",
        column="JSON(none_as_null=True)",
        column_imports=("sqlalchemy.JSON",),
        python="Any",
        python_imports=("typing.Any",),
        form="JsonField",
        rest={},
        importer="json",
        operators=PRESENCE,
        kind=None,
        options=frozenset({"default"}),
        sortable=False,
        listed=False,
    ),
    _documents("file", zh="文件", en="File", form="FileField", many=False),
    _documents("files", zh="多个文件", en="Files", form="FilesField", many=True),
    _documents("image", zh="图片", en="Picture", form="ImageField", many=False),
    _documents("images", zh="多张图片", en="Pictures", form="ImagesField", many=True),
    _text("color", zh="颜色", en="Colour", form="ColorField", size=20, options=frozenset()),
    _whole(
        "rating",
        zh="评分",
        en="Rating",
        form="RatingField",
        rest={"type": "integer", "minimum": 1, "maximum": 5},
    ),
    _documents("signature", zh="签名", en="Signature", form="SignatureField", many=False),
    _text("barcode", zh="条码", en="Barcode", form="BarcodeField", size=64),
    FieldType(
        name="secret",
        zh="密文",
        en="Secret",
        column="String(255)",
        column_imports=("sqlalchemy.String",),
        python="str",
        form="SecretField",
        rest={"type": "string", "writeOnly": True},
        importer="none",
        operators=(),
        kind=None,
        options=frozenset({"min"}),
        default_max=255,
        sortable=False,
        listed=False,
    ),
)

FIELD_TYPES: Final[Mapping[str, FieldType]] = {row.name: row for row in _ROWS}
"""Type name → row, in the order of the documentation."""

COMMON_OPTIONS: Final = frozenset(
    {"type", "label", "help", "was", "required", "readonly", "visible", "pii", "using"}
)
"""Schema keys that a field of any type may have."""
