// Tabs of a record and of its form. Without a script the strip is a list of links and all panels stand below each other.

export function start(root) {
  for (const bar of root.querySelectorAll("[data-tabs]:not([role])")) begin(bar);
}

function begin(bar) {
  const tabs = [...bar.querySelectorAll("a")];
  bar.setAttribute("role", "tablist");
  for (const tab of tabs) {
    const panel = panelOf(tab);
    tab.id = `${panel.id}-tab`;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
  }
  const open = (tab) => {
    for (const one of tabs) {
      const chosen = one === tab;
      one.setAttribute("aria-selected", chosen);
      one.tabIndex = chosen ? 0 : -1;
      panelOf(one).hidden = !chosen;
    }
  };
  const holding = (id) => {
    const place = document.getElementById(decodeURIComponent(id));
    return tabs.find((tab) => place && panelOf(tab).contains(place));
  };
  bar.addEventListener("click", (event) => {
    const tab = event.target.closest("a");
    if (!tab) return;
    event.preventDefault();
    open(tab);
    history.replaceState(history.state, "", tab.hash);
  });
  bar.addEventListener("keydown", (event) => {
    const seen = tabs.filter((tab) => !tab.hidden);
    const here = seen.indexOf(event.target);
    const next = { ArrowRight: here + 1, ArrowLeft: here - 1 + seen.length, Home: 0, End: seen.length - 1 }[event.key];
    if (next === undefined || here < 0) return;
    event.preventDefault();
    seen[next % seen.length].focus();
    seen[next % seen.length].click();
  });
  // A link to something inside, such as to a field that is to be corrected, opens its tab before it is followed.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    const tab = link && !bar.contains(link) && holding(link.hash.slice(1));
    if (tab) open(tab);
  });
  addEventListener("hashchange", () => {
    const tab = holding(location.hash.slice(1));
    if (tab) open(tab);
  });
  const form = bar.closest("form");
  const judge = () => {
    for (const tab of tabs) tab.hidden = isEmpty(panelOf(tab));
    if (tabs.some((tab) => tab.hidden && tab.ariaSelected === "true")) open(tabs.find((tab) => !tab.hidden) ?? tabs[0]);
  };
  open(tabs.find((tab) => "errors" in panelOf(tab).dataset) ?? holding(location.hash.slice(1)) ?? tabs[0]);
  if (form) {
    form.addEventListener("input", judge);
    form.addEventListener("change", judge);
    judge();
  }
}

const panelOf = (tab) => document.getElementById(tab.hash.slice(1));

// Of a form: the conditions have hidden every section of the panel.
function isEmpty(panel) {
  const parts = [...panel.children].filter((part) => !part.matches(".tab-title"));
  return parts.length > 0 && parts.every((part) => part.hidden);
}
