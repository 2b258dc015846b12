"""The colours by role, light and dark (Aksel tokens)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """One colour per role, as ``#rrggbb``."""

    window: str
    panel: str
    header: str
    row_line: str
    border: str
    input_border: str
    text: str
    secondary: str
    disabled: str
    link: str
    focus: str
    plan_line: str
    plan_fill: str
    uten: str
    history: str
    selected_fill: str
    selected_text: str
    active_row: str
    favourable: str
    unfavourable: str
    warning_text: str
    warning_fill: str
    warning_rule: str
    error: str
    error_fill: str
    info_icon: str
    info_fill: str
    info_border: str
    primary: str
    primary_hover: str
    primary_text: str
    hover: str
    grey_line: str
    categories: tuple[str, ...]
    fan_share: float
    """Opacity of the uncertainty fan, 0-1: planen's blue at this share, no edge."""


LIGHT = Palette(
    window="#f5f6f7",
    panel="#ffffff",
    header="#f5f6f7",
    row_line="#e1e3e7",
    border="#cfd3d8",
    input_border="#6f7785",
    text="#202733",
    secondary="#49515e",
    disabled="#818997",
    link="#005bb6",
    focus="#202733",
    plan_line="#0063c1",
    plan_fill="#428ae3",
    uten="#6f7785",
    history="#202733",
    selected_fill="#e4eeff",
    selected_text="#004ea3",
    active_row="#f1f7ff",
    favourable="#006c1f",
    unfavourable="#98185d",
    warning_text="#a03e00",
    warning_fill="#fff5e4",
    warning_rule="#ca5000",
    error="#bc002a",
    error_fill="#fff2f7",
    info_icon="#156389",
    info_fill="#eef6fc",
    info_border="#c0d6e4",
    primary="#0063c1",
    primary_hover="#005bb6",
    primary_text="#ffffff",
    hover="#ecedef",
    grey_line="#818997",
    categories=("#428ae3", "#98185d", "#ec526e", "#878f00", "#360072", "#481700"),
    fan_share=0.16,
)

DARK = Palette(
    window="#0e151f",
    panel="#161d28",
    header="#0e151f",
    row_line="#242b37",
    border="#2e3641",
    input_border="#8a92a0",
    text="#dfe1e5",
    secondary="#a5acb6",
    disabled="#777f8d",
    link="#84aee6",
    focus="#dfe1e5",
    plan_line="#6d9ddd",
    plan_fill="#4580ca",
    uten="#8a92a0",
    history="#dfe1e5",
    selected_fill="#102b4b",
    selected_text="#a9cbfa",
    active_row="#091e37",
    favourable="#78ba87",
    unfavourable="#ffb3cd",
    warning_text="#ed974b",
    warning_fill="#261714",
    warning_rule="#de753c",
    error="#f28ea2",
    error_fill="#410409",
    info_icon="#93afc0",
    info_fill="#001f35",
    info_border="#013956",
    primary="#4580ca",
    primary_hover="#5f94d8",
    primary_text="#000000",
    hover="#242b37",
    grey_line="#818997",
    categories=("#5f94d8", "#a9cbfa", "#f28ea2", "#de4a50", "#c6d200", "#8f9800"),
    fan_share=0.26,
)
