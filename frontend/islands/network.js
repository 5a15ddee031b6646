// All ties as a network in one period after another: a slider over time, the table below for the same without scripts.
import cytoscape from "cytoscape";

const section = document.querySelector("[data-island=network]");
const choice = document.getElementById("f-period");
const WAIT_MS = 120;
const MARGIN = 30;

/** A colour of the page's own. */
function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** The pairs of a period, or of all time, kept once they were asked for. */
const kept = new Map();
function ask(start) {
  if (!kept.has(start)) {
    const query = new URLSearchParams({ unit: section.dataset.unit, about: section.dataset.about });
    if (start) query.set("from", start), query.set("to", start);
    kept.set(start, fetch(`/api/ties?${query}`, { headers: { accept: "application/json" } }).then((answer) => {
      if (!answer.ok) throw new Error(`the ties could not be read (${answer.status})`);
      return answer.json();
    }));
    kept.get(start).catch(() => kept.delete(start));
  }
  return kept.get(start);
}

/** Both directions of a pair as one edge: acts, and their mean score. */
function joined(edges) {
  const found = new Map();
  for (const { a, b, n, score } of edges) {
    const [low, high] = a < b ? [a, b] : [b, a];
    const key = JSON.stringify([low, high]);
    const one = found.get(key) ?? { key, source: low, target: high, n: 0, sum: 0 };
    one.n += n;
    one.sum += n * score;
    found.set(key, one);
  }
  return [...found.values()].map((one) => ({ ...one, score: one.sum / one.n }));
}

function style() {
  const ink = colour("--ink");
  return [
    { selector: "node", style: { label: "data(label)", "background-color": colour("--card"), "border-width": 1.5, "border-color": colour("--edge"), width: "data(size)", height: "data(size)", color: ink, "font-size": 11, "font-family": "system-ui, sans-serif", "text-valign": "bottom", "text-margin-y": 3, "text-outline-width": 2, "text-outline-color": colour("--card"), "min-zoomed-font-size": 7 } },
    { selector: "edge", style: { width: "data(width)", "curve-style": "haystack", "line-color": colour("--even"), opacity: 0.85 } },
    { selector: "edge[score > 0.5]", style: { "line-color": colour("--up") } },
    { selector: "edge[score < -0.5]", style: { "line-color": colour("--down"), "line-style": "dashed" } },
    { selector: ".off", style: { display: "none" } },
    { selector: "node.faint", style: { opacity: 0.3 } },
    { selector: ".on", style: { "border-color": colour("--accent"), "border-width": 3, "line-color": colour("--accent") } },
  ];
}

