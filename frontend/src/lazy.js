// Heavy parts come when they are in sight, and only where they help: with a mouse, on a long list. The native control works without.

const MANY = 12;
const kinds = [
  { of: "input:is([type=date], [type=time], [type=datetime-local]):not([readonly])", when: () => matchMedia("(pointer: fine)").matches, chunk: () => import("./lazy/date.js") },
  { of: "select", when: (select) => select.options.length > MANY, chunk: () => import("./lazy/select.js") },
];

export function start(root) {
  for (const { of, when, chunk } of kinds) {
    for (const element of root.querySelectorAll(of)) {
      if (element.dataset.lazy !== undefined || element.closest("template") || !when(element)) continue;
      element.dataset.lazy = "";
      seen(element, async () => (await chunk()).attach(element));
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
