"""The square code on a printed summary: an address that a phone's camera reads, drawn as plain SVG."""

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4  # empty squares around it, which the standard asks for


def qr_svg(text: str) -> str:
    """The code of a text as an SVG image without size, colours of the page or scripts: black on white, one path.

    Squares next to each other in a row are drawn as one, so that no hairlines show between them in print.
    The same text gives the same image, always.
    """
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    squares = code.get_matrix()
    runs = [run for top, row in enumerate(squares) for run in _runs(row, top)]
    side = len(squares)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}"'
        ' shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{"".join(runs)}"/></svg>'
    )


def _runs(row: list[bool], top: int) -> list[str]:
    """One rectangle for each stretch of dark squares in a row."""
    found, start = [], None
    for place, is_dark in enumerate([*row, False]):
        if is_dark and start is None:
            start = place
        elif not is_dark and start is not None:
            found.append(f"M{start} {top}h{place - start}v1h-{place - start}z")
            start = None
    return found
