// The sheet of a chunk lies beside it; an element of the chunk shows up when it is there.
const asked = new Map();

export function sheet(name) {
  if (!asked.has(name)) {
    asked.set(name, new Promise((done, failed) => {
      const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL(name, import.meta.url).href });
      link.addEventListener("load", done);
      link.addEventListener("error", failed);
      document.head.append(link);
    }));
  }
  return asked.get(name);
}
