"""Writes workbooks with openpyxl and xlsxwriter, and says what openpyxl reads in a workbook.

Usage: reader_producers.py write <folder> | reader_producers.py read <file.xlsx>
"""

import datetime
import json
import os
import sys
from decimal import Decimal

import openpyxl
import xlsxwriter
from openpyxl.cell.cell import MergedCell

NUMBERS = [0, 7, -3, 612, 12.5, 0.1 + 0.2, 1 / 3, 1e-7, 123456789012345, 1.5e20, -922.7994227994228, 1e15]
TEXTS = [
    "0123", "１２３", " 前后有空格 ", "第一行\n第二行", "𠮷野家", "=1+1", "-", "<&>\"'",
    "12 ", "　全角空格　", "tab\there",
]
DATES = [
    (datetime.datetime(2026, 9, 1), "yyyy-mm-dd"),
    (datetime.datetime(2026, 9, 1, 13, 45, 0), "yyyy-mm-dd hh:mm:ss"),
    (datetime.datetime(1900, 2, 28), 'yyyy"年"m"月"d"日"'),
    (datetime.datetime(1900, 3, 1), "[$-804]yyyy/m/d"),
    (datetime.datetime(2025, 12, 31), 'm"月"d"日"'),
    (datetime.datetime(2024, 2, 29), "yyyy.mm"),
]
NUMBER_FORMATS = ["0.00%", "#,##0", "0.00E+00", '0"人"', "[Red]0;[Blue]-0", "General", '"day"0']


def write_openpyxl(file):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "教基3112_小学"
    sheet["A1"] = "小学学生数"
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("B3:C4")
    sheet["B3"] = "班数"
    for row, value in enumerate(NUMBERS, start=5):
        sheet.cell(row, 1, value)
    for row, value in enumerate(TEXTS, start=5):
        sheet.cell(row, 2, value).data_type = "s"
    for row, (value, code) in enumerate(DATES, start=5):
        sheet.cell(row, 3, value).number_format = code
    for row, code in enumerate(NUMBER_FORMATS, start=5):
        sheet.cell(row, 4, 3.25).number_format = code
    sheet["E5"] = True
    sheet["E6"] = False
    sheet["E7"] = "#DIV/0!"
    sheet["E8"] = "=SUM(A5:A8)"
    sheet["XFD1048576"] = "最后一格"
    hidden = book.create_sheet("隐藏 的表")
    hidden.sheet_state = "hidden"
    hidden["B2"] = 5
    data = book.create_sheet("_data")
    data.sheet_state = "veryHidden"
    data["A1"] = "x" * 30000
    book.create_sheet("空表 & <标记>")
    book.save(file)


def write_xlsxwriter(file, options):
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet("教基3112_小学")
    bold = book.add_format({"bold": True})
    if "constant_memory" not in options:
        sheet.merge_range("A1:F1", "小学学生数")
        sheet.write_rich_string("B3", "班数", bold, "（粗）", " 尾")
    for row in range(4, 4 + max(len(NUMBERS), len(TEXTS))):
        index = row - 4
        if index < len(NUMBERS):
            sheet.write_number(row, 0, NUMBERS[index])
        if index < len(TEXTS):
            sheet.write_string(row, 1, TEXTS[index])
        if index < len(DATES) and ("date_1904" not in options or DATES[index][0].year > 1904):
            sheet.write_datetime(row, 2, DATES[index][0], book.add_format({"num_format": DATES[index][1]}))
        if index < len(NUMBER_FORMATS):
            sheet.write_number(row, 3, 3.25, book.add_format({"num_format": NUMBER_FORMATS[index]}))
        if index == 0:
            sheet.write_boolean(row, 4, True)
            sheet.write_formula(row, 5, "=SUM(A5:A8)", None, 616)
        if index == 1:
            sheet.write_formula(row, 5, '=IF(A5=0,"无","有")', None, "无")
            sheet.write_array_formula(row, 6, row, 7, "{=A5:B5*2}", None, 0)
        if index == 2:
            sheet.write_formula(row, 5, "=1/0", None, "#DIV/0!")
            sheet.write_formula(row, 6, "=A5>0", None, False)
            sheet.write_blank(row, 7, None, bold)
    hidden = book.add_worksheet("隐藏 的表")
    hidden.hide()
    hidden.write("B2", 5)
    book.add_worksheet("_data").hide()
    book.close()


def number(value):
    text = format(Decimal("%.15g" % value), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def content(value, data_type):
    if isinstance(value, bool):
        return ["boolean", str(value).upper()]
    if isinstance(value, datetime.datetime):
        return ["date", value.isoformat(" ").removesuffix(" 00:00:00")]
    if isinstance(value, (int, float)):
        return ["number", number(value)]
    return ["error" if data_type == "e" else "text", str(value)]


def read(sheet, formulas):
    cells = {}
    # Only the cells that are there: one in the last corner would make 17 billion of the rows between.
    for cell in list(formulas._cells.values()):
        if cell.value is None or isinstance(cell, MergedCell):
            continue
        stored = sheet[cell.coordinate]
        is_formula = cell.data_type == "f"
        if stored.value is None:
            cells[cell.coordinate] = ["uncalculated", "", is_formula]
        else:
            cells[cell.coordinate] = [*content(stored.value, stored.data_type), is_formula]
    return {
        "name": sheet.title,
        "state": sheet.sheet_state,
        "cells": cells,
        "merges": sorted(str(merge) for merge in sheet.merged_cells.ranges),
    }


if __name__ == "__main__":
    if sys.argv[1] == "write":
        folder = sys.argv[2]
        write_openpyxl(os.path.join(folder, "openpyxl.xlsx"))
        write_xlsxwriter(os.path.join(folder, "xlsxwriter.xlsx"), {})
        write_xlsxwriter(os.path.join(folder, "constant-memory.xlsx"), {"constant_memory": True})
        write_xlsxwriter(os.path.join(folder, "since-1904.xlsx"), {"date_1904": True})
    else:
        stored = openpyxl.load_workbook(sys.argv[2], data_only=True)
        formulas = openpyxl.load_workbook(sys.argv[2])
        pairs = zip(stored.worksheets, formulas.worksheets)
        json.dump([read(*pair) for pair in pairs], sys.stdout, ensure_ascii=False)
