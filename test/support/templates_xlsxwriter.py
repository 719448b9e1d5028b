"""Makes a bureau's blank workbook with everything that xlsxwriter can write and filling must not harm.

Usage: templates_xlsxwriter.py <file.xlsx> <picture.png>
"""

import datetime
import sys

PERSON = "统计股"


def with_xlsxwriter(file, picture):
    import xlsxwriter

    book = xlsxwriter.Workbook(file)
    book.set_properties({"title": "空白报表", "author": PERSON, "company": "某县教育局"})
    book.set_custom_property("下发批次", "2026-1")
    book.set_custom_property("下发日期", datetime.datetime(2026, 9, 1))
    title = book.add_format({"bold": True, "font_name": "黑体", "font_size": 16, "align": "center", "valign": "vcenter"})
    head = book.add_format({"border": 1, "text_wrap": True, "bg_color": "#D9E1F2", "font_name": "宋体", "rotation": 0})
    cell = book.add_format({"border": 1, "num_format": "#,##0", "font_name": "宋体", "locked": False})
    column = book.add_format({"border": 3, "font_color": "#1F3864", "locked": False})
    row_format = book.add_format({"bg_color": "#FFF2CC"})
    rate = book.add_format({"border": 2, "num_format": "0.00%"})
    red = book.add_format({"font_color": "#C00000", "bold": True})

    sheet = book.add_worksheet("班数")
    sheet.set_column("A:A", 24, head)
    sheet.set_column("B:F", 11, column)
    sheet.set_column("G:G", 11, None, {"hidden": True})
    sheet.set_column("H:J", 9, None, {"level": 1})
    sheet.merge_range("A1:F1", "小学班数（人）", title)
    sheet.set_row(0, 31.5)
    sheet.set_row(11, 20, row_format)
    sheet.set_row(20, None, None, {"hidden": True})
    sheet.write_rich_string("A2", "填报单位：", red, "（章）", head)
    for index, name in enumerate(["乙", "计", "一年级", "二年级", "三年级", "备注"]):
        sheet.write(2, index, name, head)
    for row in range(3, 9):
        sheet.write(row, 0, f"第{row}行 <&> 𠀀", head)
        for col in range(2, 5):
            sheet.write_blank(row, col, None, cell)
        sheet.write_formula(row, 1, f"=SUM(C{row + 1}:E{row + 1})", cell, 0)
    sheet.write_formula("B10", "=IFERROR(B4/B5,0)", rate, 0)
    sheet.write_array_formula("C10:D10", "{=C4:D4*2}", cell)
    sheet.merge_range("C11:E11", "", cell)
    sheet.write("A11", "合并格", head)
    sheet.data_validation("C4:E9", {"validate": "integer", "criteria": ">=", "value": 0, "error_title": "只填整数", "error_message": "请填 0 或正整数"})
    sheet.data_validation("F4:F9", {"validate": "list", "source": ["是", "否"]})
    sheet.data_validation("H1:H1048576", {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100})
    sheet.data_validation("I4", {"validate": "list", "source": "=选项"})
    sheet.conditional_format("C4:E9", {"type": "data_bar", "bar_color": "#63C384", "data_bar_2010": True})
    sheet.conditional_format("C4:E9", {"type": "icon_set", "icon_style": "3_traffic_lights"})
    sheet.conditional_format("B4:B9", {"type": "cell", "criteria": ">", "value": 100, "format": red})
    sheet.conditional_format("B4:B9", {"type": "formula", "criteria": "=$B4<>SUM($C4:$E4)", "format": red})
    sheet.conditional_format("C4:C9", {"type": "3_color_scale"})
    sheet.write_comment("C4", "按 9 月 1 日在校生填", {"author": PERSON, "visible": True})
    sheet.insert_image("H2", picture, {"description": "县教育局徽", "url": "https://example.invalid/"})
    sheet.insert_textbox("H12", "填表说明：空白处填数字", {"width": 200, "height": 60})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": "=班数!$C$3:$E$3", "values": "=班数!$C$4:$E$4", "name": "班数"})
    sheet.insert_chart("H16", chart)
    sheet.add_sparkline("J4", {"range": "班数!C4:E4", "type": "column"})
    sheet.write_url("A14", "https://example.invalid/说明", string="填报说明")
    sheet.write_url("A15", "internal:'名 册'!A1", string="看名册")
    sheet.freeze_panes(3, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.print_area("A1:F12")
    sheet.repeat_rows(0, 2)
    sheet.repeat_columns(0)
    sheet.set_h_pagebreaks([9])
    sheet.set_v_pagebreaks([4])
    sheet.set_header("&L&G&C&\"黑体\"小学班数", {"image_left": picture})
    sheet.set_footer("&C第 &P 页 共 &N 页")
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.5)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.protect("tianbao", {"format_cells": True, "sort": True})
    sheet.unprotect_range("C4:E9", "可填")
    sheet.ignore_errors({"number_stored_as_text": "A1:F12"})
    sheet.set_tab_color("#FF9900")

    roster = book.add_worksheet("名 册")
    roster.add_table("A1:C6", {"name": "名册表", "columns": [{"header": "姓名"}, {"header": "年级"}, {"header": "人数"}], "total_row": False})
    roster.write("E1", "等级")
    roster.autofilter("E1:F6")

    options = book.add_worksheet("选项")
    options.write_column("A1", ["甲", "乙", "丙"])
    options.hide()
    hidden = book.add_worksheet("参数")
    hidden.write("A1", 2026)
    hidden.hide()
    empty = book.add_worksheet("空表")
    empty.set_column("C:C", 10, cell)
    empty.set_background(picture)
    chartsheet = book.add_chartsheet("图")
    whole = book.add_chart({"type": "pie"})
    whole.add_series({"values": "=班数!$C$4:$E$4"})
    chartsheet.set_chart(whole)
    book.define_name("选项", "=选项!$A$1:$A$3")
    book.define_name("班数!本表合计", "=班数!$B$4:$B$9")
    book.close()


if __name__ == "__main__":
    with_xlsxwriter(sys.argv[1], sys.argv[2])
