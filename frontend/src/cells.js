// A cell of a list is changed where it stands: double-click or e, Enter saves, Escape leaves. The server draws and decides.

export function start(root, enhance) {
  for (const table of root.querySelectorAll("table[data-cells]:not([data-ready])")) {
    table.dataset.ready = "";
    for (const cell of table.querySelectorAll("td[data-cell]")) ready(table, cell);
    const first = table.querySelector("td[data-cell]");
    if (first) first.tabIndex = 0;
    table.addEventListener("dblclick", (event) => {
      const cell = event.target.closest("td[data-cell]");
      if (cell && !event.target.closest("a, form, input")) edit(table, cell, enhance);
    });
    table.addEventListener("keydown", (event) => keys(table, event, enhance));
  }
}

function ready(table, cell) {
  cell.tabIndex = -1;
  cell.title ||= table.dataset.hint;
}

// Arrows go from one cell that may be changed to the next.
function keys(table, event, enhance) {
  const cell = event.target;
  if (!cell.matches?.("td[data-cell]") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "e" || event.key === "F2" || event.key === "Enter") {
    event.preventDefault();
    event.stopPropagation();
    return void edit(table, cell, enhance);
  }
  const row = cell.parentElement;
  const near = {
    ArrowRight: () => after(cell, "nextElementSibling"),
    ArrowLeft: () => after(cell, "previousElementSibling"),
    ArrowDown: () => row.nextElementSibling?.cells[cell.cellIndex],
    ArrowUp: () => row.previousElementSibling?.cells[cell.cellIndex],
  }[event.key]?.();
  if (!near) return;
  event.preventDefault();
  near.focus();
}

function after(cell, way) {
  let next = cell[way];
  while (next && !next.dataset.cell) next = next[way];
  return next;
}

async function edit(table, cell, enhance) {
  if (cell.querySelector("form")) return;
  const address = `${table.dataset.cells}${cell.parentElement.dataset.id}/${cell.dataset.cell}`;
  const answer = await fetch(address, { headers: { "X-Fragment": "1" } });
  if (answer.redirected) return void (location.href = answer.url);
  if (!answer.ok) return refuse(cell, answer);
  const before = [...cell.childNodes];
  const leave = () => {
    cell.classList.remove("editing");
    cell.replaceChildren(...before);
    cell.focus();
  };
  cell.classList.add("editing");
  draw(table, cell, await answer.text(), address, leave, enhance);
}

function draw(table, cell, html, address, leave, enhance) {
  cell.innerHTML = html; // our own server-rendered, escaped fragment
  const form = cell.querySelector("form");
  enhance(cell);
  form.querySelector("[data-leave]").hidden = false;
  form.querySelector("[data-leave]").addEventListener("click", leave);
  form.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    leave();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const columns = new URLSearchParams({ columns: table.dataset.columns });
    const sent = new FormData(form);
    const answer = await fetch(`${address}?${columns}`, { method: "POST", body: sent, headers: { "X-Fragment": "1" } }).catch(() => null);
    // Without a connection what was typed stays, to be sent again.
    if (!answer) return void delete form.dataset.sent;
    if (answer.redirected || answer.status === 204) return void location.reload();
    const text = await answer.text();
    if (answer.ok) return place(table, cell, text);
    if (!text.includes("cell-form")) return refuse(cell, answer);
    draw(table, cell, text, address, leave, enhance);
  });
  const control = form.querySelector("select, input:not([type=hidden]), textarea");
  control?.focus();
  control?.select?.();
}

// The whole row anew: what is computed from the value has changed with it.
function place(table, cell, html) {
  const drawn = new DOMParser().parseFromString(html, "text/html").querySelector("tr");
  const name = cell.dataset.cell;
  const ticked = cell.parentElement.querySelector("input.pick")?.checked;
  cell.parentElement.replaceWith(drawn);
  if (ticked) drawn.querySelector("input.pick").checked = true;
  for (const one of drawn.querySelectorAll("td[data-cell]")) ready(table, one);
  drawn.querySelector(`td[data-cell="${name}"]`)?.focus();
}

function refuse(cell, answer) {
  cell.title = answer.status === 403 ? cell.closest("table").dataset.refused : cell.title;
  cell.classList.add("refused");
  setTimeout(() => cell.classList.remove("refused"), 900);
}
