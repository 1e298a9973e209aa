"""Tables that leave the service as CSV, safe to open in a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator

from django.http import HttpResponse, StreamingHttpResponse

_BEGINS_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠|")


def harmless(cell: object) -> object:
    """A text that a spreadsheet will not take for a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell.lstrip().startswith(_BEGINS_A_FORMULA):
        return f"'{cell}"
    return cell


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class _Echo:
    def write(self, line: str) -> str:
        return line


def csv_response(
    name: str, header: list[str], rows: Iterable[Iterable[object]]
) -> StreamingHttpResponse:
    """A download that is written row by row; Excel reads its UTF-8 because of the BOM."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")

    def lines() -> Iterator[str]:
        yield "\ufeff"
        yield writer.writerow(header)
        for row in rows:
            yield writer.writerow([harmless(cell) for cell in row])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def xlsx_response(name: str, content: bytes) -> HttpResponse:
    """A workbook to download."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
