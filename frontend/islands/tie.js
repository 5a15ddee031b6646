// The course of a pair, drawn by the server: pointing or arrow keys read a period out, Enter opens its acts, dragging across periods shows these alone.
const source = document.getElementById("tie-data");
const figure = document.querySelector("[data-island=tie]");
if (source && figure) enhance(figure, JSON.parse(source.textContent));

/** One side of a period in words. */
function say(side, way) {
  const parts = [];
  if (side.score !== null) {
    const score = `${side.score > 0 ? "+" : side.score < 0 ? "−" : ""}${Math.abs(side.score).toFixed(1)}`;
    parts.push(`${score}, ${many(side.n, "act")}, ${many(side.reports, "report")} of ${many(side.origins, "origin")}`);
  }
  if (side.planned) parts.push(`${side.planned} planned`);
  if (side.threatened) parts.push(`${side.threatened} threatened`);
  return parts.length ? `${way}: ${parts.join("; ")}` : "";
}

function many(n, word) {
  return `${n} ${word}${n === 1 ? "" : "s"}`;
}

function enhance(figure, data) {
  const readout = figure.querySelector("[data-readout]");
  const charts = [...figure.querySelectorAll("svg.course")];
  const last = data.rows.length - 1;
  let at = -1; // the period that is read out
  let from = -1; // where a drag began
  figure.tabIndex = 0;
  figure.dataset.keys = "own";
  figure.setAttribute("role", "group");
  figure.setAttribute("aria-label", "Course of the tie: left and right arrow read periods out, Enter opens the acts of one");

  const shown = () => charts.find((svg) => svg.getClientRects().length) ?? charts[0];
  const bandsOf = (svg) => [...svg.querySelectorAll(".band")];

  /** The period under a point of the window. */
  function rowAt(event) {
    const bands = bandsOf(shown());
    const boxes = bands.map((band) => band.getBoundingClientRect());
    const gaps = boxes.map((box) => Math.max(box.left - event.clientX, event.clientX - box.right, 0));
    return gaps.indexOf(Math.min(...gaps));
  }

  function mark() {
    const [low, high] = from < 0 ? [-1, -1] : [Math.min(from, at), Math.max(from, at)];
    for (const svg of charts) {
      bandsOf(svg).forEach((band, n) => {
        band.classList.toggle("on", n === at);
        band.classList.toggle("chosen", low < high && n >= low && n <= high);
      });
      for (const dot of svg.querySelectorAll(".dots a")) dot.classList.toggle("on", Number(dot.dataset.row) === at);
    }
  }

  function read(n) {
    at = n;
    mark();
    const row = data.rows[n];
    readout.hidden = !row;
    if (!row) return;
    const lines = [say(row.outward, `${data.a} → ${data.b}`), say(row.inward, `${data.b} → ${data.a}`)].filter(Boolean);
    const head = document.createElement("b");
    head.textContent = row.period;
    readout.replaceChildren(head, ...lines.map((line) => {
      const one = document.createElement("bdi");
      one.textContent = `\n${line}`;
      return one;
    }));
    const box = figure.getBoundingClientRect();
    const band = bandsOf(shown())[n].getBoundingClientRect();
    const left = band.left + band.width / 2 - box.left;
    const wide = readout.offsetWidth;
    readout.style.left = `${Math.max(0, Math.min(box.width - wide, left > box.width / 2 ? left - wide - 14 : left + 14))}px`;
    readout.style.top = "1.6rem";
  }

  /** Shows some periods alone: the address holds them, and the server draws. */
  function zoom(low, high) {
    const address = new URL(location.href);
    address.searchParams.set("from", data.rows[low].start);
    address.searchParams.set("to", data.rows[high].end);
    location.assign(address);
  }

  function open(n) {
    const query = new URLSearchParams([["pair", data.pair], ["from", data.rows[n].start], ["to", data.rows[n].end], ...data.counted.map((one) => ["modality", one])]);
    location.assign(`/events?${query}`);
  }

  for (const svg of charts) {
    svg.addEventListener("pointermove", (event) => read(rowAt(event)));
    svg.addEventListener("pointerleave", () => { from = -1; read(-1); });
    svg.addEventListener("pointerdown", (event) => {
      if (event.button === 0 && event.pointerType === "mouse" && !event.target.closest("a")) from = rowAt(event);
    });
    svg.addEventListener("pointerup", (event) => {
      const to = rowAt(event);
      const began = from;
      from = -1;
      if (began >= 0 && began !== to) zoom(Math.min(began, to), Math.max(began, to));
    });
    svg.addEventListener("dragstart", (event) => event.preventDefault());
  }
  figure.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowLeft: at < 0 ? last : at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      read(Math.max(0, Math.min(last, step)));
    } else if (event.key === "Enter" && at >= 0) {
      open(at);
    } else if (event.key === "Escape") {
      read(-1);
    }
  });
  figure.addEventListener("blur", () => read(-1));
}
