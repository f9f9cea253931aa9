// An integrator's program over the generated types; prints what it met as JSON. SITE TOKEN STORE CLERK ARTICLE PICTURE.
import assert from "node:assert";
import { readFileSync } from "node:fs";
import createClient from "openapi-fetch";
import type { components, paths } from "./shop.js";

type Sale = components["schemas"]["Sale"];

const [site = "", token = "", store = "", clerk = "", article = "", picture = ""] = process.argv.slice(2);
const client = createClient<paths>({
  baseUrl: site,
  headers: { Authorization: `Bearer ${token}`, "Accept-Language": "en" },
  querySerializer: { object: { style: "form", explode: true } },
});

async function create(number: number) {
  return client.POST("/api/v1/sale", {
    params: { header: { "Idempotency-Key": `lantern-${number}` } },
    body: {
      store: Number(store),
      summary: `Lantern ${number}`,
      level: "high",
      lines: [{ article: Number(article), count: "2", price: "45.50" }],
    },
  });
}

const made: Sale[] = [];
for (const number of [0, 1, 2]) {
  const { data, error } = await create(number);
  assert(data, JSON.stringify(error));
  made.push(data);
}
const again = await create(2);

const found: Sale[] = [];
let pages = 0;
for (let cursor: string | undefined; pages === 0 || cursor !== undefined; pages++) {
  const { data: page, error } = await client.GET("/api/v1/sale", {
    params: {
      query: {
        filters: { level: "high", summary__starts: "Lantern", "store.name__starts": "E" },
        sort: "-id",
        limit: 2,
        ...(cursor === undefined ? {} : { cursor }),
      },
    },
  });
  assert(page, JSON.stringify(error));
  found.push(...page.items);
  cursor = page.next ?? undefined;
}

const id = found[0]?.id ?? 0;
const whole = await client.GET("/api/v1/sale/{id}", { params: { path: { id }, query: { expand: "lines,store" } } });
assert(whole.data);
const tag = whole.response.headers.get("ETag") ?? "";
const change = (summary: string) =>
  client.PATCH("/api/v1/sale/{id}", { params: { path: { id }, header: { "If-Match": tag } }, body: { summary } });
const changed = await change("Two lanterns");
const late = await change("Too late");
const packed = await client.POST("/api/v1/sale/{id}/transitions/pack", {
  params: { path: { id } },
  body: { clerk: Number(clerk) },
});
const refused = await client.POST("/api/v1/sale", { body: { store: Number(store), summary: "" } });

const bytes = new Uint8Array(readFileSync(picture));
const stored = await client.POST("/api/v1/files", {
  body: { file: "lamp.png", kind: "image" },
  bodySerializer: (body) => {
    const form = new FormData();
    form.append("kind", body.kind ?? "file");
    form.append("file", new Blob([bytes], { type: "image/png" }), body.file);
    return form;
  },
});
assert(stored.data, JSON.stringify(stored.error));
const back = await client.GET("/api/v1/files/{id}", {
  params: { path: { id: stored.data.id } },
  parseAs: "arrayBuffer",
});

console.log(
  JSON.stringify({
    summaries: found.map((one) => one.summary),
    pages,
    replayed: again.response.headers.get("Idempotent-Replayed"),
    same: again.data?.id === made[2]?.id,
    store: whole.data.store?.name,
    total: whole.data.total,
    line: whole.data.lines?.[0]?.price,
    changed: changed.data?.summary,
    late: [late.response.status, late.error?.code],
    state: packed.data?.state,
    refused: [refused.error?.code, refused.error?.errors[0]?.field, refused.error?.errors[0]?.message],
    picture: [stored.data.content_type, back.error === undefined],
  }),
);
