// The map of events: shapes of states out of the bundle, a dot where a place is told, a hatch and a ring where only the state is known. No tiles.
import { geoBounds, geoCentroid, geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import atlas from "world-atlas/countries-110m.json";
import { NUMERIC } from "./_iso.js";

const SVG = "http://www.w3.org/2000/svg";
const NARROW = window.matchMedia("(max-width: 44rem)").matches; // drawn smaller, so that names can be read on a phone
const WIDE = NARROW ? 420 : 900;
const TALL = NARROW ? 400 : 470;
const ROOM = NARROW ? 18 : 30;
const LEAST = 4;
const MOST = NARROW ? 16 : 22;
const MANY = 16; // acts that a mark of full size stands for at least

const shapes = feature(atlas, atlas.objects.countries).features;
const byNumber = new Map(shapes.map((shape) => [shape.id ?? shape.properties.name, shape]));
const UNNUMBERED = { XKX: "Kosovo" }; // the atlas has no number for these, so they go by name
const shapeOf = (code) => byNumber.get(NUMERIC[code] ?? UNNUMBERED[code] ?? null);

for (const home of document.querySelectorAll("[data-island=map]")) start(home);

function start(home) {
  const data = JSON.parse(document.getElementById("map-data").textContent);
  const states = data.countries.map((state) => ({ ...state, shape: shapeOf(state.code) }));
  const drawn = states.filter((state) => state.shape);
  if (!data.places.length && !drawn.length) return none(home);
  const most = Math.max(MANY, ...data.places.map((place) => place.n), ...states.map((state) => state.n));
  const size = (n) => LEAST + (MOST - LEAST) * Math.sqrt(n / most);
  const path = geoPath(fitting(data.places, drawn));
  const svg = make("svg", { viewBox: `0 0 ${WIDE} ${TALL}`, role: "group", "aria-label": "Map of these acts" });
  const hatch = make("pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, make("line", { x1: 0, x2: 0, y1: 0, y2: 6, class: "hatch-line" }));
  svg.append(make("defs", {}, hatch));
  const coarse = new Set(drawn.map((state) => state.shape));
  for (const shape of shapes) {
    const d = path(shape);
    if (d) svg.append(make("path", { d, class: "land" }));
    if (d && coarse.has(shape)) svg.append(make("path", { d, class: "somewhere" }));
  }
  const link = (code) => home.dataset.link.replace("CODE", encodeURIComponent(code ?? ""));
  const spots = [
    ...drawn.map((state) => ({ at: path.projection()(geoCentroid(main(state.shape))), r: size(state.n), kind: "ring", code: state.code, name: state.name, n: state.n, says: `${state.name}, no one says where: ${acts(state.n)}` })),
    ...data.places.map((place) => ({ at: path.projection()([place.lon, place.lat]), r: size(place.n), kind: "dot", code: place.country, name: place.name, n: place.n, says: `${place.name}: ${acts(place.n)}, ${place.done} of them done` })),
  ].filter((spot) => spot.at && inside(spot.at)).sort((a, b) => b.r - a.r);
  const status = home.querySelector(".map-says");
  const taken = [];
  for (const spot of spots) {
    const [x, y] = spot.at;
    const mark = make("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: spot.r.toFixed(1), class: spot.kind });
    const anchor = spot.code ? make("a", { href: link(spot.code), "aria-label": spot.says }, mark) : make("g", {}, mark);
    anchor.append(make("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: Math.max(12, spot.r).toFixed(1), class: "hit-area" }));
    for (const name of ["pointerenter", "focus"]) anchor.addEventListener(name, () => { status.textContent = spot.says; });
    svg.append(anchor);
  }
  for (const spot of spots) spot.box = { a: spot.at[0] - spot.r, b: spot.at[0] + spot.r, top: spot.at[1] - spot.r, low: spot.at[1] + spot.r };
  for (const spot of spots.slice(0, 24)) name(svg, spot, spots, taken);
  home.querySelector(".map-sheet").append(svg);
  home.hidden = false;
}

/** Nothing of it can be drawn: said, so that nobody looks for a map. */
function none(home) {
  home.querySelector(".key").remove();
  home.querySelector(".map-says").textContent = "No place of these acts is on the map. The lists have them.";
  home.hidden = false;
}

/** A name on the right or the left of its mark, where it hides no other name or mark; none where it would. */
function name(svg, spot, spots, taken) {
  const wide = spot.name.length * 6.6;
  const [x, y] = spot.at;
  const sides = [{ a: spot.box.b + 4, b: spot.box.b + 4 + wide }, { a: spot.box.a - 4 - wide, b: spot.box.a - 4 }];
  const boxes = sides.map((side) => ({ ...side, top: y - 8, low: y + 8 })).filter((box) => box.a > 0 && box.b < WIDE);
  const free = boxes.find((box) => ![...taken, ...spots.filter((other) => other !== spot).map((other) => other.box)].some((other) => meets(box, other)));
  if (!free) return;
  taken.push(free);
  const after = free.a > x;
  const text = make("text", { x: (after ? free.a : free.b).toFixed(1), y: (y + 4).toFixed(1), "text-anchor": after ? "start" : "end", "aria-hidden": "true" });
  text.textContent = spot.name;
  svg.append(text);
}

function meets(box, other) {
  return box.a < other.b && box.b > other.a && box.top < other.low && box.low > other.top;
}

/** The part of the world that holds all marks, with room around it; the whole world where they lie far apart. */
function fitting(places, states) {
  const points = [...places.map((place) => [place.lon, place.lat]), ...states.map((state) => geoCentroid(main(state.shape)))];
  const box = { type: "MultiPoint", coordinates: points };
  const [[west, south], [east, north]] = geoBounds(box);
  const across = east < west ? east + 360 - west : east - west;
  const projection = geoEqualEarth().rotate([across < 200 ? -(west + across / 2) : 0, 0]);
  if (across > 200) return projection.fitExtent([[4, 4], [WIDE - 4, TALL - 4]], { type: "Sphere" });
  const pad = Math.max(8, 0.15 * Math.max(across, north - south));
  const corners = [[west - pad, south - pad], [east + pad, south - pad], [west - pad, north + pad], [east + pad, north + pad]];
  const within = corners.map(([x, y]) => [x, Math.max(-80, Math.min(84, y))]);
  return projection.fitExtent([[ROOM, ROOM], [WIDE - ROOM, TALL - ROOM]], { type: "MultiPoint", coordinates: within }).clipExtent([[0, 0], [WIDE, TALL]]);
}

/** The largest piece of a state: its islands far away must not draw its middle into the sea. */
function main(shape) {
  if (shape.geometry.type !== "MultiPolygon") return shape;
  const pieces = shape.geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }));
  const plain = geoPath(geoEqualEarth());
  return pieces.reduce((best, piece) => (plain.area(piece) > plain.area(best) ? piece : best));
}

function acts(n) {
  return `${n.toLocaleString("en")} act${n === 1 ? "" : "s"}`;
}

function inside([x, y]) {
  return x >= 0 && x <= WIDE && y >= 0 && y <= TALL;
}

function make(tag, values, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
