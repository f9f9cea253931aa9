// Ctrl-K: pages, new records, what was opened last, what this page can do, and everything that is found.
import "../shared.js";
import { combobox, element, found, go } from "../combobox.js";

const WAIT = 180;
const FEW = 6;
const ACTIONS = ".main .head .actions :is(a, button), .main .flow > .actions :is(a, button), .main .toolbar summary.btn";
let offers = null;
let shown = null;

export async function open(typed = () => "") {
  if (shown) return void shown.close();
  offers ??= await (await fetch("/palette/", { headers: { Accept: "application/json" } })).json();
  const { texts } = offers;
  const before = document.activeElement;
  const dialog = (shown = element("dialog", { class: "palette", "aria-label": texts.title }));
  const box = element("input", { type: "text", maxlength: "100", placeholder: texts.placeholder, "aria-label": texts.title });
  const list = element("div", { class: "choices", "aria-label": texts.title });
  const told = element("p", { role: "status", class: "muted small" });
  dialog.append(box, list, told);
  document.body.append(dialog);
  const here = actions();

  const choose = (item, event) => {
    dialog.close();
    go(item, event);
  };
  const ask = async (text, show) => {
    const own = fitting([{ label: texts.here, items: here }, ...offers.groups], text);
    if (!text) return own;
    const last = { items: [{ title: texts.everything.replace("{}", text), url: `/search/?q=${encodeURIComponent(text)}` }] };
    show([...own, last]);
    choices.first();
    await new Promise((done) => setTimeout(done, WAIT));
    if (box.value.trim() !== text) return undefined;
    const records = await found("/search/suggest", text);
    told.textContent = own.length || records.length ? "" : texts.nothing;
    if (!records.length) return undefined;
    setTimeout(choices.first);
    return [...own, ...records, last];
  };
  const choices = combobox(box, list, { ask, choose });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    shown = null;
    if (before?.isConnected) before.focus();
  });
  dialog.showModal();
  box.focus();
  box.value = typed();
  choices.look();
}

// What stands above the page as a button can be done from here, too.
function actions() {
  return [...document.querySelectorAll(ACTIONS)]
    .filter((one) => one.offsetParent && !one.disabled && one.textContent.trim())
    .map((one) => ({ title: one.textContent.trim().replace(/\s+/g, " "), run: () => one.click() }));
}

function fitting(groups, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .map(({ label, items }) => {
      const fit = items.filter(({ title, note }) => words.every((word) => `${title} ${note ?? ""}`.toLowerCase().includes(word)));
      // What is called so stands before what only belongs to it.
      const called = ({ title }) => words.every((word) => title.toLowerCase().includes(word));
      fit.sort((one, other) => called(other) - called(one));
      return { label, items: fit.slice(0, FEW) };
    })
    .filter(({ items }) => items.length);
}
