// The timeline of a record: comments are sent in place, older acts follow below, a list of colleagues after an @.
import { candidates } from "./mentions.js";
import { say } from "./say.js";

export function start(root, enhance) {
  for (const form of root.querySelectorAll("form[data-say]:not([data-ready])")) {
    form.dataset.ready = "";
    form.addEventListener("submit", (event) => {
      const place = form.closest("[data-story]");
      if (!place || form.dataset.plain) return;
      event.preventDefault();
      if (form.dataset.sending) return;
      form.dataset.sending = "1";
      const { submitter } = event;
      const body = new FormData(form, submitter);
      const asked = fetch(form.action, { method: "POST", body, headers: { "X-Fragment": "1" } });
      swap(place, asked, enhance, () => asPage(form, submitter), () => lost(form));
    });
  }
  for (const link of root.querySelectorAll("a[data-story-link]:not([data-ready])")) {
    link.dataset.ready = "";
    link.addEventListener("click", (event) => {
      const place = link.closest("[data-story]");
      if (!place || event.metaKey || event.ctrlKey) return;
      event.preventDefault();
      swap(place, fetch(link.href, { headers: { "X-Fragment": "1" } }), enhance, () => (location.href = link.href));
    });
  }
  for (const link of root.querySelectorAll("a[data-older]:not([data-ready])")) {
    link.dataset.ready = "";
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey) return;
      event.preventDefault();
      const place = link.parentElement;
      const next = document.createElement("div");
      place.replaceWith(next);
      swap(next, fetch(link.href, { headers: { "X-Fragment": "1" } }), enhance, () => (location.href = link.href), () => next.replaceWith(place));
    });
  }
  for (const box of root.querySelectorAll("textarea[data-mention]:not([data-ready])")) {
    box.dataset.ready = "";
    candidates(box);
  }
}

// The same button again, this time without the script.
function asPage(form, submitter) {
  delete form.dataset.sent;
  form.dataset.plain = "1";
  form.requestSubmit(submitter);
}

// What was typed stands there, and can be sent again.
function lost(form) {
  delete form.dataset.sent;
  delete form.dataset.sending;
  say(form.dataset.failed, "danger");
}

// What cannot be shown in place is done as a page: a session that ended, a record that is gone.
async function swap(place, asked, enhance, otherwise, failed = () => undefined) {
  let answer;
  try {
    answer = await asked;
  } catch {
    return void failed();
  }
  if (answer.redirected || (!answer.ok && answer.status !== 422)) return void otherwise();
  place.innerHTML = await answer.text();
  enhance(place);
  (place.querySelector("[role=alert]")?.closest("form") ?? place).querySelector("textarea")?.focus();
}
