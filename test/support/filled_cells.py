"""Prints the cells of a workbook as JSON, `{sheet: {address: value}}`, formulas as they are written, with validations.
Argument: the workbook."""

import json
import sys

from openpyxl import load_workbook

book = load_workbook(sys.argv[1])
cells = {
    sheet.title: {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}
    for sheet in book
}
validations = {sheet.title: [str(one.sqref) for one in sheet.data_validations.dataValidation] for sheet in book}
formats = {sheet.title: [str(one.sqref) for one in sheet.conditional_formatting] for sheet in book}
print(json.dumps({"cells": cells, "validations": validations, "formats": formats}, ensure_ascii=False))
