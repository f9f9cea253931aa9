// A table of boxes as a spreadsheet: Enter and arrows move, blocks are pasted, formulas and sums follow what is typed.
import "../shared.js";
import { Decimal, evaluate, isKnown } from "../expression.js";
import { values } from "../conditions.js";

const MOST_ROWS = 200;
const YES = new Set(["是", "√", "✓", "yes", "y", "true", "1", "on"]);

export function attach(grid, enhance) {
  const body = grid.querySelector("tbody");
  const rows = () => [...body.querySelectorAll("tr[data-row]")];
  const cells = (row) => [...row.querySelectorAll("td[data-field]")];
  const box = (cell) => cell?.querySelector("select, textarea, input:not([type=hidden])");
  const add = () => grid.querySelector("[data-add-row]")?.click();
  const before = new Map(); // a row with its boxes → how it stood closed, and what its boxes held then

  // -- closed rows ---------------------------------------------------------------------------------------------------

  async function open(row) {
    if (row.dataset.closed === undefined) return row;
    const answer = await fetch(row.dataset.closed, { headers: { "X-Fragment": "1" } });
    if (!answer.ok || answer.redirected) return row;
    const made = document.createElement("tbody");
    made.innerHTML = await answer.text();
    const fresh = made.querySelector("tr");
    row.replaceWith(fresh);
    enhance(body);
    before.set(fresh, { row, typed: typed(fresh) });
    return fresh;
  }

  // What was typed in a row that was opened is given up: it stands there as it is saved.
  function giveUp(row) {
    const closed = before.get(row).row;
    row.replaceWith(closed);
    tell();
    return closed;
  }

  // A row that was only looked into closes again when one goes on.
  body.addEventListener("focusout", (event) => {
    const row = event.target.closest("tr[data-row]");
    if (grid.dataset.sheet === undefined || !before.has(row) || row.contains(event.relatedTarget)) return;
    setTimeout(() => {
      if (row.isConnected && !row.contains(document.activeElement) && typed(row) === before.get(row).typed) giveUp(row);
    }, 250);
  });

  function typed(row) {
    return JSON.stringify([...row.querySelectorAll("input, select, textarea")].map((one) => (one.type === "checkbox" ? one.checked : one.value)));
  }

  // How many rows wait to be saved.
  function tell() {
    const place = grid.querySelector("[data-changed-rows]");
    if (!place) return;
    const changed = rows().filter((row) => row.dataset.closed === undefined && typed(row) !== before.get(row)?.typed).length;
    place.textContent = changed ? `${changed} ${place.dataset.word}` : "";
  }

  body.addEventListener("click", async (event) => {
    const row = event.target.closest("tr[data-closed]");
    if (!row || event.target.closest("a")) return;
    event.preventDefault();
    const place = event.target.closest("[data-open-row]") ? 0 : [...row.children].indexOf(event.target.closest("td"));
    focus(await open(row), place);
  });

  // -- moving --------------------------------------------------------------------------------------------------------

  async function focus(row, place) {
    if (!row) return;
    const there = cells(await open(row));
    const control = box(there[place]) ?? there.map(box).find(Boolean);
    control?.focus();
    if (control?.type === "text") control.select();
  }

  body.addEventListener("keydown", (event) => {
    const row = event.target.closest("tr[data-row]");
    const cell = event.target.closest("td[data-field]");
    if (!row || event.isComposing || event.defaultPrevented) return;
    const listed = event.target.getAttribute("aria-expanded") === "true";
    const place = cell ? cells(row).indexOf(cell) : 0;
    const all = rows();
    const here = all.indexOf(row);
    if (event.key === "Escape" && before.has(row) && !listed) giveUp(row).querySelector("[data-open-row]")?.focus();
    else if (row.dataset.closed !== undefined && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      const near = all[here + (event.key === "ArrowDown" ? 1 : -1)];
      (near?.querySelector("[data-open-row]") ?? near?.querySelector("input:not([type=hidden])"))?.focus();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) add();
    else if (event.key === "Delete" && (event.ctrlKey || event.metaKey)) {
      const box = row.querySelector("[data-remove-row]");
      if (!box) return;
      box.click();
      focus(rows()[Math.min(here, rows().length - 1)], place);
    } else if (!cell || listed || event.altKey || event.ctrlKey || event.metaKey || event.target.matches("textarea, button")) return;
    else if (event.key === "Enter") all[here + 1] ? focus(all[here + 1], place) : add();
    else if (["ArrowDown", "ArrowUp"].includes(event.key) && event.target.matches("input:not([type=date], [type=time], [type=datetime-local], [data-lookup])")) {
      focus(all[here + (event.key === "ArrowDown" ? 1 : -1)], place);
    } else return;
    event.preventDefault();
  });

  // -- pasting -------------------------------------------------------------------------------------------------------

  grid.addEventListener("paste", async (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const cell = event.target.closest("td[data-field]");
    if (!cell || !/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n").map((line) => line.split("\t"));
    const row = cell.closest("tr");
    const first = rows().indexOf(row);
    const place = cells(row).indexOf(cell);
    for (const [down, line] of lines.slice(0, MOST_ROWS).entries()) {
      if (!rows()[first + down]) add();
      const target = rows()[first + down];
      if (!target) break;
      const there = cells(await open(target));
      line.forEach((value, right) => there[place + right] && put(there[place + right], value.trim()));
    }
    focus(rows()[first], place);
  });

  function put(cell, text) {
    cell.querySelector(".error")?.remove();
    cell.classList.remove("invalid");
    const control = box(cell);
    if (!control || control.readOnly || control.disabled) return;
    if (control.type === "checkbox" && cell.dataset.type === "bool") control.checked = YES.has(text.toLowerCase());
    else if (cell.dataset.type === "enums") tick(cell, text);
    else if (control.tagName === "SELECT") choose(control, text);
    else control.value = text;
    const hidden = cell.querySelector("[data-picker-id]");
    // The server finds the record by its title when the form is sent.
    if (hidden) hidden.value = "";
    control._flatpickr?.setDate(text, false);
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function choose(select, text) {
    const wanted = text.toLowerCase();
    let option = [...select.options].find((one) => [one.text.toLowerCase(), one.value.toLowerCase()].includes(wanted));
    if (!option && text) {
      // What is none of them stays in sight, and the server says so at this cell.
      option = new Option(text, text);
      select.add(option);
    }
    select.value = option?.value ?? "";
    select.tomselect?.sync();
  }

  function tick(cell, text) {
    const wanted = text.split(/[、,，;；]/).map((one) => one.trim().toLowerCase());
    for (const label of cell.querySelectorAll(".choices label")) label.querySelector("input").checked = wanted.includes(label.textContent.trim().toLowerCase());
  }

  // -- formulas and sums ---------------------------------------------------------------------------------------------

  const heads = [...grid.querySelectorAll("th[data-formula]")].map((head) => ({
    name: head.dataset.computed, tree: JSON.parse(head.dataset.formula), scale: Number(head.dataset.scale),
  }));

  function compute() {
    for (const row of rows()) {
      if (row.dataset.closed !== undefined) continue;
      const record = values(row, row);
      for (const { name, tree, scale } of heads) {
        const cell = row.querySelector(`[data-computed="${name}"]`);
        if (!cell || !isKnown(tree, record)) continue;
        const found = evaluate(tree, record);
        cell.textContent = found === null ? "" : shown(found, scale);
      }
    }
    for (const total of grid.querySelectorAll("[data-sum]")) {
      const sum = rows().filter((row) => !row.classList.contains("removed")).reduce((units, row) => units + units6(row, total.dataset.sum), 0n);
      total.textContent = shown(new Decimal(sum, 6), 2);
    }
  }

  // A value of a row in millionths, so that a sum is exact.
  function units6(row, name) {
    const cell = row.querySelector(`[data-total="${name}"]`);
    const text = cell ? cell.textContent : box(row.querySelector(`[data-field="${name}"]`))?.value ?? "";
    const plain = text.normalize("NFKC").replace(/[^\d.-]/g, "");
    return /^-?\d+(\.\d+)?$/.test(plain) ? Decimal.of(plain).at(6) : 0n;
  }

  body.addEventListener("input", compute);
  body.addEventListener("change", compute);
  if (grid.dataset.sheet === undefined) return;
  body.addEventListener("input", tell);
  body.addEventListener("change", tell);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "s" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || !grid.isConnected) return;
    event.preventDefault();
    grid.requestSubmit(grid.querySelector("[data-save]"));
  });
}

function shown(value, scale) {
  if (!(value instanceof Decimal) && typeof value !== "number") return String(value);
  const number = Number(Decimal.of(value).toString());
  return number.toLocaleString("en", { minimumFractionDigits: scale, maximumFractionDigits: scale });
}
