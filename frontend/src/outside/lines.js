// Further lines of a sheet: a copy of the empty one, with a number of its own.
const adders = new WeakMap();

export function attach(root, enhance) {
  for (const list of root.querySelectorAll("[data-lines]:not([data-counted])")) {
    list.dataset.counted = "";
    const template = list.querySelector("template");
    const button = list.querySelector("[data-add-line]");
    const add = () => {
      const line = template.content.firstElementChild.cloneNode(true);
      const number = String(numbers(list).reduce((highest, one) => Math.max(highest, one), -1) + 1);
      for (const element of [line, ...line.querySelectorAll("*")]) {
        for (const { name, value } of [...element.attributes]) if (value.includes("INDEX")) element.setAttribute(name, value.replaceAll("INDEX", number));
      }
      template.before(line);
      enhance(list);
      return line;
    };
    adders.set(list, add);
    button.hidden = false;
    button.addEventListener("click", () => add().querySelector("[data-lookup], input:not([type=hidden])").focus());
  }
  for (const form of root.querySelectorAll("form[data-send]:has([data-since]:not([data-timed]))")) time(form);
}

/** Lines for what is put back: the page begins with one. */
export function room(form, names) {
  for (const list of form.querySelectorAll("[data-lines][data-counted]")) {
    const wanted = [...names].map((name) => /^new-(\d+)-/.exec(name)?.[1]).filter(Boolean).map(Number);
    const most = Math.min(Math.max(-1, ...wanted), 50);
    while (Math.max(-1, ...numbers(list)) < most) adders.get(list)();
  }
}

const numbers = (list) => [...list.querySelectorAll("[data-line]")].map((line) => Number(line.id.split("-")[1]));

/** Minutes that a page which the phone kept would tell as they were when it was kept. */
function time(form) {
  const told = form.querySelector("[data-since]");
  told.dataset.timed = "";
  const box = form.elements[told.dataset.took];
  const spent = Math.floor((Date.now() - Date.parse(told.dataset.since)) / 60_000);
  // A clock that is before the start is wrong: what the server said stays.
  if (box && box.value === box.defaultValue && spent >= 0) box.value = spent < Number(told.dataset.longest) ? String(Math.max(spent, 1)) : "";
}
