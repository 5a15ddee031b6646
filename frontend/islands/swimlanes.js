// The chart of lanes: zoom and move along the time, a card on what a mark stands for, arrow keys from mark to mark. Places are hundredths of the chart.
const DAY_MS = 86_400_000;
const EPOCH = 719_163; // number of 1 January 1970 when 1 January of the year 1 is 1
const ROW = 20;
const ROWS = 12;
const LEAST_DAYS = 5;
const STEPS = [["day", 1], ["day", 2], ["day", 7], ["day", 14], ["month", 1], ["month", 2], ["month", 3], ["month", 6], ["year", 1], ["year", 2], ["year", 5], ["year", 10], ["year", 50]];
const SVG = "http://www.w3.org/2000/svg";
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const dateOf = (day) => new Date((day - EPOCH) * DAY_MS);
const dayOf = (year, month, day = 1) => Math.round(Date.UTC(year, month, day) / DAY_MS) + EPOCH;

for (const chart of document.querySelectorAll("[data-island=swimlanes]")) start(chart);

function start(chart) {
  const marks = [...chart.querySelectorAll("a.act, a.bar")];
  if (!marks.length) return;
  for (const mark of marks) mark.querySelector("title")?.remove();
  withCard(chart, marks);
  withKeys(chart, marks);
  if (!chart.dataset.unit) withZoom(chart, marks);
}

/** A card on the mark that is pointed at or has the focus. */
function withCard(chart, marks) {
  const card = document.createElement("div");
  card.className = "hover-card";
  card.hidden = true;
  card.setAttribute("aria-hidden", "true"); // the mark's own name says the same
  chart.append(card);
  const hide = () => { card.hidden = true; };
  const show = (mark) => {
    const { says, when, told, origins, modality } = mark.dataset;
    const lines = says
      ? [["", says], ["under", [when, modality, `told by ${told} outlet${told === "1" ? "" : "s"}`, origins !== told ? `${origins} origin${origins === "1" ? "" : "s"}` : ""].filter(Boolean).join(" · ")]]
      : [["", mark.getAttribute("aria-label")], ["under", "choose it to see these acts"]];
    card.replaceChildren(...lines.map(([name, text]) => {
      const line = document.createElement("p");
      line.className = name;
      const words = document.createElement("bdi");
      words.textContent = text;
      line.append(words);
      return line;
    }));
    card.hidden = false;
    const at = mark.querySelector(".hit-area").getBoundingClientRect();
    const home = chart.getBoundingClientRect();
    const wide = card.offsetWidth;
    card.style.left = `${Math.max(0, Math.min(home.width - wide, at.left + at.width / 2 - home.left - wide / 2))}px`;
    const above = at.top - home.top - card.offsetHeight - 6;
    card.style.top = `${at.top - card.offsetHeight - 6 > 0 ? above : at.bottom - home.top + 6}px`;
  };
  for (const mark of marks) {
    mark.addEventListener("pointerenter", () => show(mark));
    mark.addEventListener("pointerleave", hide);
    mark.addEventListener("focus", () => show(mark));
    mark.addEventListener("blur", hide);
  }
  chart.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}

