// The tasks on a phone. What is sent goes into the outbox first and from there to the server: at once, or when there is a connection again.
import "../shared.js";
import { all, put, remove } from "../outbox.js";
import { say } from "../say.js";

const EVERY = 30_000;

export function attach(box, enhance) {
  const text = box.dataset;
  const user = Number(text.user);
  const job = document.querySelector("[data-job]");

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-send]");
    if (!form) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    take(form).catch(() => { form.removeAttribute("data-send"); form.requestSubmit(); });
  }, { capture: true });

  async function take(form) {
    if (form.dataset.sent) return;
    const missing = empty(form);
    if (missing.length) {
      missing[0].control.focus();
      return void say(text.missing.replace("{fields}", missing.map((one) => one.label).join("、")), "danger");
    }
    form.dataset.sent = "1";
    const id = crypto.randomUUID();
    await put({
      id, at: Date.now(), user, url: form.getAttribute("action"), task: form.dataset.task, title: form.dataset.title,
      label: form.dataset.label, target: form.dataset.target ?? "", fields: await Promise.all([...new FormData(form)].map(smaller)), typed: typed(form), refused: "",
    });
    const sent = await flush();
    delete form.dataset.sent;
    const held = (await all()).find((entry) => entry.id === id);
    if (!held) return void location.assign(sent.there ? form.dataset.task : "/today/");
    form.closest("details")?.removeAttribute("open");
    form.reset();
    await draw();
    if (!held.refused) say(text.kept);
    box.scrollIntoView({ block: "nearest" });
  }

  /** Sends what waits, in its order. What is refused stays, and what follows it on the same task waits for it. */
  async function flush() {
    const result = { done: "", there: true };
    await navigator.locks.request("outbox", async () => {
      const mine = (await all()).filter((entry) => entry.user === user);
      if (!mine.some((entry) => !entry.refused)) return;
      let token;
      try {
        const answer = await fetch(text.token, { headers: { "X-Poll": "1" }, cache: "no-store" });
        token = await answer.json();
        if (!answer.ok || token.user !== user) return void (box.dataset.line = "login");
      } catch {
        return void (box.dataset.line = "offline");
      }
      delete box.dataset.line;
      const stopped = new Set(mine.filter((entry) => entry.refused).map((entry) => entry.task));
      const versions = new Map();
      for (const entry of mine) {
        if (entry.refused || stopped.has(entry.task)) continue;
        const answer = await post(entry, token.csrf, versions.get(entry.task) ?? entry.version);
        if (!answer) return;
        if (answer.done) {
          await remove(entry.id);
          result.done = answer.done;
          result.there = answer.version !== null;
          versions.set(entry.task, answer.version);
          for (const later of await all()) if (later.task === entry.task) await put({ ...later, version: answer.version });
        } else {
          await put({ ...entry, refused: answer.refused });
          stopped.add(entry.task);
        }
      }
    });
    return result;
  }

  /** {done, version}, {refused}, or nothing when it has to wait. */
  async function post(entry, csrf, version) {
    const sent = new FormData();
    for (const [name, value] of entry.fields) {
      if (name.endsWith("csrf_token")) sent.append(name, csrf);
      // What one has sent oneself meanwhile is no change by somebody else.
      else if (name.endsWith("_version") && version !== undefined) sent.append(name, version ?? "");
      else sent.append(name, value);
    }
    try {
      const answer = await fetch(entry.url, { method: "POST", body: sent, headers: { "X-Outbox": entry.id, "X-CSRFToken": csrf }, redirect: "error" });
      if (answer.status >= 500 || answer.status === 401 || answer.status === 429) return undefined;
      // What is no answer of the tasks is a page: of the network that one has to enter first, or about what is too large.
      const told = await answer.json().catch(() => undefined);
      if (answer.ok) return told;
      return { refused: told?.refused ?? (answer.status === 413 ? text.large : `${answer.status} ${answer.statusText}`) };
    } catch {
      return undefined;
    }
  }

  async function draw() {
    const every = await all();
    const mine = every.filter((entry) => entry.user === user);
    box.replaceChildren();
    for (const mark of document.querySelectorAll(".waits")) mark.remove();
    if (every.length > mine.length) box.append(line("p", "alert alert-warning", text.others));
    if (mine.length) {
      const frame = line("div", "alert alert-warning", "");
      frame.append(line("strong", "", text.waiting.replace("{n}", mine.length)));
      if (box.dataset.line === "login") frame.append(login());
      const list = line("ul", "waiting", "");
      list.append(...mine.map(item));
      frame.append(list);
      box.append(frame);
    }
    for (const task of document.querySelectorAll("li[data-task]")) {
      if (mine.some((entry) => entry.task === task.dataset.task)) task.querySelector(".foot")?.append(line("span", "badge orange waits", text.here));
    }
    if (job) goOn(mine.filter((entry) => entry.task === job.dataset.job));
  }

  function login() {
    const link = line("a", "btn btn-sm", text.login);
    link.href = `/login/?next=${encodeURIComponent(location.pathname)}`;
    return link;
  }

  function item(entry) {
    const row = line("li", entry.refused ? "is-refused" : "", "");
    const at = new Date(entry.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    const link = line("a", "", entry.title);
    link.href = entry.task;
    row.append(line("strong", "", entry.label), " · ", link, ` · ${at}`);
    if (entry.typed.length) row.append(line("div", "typed", entry.typed.map(([label, value]) => `${label}: ${value}`).join("\n")));
    if (entry.refused) {
      row.append(line("p", "error", text.refused.replace("{reason}", entry.refused)));
      const acts = line("div", "actions", "");
      const again = line("button", "btn btn-sm", text.again);
      const drop = line("button", "btn btn-sm btn-outline-danger", text.drop);
      again.type = drop.type = "button";
      // Whoever has read the refusal and sends again means the record as it is now.
      again.addEventListener("click", async () => { await put({ ...entry, refused: "", version: null }); await round(); });
      drop.addEventListener("click", async () => { if (confirm(text.sure)) { await remove(entry.id); await round(); } });
      acts.append(again, drop);
      row.append(acts);
    }
    return row;
  }

  /** Steps that wait have led to another state: its forms are shown, and that it is not yet so. */
  function goOn(waiting) {
    const moved = waiting.filter((entry) => entry.target && !entry.refused).at(-1);
    const steps = job.querySelector(".doings");
    if (!moved || steps.dataset.steps === moved.target) return;
    const kept = job.querySelector(`template[data-steps="${moved.target}"]`);
    steps.dataset.steps = moved.target;
    steps.replaceChildren(kept ? kept.content.cloneNode(true) : "");
    enhance(steps);
    const state = document.querySelector("[data-state]");
    const label = JSON.parse(job.dataset.states)[moved.target] ?? moved.target;
    state?.replaceChildren(line("span", "badge orange", `${label} · ${text.here}`));
  }

  async function round() {
    const sent = await flush();
    if (sent.done) say(sent.done, "success");
    await draw();
    return sent;
  }

  const settle = async () => {
    const sent = await round();
    // What was shown is older than what was sent.
    if (sent.done && navigator.onLine) location.reload();
  };
  window.addEventListener("online", () => settle().catch(() => undefined));
  setInterval(() => { if (navigator.onLine && !document.hidden) settle().catch(() => undefined); }, EVERY);
  box.dataset.ready = "";
  settle().catch(() => undefined);
  keep().catch(() => undefined);
}

