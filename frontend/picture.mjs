// The application's icon as PNG, drawn from the strokes of app/static/icon.svg: no program of the system is needed, nothing drawn is committed.
import fs from "node:fs";
import zlib from "node:zlib";

const BLUE = [6, 111, 209];
const WHITE = [255, 255, 255];

/** The strokes of the SVG: absolute and relative lines along the axes are all that it has. */
function strokes(svg) {
  const path = svg.match(/ d="([^"]+)"/)[1];
  const found = [];
  let x = 0, y = 0;
  for (const [, letter, rest] of path.matchAll(/([MhvHV])\s*([^MhvHV]*)/g)) {
    const numbers = rest.trim().split(/[\s,]+/).map(Number);
    const [fromX, fromY] = [x, y];
    if (letter === "M") { [x, y] = numbers; continue; }
    if (letter === "h") x += numbers[0];
    if (letter === "v") y += numbers[0];
    if (letter === "H") x = numbers[0];
    if (letter === "V") y = numbers[0];
    found.push([fromX, fromY, x, y]);
  }
  return found;
}

const clamp = (value) => Math.max(0, Math.min(1, value));

/** `part`: how much of the side the drawing takes; `round`: the radius of the corners, as a part of the side. */
function drawn(lines, size, part, round) {
  const pixels = Buffer.alloc(size * (size * 4 + 1));
  const unit = (size * part) / 24;
  const shift = (size * (1 - part)) / 2;
  const half = unit * 1.05;
  const ends = lines.map((one) => one.map((value) => value * unit + shift));
  const radius = size * round;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const x = column + 0.5, y = row + 0.5;
      let near = Infinity;
      for (const [x1, y1, x2, y2] of ends) {
        const dx = Math.max(Math.min(x1, x2) - x, 0, x - Math.max(x1, x2));
        const dy = Math.max(Math.min(y1, y2) - y, 0, y - Math.max(y1, y2));
        near = Math.min(near, dx * dx + dy * dy);
      }
      const line = clamp(half - Math.sqrt(near) + 0.5);
      const cornerX = Math.max(radius - x, x - (size - radius), 0);
      const cornerY = Math.max(radius - y, y - (size - radius), 0);
      const inside = radius ? clamp(radius - Math.hypot(cornerX, cornerY) + 0.5) : 1;
      const at = row * (size * 4 + 1) + 1 + column * 4;
      for (let band = 0; band < 3; band += 1) pixels[at + band] = Math.round(BLUE[band] + (WHITE[band] - BLUE[band]) * line);
      pixels[at + 3] = Math.round(255 * inside);
    }
  }
  return pixels;
}

const table = Array.from({ length: 256 }, (_, number) => {
  let value = number;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function sum(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = table[(value ^ byte) & 255] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

function chunk(type, body) {
  const named = Buffer.concat([Buffer.from(type, "ascii"), body]);
  const length = Buffer.alloc(4), check = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  check.writeUInt32BE(sum(named));
  return Buffer.concat([length, named, check]);
}

function png(size, pixels) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const start = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([start, chunk("IHDR", head), chunk("IDAT", zlib.deflateSync(pixels, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}

/** name → bytes. The mask of a phone cuts the edges of the last one off. */
export function pictures(file) {
  const lines = strokes(fs.readFileSync(file, "utf8"));
  const made = (size, part, round) => png(size, drawn(lines, size, part, round));
  return { "icon-192.png": made(192, 0.66, 0.2), "icon-512.png": made(512, 0.66, 0.2), "icon-mask-512.png": made(512, 0.52, 0), "icon-180.png": made(180, 0.62, 0) };
}
