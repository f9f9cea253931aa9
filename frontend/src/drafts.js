// What was typed into a record's form outlives a crash, a wrong link and a session that ended: in this tab, for this person,
// for this version of the record. Nothing sensitive, no file, no token. It goes with the save and with logging out.
import { addChip } from "./pickers.js";

const PREFIX = "draft:";
const WAIT = 300;
const OURS = new Set(["csrf_token", "_version", "_before", "_clash"]);
const MOST_ROWS = 400;
let loggedOut = false;

export function start(root) {
  if (root === document) settle();
  for (const form of root.querySelectorAll("form[data-draft]:not([data-drafting])")) {
    form.dataset.drafting = "";
    attach(form);
  }
}

// A page that says “saved” ends the drafts that were sent; logging out ends them all.
function settle() {
  if (document.querySelector(".alert-success")) each((key, draft) => draft.sent && sessionStorage.removeItem(key));
  for (const form of document.querySelectorAll("form[action='/logout/']")) {
    form.addEventListener("submit", () => {
      loggedOut = true;
      each((key) => sessionStorage.removeItem(key));
    });
  }
}

function each(act) {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) act(key, read(key) ?? {});
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function attach(form) {
  const person = `${PREFIX}${JSON.parse(form.dataset.user || "{}").id}:`;
  each((key) => key.startsWith(person) || sessionStorage.removeItem(key));
  const key = person + form.dataset.draft;
  const began = JSON.stringify(entries(form));
  let timer = 0;
  let changed = false;
  const keep = (more = {}) => {
    if (loggedOut) return;
    const now = entries(form);
    try {
      if (JSON.stringify(now) === began && form.dataset.keep !== "changed") sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), entries: now, ...more }));
    } catch {
      // The tab's storage is full: the form itself still holds everything.
    }
  };
  const later = () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(keep, WAIT);
  };
  if (form.dataset.keep === "changed") keep();
  else offer(form, key, began);
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    changed = false;
    keep({ sent: true });
  });
  window.addEventListener("pagehide", () => {
    if (changed && form.isConnected) keep();
  });
}

function offer(form, key, began) {
  const draft = read(key);
  const pattern = document.querySelector("template[data-draft-offer]");
  if (!draft?.entries || JSON.stringify(draft.entries) === began || !pattern) return;
  const box = pattern.content.firstElementChild.cloneNode(true);
  const when = box.querySelector("time");
  when.textContent = new Date(draft.at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  form.before(box);
  box.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("restore" in button.dataset) fill(form, draft.entries);
    else sessionStorage.removeItem(key);
    box.remove();
  });
}

function isKept(control) {
  return !OURS.has(control.name) && !control.name.startsWith("_choose_") && !["file", "password"].includes(control.type)
    && !control.closest("[data-sensitive], template");
}

// [name, value] of everything that may be kept, in the order of the page.
function entries(form) {
  const found = [];
  for (const control of form.elements) {
    if (!control.name || !isKept(control) || control.type === "submit" || control.tagName === "BUTTON") continue;
    if (["checkbox", "radio"].includes(control.type) && !control.checked) continue;
    found.push([control.name, control.value]);
  }
  return found;
}

function fill(form, saved) {
  const values = new Map();
  for (const [name, value] of saved) values.set(name, [...(values.get(name) ?? []), value]);
  addRows(form, values);
  for (const picker of form.querySelectorAll("[data-picker]")) chips(picker, values);
  for (const control of form.elements) {
    if (!control.name || !isKept(control) || control.closest(".chip") || control.tagName === "BUTTON") continue;
    const given = values.get(control.name) ?? [];
    if (["checkbox", "radio"].includes(control.type)) control.checked = given.includes(control.value);
    else if (given.length && !(control.type === "hidden" && given.length > 1)) set(control, given[0]);
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function set(control, value) {
  control.value = value;
  control.tomselect?.sync();
  control._flatpickr?.setDate(value, false);
}

function addRows(form, values) {
  for (const button of form.querySelectorAll("[data-add-row]")) {
    const name = button.value;
    const wanted = [...values.keys()].flatMap((key) => new RegExp(`^${name}-(\\d+)-_id$`).exec(key)?.[1] ?? []).map(Number);
    for (let added = 0; added < MOST_ROWS && wanted.some((number) => !form.elements[`${name}-${number}-_id`]); added += 1) button.click();
  }
}

function chips(picker, values) {
  const name = picker.querySelector("[data-multiple]")?.dataset.multiple;
  if (!name) return;
  picker.querySelectorAll(".chip").forEach((chip) => chip.remove());
  const ids = (values.get(name) ?? []).filter(Boolean);
  const titles = values.get(`${name}__title`) ?? [];
  ids.forEach((id, place) => addChip(picker, name, { id, title: titles[place] ?? `#${id}` }));
}