/** The worker keeps the tasks of today and the files that their pages use. */
async function keep() {
  if (!("serviceWorker" in navigator) || !navigator.onLine) return;
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    const told = document.querySelector("[data-held]");
    if (!told || !data.kept) return;
    told.textContent = told.dataset.held.replace("{n}", data.kept - 1);
    told.hidden = false;
  });
  const { active } = await navigator.serviceWorker.ready;
  const tasks = [...document.querySelectorAll("li[data-task]")].map((one) => one.dataset.task);
  const files = performance.getEntriesByType("resource").map((one) => new URL(one.name).pathname).filter((path) => path.startsWith("/static/dist/"));
  const isList = location.pathname === "/today/";
  active.postMessage({ files, keep: isList ? ["/today/", ...tasks] : [] });
}

/** The fields that are marked as required and hold nothing. */
function empty(form) {
  const found = [];
  for (const field of form.querySelectorAll(".field:not([hidden])")) {
    if (!field.querySelector(".required-mark:not([hidden])") && !field.querySelector("[required]")) continue;
    const controls = [...field.querySelectorAll("input:not([type=hidden]), select, textarea")].filter((one) => !one.disabled);
    if (controls.length && controls.every((one) => !one.value.trim())) found.push({ control: controls[0], label: labelOf(field) });
  }
  return found;
}

const labelOf = (field) => field.querySelector("label, .label")?.firstChild?.textContent.trim() ?? "";

/** [label, what was typed] for people. */
function typed(form) {
  const found = [];
  for (const field of form.querySelectorAll(".field:not([hidden])")) {
    const values = [...field.querySelectorAll("input:not([type=hidden], [type=checkbox]:not(:checked)), select, textarea")].map(valueOf).filter(Boolean);
    if (values.length) found.push([labelOf(field), values.join("、")]);
  }
  return found;
}

function valueOf(control) {
  if (control.type === "file") return [...control.files].map((file) => file.name).join("、");
  if (control.tagName === "SELECT") return control.value && control.selectedOptions[0]?.textContent;
  return control.value.trim();
}

const LARGE = 1_500_000;
const SIDE = 2_000;

/** A photo of a phone is larger than anybody needs: it is made smaller before it is kept. */
async function smaller([name, value]) {
  if (!(value instanceof File) || value.size < LARGE || !/^image\/(jpeg|png|webp)$/.test(value.type)) return [name, value];
  try {
    const picture = await createImageBitmap(value);
    const factor = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(Math.round(picture.width * factor), Math.round(picture.height * factor));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const made = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 });
    return [name, made.size < value.size ? new File([made], value.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" }) : value];
  } catch {
    return [name, value];
  }
}

function line(tag, kind, words) {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  made.textContent = words;
  return made;
}
