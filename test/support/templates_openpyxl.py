"""Makes a bureau's blank workbook with everything that openpyxl can write and filling must not harm.

Usage: templates_openpyxl.py <file.xlsx> <picture.png>
"""

import sys

PERSON = "统计股"


class Picture:
    """What openpyxl needs of a picture; its own class would ask Pillow for no more than the size."""

    format, width, height = "png", 24, 24

    def __init__(self, file):
        self.file, self.anchor = file, "A1"

    @property
    def path(self):
        return f"/xl/media/image{self._id}.png"

    def _data(self):
        with open(self.file, "rb") as picture:
            return picture.read()


def with_openpyxl(file, picture):
    import openpyxl
    from openpyxl.chart import BarChart, Reference
    from openpyxl.comments import Comment
    from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule, FormulaRule, IconSetRule
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
    from openpyxl.workbook.defined_name import DefinedName
    from openpyxl.workbook.protection import WorkbookProtection
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.pagebreak import Break
    from openpyxl.worksheet.table import Table, TableStyleInfo

    book = openpyxl.Workbook()
    book.properties.title = "空白报表"
    thin = Side(style="thin")
    style = NamedStyle(name="填报格", font=Font(name="宋体", size=9), border=Border(thin, thin, thin, thin))
    style.protection = Protection(locked=False)
    book.add_named_style(style)

    sheet = book.active
    sheet.title = "班数"
    sheet.merge_cells("A1:F1")
    sheet["A1"] = "小学班数（人）"
    sheet["A1"].font = Font(name="黑体", size=16, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center", wrap_text=True)
    for index, name in enumerate(["乙", "计", "一年级", "二年级", "三年级", "备注"]):
        sheet.cell(3, index + 1, name).fill = PatternFill("solid", fgColor="D9E1F2")
    for row in range(4, 10):
        sheet.cell(row, 1, f"第{row - 1}行 <&> 𠀀")
        sheet.cell(row, 2, f"=SUM(C{row}:E{row})")
        for col in range(3, 6):
            sheet.cell(row, col).style = "填报格"
    sheet.merge_cells("C11:E11")
    sheet["A11"] = "合并格"
    sheet.row_dimensions[1].height = 31.5
    sheet.row_dimensions[21].hidden = True
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["G"].hidden = True
    sheet.column_dimensions.group("H", "J", outline_level=1)
    whole = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True, showErrorMessage=True)
    whole.errorTitle, whole.error = "只填整数", "请填 0 或正整数"
    whole.add("C4:E9")
    choice = DataValidation(type="list", formula1='"是,否"')
    choice.add("F4:F9")
    column = DataValidation(type="decimal", operator="notBetween", formula1="100", formula2="200")
    column.add("H1:H1048576")
    for validation in (whole, choice, column):
        sheet.add_data_validation(validation)
    red = Font(color="C00000")
    sheet.conditional_formatting.add("B4:B9", CellIsRule(operator="greaterThan", formula=["100"], font=red))
    sheet.conditional_formatting.add("B4:B9", FormulaRule(formula=["$B4<>SUM($C4:$E4)"], font=red))
    sheet.conditional_formatting.add("C4:E9", DataBarRule("min", None, "max", None, color="63C384"))
    sheet.conditional_formatting.add("C4:E9", IconSetRule("3TrafficLights1", "percent", [0, 33, 67]))
    sheet.conditional_formatting.add("C4:C9", ColorScaleRule("min", None, "FFFFFF", "max", None, "FF0000"))
    sheet["C4"].comment = Comment("按 9 月 1 日在校生填", PERSON, width=200, height=80)
    sheet.add_image(Picture(picture), "H2")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, max_col=5, min_row=3, max_row=4), titles_from_data=True)
    sheet.add_chart(chart, "H16")
    sheet["A14"] = "填报说明"
    sheet["A14"].hyperlink = "https://example.invalid/a"
    sheet["A15"].hyperlink = "#'名 册'!A1"
    sheet.freeze_panes = "B4"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    sheet.print_area = "A1:F12"
    sheet.print_title_rows = "1:3"
    sheet.row_breaks.append(Break(id=9))
    sheet.col_breaks.append(Break(id=4))
    sheet.oddHeader.center.text = "小学班数"
    sheet.oddFooter.center.text = "第 &P 页"
    sheet.print_options.horizontalCentered = True
    sheet.protection.sheet = True
    sheet.protection.password = "tianbao"
    book.security = WorkbookProtection(workbookPassword="tianbao", lockStructure=True)
    book.defined_names.append(DefinedName("本表合计", attr_text="班数!$B$4:$B$9", localSheetId=0))
    book.defined_names.append(DefinedName("选项", attr_text="选项!$A$1:$A$3"))

    roster = book.create_sheet("名 册")
    for row in [["姓名", "年级", "人数"]] + [[None, None, None]] * 5:
        roster.append(row)
    table = Table(displayName="名册表", ref="A1:C6", tableStyleInfo=TableStyleInfo("TableStyleMedium2", showRowStripes=True))
    roster.add_table(table)
    roster["E1"] = "等级"
    options = book.create_sheet("选项")
    for name in "甲乙丙":
        options.append([name])
    options.auto_filter.ref = "A1:A3"
    options.sheet_state = "hidden"
    book.create_sheet("参数").sheet_state = "veryHidden"
    empty = book.create_sheet("空表")
    empty.column_dimensions["C"].width = 10
    book.save(file)


if __name__ == "__main__":
    with_openpyxl(sys.argv[1], sys.argv[2])
