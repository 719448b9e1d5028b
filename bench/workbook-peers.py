"""Writes the same content with another library and prints how long it took and its peak memory, as JSON.

Usage: workbook-peers.py <xlsxwriter|openpyxl> <content.json> <runs>

Content is that of workbook-content.ts, or of a list (`heads` and `rows` for each sheet). Reading the JSON does not count.
"""

import json
import os
import sys
import tempfile
import time


def xlsxwriter_book(path, content):
    import xlsxwriter

    lists = "heads" in content["sheets"][0]
    # Its own way of keeping the memory flat; it writes row by row, as our list writer does.
    book = xlsxwriter.Workbook(path, {"constant_memory": lists, "strings_to_numbers": False, "strings_to_formulas": False})
    if lists:
        head, words, figure = (book.add_format({"border": 1, "font_size": 9, "bold": bold}) for bold in (True, False, False))
        for one in content["sheets"]:
            sheet = book.add_worksheet(one["name"])
            for column, text in enumerate(one["heads"]):
                sheet.write_string(0, column, text, head)
            for row, values in enumerate(one["rows"], 1):
                for column, value in enumerate(values):
                    if isinstance(value, str):
                        sheet.write_string(row, column, value, words)
                    else:
                        sheet.write_number(row, column, value, figure)
        book.close()
        return
    formats = [book.add_format(xlsxwriter_style(style)) for style in content["styles"]]
    for one in content["sheets"]:
        sheet = book.add_worksheet(one["name"])
        for first, last, width in one["widths"]:
            sheet.set_column(first, last, width)
        for merge in one["merges"]:
            sheet.merge_range(merge, "")
        for row, column, value, style in one["cells"]:
            if value == "":
                sheet.write_blank(row, column, None, formats[style])
            elif isinstance(value, str):
                sheet.write_string(row, column, value, formats[style])
            else:
                sheet.write_number(row, column, value, formats[style])
    book.close()


def xlsxwriter_style(style):
    lines = dict(zip(("left", "right", "top", "bottom"), (0 if line == "none" else 1 for line in style["border"])))
    found = {"font_name": style["font"], "font_size": style["size"], "num_format": style["format"], **lines}
    if style.get("bold"):
        found["bold"] = True
    if style.get("fill"):
        found["bg_color"] = "#" + style["fill"]
    if style["align"] != "general":
        found["align"] = style["align"]
    if style.get("wrap"):
        found["text_wrap"] = True
    return found


def openpyxl_book(path, content):
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    if "heads" in content["sheets"][0]:
        book = Workbook(write_only=True)
        for one in content["sheets"]:
            sheet = book.create_sheet(one["name"])
            sheet.append(one["heads"])
            for values in one["rows"]:
                sheet.append(values)
        book.save(path)
        return
    book = Workbook()
    book.remove(book.active)
    styles = []
    for style in content["styles"]:
        sides = [Side(style=None if line == "none" else line) for line in style["border"]]
        fill = PatternFill("solid", fgColor=style["fill"]) if style.get("fill") else PatternFill()
        horizontal = None if style["align"] == "general" else style["align"]
        styles.append(
            (
                Font(name=style["font"], size=style["size"], bold=bool(style.get("bold"))),
                Border(left=sides[0], right=sides[1], top=sides[2], bottom=sides[3]),
                fill,
                Alignment(horizontal=horizontal, wrap_text=bool(style.get("wrap"))),
                style["format"],
            )
        )
    for one in content["sheets"]:
        sheet = book.create_sheet(one["name"])
        for row, column, value, style in one["cells"]:
            cell = sheet.cell(row + 1, column + 1)
            if isinstance(value, str) and value != "":
                cell.value = value
                cell.data_type = "s"
            elif value != "":
                cell.value = value
            cell.font, cell.border, cell.fill, cell.alignment, cell.number_format = styles[style]
        for merge in one["merges"]:
            sheet.merge_cells(merge)
    book.save(path)


if __name__ == "__main__":
    library, source, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
    write = {"xlsxwriter": xlsxwriter_book, "openpyxl": openpyxl_book}[library]
    with open(source, encoding="utf-8") as file:
        content = json.load(file)
    samples = []
    with tempfile.TemporaryDirectory() as folder:
        for run in range(runs):
            target = os.path.join(folder, f"{run}.xlsx")
            started = time.perf_counter()
            write(target, content)
            samples.append((time.perf_counter() - started) * 1000)
        size = os.path.getsize(target)
    # ru_maxrss would count what the parent had when it forked.
    with open("/proc/self/status", encoding="utf-8") as status:
        peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    json.dump({"milliseconds": samples, "peak": peak, "size": size}, sys.stdout)