async function start() {
  const whole = await ask("");
  if (!whole.edges.length) return;
  const canvas = document.createElement("div");
  canvas.className = "canvas";
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", "Network of ties; the table below has the same pairs");
  const hint = document.createElement("p");
  hint.className = "hint";
  hint.setAttribute("aria-live", "polite");
  const KEY = "A line: acts between two, the thicker the more. Solid and green: more cooperation; dashed and orange: more conflict; grey: neither. Choose a line or a name to open it.";
  hint.textContent = KEY;
  // Cytoscape would write a style element of one rule, which the page's policy forbids; it does not where one of this name is there.
  const styled = document.createElement("span");
  Object.assign(styled, { id: "__________cytoscape_stylesheet", hidden: true });
  section.append(...slider(), canvas, hint, styled);
  section.hidden = false;

  const graph = cytoscape({ container: canvas, style: style(), elements: [], minZoom: 0.2, maxZoom: 4, userZoomingEnabled: matchMedia("(pointer: fine)").matches });
  const names = {};
  let asked = 0;

  /** Adds whom and what is not drawn yet. New ones stand where the layout puts them; the others stay. */
  function grow(found, edges) {
    Object.assign(names, found.names);
    const fresh = Object.keys(found.names).filter((id) => graph.getElementById(id).empty());
    graph.add(fresh.map((id) => ({ group: "nodes", data: { id, label: found.names[id], size: 12 } })));
    for (const one of edges) {
      if (graph.getElementById(one.key).empty()) graph.add({ group: "edges", data: { id: one.key, source: one.source, target: one.target, n: one.n, score: one.score, width: 1 } });
    }
    return fresh.length;
  }

  /** Widens or narrows what the layout made to the shape of the canvas. */
  function spread() {
    const box = graph.nodes().boundingBox({ includeLabels: false });
    const factor = (box.h * canvas.clientWidth) / Math.max(1, box.w * canvas.clientHeight);
    if (box.h > 1 && box.w > 1) graph.nodes().positions((node) => ({ x: node.position("x") * Math.min(4, factor), y: node.position("y") }));
    graph.fit(undefined, MARGIN);
  }

  async function show(start) {
    const mine = ++asked;
    const found = await ask(start);
    if (mine !== asked) return;
    const edges = joined(found.edges);
    const most = Math.max(...edges.map((one) => one.n), 1);
    const held = new Map(edges.map((one) => [one.key, one]));
    if (grow(found, edges)) {
      if (!start) graph.layout({ name: "circle", animate: false }).run(); // the same beginning each time, so that the same record looks the same
      graph.layout({ name: "cose", animate: false, randomize: false, fit: false, nodeRepulsion: 12000, idealEdgeLength: 80, nodeDimensionsIncludeLabels: true }).run();
      spread();
    }
    graph.batch(() => {
      const weight = {};
      graph.edges().forEach((edge) => {
        const one = held.get(edge.id());
        edge.toggleClass("off", !one);
        if (!one) return;
        edge.data({ n: one.n, score: one.score, width: 1 + 7 * Math.sqrt(one.n / most) });
        for (const end of [one.source, one.target]) weight[end] = (weight[end] ?? 0) + one.n;
      });
      graph.nodes().forEach((node) => {
        node.toggleClass("faint", !weight[node.id()]);
        node.data("size", 10 + 16 * Math.sqrt((weight[node.id()] ?? 0) / (2 * most)));
      });
    });
  }

  const link = (id) => encodeURIComponent(id);
  graph.on("tap", "edge", (event) => location.assign(`/ties/${link(event.target.data("source"))}/${link(event.target.data("target"))}?unit=${link(section.dataset.unit)}`));
  graph.on("tap", "node", (event) => {
    const address = new URL(location.href);
    address.searchParams.set("about", event.target.id());
    location.assign(address);
  });
  graph.on("mouseover", "edge", (event) => {
    const edge = event.target;
    edge.addClass("on");
    const score = edge.data("score");
    hint.textContent = `${names[edge.data("source")]} – ${names[edge.data("target")]}: ${edge.data("n")} acts, mean score ${score > 0 ? "+" : score < 0 ? "−" : ""}${Math.abs(score).toFixed(1)}`;
  });
  graph.on("mouseout", "edge", (event) => {
    event.target.removeClass("on");
    hint.textContent = KEY;
  });
  document.addEventListener("dragoman:theme", () => graph.style(style()));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => graph.style(style()));
  section.addEventListener("period", (event) => show(event.detail).catch((error) => { hint.textContent = error.message; }));
  await show("");
  if (section.dataset.period) await show(section.dataset.period);
  graph.fit(undefined, MARGIN);
}

/** The slider over the periods that the form offers; it keeps form and address in step, so that the table can be had of what is shown. */
function slider() {
  const options = [...choice.options].map((option) => ({ start: option.value, said: option.textContent }));
  const steps = [options[0], ...options.slice(1).reverse()];
  const row = document.createElement("div");
  row.className = "time";
  const label = document.createElement("label");
  label.textContent = "Time";
  label.htmlFor = "network-time";
  const input = document.createElement("input");
  Object.assign(input, { type: "range", id: "network-time", min: "0", max: String(steps.length - 1), value: String(Math.max(0, steps.findIndex((step) => step.start === section.dataset.period))) });
  const said = document.createElement("output");
  said.htmlFor = "network-time";
  const tell = () => {
    const step = steps[Number(input.value)];
    said.textContent = step.said;
    input.setAttribute("aria-valuetext", step.said);
    choice.value = step.start;
    return step;
  };
  tell();
  let timer = 0;
  input.addEventListener("input", () => {
    const step = tell();
    clearTimeout(timer);
    timer = setTimeout(() => section.dispatchEvent(new CustomEvent("period", { detail: step.start })), WAIT_MS);
  });
  row.append(label, input, said);
  return [row];
}

if (section && choice) start();
