// The drawer of the navigation, menus that close, tables that say when they go on at the right.
import Offcanvas from "bootstrap/js/src/offcanvas.js";

export function start(root) {
  const side = root.querySelector("#navigation.offcanvas-lg");
  if (side) drawer(side);
  for (const menu of root.querySelectorAll("details.menu")) closing(menu);
  for (const tab of root.querySelectorAll(".tabs [aria-current]")) {
    // The open one may stand beyond the edge of a phone.
    const row = tab.parentElement;
    row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  }
  for (const frame of root.querySelectorAll(".table-responsive:not([data-measured])")) {
    frame.dataset.measured = "";
    const watcher = new ResizeObserver(() => frame.classList.toggle("is-wide", frame.scrollWidth > frame.clientWidth + 1));
    for (const part of [frame, ...frame.children]) watcher.observe(part);
  }
}

function drawer(side) {
  const opened = Offcanvas.getOrCreateInstance(side);
  for (const link of document.querySelectorAll("[data-drawer]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      opened[link.dataset.drawer](link);
    });
  }
}

function closing(menu) {
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
