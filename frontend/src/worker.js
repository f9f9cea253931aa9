// The service worker. The shell (styles, scripts, icons) and the page for when there is no connection are kept for everybody; pages of a person
// only below /today/, until that person logs out. Nothing else is touched, and nothing is ever sent from here.
const { scope, shell, version } = self.SETTINGS;
const SHELL = `shell ${scope} ${version}`;
const KEPT = `kept ${scope}`;
const keeps = scope === "/today/";
const MOST = 80;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(shell)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(`shell ${scope} `) && name !== SHELL) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
  else if (request.mode === "navigate" && url.pathname.startsWith(scope)) event.respondWith(page(request, event));
});

self.addEventListener("message", (event) => {
  const { keep = [], files = [], forget = false } = event.data ?? {};
  event.waitUntil((async () => {
    if (forget) await caches.delete(KEPT);
    const cache = await caches.open(SHELL);
    for (const address of files) if (!(await cache.match(address))) await cache.add(address).catch(() => undefined);
    if (!keeps || !keep.length) return;
    // What is not among them is no task of this person any more.
    const wanted = new Set(keep.map((address) => new URL(address, location.origin).pathname));
    const kept = await caches.open(KEPT);
    for (const one of await kept.keys()) if (!wanted.has(new URL(one.url).pathname)) await kept.delete(one);
    for (const address of keep.slice(0, MOST)) {
      const answer = await fetch(address, { headers: { "X-Poll": "1" } }).catch(() => undefined);
      if (answer?.ok && !answer.redirected) await kept.put(address, answer);
    }
    event.source?.postMessage({ kept: (await kept.keys()).length });
  })());
});

async function file(request) {
  const held = await caches.match(request);
  if (held) return held;
  const answer = await fetch(request);
  if (answer.ok && new URL(request.url).pathname.startsWith("/static/dist/")) (await caches.open(SHELL)).put(request, answer.clone());
  return answer;
}

async function page(request, event) {
  try {
    const answer = await fetch(request);
    if (keeps && answer.ok && answer.type === "basic" && !request.url.includes("?")) {
      const copy = answer.clone();
      event.waitUntil(caches.open(KEPT).then((cache) => cache.put(request.url, copy)));
    } else if (answer.status === 401 || answer.status === 403) {
      event.waitUntil(caches.delete(KEPT));
    }
    return answer;
  } catch {
    const kept = await caches.open(KEPT);
    return (keeps && await kept.match(request.url, { ignoreSearch: true })) || (await caches.match(`${scope}offline`)) || Response.error();
  }
}
