// The text of the schema in CodeMirror: completed from the language and the draft, judged by the server while one types. It lives in a shadow
// root, where its styles are adopted sheets: the page's policy allows no <style>. Without this the textarea below it does.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, foldGutter, foldKeymap, HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { offers } from "./yaml-words.js";

const PAUSE = 500;
const CHINESE = {
  Find: "查找", Replace: "替换", next: "下一个", previous: "上一个", all: "全部", "match case": "区分大小写", regexp: "正则", "by word": "整词",
  replace: "替换", "replace all": "全部替换", close: "关闭", "Go to line": "跳到行", go: "跳转", "Folded lines": "已折叠", unfold: "展开",
};

const look = EditorView.theme({
  "&": { height: "100%", fontSize: ".84rem", color: "var(--text)", backgroundColor: "var(--surface)" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--text)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--sunken)", color: "var(--muted)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--accent-soft) 55%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "color-mix(in srgb, var(--accent) 28%, transparent)" },
  ".cm-tooltip, .cm-panels": { backgroundColor: "var(--surface)", color: "var(--text)", border: "1px solid var(--line)" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent-soft)", color: "var(--text)" },
  ".cm-completionDetail": { color: "var(--muted)", fontStyle: "normal" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--danger)" },
  ".cm-textfield, .cm-button": { background: "var(--surface)", color: "var(--text)", border: "1px solid var(--control)" },
});
const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--blue)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--green)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--muted)", fontStyle: "italic" },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: "var(--purple)" },
  { tag: [tags.punctuation, tags.separator, tags.bracket, tags.squareBracket, tags.brace], color: "var(--muted)" },
]);

export function attach(place) {
  const area = place.querySelector("textarea");
  const form = area.form;
  const host = Object.assign(document.createElement("div"), { className: "yaml-editor" });
  const root = host.attachShadow({ mode: "open" });
  area.hidden = true;
  place.append(host);
  const chinese = document.documentElement.lang.startsWith("zh");
  let words = null;
  fetch(place.dataset.words).then((answer) => answer.json()).then((found) => (words = found), () => undefined);

  const first = area.value;
  let sent = false;
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: first,
      extensions: [
        lineNumbers(), foldGutter(), lintGutter(), history(), drawSelection(), highlightActiveLine(), highlightActiveLineGutter(),
        bracketMatching(), closeBrackets(), highlightSelectionMatches(), search({ top: true }), indentUnit.of("  "),
        yaml(), syntaxHighlighting(colours), look, chinese ? EditorState.phrases.of(CHINESE) : [],
        autocompletion({ override: [(context) => words && offers(context, words, chinese)], icons: false }),
        EditorView.contentAttributes.of({ "aria-label": place.dataset.file, spellcheck: "false", tabindex: "0" }),
        keymap.of([
          { key: "Mod-s", preventDefault: true, run: () => (form.requestSubmit(), true) },
          ...closeBracketsKeymap, ...completionKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap, ...defaultKeymap, indentWithTab,
        ]),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          area.value = update.state.doc.toString();
          later();
        }),
      ],
    }),
  });
  // What the page's own keys would take is typed here.
  host.addEventListener("keydown", (event) => event.stopPropagation());
  form.addEventListener("submit", () => (sent = true));
  addEventListener("beforeunload", (event) => { if (!sent && area.value !== first) event.preventDefault(); });

  const go = (number) => {
    const line = view.state.doc.line(Math.min(Math.max(number, 1), view.state.doc.lines));
    view.dispatch({ selection: { anchor: line.from }, effects: EditorView.scrollIntoView(line.from, { y: "center" }) });
    view.focus();
  };
  const list = document.querySelector("[data-problems]");
  list?.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-line]");
    if (!link || link.dataset.file !== place.dataset.file || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go(Number(link.dataset.line));
  });

  let timer = 0;
  let asked = null;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE);
  };
  async function check() {
    asked?.abort();
    asked = new AbortController();
    const body = new FormData();
    for (const name of ["csrf_token", "file"]) body.set(name, form.elements[name].value);
    body.set("text", view.state.doc.toString());
    try {
      const answer = await fetch(place.dataset.check, { method: "POST", body, signal: asked.signal });
      if (!answer.ok) throw new Error(answer.status);
      show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") tell(place.dataset.far);
    }
  }
  const tell = (text) => list?.replaceChildren(Object.assign(document.createElement("li"), { className: "muted", textContent: text }));
  function show(problems) {
    const own = problems.filter((one) => one.file === place.dataset.file);
    view.dispatch(setDiagnostics(view.state, own.map((one) => mark(view.state.doc, one))));
    const count = document.querySelector("[data-count]");
    if (count) {
      count.textContent = problems.length;
      count.classList.toggle("red", problems.length > 0);
    }
    if (!problems.length) return tell(place.dataset.none);
    list?.replaceChildren(...problems.slice(0, 100).map(line));
  }
  if (Number(place.dataset.line)) go(Number(place.dataset.line));
  check();
}

function mark(doc, { line, column, title, message, hint, code }) {
  const row = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const from = Math.min(row.from + column - 1, row.to);
  const word = /^[\w.]+/.exec(doc.sliceString(from, row.to))?.[0].length ?? 0;
  return { from, to: Math.min(from + Math.max(word, 1), row.to), severity: "error", source: code, message: [title, message, hint].filter(Boolean).join("\n") };
}

function line({ file, line, title, message, hint, code }) {
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: `?file=${encodeURIComponent(file)}&line=${line}`, textContent: `${file}:${line}` });
  link.dataset.line = line;
  link.dataset.file = file;
  const said = Object.assign(document.createElement("span"), { lang: "en", textContent: message });
  const more = Object.assign(document.createElement("span"), { className: "muted", textContent: hint });
  item.append(link, " ", Object.assign(document.createElement("strong"), { textContent: title }), " ", said, " ", more, " ", Object.assign(document.createElement("code"), { textContent: code }));
  return item;
}
