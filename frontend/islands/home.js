// The first page and that of a job: files can be dropped, and what is under way moves by itself. Without this, the form sends files and a link looks again.
const SOON = 1000; // ms between two looks while something is under way
const LATER = 15000; // else: what comes in by a watch or from a shell
const MOST_FILES = 500;
const told = document.querySelector("[data-told]");
const csrf = document.querySelector("meta[name=csrf]")?.content ?? "";

/** Puts the parts of a fresh page in the place of those that stand here; what somebody is typing in stays. */
async function renew() {
  const answer = await fetch(location.pathname + location.search, { headers: { accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (page.querySelector("h1")?.textContent !== document.querySelector("h1")?.textContent) {
    const typing = document.querySelector("#links")?.value || document.querySelector("#files")?.files.length;
    if (!typing) return location.reload(); // the first report is in: another page altogether
  }
  for (const fresh of page.querySelectorAll("[data-live]")) {
    const old = document.querySelector(`[data-live="${fresh.dataset.live}"]`);
    if (!old || old.contains(document.activeElement) && document.activeElement.matches("input, textarea")) continue;
    const focused = old.contains(document.activeElement) ? focusKey(document.activeElement) : null;
    old.replaceWith(document.importNode(fresh, true));
    if (focused) document.querySelector(focused)?.focus({ preventScroll: true });
  }
  quieten();
}

/** A way to find what has the focus again on the fresh page: its form's action, or its address. */
function focusKey(element) {
  const form = element.closest("form");
  if (form) return `form[action="${CSS.escape(form.getAttribute("action"))}"] button`;
  const href = element.getAttribute("href");
  return href ? `[data-live] a[href="${CSS.escape(href)}"]` : null;
}

/** The line that tells what to do without scripts is not needed here. */
function quieten() {
  for (const line of document.querySelectorAll("[data-look-again]")) line.hidden = true;
}

let known = new Map([...document.querySelectorAll("[data-job]")].map((row) => [row.dataset.job, row.dataset.state]));
let latest = null;
let timer = 0;

/** Asks how far things are; tells of what changed. */
async function look() {
  clearTimeout(timer);
  let wait = LATER;
  try {
    const answer = await fetch("/api/jobs", { headers: { accept: "application/json" } });
    if (answer.ok) {
      const state = await answer.json();
      wait = state.running ? SOON : LATER;
      await show(state);
    }
  } catch {
    wait = LATER; // the desk is shut, or the machine sleeps
  }
  timer = setTimeout(look, document.hidden ? LATER : wait);
}

/** Moves the bars; where a job began or ended, or a report came in, the page's parts are fetched anew. */
async function show(state) {
  const now = new Map(state.jobs.map((job) => [job.id, job.state]));
  const moved = state.jobs.filter((job) => known.get(job.id) !== job.state);
  const ended = moved.filter((job) => !["waiting", "reading", "stopping"].includes(job.state));
  const isNew = latest !== null && latest !== state.latest && !state.running;
  const onJob = location.pathname.startsWith("/jobs/");
  const gone = !onJob && [...known.keys()].some((id) => !now.has(id));
  latest = state.latest;
  known = now;
  if (moved.length || isNew || gone) await renew();
  for (const job of state.jobs) {
    const row = document.querySelector(`[data-job="${CSS.escape(job.id)}"]`);
    const line = row?.querySelector("[data-job-line]");
    if (line && line.textContent !== job.line) line.textContent = job.line;
    const bar = row?.querySelector("[data-job-bar]");
    if (bar && job.of && job.done < job.of) {
      bar.max = job.of;
      bar.value = job.done;
    } else if (bar) bar.removeAttribute("value");
  }
  if (ended.length && told) told.textContent = ended.map((job) => `${job.state}: ${job.line}`).join("; ");
}

/** All files of what was dropped, those in folders too. */
async function filesOf(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) return [...transfer.files];
  const found = [];
  const waiting = [...entries];
  while (waiting.length && found.length <= MOST_FILES) {
    const entry = waiting.shift();
    if (entry.name.startsWith(".")) continue;
    if (entry.isFile) found.push(await new Promise((done, fail) => entry.file(done, fail)));
    else {
      const reader = entry.createReader();
      for (let part = [null]; part.length; waiting.push(...part)) part = await new Promise((done, fail) => reader.readEntries(done, fail));
    }
  }
  return found;
}

/** Sends files and links; says what is wrong beside the form. */
async function send(form, files) {
  const body = new FormData(form);
  if (files) {
    body.delete("files");
    for (const file of files) body.append("files", file, file.name);
  }
  const wrong = form.querySelector("[data-add-wrong]");
  const button = form.querySelector("button.main");
  wrong.hidden = true;
  button.disabled = true;
  try {
    const answer = await fetch("/inputs?format=json", { method: "POST", headers: { "x-csrf-token": csrf }, body });
    if (answer.ok) {
      form.reset();
      if (told) told.textContent = "taken in; reading begins";
      await look();
    } else {
      wrong.textContent = (await answer.json().catch(() => null))?.error?.message ?? "the desk could not take this";
      wrong.hidden = false;
    }
  } catch {
    wrong.textContent = "the desk does not answer; is 'dragoman serve' still running?";
    wrong.hidden = false;
  }
  button.disabled = false;
}

for (const form of document.querySelectorAll("[data-island=adding]")) {
  for (const words of form.querySelectorAll("[data-drop-words]")) words.hidden = false;
  for (const words of form.querySelectorAll("[data-plain-words]")) words.hidden = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
  let depth = 0;
  const over = (by) => {
    depth = Math.max(0, depth + by);
    form.classList.toggle("over", depth > 0);
  };
  // The whole page takes what is dropped: a file that misses the box must not replace the page.
  document.addEventListener("dragenter", () => over(1));
  document.addEventListener("dragleave", () => over(-1));
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    depth = 0;
    over(0);
    const links = event.dataTransfer.getData("text/uri-list").split(/\s+/).filter((line) => /^https?:/i.test(line));
    if (links.length) {
      const field = form.querySelector("textarea");
      field.value = [field.value.trim(), ...links].filter(Boolean).join("\n");
      field.focus();
      return;
    }
    const files = await filesOf(event.dataTransfer);
    if (files.length) await send(form, files);
  });
}

quieten();
look();
