"""The short version: one page of A4 for an executive board, however much there is to say."""

import pytest

from followup.document.pdf import short_pdf
from followup.document.printable import IN_SHORT, short_data, shortened
from tests.followup.document.factories import (
    make_approved,
    make_figure,
    make_promise,
    make_snapshot,
    make_snapshot_of,
    make_target,
)
from tests.followup.document.hostile import HOSTILE, everything, put_everywhere
from tests.followup.document.reading import pages, plain, read

LONG = "Polis och kommun har arbetat tillsammans under hela året. " * 500


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_whatever_was_typed_it_is_one_page(text):
    assert len(pages(short_pdf(put_everywhere(everything(), text)))) == 1


@pytest.mark.parametrize("number", [1, 60, 800])
def test_however_many_promises_it_is_one_page_and_says_how_many_are_left_out(number):
    (page,) = pages(short_pdf(make_snapshot_of(number)))
    promises = -(-number // 4)
    shown = sum(f" {place} Polis och kommun ska" in page for place in range(1, promises + 1))
    left_out = promises - shown
    assert shown > 0
    assert (f"Fler löften finns i den fullständiga sammanställningen: {left_out}." in page) == (left_out > 0)


def test_long_texts_and_many_figures_still_leave_room_for_promises_and_approvals():
    snapshot = make_snapshot(introduction=LONG, situation=LONG, carried_over=LONG, statistics=[make_figure()] * 40)
    pdf = short_pdf(make_approved(snapshot))
    page = plain(read(pdf).text)
    assert len(pages(pdf)) == 1
    assert "Löftena i korthet" in page
    assert "Godkänd av Polisen: Maria Niemi, kommunpolis, 20 januari 2020" in page
    assert "Kontrollera äktheten" in page
    assert "Fler siffror finns i den fullständiga sammanställningen." in page


def test_a_promise_has_the_verdicts_of_its_targets_each_once_with_their_number():
    partly = make_target(verdict="partly_fulfilled", verdict_text="Delvis uppfyllt")
    promise = make_promise(targets=[make_target(), make_target(), partly])
    (row,) = short_data(make_snapshot([promise]))["short"]["rows"]
    assert [(one["verdict_text"], one["count"]) for one in row["verdicts"]] == [("Uppfyllt", 2), ("Delvis uppfyllt", 1)]
    heard = plain(read(short_pdf(make_snapshot([promise]))).text)
    assert "Uppfyllt (2)" in heard


def test_a_promise_without_targets_says_so():
    assert "Löftet har inget mål" in plain(read(short_pdf(make_snapshot([make_promise()]))).text)


def test_a_text_is_cut_at_a_word_and_a_word_without_end_is_cut_too():
    assert shortened(LONG, IN_SHORT["text"]).endswith("…")
    assert len(shortened(LONG, IN_SHORT["text"])) <= IN_SHORT["text"]
    assert shortened("x" * 100, 20) == "x" * 18 + " …"
    assert shortened("två\n\nstycken", 20) == "två stycken"


def test_it_says_what_it_is_and_where_the_whole_is():
    heard = plain(read(short_pdf(make_snapshot())).text)
    assert "Kortversion" in heard
    assert "Hela sammanställningen med underlag finns hos kommunen och polisen." in heard
