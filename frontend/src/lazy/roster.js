// The roster of a month: arrows move, letters choose a shift; what was changed is sent together.
import "../shared.js";

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0] };
const SOON = 700;

export function attach(box) {
  const form = box.closest("form");
  const rows = [...box.querySelectorAll("tbody tr")];
  const codes = ["-", ...box.dataset.codes.split(" ")].filter(Boolean);
  const save = form.querySelector("[data-roster-save]");
  const month = new URLSearchParams(location.search).get("month") ?? box.ownerDocument.querySelector("#month").value;
  const changed = new Map();
  let typed = "";
  let timer;

  const cells = (row) => row.querySelectorAll("td");
  const at = (cell) => [rows.indexOf(cell.parentElement), cell.cellIndex - 1];
  const cellOf = (row, day) => rows[row] && cells(rows[row])[day];
  let here = cellOf(0, 0);
  if (!here) return;
  here.tabIndex = 0;

  function go(cell) {
    if (!cell) return;
    here.removeAttribute("tabindex");
    here = cell;
    here.tabIndex = 0;
    here.focus();
    typed = "";
  }

  function put(cell, code) {
    const [row, day] = at(cell);
    cell.textContent = code;
    cell.classList.add("changed");
    cell.classList.remove("clash");
    changed.set(`${rows[row].dataset.who}:${month}-${String(day + 1).padStart(2, "0")}`, code);
    form.elements.cells.value = [...changed].map(([spot, chosen]) => `${spot}:${chosen}`).join(";");
    save.hidden = false;
    save.querySelector("[data-count]").textContent = String(changed.size);
  }

  box.addEventListener("mousedown", (event) => { const cell = event.target.closest("td"); if (cell) { event.preventDefault(); go(cell); } });
  box.addEventListener("dblclick", (event) => {
    const cell = event.target.closest("td");
    if (cell) put(cell, codes[(codes.indexOf(cell.textContent.trim()) + 1) % codes.length]);
  });
  box.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td");
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    const [row, day] = at(cell);
    if (STEPS[event.key]) {
      event.preventDefault();
      event.stopPropagation();
      return go(cellOf(row + STEPS[event.key][0], day + STEPS[event.key][1]));
    }
    if (event.key === "Delete" || event.key === "Backspace") { event.preventDefault(); return put(cell, "-"); }
    if (event.key.length !== 1 || event.key === " ") return;
    event.preventDefault();
    // Single letters are keys of the page elsewhere; here they are codes of shifts.
    event.stopPropagation();
    clearTimeout(timer);
    timer = setTimeout(() => { typed = ""; }, SOON);
    typed += event.key.toUpperCase();
    const fits = codes.find((code) => code.toUpperCase() === typed);
    if (fits) put(cell, fits);
    if (!codes.some((code) => code.toUpperCase().startsWith(typed) && code.toUpperCase() !== typed)) {
      typed = "";
      if (fits) go(cellOf(row, day + 1) ?? cellOf(row + 1, 0));
    }
  });
  form.addEventListener("submit", () => changed.clear());
  addEventListener("beforeunload", (event) => { if (changed.size) { event.preventDefault(); event.returnValue = box.dataset.leave; } });
}
