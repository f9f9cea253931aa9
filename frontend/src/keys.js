// Keys for those who like them: Ctrl-K for the palette, single letters where nobody types. Preferences switch the letters off.
import { open as dialog } from "./dialogs.js";

const TYPED = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable], [role=combobox], [role=listbox], [role=grid]";
const SECOND = 1200;
const ROWS = ".main .listing tbody tr";

export function start(root, enhance) {
  const bar = root.querySelector("[data-keys]");
  if (!bar) return;
  const help = () => sheet(enhance).catch(() => undefined);
  for (const link of root.querySelectorAll("[data-keys-help]")) {
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      link.closest("details")?.removeAttribute("open");
      help();
    });
  }
  let began = -Infinity;
  let early = null;
  document.addEventListener("keydown", (event) => {
    // While an input method composes, keys are letters of a word.
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      if (early !== null) return;
      early = "";
      import("./lazy/palette.js")
        .then((palette) => palette.open(() => early))
        .catch(() => document.querySelector("[data-everywhere] input")?.focus())
        .finally(() => (early = null));
      return;
    }
    // Who types on before the palette is there finds his letters in it.
    if (early !== null && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      early += event.key;
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || bar.dataset.keys === "off") return;
    if (event.target.closest?.(TYPED) || document.querySelector("dialog[open]")) return;
    const follows = performance.now() - began < SECOND;
    began = -Infinity;
    if (follows) return void follow(event);
    if (event.key === "g") began = performance.now();
    else press(event, help);
  });
}

function follow(event) {
  const to = { h: "/", m: "/messages/" }[event.key];
  if (!to) return;
  event.preventDefault();
  location.href = to;
}

function press(event, help) {
  const does = {
    "/": () => focused(document.querySelector("[data-everywhere] input")),
    "?": help,
    c: () => pressed("[data-key=create]", ".main .head .actions a[href*='/add']", ".main a.btn[href*='/add']"),
    e: () => pressed("[data-key=edit]", ".main .head .actions a[href*='/edit/']"),
    j: () => row(1),
    k: () => row(-1),
  }[event.key];
  if (does && does() !== false) event.preventDefault();
}

function focused(box) {
  // On a phone the box in the bar is out of sight.
  if (!box?.offsetParent) return pressed(".bar-search");
  box.focus();
  box.select();
  return true;
}

function pressed(...selectors) {
  for (const selector of selectors) {
    const found = [...document.querySelectorAll(selector)].find((one) => one.offsetParent);
    if (found) return found.click();
  }
  return false;
}

function row(step) {
  const links = [...document.querySelectorAll(ROWS)].map((one) => one.querySelector("a[href]")).filter((link) => link?.offsetParent);
  if (!links.length) return false;
  const rows = links.map((link) => link.closest("tr"));
  const now = rows.indexOf(document.activeElement?.closest?.("tr"));
  const next = now < 0 ? (step > 0 ? 0 : links.length - 1) : Math.max(0, Math.min(links.length - 1, now + step));
  links[next].focus();
  rows[next].scrollIntoView({ block: "nearest" });
  return true;
}

async function sheet(enhance) {
  const answer = await fetch("/help/keys/", { headers: { "X-Fragment": "1" } });
  if (!answer.ok || answer.redirected) return;
  const shown = dialog(await answer.text(), "/help/keys/", enhance);
  // Only what this page has.
  for (const line of shown.querySelectorAll("[data-needs]")) line.hidden = !document.querySelector(line.dataset.needs);
}
