// What follows from a choice stands in its box at once. Only an empty box is filled, or one that was filled by itself; the
// page says to the server which these are, and the server does the same when no script ran.
import { offer } from "./pickers.js";

export function start(root) {
  for (const box of root.querySelectorAll("[data-follows]:not([data-followed-by])")) {
    const state = box.closest("form")?.querySelector("[data-followed]");
    if (!state) continue;
    box.dataset.followedBy = "";
    attach(box, state);
  }
}

function attach(box, state) {
  let turn = 0;
  box.addEventListener("change", async (event) => {
    if (!event.target.matches("[data-picker-id]")) return;
    const id = event.target.value;
    const mine = ++turn;
    const answer = id ? await asked(`${box.dataset.follows}?id=${id}`) : { values: {}, offers: {} };
    // Without an answer the server fills in when the form is sent.
    if (answer && mine === turn) fill(box, state, id, answer);
  });
}

async function asked(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => undefined);
  return answer?.ok && !answer.redirected ? answer.json() : undefined;
}

function fill(box, state, id, answer) {
  const told = JSON.parse(state.value);
  const filled = [];
  told.asked[box.dataset.field] = id;
  for (const name of box.dataset.following.split(" ")) {
    const target = state.form.querySelector(`[data-field="${name}"]:not(tr [data-field])`);
    const control = target && controlOf(target);
    if (!control || control.readOnly) continue;
    const now = textOf(target);
    if (target.querySelector("[data-picker]")) offer(target.querySelector("[data-picker]"), answer.offers[name] ?? []);
    if (now && now !== told.filled[name]) continue;
    delete told.filled[name];
    put(target, control, answer.values[name]);
    if (answer.values[name]) told.filled[name] = textOf(target);
    if (textOf(target) !== now) filled.push(target);
  }
  state.value = JSON.stringify(told);
  for (const target of filled) {
    const control = target.querySelector("[data-picker-id]") ?? controlOf(target);
    for (const name of ["input", "change"]) control.dispatchEvent(new Event(name, { bubbles: true }));
  }
}

function controlOf(target) {
  return target.querySelector("select, textarea, input:not([type=hidden], [type=radio])");
}

// What stands in the box; of a picker the id, or words that name no record yet.
function textOf(target) {
  return target.querySelector("[data-picker-id]")?.value || controlOf(target).value.trim();
}

function put(target, control, value) {
  const hidden = target.querySelector("[data-picker-id]");
  if (hidden) hidden.value = value?.id ?? "";
  control.value = (hidden ? value?.title : value) ?? "";
  control.tomselect?.sync();
  control._flatpickr?.setDate(control.value, false);
}
