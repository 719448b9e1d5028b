"""Prints a workbook as openpyxl reads it: a second program's opinion of the files we write.

Usage: read_workbook.py <file.xlsx> [formulas|values]
"""

import json
import sys

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter


def colour(fill):
    return fill.fgColor.rgb[2:] if fill.patternType == "solid" else "none"


def border(cell):
    sides = {name: getattr(cell.border, name) for name in ("left", "right", "top", "bottom")}
    return {name: side.style if side and side.style else "none" for name, side in sides.items()}


def style(cell):
    return {
        "font": cell.font.name,
        "size": cell.font.size,
        "bold": bool(cell.font.bold),
        "h": cell.alignment.horizontal or "general",
        "v": cell.alignment.vertical or "bottom",
        "wrap": bool(cell.alignment.wrap_text),
        "numFmt": cell.number_format,
        "quoted": bool(cell.quotePrefix),
        "fill": colour(cell.fill),
        "border": border(cell),
    }


def columns(sheet):
    spans = []
    for letter, size in sheet.column_dimensions.items():
        last = get_column_letter(size.max) if size.max else letter
        spans.append({"from": letter, "to": last, "width": size.width, "hidden": bool(size.hidden)})
    return spans


def page(sheet):
    setup, margins = sheet.page_setup, sheet.page_margins
    return {
        "paperSize": int(setup.paperSize) if setup.paperSize else None,
        "orientation": setup.orientation,
        "scale": setup.scale,
        "fitToPage": bool(sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage),
        "fitToWidth": setup.fitToWidth,
        "fitToHeight": setup.fitToHeight,
        "horizontalCentered": bool(sheet.print_options.horizontalCentered),
        "verticalCentered": bool(sheet.print_options.verticalCentered),
        "header": sheet.oddHeader.center.text,
        "headerRight": sheet.oddHeader.right.text,
        "footer": sheet.oddFooter.center.text,
        "titleRows": sheet.print_title_rows,
        "printArea": sheet.print_area,
        "margins": {name: getattr(margins, name) for name in ("left", "right", "top", "bottom", "header", "footer")},
    }


def read(sheet):
    cells = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None or cell.has_style:
                cells[cell.coordinate] = {"value": cell.value, "type": cell.data_type, "style": style(cell)}
    return {
        "name": sheet.title,
        "state": sheet.sheet_state,
        "cells": cells,
        "merges": sorted(str(merge) for merge in sheet.merged_cells.ranges),
        "columns": columns(sheet),
        "rows": {row: size.height for row, size in sheet.row_dimensions.items() if size.height is not None},
        "defaultRowHeight": sheet.sheet_format.defaultRowHeight,
        "hiddenRows": [row for row, size in sheet.row_dimensions.items() if size.hidden],
        "page": page(sheet),
    }


if __name__ == "__main__":
    workbook = load_workbook(sys.argv[1], data_only=sys.argv[2:] == ["values"])
    json.dump([read(sheet) for sheet in workbook.worksheets], sys.stdout, ensure_ascii=False, default=str)
