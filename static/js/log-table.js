// The table to log many activities in, by keyboard and from a spreadsheet: cells copied in Excel are spread over the
// table, Enter and the arrows go between rows, Ctrl+D fetches what stands above. Without this script the box under the
// table takes what is copied, and a button gives more rows. Nothing is saved from here.
(() => {
  "use strict";

  const form = document.querySelector("form[data-most]");
  const body = form?.querySelector("tbody");
  const pattern = document.getElementById("tom-rad");
  const said = form?.querySelector("[data-said]");
  if (!body || !pattern || !said) return;

  const MOST = Number(form.dataset.most);
  const HEADINGS = JSON.parse(pattern.dataset.headings);
  const CELL = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/y; // as in promises/pasted_rows.py
  const FIELD = /^row_(\w+)_(\d+)$/;

  const rows = () => [...body.querySelectorAll("tr[data-number]")];
  const cells = (row) => [...row.querySelectorAll("input:not([type=hidden], [type=checkbox]), select, textarea")];
  const columnOf = (cell) => FIELD.exec(cell.name)?.[1];
  const inColumn = (row, column) => cells(row).find((cell) => columnOf(cell) === column);
  const isShown = (cell) => cell.offsetParent !== null;
  const tell = (words) => { said.textContent = words; };

  // Works also where crypto.randomUUID does not, over plain http in a closed network.
  const newKey = () => "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
    (Number(c) ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (Number(c) / 4)))).toString(16));

  const addRow = () => {
    const all = rows();
    if (all.length >= MOST) {
      tell(pattern.dataset.full);
      return null;
    }
    const number = Number(all.at(-1)?.dataset.number ?? 0) + 1;
    body.insertAdjacentHTML("beforeend", pattern.innerHTML.replaceAll("__n__", String(number)));
    const row = rows().at(-1);
    row.querySelector("input[type=hidden]").value = newKey();
    return row;
  };

  const rowBelow = (row) => rows()[rows().indexOf(row) + 1] ?? addRow();
  const rowAbove = (row) => rows()[rows().indexOf(row) - 1];

  // A phone begins with a few of the empty rows; the others come when they are gone to or pasted into.
  const goTo = (row, column) => {
    row?.classList.remove("spare");
    const cell = row && inColumn(row, column);
    cell?.focus();
    cell?.select?.();
  };

  // A list gets what is not in it as a choice of its own, as the server does: it is refused there, with a reason.
  const put = (cell, text) => {
    if (cell instanceof HTMLSelectElement) {
      const alike = (option) => option.value === text || option.text.toLowerCase() === text.toLowerCase();
      const chosen = [...cell.options].find(alike) ?? cell.appendChild(new Option(text, text));
      cell.value = chosen.value;
    } else {
      cell.value = text;
    }
  };

  const parse = (text) => {
    const found = [];
    let row = [];
    CELL.lastIndex = 0;
    while (CELL.lastIndex < text.length) {
      const [, quoted, plain, end] = CELL.exec(text);
      row.push((quoted === undefined ? plain : quoted.replaceAll('""', '"')).trim());
      if (end !== "\t") {
        found.push(row);
        row = [];
      }
    }
    if (row.length) found.push(row);
    return found;
  };

  const columnsFrom = (cell) => {
    const all = cells(cell.closest("tr")).filter(isShown).map(columnOf);
    return all.slice(all.indexOf(columnOf(cell)));
  };

  const spread = (cell, pasted) => {
    const named = pasted[0].map((text) => HEADINGS[text.toLowerCase().replace(/:$/, "")]);
    const isHeading = named.filter(Boolean).length > 1;
    const columns = isHeading ? named : columnsFrom(cell);
    if (isHeading) form.querySelector("#id_fler").checked ||= named.some((name) => name && !isShown(inColumn(cell.closest("tr"), name)));
    let row = cell.closest("tr");
    let number = 0;
    for (const line of isHeading ? pasted.slice(1) : pasted) {
      if (number) row = rowBelow(row);
      if (!row) return; // the table is full, and has said so
      row.classList.remove("spare");
      line.forEach((text, index) => columns[index] && put(inColumn(row, columns[index]), text));
      number += 1;
    }
    tell(pattern.dataset.rows.replace("%n", String(number)));
  };

  document.addEventListener("paste", (event) => {
    const cell = document.activeElement;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const isList = cell instanceof HTMLSelectElement;
    if (!body.contains(cell) || !columnOf(cell) || !(isList || /[\t\n]/.test(text.trimEnd()))) return;
    const pasted = parse(text.replace(/(\r?\n)+$/, ""));
    if (!pasted.length) return;
    event.preventDefault();
    spread(cell, pasted);
  });

  const copyAbove = (cell) => {
    const above = rowAbove(cell.closest("tr"));
    const from = above && inColumn(above, columnOf(cell));
    if (from) put(cell, from.value);
  };

  // The arrows keep their own work in lists, in suggestions and in a note of several lines.
  const hasOwnArrows = (cell) =>
    cell instanceof HTMLSelectElement || cell.hasAttribute("list") || cell.value.includes("\n");

  body.addEventListener("keydown", (event) => {
    const cell = event.target;
    const column = columnOf(cell);
    if (!column || column === "wanted" || event.isComposing || event.altKey || event.metaKey || event.shiftKey) return;
    const row = cell.closest("tr");
    if (event.ctrlKey) {
      if (event.key.toLowerCase() !== "d") return;
      copyAbove(cell);
    } else if (event.key === "Enter") {
      goTo(rowBelow(row), column);
    } else if (event.key === "ArrowDown" && !hasOwnArrows(cell)) {
      goTo(rows()[rows().indexOf(row) + 1], column);
    } else if (event.key === "ArrowUp" && !hasOwnArrows(cell)) {
      goTo(rowAbove(row), column);
    } else {
      return;
    }
    event.preventDefault();
  });

  for (const help of form.querySelectorAll("[data-needs-script]")) help.hidden = false;
})();
