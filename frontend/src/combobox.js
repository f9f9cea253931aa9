// A box to type in over a list of choices in groups: arrows, Enter, Escape, mouse; told to screen readers as they stand.
let made = 0;

/**
 * `ask(text)` gives groups `{label, count, items: [{title, note, state, url, run}]}`, at once or later;
 * `choose(item)` does what a choice means. Returns `{close, ask, isOpen}`.
 */
export function combobox(box, list, { ask, choose, opened = () => undefined, wait = 0 }) {
  const name = `choices-${++made}`;
  let turn = 0;
  let timer = 0;
  let items = [];
  let active = -1;
  list.id = name;
  list.setAttribute("role", "listbox");
  list.hidden = true;
  for (const [key, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": name, "aria-autocomplete": "list", autocomplete: "off" })) box.setAttribute(key, value);

  const close = () => {
    turn += 1;
    clearTimeout(timer);
    list.hidden = true;
    active = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
    opened(false);
  };

  const mark = (number) => {
    active = number;
    list.querySelectorAll("[role=option]").forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === number));
      if (place !== number) return;
      box.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    });
    if (number < 0) box.removeAttribute("aria-activedescendant");
  };

  const show = (groups) => {
    items = groups.flatMap((group) => group.items);
    let number = 0;
    list.replaceChildren(...groups.map((group, place) => {
      const part = element("div", { role: "group" });
      if (group.label) {
        const label = element("div", { id: `${name}-g${place}`, role: "presentation", class: "choices-label" }, group.label);
        if (group.count) label.append(" ", element("span", { class: "muted" }, group.count));
        part.setAttribute("aria-labelledby", label.id);
        part.append(label);
      }
      part.append(...group.items.map((item) => option(item, number++)));
      return part;
    }));
    list.hidden = items.length === 0;
    box.setAttribute("aria-expanded", String(items.length > 0));
    opened(items.length > 0);
    mark(-1);
  };

  const option = (item, number) => {
    const line = element("div", { id: `${name}-${number}`, role: "option", "aria-selected": "false", class: "choice" });
    line.append(element("span", { class: "hit-title" }, item.title));
    if (item.note) line.append(" ", element("span", { class: "hit-note" }, item.note));
    if (item.state) line.append(" ", element("span", { class: "badge" }, item.state));
    line.addEventListener("mousedown", (event) => event.preventDefault());
    line.addEventListener("click", (event) => choose(item, event));
    line.addEventListener("mousemove", () => active !== number && mark(number));
    return line;
  };

  const look = async () => {
    const mine = ++turn;
    const groups = await ask(box.value.trim(), (more) => mine === turn && show(more));
    if (mine === turn && groups) show(groups);
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => look().catch(() => undefined), wait);
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return void look().catch(() => undefined);
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark((active + step + (active < 0 && step < 0 ? 1 : 0) + items.length) % items.length);
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      choose(items[active], event);
    } else if (event.key === "Escape" && !list.hidden && !box.closest("dialog")) {
      event.preventDefault();
      close();
    }
  });
  return { close, look: () => look().catch(() => undefined), first: () => items.length && mark(0) };
}

export function element(kind, attributes, text) {
  const made = document.createElement(kind);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

/** Groups of records that the server finds; without words what was opened last. */
export async function found(address, text) {
  const answer = await fetch(`${address}?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
  return answer.ok && !answer.redirected ? (await answer.json()).groups : [];
}

export function go(item, event) {
  if (item.run) item.run();
  else if (event?.ctrlKey || event?.metaKey) window.open(item.url, "_blank", "noopener");
  else location.href = item.url;
}
