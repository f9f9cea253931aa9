// Boards and calendars: a card is dragged to another column or day. The server moves it, or says why not; the page is then read anew.
import "../shared.js";
import Sortable from "sortablejs";
import { ask } from "../dialogs.js";
import { say } from "../say.js";

const EVERY = 30_000;

export function attach(board, enhance) {
  let seen = "";
  let busy = false;

  const draw = () => {
    const frame = board.querySelector("[data-move]");
    if (!frame) return;
    for (const list of board.querySelectorAll("[data-column]")) {
      Sortable.create(list, {
        group: "board", draggable: "[data-card]", filter: ".move", preventOnFilter: false, sort: false, animation: 120,
        forceFallback: true, fallbackTolerance: 4, fallbackOnBody: true, delay: 250, delayOnTouchOnly: true,
        scroll: true, scrollSensitivity: 80, ghostClass: "ghost", dragClass: "dragged", emptyInsertThreshold: 30,
        onStart: () => { busy = true; board.classList.add("dragging"); },
        onEnd: (event) => { board.classList.remove("dragging"); dropped(frame, event).finally(() => (busy = false)); },
      });
    }
  };

  const read = async () => {
    const headers = { "X-Fragment": "1", "X-Poll": "1" };
    if (seen) headers["If-None-Match"] = seen;
    const answer = await fetch(board.dataset.url, { headers });
    if (answer.status !== 200 || answer.redirected) return;
    seen = answer.headers.get("ETag") ?? "";
    const kept = board.querySelector(".kanban")?.scrollLeft ?? 0;
    board.innerHTML = await answer.text(); // our own server-rendered, escaped fragment
    const frame = board.querySelector(".kanban");
    if (frame) frame.scrollLeft = kept;
    enhance(board);
    draw();
  };

  const dropped = async (frame, event) => {
    const { item, from, to, oldIndex } = event;
    if (from === to) return;
    const back = () => from.insertBefore(item, from.children[oldIndex] ?? null);
    const sent = new FormData();
    sent.set("csrf_token", board.dataset.csrf);
    sent.set("to", to.dataset.column);
    sent.set("_version", item.dataset.version);
    const next = new URLSearchParams({ next: board.dataset.url });
    let answer, told;
    try {
      answer = await fetch(`${frame.dataset.move}${item.dataset.card}/${frame.dataset.kind}?${next}`, { method: "POST", body: sent, headers: { "X-Move": "1" } });
      told = await answer.json();
    } catch {
      back();
      return void say(board.dataset.failed, "danger");
    }
    if (!answer.ok) {
      back();
      seen = "";
      await read().catch(() => undefined);
      return void say(told.refused ?? board.dataset.failed, "danger");
    }
    if (told.ask) {
      back();
      return void (await ask(told.ask, enhance));
    }
    seen = "";
    await read().catch(() => undefined);
    say(told.done, "success");
  };

  draw();
  // A phone shows the days below one another: today comes first to the eye.
  if (matchMedia("(max-width: 44rem)").matches && !/_on=/.test(location.search)) board.querySelector(".today")?.scrollIntoView();
  setInterval(() => {
    if (busy || document.hidden || document.querySelector("dialog[open]") || board.contains(document.activeElement) && document.activeElement !== board.firstElementChild) return;
    read().catch(() => undefined);
  }, EVERY);
}
