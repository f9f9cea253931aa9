// A transition asks its questions over the record's page. Without script the same form is a page of its own.

export function start(root, enhance) {
  for (const link of root.querySelectorAll("a[data-dialog]:not([data-ready])")) {
    link.dataset.ready = "";
    link.addEventListener("click", async (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || !window.HTMLDialogElement) return;
      event.preventDefault();
      const answer = await fetch(link.href, { headers: { "X-Fragment": "1" } });
      if (!answer.ok || answer.redirected) return void (location.href = link.href);
      open(await answer.text(), link.href, enhance);
    });
  }
}

/** The page at the address as a dialog over this one; where that cannot be, one goes there. */
export async function ask(address, enhance) {
  const answer = await fetch(address, { headers: { "X-Fragment": "1" } });
  if (!answer.ok || answer.redirected) return void (location.href = address);
  open(await answer.text(), address, enhance);
}

export function open(html, address, enhance) {
  const dialog = document.createElement("dialog");
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) {
      event.preventDefault();
      dialog.close();
    }
  });
  fill(dialog, html, address, enhance);
  dialog.showModal();
  return dialog;
}

function fill(dialog, html, address, enhance) {
  dialog.innerHTML = html;
  dialog.setAttribute("aria-label", dialog.querySelector("h1, h2")?.textContent ?? "");
  enhance(dialog);
  const form = dialog.querySelector("form");
  form?.addEventListener("submit", async (event) => {
    if (form.method !== "post") return; // a question that leads on by itself
    event.preventDefault();
    const sent = new FormData(form, event.submitter);
    const buttons = [...form.querySelectorAll("button")];
    buttons.forEach((button) => (button.disabled = true));
    let answer;
    try {
      answer = await fetch(address, { method: "POST", body: sent, headers: { "X-Fragment": "1", "X-Dialog": "1" } });
    } catch {
      answer = null;
    }
    const there = answer?.headers.get("X-Leads-To");
    if (there) return void (location.href = there);
    const text = answer ? await answer.text() : "";
    const page = new DOMParser().parseFromString(text, "text/html");
    if (answer && page.querySelector("form") && !page.querySelector(".frame")) return void fill(dialog, text, address, enhance);
    // A refusal that is a page of its own is told here, so that what was typed stays.
    buttons.forEach((button) => (button.disabled = false));
    delete form.dataset.sent;
    refuse(form, page.querySelector("main")?.textContent.trim() || form.dataset.failed);
  });
}

function refuse(form, text) {
  form.querySelector(".dialog-refusal")?.remove();
  const box = Object.assign(document.createElement("div"), { className: "alert alert-danger dialog-refusal" });
  box.setAttribute("role", "alert");
  box.textContent = text.replace(/\s+/g, " ");
  form.prepend(box);
}
