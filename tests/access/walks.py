"""The ways through the site. Each walk asks all that its layer needs of one route, and yields the problems."""

import re
from urllib.parse import urlencode

from tests.access.addresses import NO_ID, NO_SLUG, address, alike_on, placements_of, site_map
from tests.access.asking import masked
from tests.access.layers import Problem, problems_of_answer, shows_wrongly, writes_wrongly
from tests.access.pages import METHODS, AdminPage, CouncilPage, PublicPage, SitePage
from tests.access.rules import ROUTES

# Names that a careless page might read, each with a value of the other council.
TEMPTING = ("okand", "id", "council", "council_id", "rad", "promise_set", "target", "activity", "user", "organisation")
TEMPTING += ("place", "o", "order", "page", "q", "format", "alla", "all", "kopia", "scope", "as", "substitute")


def undeclared(routes=ROUTES):
    """Routes without a rule and rules without a route."""
    names = {route.name for route in site_map()}
    for name in sorted(names - routes.keys()):
        yield Problem("rule", name, "has no declared rule")
    for name in sorted(routes.keys() - names):
        yield Problem("rule", name, "has a rule but no route")


def walk_answers(matrix, route, *, methods=METHODS):
    """Every visitor × method × placement: statuses, what is shown and written, and that foreign is as missing."""
    rule, first = ROUTES[route], {}
    for visitor in matrix.visitors:
        own, other = matrix.sides_of(visitor)
        for method in methods:
            seen = {}
            for placement in placements_of(route, method):
                path = address(route, placement, own, other)
                aimed_at = other if "foreign row" in placement or placement == "foreign" else own
                answer = matrix.ask(visitor, method, path, rule.body(aimed_at))
                matrix.records.setdefault((route, visitor.name, method), {})[placement] = answer.status
                seen[placement] = masked(answer)
                if method == "GET":
                    matrix.keep(visitor, path, answer)
                if (method, placement) == ("GET", "own"):
                    matrix.let_in.add((route, visitor.name))
                if title := re.search(r"<title>(.*?)</title>", answer.text, re.S) if answer.status == 200 else None:
                    matrix.titles.setdefault(route, title[1].replace(own.token, "").rpartition(" – ")[0].strip())
                for layer, what in problems_of_answer(matrix, rule, visitor, method, placement, answer):
                    yield Problem(layer, f"{visitor.name}: {method} {path} ({placement})", what)
                if (
                    isinstance(rule, PublicPage)
                    and first.setdefault((method, path), seen[placement]) != seen[placement]
                ):
                    yield Problem("public", f"{visitor.name}: {method} {path}", "not the same as to everybody else")
            for one, alike in alike_on(rule):
                if one in seen and seen[one] != seen[alike]:
                    yield Problem("alike", f"{visitor.name}: {method} {route}", f"{one} and {alike} answer differently")


def row_fields(matrix, route):
    """Form field → (own value, foreign value) of the fields that name rows; those with free words apart."""
    rule, world = ROUTES[route], matrix.world
    own, foreign = rule.body(world.a), rule.body(world.b)
    differing = {name: (own[name], foreign[name]) for name in own if own[name] != foreign.get(name)}
    return (
        {name: pair for name, pair in differing.items() if name not in rule.typed},
        {name: pair for name, pair in differing.items() if name in rule.typed},
    )