/** One mark takes the tab; arrows go along a lane and to the next one. */
function withKeys(chart, marks) {
  const lanes = [...chart.querySelectorAll(".lane")].map((lane) => [...lane.querySelectorAll("a.act, a.bar")]).filter((lane) => lane.length);
  chart.dataset.keys = "own";
  const take = (mark) => {
    for (const one of marks) one.setAttribute("tabindex", one === mark ? "0" : "-1");
  };
  take(marks[0]);
  const middle = (mark) => { const box = mark.querySelector(".hit-area").getBoundingClientRect(); return box.left + box.width / 2; };
  const seen = (mark) => !mark.hasAttribute("data-away");
  chart.addEventListener("focusin", (event) => { const mark = event.target.closest("a.act, a.bar"); if (mark) take(mark); });
  chart.addEventListener("keydown", (event) => {
    const mark = event.target.closest?.("a.act, a.bar");
    if (!mark || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = lanes.findIndex((lane) => lane.includes(mark));
    const shown = lanes[row].filter(seen).sort((a, b) => middle(a) - middle(b));
    const at = shown.indexOf(mark);
    const near = (lane) => lane?.filter(seen).sort((a, b) => Math.abs(middle(a) - middle(mark)) - Math.abs(middle(b) - middle(mark)))[0];
    const further = (by) => { for (let n = row + by; n >= 0 && n < lanes.length; n += by) { const found = near(lanes[n]); if (found) return found; } };
    const next = { ArrowRight: () => shown[at + 1], ArrowLeft: () => shown[at - 1], Home: () => shown[0], End: () => shown.at(-1), ArrowDown: () => further(1), ArrowUp: () => further(-1) }[event.key]?.();
    if (next) { event.preventDefault(); next.focus(); }
  });
}

/** Buttons, the wheel with Ctrl and dragging change the days that are shown. */
function withZoom(chart, marks) {
  const whole = { first: Number(chart.dataset.first), last: Number(chart.dataset.last) + 1 };
  let view = { ...whole };
  const tools = chart.querySelector(".lanes-tools");
  const button = (word, label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = word;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    tools.append(made);
    return made;
  };
  const move = (first, last) => {
    const long = Math.max(LEAST_DAYS, Math.min(whole.last - whole.first, last - first));
    const from = Math.max(whole.first, Math.min(whole.last - long, first));
    view = { first: from, last: from + long };
    draw(chart, marks, view);
    back.disabled = long >= whole.last - whole.first;
  };
  const zoom = (by, at = 0.5) => {
    const long = (view.last - view.first) * by;
    const fixed = view.first + (view.last - view.first) * at;
    move(fixed - long * at, fixed + long * (1 - at));
  };
  button("+", "Nearer: fewer days", () => zoom(0.5));
  button("−", "Further: more days", () => zoom(2));
  button("←", "Earlier", () => move(view.first - (view.last - view.first) / 3, view.last - (view.last - view.first) / 3));
  button("→", "Later", () => move(view.first + (view.last - view.first) / 3, view.last + (view.last - view.first) / 3));
  const back = button("All", "All days", () => move(whole.first, whole.last));
  back.disabled = true;
  tools.hidden = false;

  const field = () => chart.querySelector(".tracks svg.track").getBoundingClientRect();
  chart.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const box = field();
    zoom(event.deltaY < 0 ? 0.8 : 1.25, Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)));
  }, { passive: false });
  let drag = null;
  chart.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button === 0 && event.target.closest("svg.track") && !event.target.closest("a")) drag = { x: event.clientX, ...view };
  });
  window.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const by = ((drag.x - event.clientX) / field().width) * (drag.last - drag.first);
    move(drag.first + by, drag.last + by);
  });
  window.addEventListener("pointerup", () => { drag = null; });
  let wide = 0;
  new ResizeObserver(() => {
    if (Math.abs(field().width - wide) < 8) return;
    wide = field().width;
    draw(chart, marks, view);
  }).observe(chart);
}

/** Puts every mark where its days are now, in rows so that none lies on another. */
function draw(chart, marks, view) {
  const share = (day) => (100 * (day - view.first)) / (view.last - view.first);
  for (const svg of chart.querySelectorAll(".lane svg.track")) {
    const pixel = 100 / Math.max(1, svg.getBoundingClientRect().width);
    const ends = [];
    const own = [...svg.querySelectorAll("a.act")].sort((a, b) => a.dataset.a - b.dataset.a || a.dataset.b - b.dataset.b);
    for (const mark of own) {
      const a = Number(mark.dataset.a);
      const b = Number(mark.dataset.b) + 1;
      const at = share(Math.max(a, view.first));
      const to = share(Math.min(b, view.last));
      const single = !mark.classList.contains("span");
      const wide = Math.max(to - at, 10 * pixel);
      const [left, right] = single ? [(at + to) / 2 - 8 * pixel, (at + to) / 2 + 8 * pixel] : [at, at + wide];
      const free = ends.findIndex((end) => end <= left);
      const row = free < 0 ? ends.length : free;
      const away = b <= view.first || a >= view.last || row >= ROWS;
      mark.toggleAttribute("data-away", away);
      mark.setAttribute("visibility", away ? "hidden" : "visible");
      if (away) continue;
      ends[row] = right + pixel;
      place(mark, single ? (at + to) / 2 : at, wide, row * ROW + 13);
    }
    svg.setAttribute("height", Math.max(1, ends.length) * ROW + 6);
  }
  ticks(chart, view, share);
}

