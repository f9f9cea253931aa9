// A text box that asks the server for the few records that fit, and writes the chosen id into the hidden input beside it.

const WAIT = 180;

export function start(root) {
  for (const picker of root.querySelectorAll("[data-picker]:not([data-ready])")) {
    const box = picker.querySelector("[data-lookup]");
    if (!box || picker.closest("template")) continue;
    picker.dataset.ready = "";
    attach(picker, box);
  }
}

function attach(picker, box) {
  const multiple = box.dataset.multiple;
  const hidden = picker.querySelector("[data-picker-id]");
  const list = document.createElement("ul");
  list.id = box.getAttribute("aria-controls");
  list.setAttribute("role", "listbox");
  list.hidden = true;
  picker.append(list);
  let timer = 0;
  let asked = 0;
  let items = [];
  let active = -1;
  // What is shown belongs to the words before these; keys pressed meanwhile wait for the list that comes.
  let old = false;
  let ahead = [];

  // Inside a frame that scrolls the list stands above everything, or the frame would cut it off.
  const frame = list.showPopover && picker.closest(".table-responsive");
  if (frame) list.popover = "manual";
  const place = () => {
    const { left, bottom, width } = box.getBoundingClientRect();
    const wide = Math.min(Math.max(width, 240), innerWidth - 16);
    Object.assign(list.style, { left: `${Math.max(8, Math.min(left, innerWidth - wide - 8))}px`, top: `${bottom + 3}px`, width: `${wide}px` });
    // Below the last line of the window there is more room above the box.
    const { height, top } = box.getBoundingClientRect();
    if (bottom + list.offsetHeight > innerHeight && top > list.offsetHeight) list.style.top = `${bottom - height - list.offsetHeight - 3}px`;
  };
  const above = (is) => {
    if (!frame || list.matches(":popover-open") === is) return;
    list[is ? "showPopover" : "hidePopover"]();
    globalThis[is ? "addEventListener" : "removeEventListener"]("scroll", place, true);
    if (is) place();
  };

  const close = () => {
    list.hidden = true;
    above(false);
    active = -1;
    ahead = [];
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const mark = (number) => {
    active = number;
    list.querySelectorAll("[role=option]").forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === number));
      if (place === number) {
        box.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      }
    });
  };

  const choose = (item) => {
    if (!multiple) picker.querySelector(".choices")?.remove();
    if (multiple) {
      addChip(picker, multiple, item);
      box.value = "";
    } else {
      box.value = item.title;
      hidden.value = item.id;
      hidden.dispatchEvent(new Event("change", { bubbles: true }));
    }
    close();
  };

  const show = (found) => {
    items = found;
    list.replaceChildren(
      ...found.map((item, number) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${number}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.textContent = item.note ? `${item.title} · ${item.note}` : item.title;
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          choose(item);
        });
        return option;
      }),
    );
    list.hidden = found.length === 0;
    above(!list.hidden);
    box.setAttribute("aria-expanded", String(found.length > 0));
    active = -1;
    old = false;
    const waited = ahead;
    ahead = [];
    if (found.length) waited.forEach(press);
  };

  const press = (key) => {
    if (key === "Enter") return active >= 0 && choose(items[active]);
    const step = key === "ArrowDown" ? 1 : -1;
    mark((active + step + items.length) % items.length);
  };

  const ask = async () => {
    const turn = ++asked;
    const address = `${box.dataset.lookup}?q=${encodeURIComponent(box.value.trim())}`;
    // Without a connection the typed text is sent as it is, and the server looks it up.
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => undefined);
    if (turn !== asked) return;
    if (!answer?.ok) {
      old = false;
      ahead = [];
      return;
    }
    const found = (await answer.json()).items;
    if (document.activeElement === box) show(found);
  };

  box.addEventListener("input", () => {
    // Who types means none of the offers.
    for (const radio of picker.querySelectorAll(".choices input[type=radio]:checked")) radio.checked = false;
    if (hidden && hidden.value) {
      hidden.value = "";
      hidden.dispatchEvent(new Event("change", { bubbles: true }));
    }
    // An answer under way is to other words.
    asked += 1;
    old = true;
    ahead = [];
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  // Not on focus: a dialog that opens on its first box would hide its own buttons behind the list.
  box.addEventListener("click", () => {
    if (!box.value && list.hidden) ask();
  });
  box.addEventListener("blur", () => setTimeout(close, 120));
  box.addEventListener("keydown", (event) => {
    const arrow = event.key === "ArrowDown" || event.key === "ArrowUp";
    if (old && (arrow || (event.key === "Enter" && ahead.length))) {
      event.preventDefault();
      ahead.push(event.key);
    } else if (arrow) {
      event.preventDefault();
      if (list.hidden) return void ask();
      press(event.key);
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      press(event.key);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      close();
    }
  });
  // One of the records that are offered below the box.
  picker.addEventListener("change", (event) => {
    if (event.target.type !== "radio" || multiple) return;
    box.value = event.target.parentElement.textContent.trim();
    hidden.value = event.target.value;
    hidden.dispatchEvent(new Event("change", { bubbles: true }));
  });
  picker.addEventListener("click", (event) => {
    if (event.target.closest("[data-unpick]")) event.target.closest(".chip").remove();
  });
}

/** Records offered below the box, one press each, as the server draws them; none take the offers away. */
export function offer(picker, items) {
  picker.querySelector(".choices")?.remove();
  if (!items.length) return;
  const choices = Object.assign(document.createElement("div"), { className: "choices" });
  const name = `${picker.querySelector("[data-picker-id]").name}__pick`;
  for (const item of items) {
    const label = document.createElement("label");
    label.append(Object.assign(document.createElement("input"), { type: "radio", name, value: item.id }), ` ${item.title}`);
    choices.append(label);
  }
  picker.append(choices);
}

export function addChip(picker, name, item) {
  const chips = picker.querySelector(".picked");
  if ([...chips.querySelectorAll("input")].some((one) => one.name === name && one.value === String(item.id))) return;
  const chip = document.createElement("span");
  chip.className = "chip";
  const id = Object.assign(document.createElement("input"), { type: "hidden", name, value: item.id });
  const title = Object.assign(document.createElement("input"), { type: "hidden", name: `${name}__title`, value: item.title });
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
  button.dataset.unpick = "";
  button.setAttribute("aria-label", `× ${item.title}`);
  chip.append(item.title, id, title, button);
  chips.append(chip);
}
