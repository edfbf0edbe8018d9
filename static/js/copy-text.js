// A button that copies what stands in a field. Without this script one marks the text and copies it oneself.
(() => {
  "use strict";

  for (const row of document.querySelectorAll("[data-copies]")) {
    const field = document.getElementById(row.dataset.copies);
    const said = row.querySelector("[data-copied]");
    if (!field || !navigator.clipboard) continue;
    row.hidden = false;
    row.querySelector("button").addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(field.value);
        said.textContent = said.dataset.copied;
      } catch {
        field.select(); // the browser does not let a page copy: the text is marked, to be copied by hand
      }
    });
  }
})();
