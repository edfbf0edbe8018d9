"""What all files that are sent out have in common, whatever is in them."""

import csv

# Nothing that somebody wrote becomes a formula or a link.
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
BOM = "\ufeff"


def csv_lines(rows):
    """The lines of a CSV file that Swedish Excel opens, from rows of cells; those that people wrote come armed."""
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    for number, cells in enumerate(rows):
        yield ("" if number else BOM) + writer.writerow(cells)


def add_read_me(book, rows):
    """A sheet that explains the others: pairs of a name and what is said of it, the first of them as headings."""
    sheet = book.add_worksheet("Läs mig")
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    for row, pair in enumerate(rows):
        for column, text in enumerate(pair):
            sheet.write_string(row, column, text, wrapped if row else bold)


class _Echo:
    """A file that hands each line to whoever writes it."""

    def write(self, line):
        return line
