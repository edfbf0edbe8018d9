"""The square code on paper is that of its address, square by square."""

import re

import pytest
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from followup.document.qr import QUIET, qr_svg

pytestmark = pytest.mark.pure

ADDRESS = "https://brapp.example.se/kontrollera/7K3Q-9F2M-XW01/"
RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")


def squares(svg):
    """Which squares are dark, as the path draws them."""
    side = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])
    dark = {(int(x) + step, int(y)) for x, y, width, _ in RUN.findall(svg) for step in range(int(width))}
    return side, dark


def test_the_same_text_gives_the_same_image_and_another_text_another():
    assert qr_svg(ADDRESS) == qr_svg(ADDRESS)
    assert qr_svg(ADDRESS) != qr_svg(f"{ADDRESS}x")


def test_it_has_its_quiet_zone_and_the_three_corners_that_cameras_look_for():
    side, dark = squares(qr_svg(ADDRESS))
    assert {place for spot in dark for place in spot} <= set(range(4, side - 4))
    for left, top in ((4, 4), (side - 11, 4), (4, side - 11)):
        assert all((left + step, top) in dark and (left + step, top + 6) in dark for step in range(7))
        assert all((left + 1, top + step) not in dark for step in range(1, 6))


def test_nothing_in_the_image_comes_from_the_text():
    svg = qr_svg('"><script>alert(1)</script>')
    assert "script" not in svg
    assert svg.count("<path") == 2


def test_every_square_of_the_code_is_drawn_and_no_other():
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(ADDRESS)
    code.make(fit=True)
    wanted = {(x, y) for y, row in enumerate(code.get_matrix()) for x, is_dark in enumerate(row) if is_dark}
    assert squares(qr_svg(ADDRESS))[1] == wanted
