"""Field types of Frappe, and what their attributes are worth here."""

from __future__ import annotations

from typing import Final

TYPES: Final = {
    "Data": "string", "Small Text": "text", "Text": "text", "Long Text": "text", "Code": "text", "Markdown Editor": "text",
    "Text Editor": "richtext", "HTML Editor": "richtext", "Int": "int", "Long Int": "int", "Float": "decimal", "Currency": "money",
    "Percent": "percent", "Check": "bool", "Date": "date", "Datetime": "datetime", "Time": "time", "Duration": "duration",
    "Select": "enum", "Link": "ref", "Dynamic Link": "string", "Attach": "file", "Attach Image": "image", "Signature": "signature",
    "Color": "color", "Rating": "rating", "Barcode": "barcode", "Geolocation": "geo", "JSON": "json", "Password": "secret",
    "Read Only": "string", "Autocomplete": "string", "Icon": "string", "Phone": "phone",
}  # fmt: skip
DATA: Final = {"Email": "email", "URL": "url", "Phone": "phone", "Barcode": "barcode"}
LAYOUT: Final = ("Section Break", "Column Break", "Tab Break", "Fold", "Page Break")
SHOWN: Final = {
    "HTML": "html",
    "Button": "button",
    "Heading": "heading",
    "Image": "picture of another field",
}
"""What stands on a form and holds nothing."""

HANDLED: Final = frozenset(
    [
        "fieldname",
        "fieldtype",
        "label",
        "options",
        "reqd",
        "unique",
        "default",
        "read_only",
        "hidden",
        "in_list_view",
        "in_standard_filter",
        "search_index",
        "in_global_search",
        "permlevel",
        "fetch_from",
        "fetch_if_empty",
        "depends_on",
        "mandatory_depends_on",
        "read_only_depends_on",
        "description",
        "length",
        "precision",
        "non_negative",
        "allow_on_submit",
        "set_only_once",
        "in_filter",
        "doctype",
        "name",
        "idx",
        "owner",
        "creation",
        "modified",
        "modified_by",
        "parent",
        "parentfield",
        "parenttype",
        "docstatus",
        "oldfieldname",
        "oldfieldtype",
        "dt",
        "insert_after",
        "is_system_generated",
        "is_custom_field",
        "module",
        "link_to_same_doctype",
        "collapsible",
        "reset_label",
        "placeholder",
        "__islocal",
        "__unsaved",
        "docfield",
        "_user_tags",
    ]
)
PRESENTATION: Final = frozenset(
    [
        "bold",
        "width",
        "columns",
        "print_width",
        "print_hide",
        "print_hide_if_no_value",
        "report_hide",
        "hide_border",
        "in_preview",
        "hide_days",
        "hide_seconds",
        "hide_label",
        "max_height",
        "documentation_url",
        "show_dashboard",
        "allow_in_quick_entry",
        "sort_options",
        "translatable",
        "remember_last_selected_value",
        "show_on_timeline",
        "show_preview_popup",
        "alignment",
        "button_color",
        "sticky",
        "collapsible_depends_on",
        "trigger",
        "not_in_schema",
        "allow_bulk_edit",
        "hide_toolbar",
        "make_attachment_public",
        "image_view",
        "reference_doctype_field",
        "icon",
        "is_filter",
    ]
)
"""How something looks or prints there: lost, and nothing to do."""
COLORS: Final = {
    "blue": "blue", "light blue": "teal", "cyan": "teal", "green": "green", "orange": "orange", "yellow": "yellow", "red": "red",
    "pink": "pink", "purple": "purple", "gray": "gray", "grey": "gray", "darkgrey": "gray", "success": "green", "danger": "red",
    "warning": "orange", "primary": "blue", "info": "teal", "inverse": "gray",
}  # fmt: skip
