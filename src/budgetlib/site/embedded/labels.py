"""The words that the renderer itself puts on a page, in the language of the site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_CHINESE = {
    "fig": "图",
    "tbl": "表",
    "code": "代码",
    "toc": "该页面内容",
    "published": "发布于",
    "callout_note": "注记",
    "callout_tip": "提示",
    "callout_important": "重要",
    "callout_warning": "警告",
    "callout_caution": "注意",
    "skip": "跳到正文",
    "menu": "展开或收起导航栏",
    "site_navigation": "网站导航",
    "theme": "切换深色模式",
    "search": "搜索",
    "search_empty": "没有结果",
    "search_hint": "输入词语，在全站查找",
    "search_close": "关闭",
    "table_region": "表格，可左右滚动",
}

_ENGLISH = {
    "fig": "Figure",
    "tbl": "Table",
    "code": "Code",
    "toc": "On this page",
    "published": "Published",
    "callout_note": "Note",
    "callout_tip": "Tip",
    "callout_important": "Important",
    "callout_warning": "Warning",
    "callout_caution": "Caution",
    "skip": "Skip to content",
    "menu": "Toggle navigation",
    "site_navigation": "Site",
    "theme": "Toggle dark mode",
    "search": "Search",
    "search_empty": "No results",
    "search_hint": "Search this site",
    "search_close": "Close",
    "table_region": "Table, scrolls sideways",
}


def labels_for(language: str, options: Mapping[str, Any]) -> dict[str, str]:
    """The words for a language: Chinese for `zh…`, else English; `crossref` and `toc-title` change some."""
    labels = dict(_CHINESE if language.startswith("zh") else _ENGLISH)
    crossref = options.get("crossref")
    crossref = crossref if isinstance(crossref, dict) else {}
    labels["title_delimiter"] = str(crossref.get("title-delim", ":"))
    for label, setting in (("fig", "fig-title"), ("tbl", "tbl-title")):
        labels[label] = str(crossref.get(setting, labels[label]))
    labels["toc"] = str(options.get("toc-title") or labels["toc"])
    return labels
