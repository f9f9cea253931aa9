// Keeps the parts of a page that change by themselves up to date: asks every few seconds, 304 costs nothing.

export function start(root, enhance) {
  for (const part of root.querySelectorAll("[data-poll]:not([data-polled])")) {
    part.dataset.polled = "";
    follow(part, enhance);
  }
}

function follow(part, enhance) {
  let seen = "";
  const ask = async () => {
    if (document.hidden || part.contains(document.activeElement)) return;
    const headers = { "X-Poll": "1" }; // asked by the page, not by a person: keeps no session awake
    if (seen) headers["If-None-Match"] = seen;
    const answer = await fetch(part.dataset.poll, { headers, credentials: "same-origin" });
    if (answer.headers.get("X-Reload")) return location.reload(); // there is something to decide now
    if (answer.status !== 200 || answer.redirected) return;
    seen = answer.headers.get("ETag") || "";
    part.innerHTML = await answer.text(); // our own server-rendered, escaped fragment
    enhance(part);
  };
  // A lost connection is tried again at the next turn.
  if ("now" in part.dataset) ask().catch(() => undefined);
  setInterval(() => ask().catch(() => undefined), 1000 * Number(part.dataset.every || 20));
}
