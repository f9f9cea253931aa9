// While `@na` is typed: the colleagues who fit, by arrow keys and Enter or by a click. Without a script the login is typed out.

const WAIT = 180;
const OPEN = /(?:^|[^A-Za-z0-9_.+-])@([^\s@]{0,30})$/;

export function candidates(box) {
  const list = document.createElement("ul");
  list.className = "mentions";
  list.id = `${box.id}-people`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "@");
  list.hidden = true;
  box.after(list);
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  let timer = 0;
  let turn = 0;
  let items = [];
  let active = 0;

  const close = () => {
    turn += 1;
    list.hidden = true;
    box.removeAttribute("aria-activedescendant");
  };
  const mark = (number) => {
    active = number;
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === number)));
    if (items.length) box.setAttribute("aria-activedescendant", list.children[number].id);
  };
  const choose = (item) => {
    const before = box.value.slice(0, box.selectionStart).replace(/@[^\s@]*$/, `@${item.login} `);
    box.value = before + box.value.slice(box.selectionStart);
    box.setSelectionRange(before.length, before.length);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    close();
  };
  const show = (found) => {
    items = found;
    list.replaceChildren(...found.map((item, number) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${number}`;
      option.setAttribute("role", "option");
      option.textContent = item.name === item.login ? item.name : `${item.name} @${item.login}`;
      option.addEventListener("mousedown", (event) => {
        event.preventDefault();
        choose(item);
      });
      return option;
    }));
    list.hidden = !found.length;
    mark(0);
  };
  const ask = async (typed) => {
    const mine = ++turn;
    const answer = await fetch(`${box.dataset.mention}?q=${encodeURIComponent(typed)}`, { headers: { Accept: "application/json" } });
    if (!answer.ok || mine !== turn) return;
    const found = (await answer.json()).items;
    // Whoever typed the whole login needs no list, and it would lie over the button that sends.
    if (mine === turn) show(found.length === 1 && found[0].login === typed ? [] : found);
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    const typed = OPEN.exec(box.value.slice(0, box.selectionStart));
    if (!typed) return close();
    timer = setTimeout(() => ask(typed[1]).catch(close), WAIT);
  });
  box.addEventListener("blur", () => setTimeout(close, 120));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return void box.form.requestSubmit();
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") mark((active + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(items[active]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
