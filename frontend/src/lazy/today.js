// The tasks on a phone. What is sent goes into the outbox first and from there to the server: at once, or when there is a connection again.
import "../shared.js";
import { attach as checks } from "../outside/checks.js";
import { drafts } from "../outside/drafts.js";
import { attach as lines } from "../outside/lines.js";
import { attach as pictures, clear } from "../outside/pictures.js";
import { attach as scan } from "../outside/scan.js";
import { attach as sign } from "../outside/sign.js";
import { empty, fill, rest, sent as sending, show, told } from "../outside/typed.js";
import { all, put, remove } from "../outbox.js";
import { say } from "../say.js";

const EVERY = 30_000;
const NAMED = 3;

export function attach(box, enhance) {
  const text = box.dataset;
  const user = Number(text.user);
  const job = document.querySelector("[data-job]");
  const draft = drafts(user);

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-send]");
    if (!form) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    take(form, event.submitter).catch(() => { form.removeAttribute("data-send"); form.requestSubmit(event.submitter); });
  }, { capture: true });

  async function take(form, button) {
    if (form.dataset.sent) return;
    const action = form.getAttribute("action");
    const url = button?.getAttribute("formaction") ?? action;
    const missing = url === action ? empty(form) : [];
    if (missing.length) {
      show(missing[0].control);
      const names = missing.slice(0, NAMED).map((one) => one.label).join("、") + (missing.length > NAMED ? "…" : "");
      return void say(text.missing.replace("{fields}", names), "danger");
    }
    form.dataset.sent = "1";
    await took(form);
    const id = crypto.randomUUID();
    await put({
      id, at: Date.now(), user, url, form: action, task: form.dataset.task, title: form.dataset.title, label: button?.dataset.label ?? form.dataset.label,
      target: url === action ? form.dataset.target ?? "" : "", fields: sending(form), typed: told(form), refused: "",
    });
    await draft.end(form);
    const sent = await flush();
    delete form.dataset.sent;
    const held = (await all()).find((entry) => entry.id === id);
    if (!held) return void location.assign(sent.there ? form.dataset.task : "/today/");
    form.closest("details")?.removeAttribute("open");
    if (url === action) {
      form.reset();
      clear(form);
    } else rest(form);
    await draw();
    if (!held.refused) say(text.kept);
    box.scrollIntoView({ block: "nearest" });
  }

  /** The server counts from when it hears of the start: where that waits here too, the minutes are counted here. */
  async function took(form) {
    const minutes = form.elements[form.querySelector("[data-took]")?.dataset.took];
    const here = form.closest("[data-steps]")?.dataset.steps;
    if (!minutes || minutes.value.trim()) return;
    const start = (await all()).find((entry) => !entry.draft && entry.task === form.dataset.task && entry.target === here);
    if (start) minutes.value = Math.round((Date.now() - start.at) / 60_000);
  }

  /** Sends what waits, in its order. What is refused stays, and what follows it on the same task waits for it. */
  async function flush() {
    const result = { done: "", there: true };
    await navigator.locks.request("outbox", async () => {
      const mine = (await all()).filter((entry) => entry.user === user && !entry.draft);
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
      // Whoever sends again what was refused means the record as it is now, whatever the page rested on.
      else if (version === null && name.endsWith("-was")) continue;
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
    const every = (await all()).filter((entry) => !entry.draft);
    const mine = every.filter((entry) => entry.user === user);
    const lost = job ? await draft.lost(job) : [];
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
    if (lost.length) {
      const frame = line("ul", "alert alert-warning waiting", "");
      frame.append(...lost.map((one) => item({ ...one, form: "", refused: text.moved })));
      box.append(frame);
    }
    for (const task of document.querySelectorAll("li[data-task]")) {
      if (mine.some((entry) => entry.task === task.dataset.task)) task.querySelector(".foot")?.append(line("span", "badge orange waits", text.here));
    }
    if (job) goOn(mine.filter((entry) => entry.task === job.dataset.job));
    for (const form of document.querySelectorAll("form[data-send]:not([data-restored])")) {
      form.dataset.restored = "";
      for (const entry of mine) if (entry.form === form.getAttribute("action") && entry.url !== entry.form && !entry.refused) {
        fill(form, entry.fields, true);
        rest(form);
      }
      await draft.restore(form);
    }
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
      if (entry.form) {
        const change = line("button", "btn btn-sm", text.change);
        change.type = "button";
        change.addEventListener("click", async () => { await draft.reopen(entry); location.assign(entry.task); });
        acts.append(change);
      }
      if (!entry.draft) acts.append(again);
      acts.append(drop);
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
    dress(steps);
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
    if (!sent.done || !navigator.onLine) return;
    await draft.save();
    location.reload();
  };

  function dress(root) {
    lines(root, enhance);
    pictures(root);
    checks(root);
    sign(root, { sign: text.sign, again: text.signAgain });
    scan(root, { scan: text.scan, stop: text.scanStop, camera: text.scanCamera, read: text.scanRead });
  }

  /** What the address says a field holds, where the page itself comes from the phone: the code of a label. */
  function given() {
    for (const [name, value] of new URLSearchParams(location.search)) {
      const box = document.querySelector(`form[data-send] input[name="${CSS.escape(name)}"]:not([type=hidden])`);
      if (!box || box.value) continue;
      box.value = value;
      box.closest("details")?.setAttribute("open", "");
    }
  }

  dress(document);
  given();
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

function line(tag, kind, words) {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  made.textContent = words;
  return made;
}
