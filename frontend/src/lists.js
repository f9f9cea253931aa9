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
      if (!answer.ok || answer.redirected) return void (location.href = address);
      form.closest("details")?.removeAttribute("open");
      open(await answer.text(), address, enhance);
    });
  }
  for (const link of root.querySelectorAll("details.menu a[data-dialog]")) {
    link.addEventListener("click", () => (link.closest("details").open = false));
  }
  for (const list of root.querySelectorAll("[data-ordered]:not([data-ready])")) ordered(list);
  const bulk = root.querySelector?.("#bulk:not([data-ready])");
  if (bulk) picking(bulk);
  const run = root.querySelector?.("[data-run]:not([data-ready])");
  if (run) following(run);
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
    line.querySelector(".movers")?.removeAttribute("hidden");
  }
  list.addEventListener("change", (event) => movable(list, event.target.closest("li")));
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

// Only what is shown has a place to move to: its buttons come with the tick, made like those of the first line.
function movable(list, line) {
  const model = list.querySelector(".movers");
  if (!model || line.querySelector(".movers")) return;
  const name = (one) => one.querySelector("label span").textContent;
  const buttons = model.cloneNode(true);
  for (const button of buttons.children) button.ariaLabel = button.ariaLabel.replace(name(model.closest("li")), name(line));
  line.append(buttons);
}

// One box for the whole page, the number that is ticked, a row of boxes with Shift. Rows may be drawn anew meanwhile.
function picking(bulk) {
  bulk.dataset.ready = "";
  const list = bulk.closest(".listing");
  const boxes = () => [...list.querySelectorAll("input.pick")];
  const whole = bulk.querySelector("[data-pick-page]");
  const told = bulk.querySelector("[data-picked]");
  const words = told.textContent;
  let last = -1;
  const tell = () => {
    const all = boxes();
    const number = all.filter((box) => box.checked).length;
    told.textContent = `${words}: ${number}`;
    whole.checked = number === all.length;
    whole.indeterminate = number > 0 && number < all.length;
  };
  whole.hidden = false;
  whole.addEventListener("change", () => {
    for (const box of boxes()) box.checked = whole.checked;
    tell();
  });
  list.addEventListener("click", (event) => {
    if (!event.target.matches("input.pick")) return;
    const all = boxes();
    const place = all.indexOf(event.target);
    if (event.shiftKey && last >= 0) {
      for (const one of all.slice(Math.min(last, place), Math.max(last, place) + 1)) one.checked = event.target.checked;
    }
    last = place;
    tell();
  });
  tell();
}

// Work that takes its time: the page is drawn anew until it is done.
function following(run) {
  run.dataset.ready = "";
  const ask = async () => {
    const answer = await fetch(run.dataset.run, { headers: { "X-Fragment": "1", "X-Poll": "1" } });
    if (!answer.ok || answer.redirected) return;
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#bulk-run");
    if (!drawn?.dataset.run) return void location.reload();
    for (const part of ["[role=status]", "progress"]) run.querySelector(part)?.replaceWith(drawn.querySelector(part));
  };
  // A lost connection is tried again at the next turn.
  setInterval(() => document.hidden || ask().catch(() => undefined), 1500);
}
