// A column is dragged to another place; what the page of columns keeps is sent there. By keyboard that page has its buttons.
import { say } from "./say.js";

export function start(root) {
  for (const table of root.querySelectorAll("table[data-columns-kept]:not([data-movable])")) movable(table);
}

function movable(table) {
  table.dataset.movable = "";
  const heads = [...table.tHead.rows[0].cells];
  let held = null;
  const aim = (over, after = false) => {
    for (const head of heads) {
      head.classList.toggle("drop-before", head === over && !after);
      head.classList.toggle("drop-after", head === over && after);
    }
  };
  const isAfter = (event, head) => event.clientX > head.getBoundingClientRect().left + head.offsetWidth / 2;
  for (const head of heads) {
    head.draggable = true;
    // A link of its own would be dragged as an address.
    for (const link of head.querySelectorAll("a")) link.draggable = false;
    head.addEventListener("dragstart", (event) => {
      held = head;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", head.textContent.trim());
    });
    head.addEventListener("dragover", (event) => {
      if (!held) return;
      event.preventDefault();
      aim(head === held ? null : head, isAfter(event, head));
    });
    head.addEventListener("drop", (event) => {
      if (!held || head === held) return;
      event.preventDefault();
      const order = heads.filter((one) => one !== held);
      order.splice(order.indexOf(head) + isAfter(event, head), 0, held);
      keep(table, order.map((one) => table.dataset.columns.split(",")[heads.indexOf(one)]));
    });
    head.addEventListener("dragend", () => {
      held = null;
      aim(null);
    });
  }
}

async function keep(table, paths) {
  const sent = new URLSearchParams({ csrf_token: table.dataset.csrf, here: table.dataset.here });
  paths.forEach((path, place) => {
    sent.append("c", path);
    sent.append(`at-${path}`, place + 1);
  });
  const answer = await fetch(table.dataset.columnsKept, { method: "POST", body: sent }).catch(() => null);
  if (answer?.ok) location.href = answer.url;
  else say(table.dataset.refused, "danger");
}
