"""Writes a county's own blank workbook: some rows and columns of 教基3112 in a layout of its own, marks, formulas of the
county, a validation and a conditional format, a list to be filled, and a page of words. Argument: the target."""

import sys

from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

book = Workbook()
thin = Side(style="thin")
box = Border(left=thin, right=thin, top=thin, bottom=thin)
centre = Alignment(horizontal="center", vertical="center", wrap_text=True)

sheet = book.active
sheet.title = "学生情况"
sheet["A1"] = "清河县小学分类型学生数统计表"
sheet["A1"].font = Font(name="宋体", size=16, bold=True)
sheet.merge_cells("A1:J1")
sheet["A2"] = "填报单位：{{学校名称}}（{{学校标识码}}）"
sheet.merge_cells("A2:F2")
sheet["G2"] = "{{学年}}"
sheet.merge_cells("G2:J2")
sheet["A3"] = "表号：教基3112"
sheet["J3"] = "单位：人"

sheet["A4"], sheet["B4"] = "指标名称", "代码"
sheet["C4"] = "毕业生数"
sheet["D4"] = "招生数"
sheet["E4"] = "在校生数"
sheet["F4"], sheet["G4"], sheet["H4"], sheet["I4"] = "一年级", "二年级", "三年级", "四年级"
sheet["J4"] = "一、二年级合计"
sheet["A5"], sheet["B5"] = "甲", "乙"
for index, address in enumerate(["C5", "D5", "E5", "F5", "G5", "H5", "I5"]):
    sheet[address] = ["1", "2", "7", "9", "10", "11", "12"][index]
rows = [("总计", "01"), ("其中：女", "02"), ("少数民族", "03"), ("寄宿生", "05")]
for offset, (label, code) in enumerate(rows):
    row = 6 + offset
    sheet[f"A{row}"], sheet[f"B{row}"] = label, code
    sheet[f"J{row}"] = f"=F{row}+G{row}"
sheet["A11"] = "上学年毕业生（再报一次）"
sheet["C11"] = "{{教基3112!1.1}}"
sheet["A12"] = "手工对照"
sheet["A13"] = "填表人："
sheet["B13"] = "{{教基3112!01.99}}"
for row in sheet["A4:J9"]:
    for cell in row:
        cell.border = box
        cell.alignment = centre
for address in ["J6", "J7", "J8", "J9"]:
    sheet[address].fill = PatternFill("solid", fgColor="FFF2CC")
check = DataValidation(type="whole", operator="between", formula1="0", formula2="9999", allow_blank=True)
check.error = "请填 0—9999 的整数"
check.add("C6:I9")
sheet.add_data_validation(check)
sheet.conditional_formatting.add("C6:I9", CellIsRule(operator="greaterThan", formula=["500"], font=Font(color="FF0000")))
sheet.column_dimensions["A"].width = 26
for letters in "CDEFGHI":
    sheet.column_dimensions[letters].width = 10
sheet.column_dimensions["J"].width = 16
sheet.row_dimensions[4].height = 30
sheet.page_setup.orientation = "landscape"
sheet.print_title_rows = "4:5"

gaps = book.create_sheet("缺口台账")
gaps["A1"] = "办学条件缺口（县汇总用）"
gaps["A3"], gaps["B3"], gaps["C3"] = "设备", "缺口", "金额"
gaps["A4"], gaps["B4"], gaps["C4"] = "{{局缺口1!c04}}", "{{局缺口1!c09}}", "{{局缺口1!c11}}"
gaps["A9"] = "合计"
gaps["C9"] = "=SUM(C4:C8)"

words = book.create_sheet("填表说明")
words["A1"] = "本表由各校填写，9 月 20 日前报县教育局。"

book.save(sys.argv[1])
