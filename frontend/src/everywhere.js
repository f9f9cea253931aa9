// The box in the bar: what is found shows up while one types, what was opened last before. Without a script it is a form.
import { combobox, element, found, go } from "./combobox.js";

const WAIT = 160;

export function start(root) {
  for (const form of root.querySelectorAll("[data-everywhere]:not([data-ready])")) {
    form.dataset.ready = "";
    attach(form, form.querySelector("input"));
  }
  opened();
}

function attach(form, box) {
  const list = element("div", { class: "dropdown-menu choices", "aria-label": form.getAttribute("aria-label") });
  const told = element("span", { role: "status", class: "visually-hidden" });
  form.append(list, told);
  const ask = async (text) => {
    const groups = await found(form.dataset.everywhere, text);
    if (document.activeElement !== box) return undefined;
    told.textContent = text && !groups.length ? box.dataset.none : "";
    if (!text) return groups;
    return [...groups, { items: [{ title: box.dataset.all, note: text, url: `${form.action}?q=${encodeURIComponent(text)}` }] }];
  };
  const choices = combobox(box, list, { ask, choose: go, wait: WAIT });
  box.addEventListener("click", () => list.hidden && choices.look());
  box.addEventListener("blur", () => setTimeout(choices.close, 120));
  form.addEventListener("submit", (event) => { if (!box.value.trim()) event.preventDefault(); });
}

// The page of a record says that it was looked at, so that it is found among the last ones.
function opened() {
  const [, entity, id] = /^\/([a-z0-9_]+)\/show\/(\d+)$/.exec(location.pathname) ?? [];
  const token = document.querySelector("input[name=csrf_token]")?.value;
  if (!entity || !token || !document.querySelector("[data-everywhere]")) return;
  const body = new URLSearchParams({ entity, id, csrf_token: token });
  fetch("/search/opened", { method: "POST", body, keepalive: true }).catch(() => undefined);
}
