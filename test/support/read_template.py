"""Prints what openpyxl reads of a workbook beside its values, and the values.

Usage: read_template.py <file.xlsx>
"""

import json
import sys
import warnings

from openpyxl import load_workbook

warnings.simplefilter("ignore")


def style(cell):
    parts = (cell.font, cell.fill, cell.border, cell.alignment, cell.protection, cell.number_format)
    return " ".join(repr(part) for part in parts)


def validation(rule):
    return [rule.type, rule.operator, str(rule.sqref), rule.formula1, rule.formula2, rule.errorTitle, rule.error, rule.allowBlank]


def worksheet(sheet):
    cells = [cell for row in sheet.iter_rows() for cell in row]
    rules = sheet.conditional_formatting
    return {
        "state": sheet.sheet_state,
        "merges": sorted(str(merge) for merge in sheet.merged_cells.ranges),
        "validations": sorted(map(repr, map(validation, sheet.data_validations.dataValidation))),
        "rules": [[str(rule.sqref), [repr(part) for part in rule.rules]] for rule in rules],
        "comments": {cell.coordinate: [cell.comment.author, cell.comment.text] for cell in cells if cell.comment},
        "links": {cell.coordinate: repr(cell.hyperlink) for cell in cells if cell.hyperlink},
        "charts": [type(chart).__name__ for chart in sheet._charts],
        "tables": dict(sheet.tables.items()),
        "protection": repr(sheet.protection),
        "print": [repr(part) for part in (sheet.page_setup, sheet.page_margins, sheet.print_options)],
        "area": [sheet.print_area, sheet.print_title_rows, sheet.print_title_cols],
        "breaks": [repr(sheet.row_breaks), repr(sheet.col_breaks)],
        "header": [[item.left.text, item.center.text, item.right.text] for item in (sheet.oddHeader, sheet.oddFooter)],
        "panes": sheet.freeze_panes,
        "filter": sheet.auto_filter.ref,
        "columns": {name: [size.width, size.hidden, size.outlineLevel] for name, size in sheet.column_dimensions.items()},
        "rows": {row: [size.ht, size.hidden] for row, size in sheet.row_dimensions.items() if size.ht or size.hidden},
        "styles": {cell.coordinate: style(cell) for cell in cells if cell.has_style},
        "values": {cell.coordinate: cell.value for cell in cells if cell.value is not None},
    }


book = load_workbook(sys.argv[1])
local = [[name.name, name.localSheetId, name.value] for name in book.defined_names.definedName]
print(
    json.dumps(
        {
            "sheets": {sheet.title: worksheet(sheet) for sheet in book.worksheets},
            "chartsheets": [sheet.title for sheet in book.chartsheets],
            "names": local,
            "security": repr(book.security),
            "properties": [book.properties.title, book.properties.creator],
        },
        default=str,
    )
)
