// The bell: how many messages are unread, asked seldom and never while nobody looks; the newest under it.
const OFTEN = 30_000;
const SELDOM = 300_000;
const KEPT = "bell";

export function start(root, enhance) {
  const bell = root.querySelector("[data-bell]:not([data-ready])");
  if (!bell) return;
  bell.dataset.ready = "";
  const link = bell.querySelector("a");
  const mark = bell.querySelector(".bell-count");
  const { plain } = link.dataset;
  let seen = "";
  let pause = OFTEN;
  let timer = 0;

  const show = (text) => {
    mark.textContent = text;
    mark.hidden = !text;
    link.setAttribute("aria-label", text ? bell.dataset.unread.replace("{}", text) : plain);
    sessionStorage.setItem(KEPT, text);
  };

  const ask = async () => {
    clearTimeout(timer);
    if (document.hidden) return;
    const headers = { "X-Poll": "1" }; // asked by the page, not by a person: keeps no session awake
    if (seen) headers["If-None-Match"] = seen;
    let answer;
    try {
      answer = await fetch(bell.dataset.bell, { headers, cache: "no-store" });
    } catch {
      answer = { status: 0 };
    }
    // Whoever is logged out meanwhile is asked for nothing more.
    if (answer.redirected || answer.status === 401 || answer.status === 403) return;
    if (answer.status === 200) {
      seen = answer.headers.get("ETag") || "";
      show((await answer.json()).text);
      pause = OFTEN;
    } else {
      pause = Math.min(pause * 1.5, SELDOM);
    }
    timer = setTimeout(ask, pause);
  };

  document.addEventListener("visibilitychange", () => {
    pause = OFTEN;
    ask();
  });
  // What the page before knew stands at once: nothing jumps.
  show(mark.textContent || sessionStorage.getItem(KEPT) || "");
  ask();
  panel(bell, link, ask, enhance);
}

function panel(bell, link, ask, enhance) {
  let open = null;
  const close = (back) => {
    open?.remove();
    open = null;
    link.setAttribute("aria-expanded", "false");
    if (back) link.focus();
  };
  const fill = async (answer) => {
    if (!answer.ok || answer.redirected) return void (location.href = link.href);
    open.innerHTML = await answer.text(); // our own server-rendered, escaped fragment
    enhance(open);
    for (const form of open.querySelectorAll("form")) form.addEventListener("submit", send);
  };
  const send = async (event) => {
    event.preventDefault();
    const form = event.target;
    await fill(await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Fragment": "1" } }));
    open?.focus();
    ask();
  };
  link.addEventListener("click", async (event) => {
    // A phone has no room under the bell: there it is the page.
    if (event.metaKey || event.ctrlKey || event.shiftKey || innerWidth < 992) return;
    event.preventDefault();
    if (open) return close(true);
    open = document.createElement("section");
    open.className = "dropdown-menu panel";
    open.tabIndex = -1;
    open.setAttribute("aria-label", link.title);
    bell.append(open);
    link.setAttribute("aria-expanded", "true");
    await fill(await fetch(bell.dataset.panel, { headers: { "X-Fragment": "1" } }));
    open?.focus();
  });
  bell.addEventListener("keydown", (event) => { if (event.key === "Escape" && open) close(true); });
  document.addEventListener("click", (event) => { if (open && !bell.contains(event.target) && event.target.isConnected) close(false); });
}
