"""Sentences that stand beside the promises: greetings, slogans, titles, figures of staff."""

from promises.reader.distractors import is_year
from promises.reader.numbers import whole_number
from promises.reader.periods import find_frequencies
from promises.reader.tokens import Token


def stands_aside(tokens: list[Token], *, modal: bool, promising: bool) -> bool:
    """Tell whether the sentence only greets, names or counts what is there.

    >>> from promises.reader.tokens import tokenize
    >>> stands_aside(tokenize("Vi ses igen nästa år!"), modal=False, promising=False)
    True
    """
    if _leaves_open(tokens) or _wishes_ease(tokens):
        return True
    if promising:
        return False
    return _is_slogan(tokens) or (not modal and (_exclaims(tokens) or _employs(tokens) or _titles(tokens)))


def has_figure(tokens: list[Token]) -> bool:
    """Tell whether the sentence holds a share or a number above one that is no year."""
    return any(
        token.low in ("procent", "%") or ((whole_number(token) or 0) > 1 and not is_year(token)) for token in tokens
    )


def _leaves_open(tokens: list[Token]) -> bool:
    """Tell "var och när vandringarna hålls bestäms senare" from "var tredje vecka"."""
    asks = tokens[0].low in ("var", "när", "vart", "om")
    settled = ("bestäms", "bestämmer", "bestämmas", "beslutas", "avgörs", "avgör", "avgöras")
    return asks and any(token.low in settled for token in tokens[2:])


def _wishes_ease(tokens: list[Token]) -> bool:
    """Tell "det ska bli lättare att nå polisen" from what is done for it."""
    opening = [token.low for token in tokens[:4]]
    easier = opening[:1] == ["det"] and opening[1:3] in (["ska", "bli"], ["ska", "vara"], ["skall", "bli"])
    return (
        easier
        and opening[3:] != []
        and opening[3].endswith(("are", "lätt", "enkelt", "tryggt"))
        and not (has_figure(tokens))
    )


def _exclaims(tokens: list[Token]) -> bool:
    """Tell the greeting or appeal "Vi ses igen nästa år!" from a promise."""
    return tokens[-1].low == "!" and not has_figure(tokens)


def _titles(tokens: list[Token]) -> bool:
    """Tell the heading "Så jobbar vi vidare" from a promise."""
    return tokens[0].low == "så" and tokens[-1].low != "." and not has_figure(tokens)


def _is_slogan(tokens: list[Token]) -> bool:
    """Tell "tillsammans arbetar vi för ett tryggare Edsby" from what is done for it."""
    lows = [token.low for token in tokens]
    verb = next((i for i, low in enumerate(lows[:6]) if low in ("arbetar", "verkar", "strävar", "jobbar")), None)
    if verb is None or has_figure(tokens) or {"genom", "med"}.intersection(lows):
        return False
    aim = next((i for i in range(verb, len(lows) - 1) if lows[i] == "för"), None)
    return aim is not None and any(low.startswith(("trygg", "säkrare", "säker")) for low in lows[aim:])


def _employs(tokens: list[Token]) -> bool:
    """Tell the statistic "i området arbetar 230 poliser" from a number of deeds."""
    for index, token in enumerate(tokens[:-1]):
        if token.low in ("arbetar", "jobbar", "bor", "tjänstgör") and whole_number(tokens[index + 1]) is not None:
            return not find_frequencies(tokens)
    return False
