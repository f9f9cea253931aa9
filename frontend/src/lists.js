// What a list offers as dialogs, and the parts of a form that its first question hides or shows.
import { open } from "./dialogs.js";

export function start(root, enhance) {
  for (const form of root.querySelectorAll("form[data-dialog-form]:not([data-ready])")) {
    form.dataset.ready = "";
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const sent = new URLSearchParams(new FormData(form, event.submitter));
      const address = `${form.action}?${sent}`;
      const answer = await fetch(address, { headers: { "X-Fragment": "1" } });
      if (!answer.ok) return void (location.href = address);
      form.closest("details")?.removeAttribute("open");
      open(await answer.text(), address, enhance);
    });
  }
  for (const link of root.querySelectorAll("details.menu a[data-dialog]")) {
    link.addEventListener("click", () => (link.closest("details").open = false));
  }
  for (const list of root.querySelectorAll("[data-ordered]:not([data-ready])")) ordered(list);
  for (const select of root.querySelectorAll("select[data-shows]:not([data-ready])")) {
    select.dataset.ready = "";
    const show = () => {
      const kind = select.selectedOptions[0]?.dataset.kind;
      for (const part of select.form.querySelectorAll("[data-for]")) part.hidden = part.dataset.for !== kind;
    };
    select.addEventListener("change", show);
    show();
  }
}

// Places as buttons instead of numbers: the number goes along, unseen.
function ordered(list) {
  list.dataset.ready = "";
  const number = () => [...list.children].forEach((line, place) => (line.querySelector("input[name^=at-]").value = place + 1));
  for (const line of list.children) {
    line.querySelector("input[name^=at-]").type = "hidden";
    line.querySelector(".movers").hidden = false;
  }
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    const line = button.closest("li");
    if (button.dataset.move === "1") line.nextElementSibling?.after(line);
    else line.previousElementSibling?.before(line);
    number();
    button.focus();
  });
}