function place(mark, at, wide, y) {
  const set = (one, values) => { for (const [name, value] of Object.entries(values)) one?.setAttribute(name, value); };
  const hit = mark.querySelector(".hit-area");
  if (!mark.classList.contains("span")) {
    set(mark.querySelector("use"), { x: `${at}%`, y });
    set(hit, { x: `${at}%`, y: y - 10 });
    return;
  }
  set(mark.querySelector(".days"), { x: `${at}%`, width: `${wide}%`, y: y - 5 });
  set(mark.querySelector(".half"), { x: `${at}%`, width: `${wide}%`, y });
  set(mark.querySelector(".strike"), { x1: `${at}%`, x2: `${at + wide}%`, y1: y, y2: y });
  const open = mark.querySelector(".open");
  set(open, { x: `${open?.getAttribute("text-anchor") === "end" ? at : at + wide}%`, y: y + 4 });
  set(hit, { x: `${at}%`, width: `${wide}%`, y: y - 10 });
}

/** The axis and the lines of the lanes for the days shown. */
function ticks(chart, view, share) {
  const found = daysOfTicks(view);
  const every = Math.ceil(found.days.length / 5);
  const turn = found.days.slice(0, every).findIndex((day) => isTurn(dateOf(day), found.unit));
  const kept = Math.max(0, turn); // from here on every so many lines stay on a narrow screen
  const axis = chart.querySelector(".axis svg");
  axis.replaceChildren(...found.days.map((day, n) => {
    const text = document.createElementNS(SVG, "text");
    const at = share(day);
    text.setAttribute("x", `${at}%`);
    text.setAttribute("y", "14");
    if ((n - kept) % every) text.setAttribute("class", "minor");
    if (at > 3) text.setAttribute("text-anchor", at > 96 ? "end" : "middle");
    text.textContent = label(dateOf(day), found.unit, n === 0 || n === kept);
    return text;
  }));
  apart(axis, found.days.map(share), kept);
  for (const svg of chart.querySelectorAll(".lane svg.track")) {
    for (const line of svg.querySelectorAll("line.tick")) line.remove();
    svg.prepend(...found.days.map((day, n) => {
      const line = document.createElementNS(SVG, "line");
      line.setAttribute("class", (n - kept) % every ? "tick minor" : "tick");
      for (const [name, value] of [["x1", `${share(day)}%`], ["x2", `${share(day)}%`], ["y1", "0"], ["y2", "100%"]]) line.setAttribute(name, value);
      return line;
    }));
  }
}

/** Of two words at an edge that would run into each other one goes: there they stand beside their line, not over it. As view/time_axis has it. */
function apart(axis, at, kept) {
  const texts = [...axis.children];
  const last = texts.length - 1;
  if (last > 0 && at[0] <= 4 && at[1] - at[0] < 12) texts[kept === 1 ? 0 : 1].textContent = "";
  if (last > 1 && at[last] >= 96 && at[last] - at[last - 1] < 12 && texts[last].classList.contains("minor")) texts[last].textContent = "";
}

function daysOfTicks(view) {
  for (const [unit, step] of STEPS) {
    const days = starts(view, unit, step);
    if (days.length <= 13) return { unit, days };
  }
  return { unit: "year", days: [] };
}

function starts(view, unit, step) {
  const first = Math.ceil(view.first);
  const days = [];
  if (unit === "day") {
    const begin = step < 7 ? first : first + ((8 - dateOf(first).getUTCDay()) % 7);
    for (let day = begin; day < view.last && days.length < 20; day += step) days.push(day);
    return days;
  }
  const date = dateOf(first);
  const months = unit === "month" ? step : 12 * step;
  let number = Math.ceil((date.getUTCFullYear() * 12 + date.getUTCMonth() + (date.getUTCDate() > 1 ? 1 : 0)) / months) * months;
  for (; days.length < 20; number += months) {
    const day = dayOf(Math.floor(number / 12), number % 12);
    if (day >= view.last) break;
    days.push(day);
  }
  return days;
}

function label(date, unit, withYear) {
  const year = date.getUTCFullYear();
  if (unit === "year") return `${year}`;
  const month = MONTHS[date.getUTCMonth()];
  const said = unit === "month" ? month : `${date.getUTCDate()} ${month}`;
  return withYear || isTurn(date, unit) ? `${said} ${year}` : said;
}

/** Is it the first line of a year? */
function isTurn(date, unit) {
  return date.getUTCMonth() === 0 && (unit === "month" || date.getUTCDate() <= 7);
}
