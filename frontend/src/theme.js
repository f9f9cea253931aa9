// Light or dark: the system's, until somebody presses the switch. The choice is a cookie, so that the server draws the page so.
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const dark = () => (root.dataset.bsTheme ?? (system.matches ? "dark" : "light")) === "dark";

export function start(page) {
  for (const button of page.querySelectorAll("[data-theme-switch]")) {
    button.hidden = false;
    // What the system says needs no choice: later the page follows it again.
    button.addEventListener("click", () => choose(dark() !== system.matches ? "system" : dark() ? "light" : "dark"));
  }
  for (const form of page.querySelectorAll("[data-themes]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      choose(event.submitter.value);
    });
  }
}

function choose(theme) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  if (theme === "system") delete root.dataset.bsTheme;
  else root.dataset.bsTheme = theme;
  document.cookie = `theme=${theme === "system" ? "" : theme}; path=/; max-age=${theme === "system" ? 0 : 31536000}; samesite=lax${secure}`;
  const form = document.querySelector("[data-themes]");
  if (!form) return;
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.value === theme));
  // Kept on the server, so that it follows the person; where that fails this browser has it all the same.
  const body = new URLSearchParams({ theme, csrf_token: form.elements.csrf_token.value });
  fetch(form.action, { method: "POST", body, headers: { "X-Fragment": "1" } }).catch(() => undefined);
}