def walk_bodies(matrix, route):
    """Forms in one's own council that name the other's rows: refused as a whole, as if those rows were missing."""
    rule, world = ROUTES[route], matrix.world
    if not isinstance(rule, CouncilPage) or rule.write is None:
        return
    path, body = address(route, "own", world.a, world.b), rule.body(world.a)
    fields, typed = row_fields(matrix, route)
    for visitor in writers(matrix, rule):
        where = f"{visitor.name}: POST {path}"
        for name, (own, foreign) in fields.items():
            answers = []
            missing = NO_ID if isinstance(foreign, int) else NO_SLUG
            mixed = [] if name in rule.single else [[own, foreign], [foreign, own]]
            for value in (foreign, missing, *mixed):
                answers.append(matrix.ask(visitor, "POST", path, {**body, name: value}))
                yield from _refused(matrix, visitor, f"{where} {name}={value}", answers[-1])
            if masked(answers[0]) != masked(answers[1]):
                yield Problem("body", f"{where} {name}", "a foreign id answers otherwise than a missing one")
        if fields:
            everything = {**body, **{name: foreign for name, (_, foreign) in fields.items()}}
            yield from _refused(matrix, visitor, where, matrix.ask(visitor, "POST", path, everything))
        plain = matrix.ask(visitor, "POST", path, body)
        extended = matrix.ask(visitor, "POST", path, {**tempting(world.b, body), **body})
        if (plain.status, plain.written) != (extended.status, extended.written):
            yield Problem("body", where, f"fields it does not have made a difference: {extended.status}")
        yield from _harmless(matrix, visitor, where, extended)
        for name, (_, foreign) in typed.items():
            answer = matrix.ask(visitor, "POST", path, {**body, name: foreign})
            for layer, what in writes_wrongly(visitor, "POST", answer, rule.expected(visitor, "POST", "own")):
                yield Problem(layer, f"{where} {name} in another's words", what)


def writers(matrix, rule):
    return [one for one in matrix.visitors if one.home is matrix.world.a and one.role in rule.write]


def _refused(matrix, visitor, where, answer):
    if answer.status not in (404, 422):
        yield Problem("body", where, f"a form with a foreign row was answered {answer.status}")
    yield from _harmless(matrix, visitor, where, answer)


def _harmless(matrix, visitor, where, answer):
    for layer, what in writes_wrongly(visitor, "POST", answer, {answer.status}):
        yield Problem(layer, where, what)
    for layer, what in shows_wrongly(matrix, visitor, answer):
        yield Problem(layer, where, what)


def tempting(side, besides=()):
    """Parameter → a value of a side's, for names that nobody has declared."""
    values = {"council": side.council.slug, "q": side.rows.place.name, "promise_set": side.rows.promise_set.slug}
    rows = {"council_id": side.council, "kopia": side.rows.activity, "substitute": side.rows.activity}
    for name in TEMPTING:
        row = rows.get(name) or getattr(side.rows, name, side.rows.target)
        values.setdefault(name, row.pk)
    return {name: value for name, value in values.items() if name not in besides}


def walk_parameters(matrix, route):
    """Reads with a query: what is not declared changes nothing, and another's row is as a missing one."""
    rule, world = ROUTES[route], matrix.world
    if isinstance(rule, AdminPage) or (isinstance(rule, SitePage) and rule.is_new):
        return
    path = address(route, "own", world.a, world.b)
    for visitor in (one for one in matrix.visitors if one.home is world.a or one.is_logged_out):
        plain = matrix.read(visitor, path)
        values = tempting(world.b, (*rule.query, *getattr(rule, "filters", ())))
        if matrix.read(visitor, f"{path}?{urlencode(values)}") != plain:
            for name, value in values.items():
                if matrix.read(visitor, f"{path}?{name}={value}") != plain:
                    yield Problem(
                        "parameter", f"{visitor.name}: GET {path}?{name}=", "an undeclared name made a difference"
                    )
        for name in rule.query if isinstance(rule, CouncilPage) else ():
            yield from _declared(matrix, visitor, path, name)


def _declared(matrix, visitor, path, name):
    side = matrix.world.b
    rows = {row.pk for row in vars(side.rows).values()}
    where = f"{visitor.name}: GET {path}?{name}="
    missing = masked(matrix.ask(visitor, "GET", f"{path}?{name}={NO_ID}"))
    own = {row.pk for row in vars(matrix.world.a.rows).values()}
    for value in sorted(map(str, rows - own)):
        answer = matrix.ask(visitor, "GET", f"{path}?{name}={value}")
        if masked(answer) != missing:
            yield Problem("parameter", f"{where}{value}", "a foreign id is not as a missing one")
        for layer, what in shows_wrongly(matrix, visitor, answer):
            yield Problem(layer, f"{where}{value}", what)
