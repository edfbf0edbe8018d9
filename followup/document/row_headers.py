"""The same PDF in which the first cell of every table row is a row header, which Typst cannot say."""

import io

import pikepdf

NO_ROWS_INSIDE = {"/P", "/Figure", "/L", *(f"/H{level}" for level in range(1, 7))}


def with_row_headers(pdf: bytes) -> bytes:
    """Marked and packed. The same bytes in give the same bytes out."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if "/StructTreeRoot" in document.Root:
            _mark_rows(document.Root.StructTreeRoot)
        packed = pikepdf.ObjectStreamMode.generate
        document.save(out, deterministic_id=True, object_stream_mode=packed)
    return out.getvalue()


def _mark_rows(root: pikepdf.Object) -> None:
    """Walk down to the rows of all tables, past what holds no rows, which is most of the tree."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        role = str(node.get("/S", ""))
        if role in NO_ROWS_INSIDE:
            continue
        children = _children(node)
        if role != "/TR":
            waiting += children
        elif children and children[0]["/S"] == "/TD":
            _make_row_header(children[0])


def _children(node: pikepdf.Object) -> list[pikepdf.Object]:
    """The structure elements directly below; marked content and references are left out."""
    below = node.get("/K", [])
    found = list(below) if isinstance(below, pikepdf.Array) else [below]
    return [child for child in found if isinstance(child, pikepdf.Dictionary) and "/S" in child]


def _make_row_header(cell: pikepdf.Object) -> None:
    scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
    said = cell.get("/A", [])
    cell.S = pikepdf.Name.TH
    cell.A = pikepdf.Array([*said, scope] if isinstance(said, pikepdf.Array) else [said, scope])
