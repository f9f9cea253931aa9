// Light or dark: the system's, until somebody presses the switch. The choice is a cookie, so that the server draws the page so.
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const dark = () => (root.dataset.bsTheme ?? (system.matches ? "dark" : "light")) === "dark";

export function start(page) {
  for (const button of page.querySelectorAll("[data-theme-switch]")) {
    button.hidden = false;
    button.addEventListener("click", () => choose(dark() ? "light" : "dark"));
  }
}

function choose(theme) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  // What the system says needs no choice: later the page follows it again.
  if ((theme === "dark") === system.matches) {
    delete root.dataset.bsTheme;
    document.cookie = `theme=; path=/; max-age=0; samesite=lax${secure}`;
  } else {
    root.dataset.bsTheme = theme;
    document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax${secure}`;
  }
}
