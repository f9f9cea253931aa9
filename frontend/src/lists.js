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
