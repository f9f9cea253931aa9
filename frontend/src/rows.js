// Child rows: another empty one without a round trip; a new one that is removed goes at once.

export function start(root, enhance) {
  for (const grid of root.querySelectorAll("[data-grid]:not([data-ready])")) {
    const button = grid.querySelector("[data-add-row]");
    const template = grid.querySelector("template[data-empty-row]");
    const body = grid.querySelector("tbody");
    if (!body) continue;
    grid.dataset.ready = "";
    button?.addEventListener("click", (event) => {
      event.preventDefault();
      const row = fresh(template, next(body));
      body.append(row);
      count(grid, row);
      enhance(body);
      row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
      row.dispatchEvent(new Event("change", { bubbles: true }));
    });
    body.addEventListener("change", (event) => {
      if (!event.target.matches("[data-remove-row]")) return;
      const row = event.target.closest("tr");
      const isNew = !row.querySelector("input[name$='-_id']").value;
      if (isNew) row.remove();
      else row.classList.toggle("removed", event.target.checked);
    });
  }
}

function next(body) {
  let highest = -1;
  for (const input of body.querySelectorAll("input[name$='-_id']")) {
    const found = /-(\d+)-_id$/.exec(input.name);
    if (found) highest = Math.max(highest, Number(found[1]));
  }
  return highest + 1;
}

function fresh(template, number) {
  const row = template.content.firstElementChild.cloneNode(true);
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const name of ["id", "name", "for", "aria-controls", "aria-describedby", "data-multiple"]) {
      const value = element.getAttribute(name);
      if (value?.includes("-INDEX")) element.setAttribute(name, value.replaceAll("-INDEX", `-${number}`));
    }
  }
  return row;
}

/** The next number of its kind: line 3 after line 2. */
function count(grid, row) {
  const box = (one) => one.querySelector(`td[data-field="${grid.dataset.counts}"] input`);
  if (!grid.dataset.counts || !box(row)) return;
  const others = [...grid.querySelectorAll("tr[data-row]:not(.removed)")].filter((one) => one !== row);
  box(row).value = Math.max(0, ...others.map((one) => Number(box(one)?.value) || 0)) + 1;
}
