// What was typed is not lost by leaving, a button is not pressed twice, an empty filter stays out of the address.

export function start(root) {
  for (const form of root.querySelectorAll("form[data-keep]:not([data-kept])")) {
    form.dataset.kept = "";
    let changed = form.dataset.keep === "changed";
    let sending = false;
    form.addEventListener("input", () => (changed = true));
    form.addEventListener("submit", () => (sending = true));
    window.addEventListener("beforeunload", (event) => {
      if (changed && !sending && form.isConnected) event.preventDefault();
    });
  }
  for (const form of root.querySelectorAll("form[method=post]:not([data-once])")) {
    form.dataset.once = "";
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) return event.preventDefault();
      form.dataset.sent = "1";
      // Coming back with the browser's arrow shows the page as it was: it may be sent again.
      window.addEventListener("pageshow", () => delete form.dataset.sent, { once: true });
    });
  }
  for (const form of root.querySelectorAll("form[data-filters]:not([data-slim])")) {
    form.dataset.slim = "";
    form.addEventListener("formdata", (event) => {
      for (const name of [...event.formData.keys()]) {
        if (!event.formData.get(name) || name.endsWith("__text")) event.formData.delete(name);
      }
    });
  }
  (root.querySelector?.("#meeting") ?? root.querySelector?.("#problems"))?.focus();
}
