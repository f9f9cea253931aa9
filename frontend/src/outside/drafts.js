// What stands in a form of a task and is not sent yet outlives a page that closes: on the phone, photos too, until it is sent or discarded.
// It lies beside what waits in the outbox, marked as a draft: nothing sends it by itself.
import { all, put, remove } from "../outbox.js";
import { fill, sent, told } from "./typed.js";

const WAIT = 300;
const idOf = (action) => `draft ${action}`;

export function drafts(user) {
  const changed = new Map();

  const keep = async (form) => {
    clearTimeout(changed.get(form));
    changed.delete(form);
    if (form.dataset.sent || !form.isConnected) return;
    const action = form.getAttribute("action");
    const typed = told(form);
    if (!typed.length) return void (await remove(idOf(action)));
    await put({
      id: idOf(action), draft: true, rested: true, at: Date.now(), user, form: action, url: action, task: form.dataset.task, title: form.dataset.title,
      label: form.dataset.label, target: "", fields: sent(form), typed, refused: "",
    });
  };
  const later = ({ target }) => {
    const form = target.closest?.("form[data-send]");
    // What is put back is no news.
    if (!form || form.dataset.sent || "filling" in form.dataset) return;
    clearTimeout(changed.get(form));
    changed.set(form, setTimeout(() => keep(form).catch(() => undefined), WAIT));
  };
  document.addEventListener("input", later);
  document.addEventListener("change", later);

  return {
    save: () => Promise.all([...changed.keys()].map(keep)),

    async end(form) {
      clearTimeout(changed.get(form));
      changed.delete(form);
      await remove(idOf(form.getAttribute("action")));
    },

    /** A refused entry is typed text again; it does not rest on what the page showed then. */
    async reopen(entry) {
      await put({ ...entry, id: idOf(entry.form), draft: true, rested: false, refused: "" });
      await remove(entry.id);
    },

    async restore(form) {
      const action = form.getAttribute("action");
      const found = (await all()).find((one) => one.id === idOf(action) && one.user === user);
      if (!found) return;
      form.dataset.filling = "";
      fill(form, found.fields, found.rested);
      delete form.dataset.filling;
      form.closest("details")?.setAttribute("open", "");
    },

    /** Drafts of this task for a step that its page does not offer any more. */
    async lost(job) {
      const pages = [document, ...[...job.querySelectorAll("template")].map((one) => one.content)];
      const offers = (action) => pages.some((page) => page.querySelector(`form[data-send][action="${CSS.escape(action)}"]`));
      return (await all()).filter((one) => one.draft && one.user === user && one.task === job.dataset.job && !offers(one.form));
    },
  };
}
