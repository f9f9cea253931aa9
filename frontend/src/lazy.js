// Heavy parts come when they are in sight, and only where they help: with a mouse, on a long list. The native control works without.

// A phone's own wheel is better than a keyboard that pops up, until the list is too long to be turned through.
const MANY = 12;
const TOO_MANY_TO_TURN = 60;
const hasMouse = () => matchMedia("(pointer: fine)").matches;
const kinds = [
  { of: "input:is([type=date], [type=time], [type=datetime-local]):not([readonly])", when: hasMouse, chunk: () => import("./lazy/date.js") },
  { of: "select", when: (select) => select.options.length > (hasMouse() ? MANY : TOO_MANY_TO_TURN), chunk: () => import("./lazy/select.js") },
  { of: "[data-chart]", when: () => true, chunk: () => import("./lazy/chart.js") },
  { of: "[data-grid]", when: (grid) => grid.querySelector("tbody"), chunk: () => import("./lazy/grid.js") },
  { of: "[data-upload]", when: () => true, chunk: () => import("./lazy/upload.js") },
  { of: "[data-board]", when: () => true, chunk: () => import("./lazy/board.js") },
  { of: "[data-outbox]", when: () => "indexedDB" in window, chunk: () => import("./lazy/today.js") },
  { of: "[data-roster]", when: () => true, chunk: () => import("./lazy/roster.js") },
  { of: "[data-check-in]", when: () => true, chunk: () => import("./lazy/check-in.js") },
  { of: "[data-yaml]", when: () => true, chunk: () => import("./lazy/yaml.js") },
  { of: "[data-studio-form]", when: () => true, chunk: () => import("./lazy/studio.js") },
  { of: "[data-tree]", when: () => true, chunk: () => import("./lazy/tree.js") },
];

export function start(root, enhance) {
  for (const { of, when, chunk } of kinds) {
    for (const element of root.querySelectorAll(of)) {
      if (element.dataset.lazy !== undefined || element.closest("template") || !when(element)) continue;
      element.dataset.lazy = "";
      seen(element, async () => (await chunk()).attach(element, enhance));
    }
  }
}

function seen(element, then) {
  const watcher = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watcher.disconnect();
    // The native control stays when the chunk does not come.
    then().catch(() => undefined);
  });
  watcher.observe(element);
}
