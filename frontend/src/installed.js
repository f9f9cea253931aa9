// Pages that can be put on a phone's first screen name their worker beside the manifest. Logging out takes along what was kept.
import { all, destroy, isThere } from "./outbox.js";

const forget = async () => {
  for (const name of (await globalThis.caches?.keys()) ?? []) if (name.startsWith("kept ")) await caches.delete(name);
};

export function start(page) {
  const link = page.querySelector("link[rel=manifest]");
  if (link && "serviceWorker" in navigator) navigator.serviceWorker.register(link.dataset.worker, { scope: link.dataset.scope }).catch(() => undefined);
  // Whoever sees the entrance is not logged in: no page of a person stays.
  if (/^\/(portal\/)?login\/?$/.test(location.pathname)) forget().catch(() => undefined);
  for (const form of page.querySelectorAll("form[action$='/logout/'], form[action$='/logout']")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.leaving) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      leave(form);
    }, { capture: true });
  }
}

async function leave(form) {
  try {
    if (await isThere()) {
      const number = (await all()).length;
      const chinese = document.documentElement.lang.startsWith("zh");
      const told = chinese
        ? `还有 ${number} 项没有发送，现在退出将会丢失。确定退出吗？`
        : `${number} not sent yet: they are lost when you log out now. Log out all the same?`;
      if (number && !confirm(told)) return;
      await destroy();
    }
    await forget();
  } catch {
    // What cannot be read cannot be lost: one may always leave.
  }
  form.dataset.leaving = "1";
  form.requestSubmit();
}
