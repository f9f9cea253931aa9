// The tree: levels are fetched when they are opened, arrows walk, a node is dragged below another one. Without this it is nested lists of links.
import "../shared.js";
import { say } from "../say.js";

export function attach(tree, enhance) {
  const root = tree.querySelector(".nodes");
  if (!root) return;
  root.setAttribute("role", "tree");
  dress(root, 1);
  const first = items(root)[0];
  if (first) first.tabIndex = 0;

  root.addEventListener("click", (event) => {
    const rest = event.target.closest("a[data-rest]");
    if (rest && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      more(rest, root, tree, enhance).catch(() => (location.href = rest.href));
    }
    const twist = event.target.closest("a.twist");
    if (!twist) return;
    event.preventDefault();
    toggle(twist.closest("li"), tree, enhance).catch(() => (location.href = twist.href));
  });
  root.addEventListener("keydown", (event) => keys(event, root, tree, enhance));
  root.addEventListener("focusin", (event) => {
    const item = event.target.closest("[role=treeitem]");
    if (item && event.target === item) roam(root, item);
  });
  if (tree.dataset.move) drags(tree, root);
}

const items = (root) => [...root.querySelectorAll("[role=treeitem]")].filter((item) => !item.closest("ul[hidden]"));
const below = (li) => li.querySelector(":scope > ul");
const itemOf = (li) => li.querySelector(":scope > .node > .name");

/** The name of every node is the item of the tree; what opens it is for the mouse alone. */
function dress(list, depth) {
  if (depth > 1) list.setAttribute("role", "group");
  for (const li of list.querySelectorAll(":scope > li")) {
    const item = itemOf(li);
    li.setAttribute("role", "none");
    if (!item) continue;
    item.setAttribute("role", "treeitem");
    item.setAttribute("aria-level", depth);
    item.tabIndex = -1;
    item.draggable = false;
    // In a tree only its items count: what stands beside them is for the mouse, and has a key for everybody else.
    const tools = li.querySelector(":scope > .node > .tools");
    for (const link of tools?.querySelectorAll("a") ?? []) link.tabIndex = -1;
    tools?.setAttribute("aria-hidden", "true");
    if (tools?.children.length) item.setAttribute("aria-keyshortcuts", "Shift+M Shift+N");
    const twist = li.querySelector(":scope > .node > a.twist");
    if (twist) {
      twist.tabIndex = -1;
      twist.setAttribute("aria-hidden", "true");
      item.setAttribute("aria-expanded", String(Boolean(below(li))));
    }
    const list = below(li);
    if (list) {
      list.id ||= `${li.id}-below`;
      item.setAttribute("aria-owns", list.id);
      dress(list, depth + 1);
    }
  }
}

async function toggle(li, tree, enhance) {
  const item = itemOf(li);
  const twist = li.querySelector(":scope > .node > a.twist");
  if (!twist) return;
  let list = below(li);
  if (!list) {
    list = await piece(tree.dataset.tree + li.id.slice(1) + tree.dataset.sorted);
    li.append(list);
    list.id = `${li.id}-below`;
    dress(list, Number(item.getAttribute("aria-level")) + 1);
    item.setAttribute("aria-owns", list.id);
    enhance(list);
    if (tree.dataset.move) arm(list);
  } else {
    list.hidden = !list.hidden;
  }
  const open = !list.hidden;
  item.setAttribute("aria-expanded", open);
  twist.setAttribute("aria-expanded", open);
}

async function piece(url) {
  const answer = await fetch(url, { headers: { "X-Fragment": "1" } });
  if (!answer.ok || answer.redirected) throw new Error(answer.status);
  const list = document.createElement("ul");
  list.innerHTML = await answer.text(); // our own server-rendered, escaped fragment
  return list;
}

/** The next rows of a level take the place of the link to them; whoever pressed it stands on the first of them. */
async function more(rest, root, tree, enhance) {
  const li = rest.closest("li");
  const had = document.activeElement === rest;
  const part = await piece(rest.dataset.rest);
  dress(part, Number(rest.getAttribute("aria-level")));
  enhance(part);
  if (tree.dataset.move) arm(part);
  const first = itemOf(part.firstElementChild);
  li.replaceWith(...part.children);
  roam(root, first);
  if (had) first.focus();
}

function roam(root, item) {
  for (const other of root.querySelectorAll("[role=treeitem][tabindex='0']")) other.tabIndex = -1;
  item.tabIndex = 0;
}

function keys(event, root, tree, enhance) {
  const item = event.target.closest("[role=treeitem]");
  if (!item || event.target !== item || event.ctrlKey || event.metaKey || event.altKey) return;
  const li = item.closest("li");
  const all = items(root);
  const place = all.indexOf(item);
  const open = item.getAttribute("aria-expanded");
  const go = (to) => to && (roam(root, to), to.focus());
  const acts = {
    ArrowDown: () => go(all[place + 1]),
    ArrowUp: () => go(all[place - 1]),
    Home: () => go(all[0]),
    End: () => go(all.at(-1)),
    ArrowRight: () => (open === "false" ? toggle(li, tree, enhance) : open && go(all[place + 1])),
    ArrowLeft: () => (open === "true" ? toggle(li, tree, enhance) : go(itemOf(li.parentElement.closest("li") ?? li))),
    " ": () => toggle(li, tree, enhance),
    M: () => li.querySelector(":scope > .node > .tools [data-dialog]")?.click(),
    N: () => li.querySelector(":scope > .node > .tools a:not([data-dialog])")?.click(),
  };
  if (acts[event.key]) {
    event.preventDefault();
    acts[event.key]();
    event.stopPropagation();
  } else if (event.key.length === 1) {
    // A letter looks for a name here: the page's own keys are not meant.
    event.stopPropagation();
    const rest = [...all.slice(place + 1), ...all.slice(0, place + 1)];
    go(rest.find((one) => one.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase())));
  }
}

function arm(root) {
  for (const node of root.querySelectorAll("[data-node]")) node.draggable = true;
}

function drags(tree, root) {
  let held = null;
  const top = tree.querySelector("[data-drop]");
  const over = (target) => {
    const place = target.closest?.("[data-node], [data-drop]");
    return place && held && place !== held && !held.closest("li").contains(place) ? place : null;
  };
  const clear = () => tree.querySelectorAll(".is-over").forEach((one) => one.classList.remove("is-over"));
  arm(root);
  tree.addEventListener("dragstart", (event) => {
    held = event.target.closest("[data-node]");
    event.dataTransfer.effectAllowed = "move";
    if (top) top.hidden = false;
  });
  tree.addEventListener("dragover", (event) => {
    clear();
    const place = over(event.target);
    if (!place) return;
    event.preventDefault();
    place.classList.add("is-over");
  });
  tree.addEventListener("dragend", () => { clear(); held = null; if (top) top.hidden = true; });
  tree.addEventListener("drop", async (event) => {
    const place = over(event.target);
    if (!place) return;
    event.preventDefault();
    const sent = new FormData();
    sent.set("csrf_token", tree.dataset.csrf);
    sent.set("to", place.dataset.node ?? "");
    sent.set("_version", held.dataset.version);
    try {
      const answer = await fetch(`${tree.dataset.move}${held.dataset.node}/tree`, { method: "POST", body: sent, headers: { "X-Move": "1" } });
      const told = await answer.json();
      if (!answer.ok) return void say(told.refused ?? tree.dataset.failed, "danger");
      location.reload();
    } catch {
      say(tree.dataset.failed, "danger");
    }
  });
}
