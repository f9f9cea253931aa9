// Parts of a page that are fetched when they come into view: further child tables, the timeline.

export function start(root, enhance) {
  const waiting = root.querySelectorAll("[data-fragment]:not([data-ready])");
  if (!waiting.length) return;
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      watcher.unobserve(entry.target);
      load(entry.target, enhance);
    }
  }, { rootMargin: "200px" });
  for (const place of waiting) {
    place.dataset.ready = "";
    watcher.observe(place);
  }
}

async function load(place, enhance) {
  const answer = await fetch(place.dataset.fragment, { headers: { "X-Fragment": "1" } });
  if (!answer.ok || answer.redirected) return;
  place.innerHTML = await answer.text();
  enhance(place);
}
