// On the page of a report: what is pointed at lights up in the text and beside it, `#s12-40` marks these characters, and selected words open the forms to add a record.
const READING = document.querySelector("[data-island=document]");
const WORDS = READING?.querySelector(".words");
const PLACE = /^#s(\d+)-(\d+)$/;

/** How many code points a string holds: offsets of the record count these, those of the browser UTF-16 units. */
function length(text) {
  let n = 0;
  for (const _ of text) n += 1;
  return n;
}

/** The code point of the report at which a place of the page stands. The article holds the part's text and nothing else. */
function codePoint(node, offset) {
  const before = document.createRange();
  before.setStart(WORDS, 0);
  before.setEnd(node, offset);
  return Number(WORDS.dataset.from) + length(before.toString());
}

/** The place of a code point, as [text node, offset in UTF-16 units]; the end of the part where it is beyond. */
function placeOf(point) {
  let left = point - Number(WORDS.dataset.from);
  const walker = document.createTreeWalker(WORDS, NodeFilter.SHOW_TEXT);
  let last = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    last = node;
    let at = 0;
    for (const sign of node.data) {
      if (left === 0) return [node, at];
      left -= 1;
      at += sign.length;
    }
  }
  return last ? [last, last.data.length] : [WORDS, 0];
}

/** A range over code points. */
function rangeOf(start, end) {
  const range = document.createRange();
  range.setStart(...placeOf(start));
  range.setEnd(...placeOf(end));
  return range;
}

/** Opens the list in which the entry stands that the address names. */
function showNamed() {
  const entry = /^#r\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
  const list = entry && entry.closest("details:not([open])");
  if (!list) return;
  list.open = true;
  entry.scrollIntoView({ block: "nearest" });
}

/** Marks the words that the address names, and shows them; those of another part are fetched with it. */
function showAsked() {
  const asked = PLACE.exec(location.hash);
  if (!asked) return globalThis.CSS?.highlights?.delete("asked");
  const [start, end] = [Number(asked[1]), Number(asked[2])];
  const from = Number(WORDS.dataset.from);
  if (start < from || start >= Number(WORDS.dataset.to)) {
    const query = new URLSearchParams(location.search);
    if (query.get("at") === `${start}-${end}`) return;
    query.set("at", `${start}-${end}`);
    query.delete("part");
    return location.replace(`${location.pathname}?${query}${location.hash}`);
  }
  const range = rangeOf(start, Math.min(end, Number(WORDS.dataset.to)));
  if (globalThis.Highlight && CSS.highlights) CSS.highlights.set("asked", new Highlight(range));
  const box = range.getBoundingClientRect();
  if (box.height && (box.top < 60 || box.bottom > innerHeight - 40)) scrollTo({ top: scrollY + box.top - innerHeight / 3 });
}

/** Lights up all that stands for the same records, in the text and beside it. */
let shone = "";
function light(keys) {
  if (keys.join(" ") === shone) return;
  shone = keys.join(" ");
  const wanted = new Set(keys);
  for (const one of READING.querySelectorAll(".m[data-of], .entry, .row[data-of]")) {
    one.classList.toggle("lit", (one.dataset.of ?? "").split(" ").some((key) => wanted.has(key)));
  }
}

const keysOf = (target) => target.closest?.("[data-of]")?.dataset.of?.split(" ") ?? [];

/** Shows the first entry beside the text that a word of the text stands for, where there is a side to scroll. */
function showEntry(keys) {
  const side = READING.querySelector(".side");
  const entry = [...side.querySelectorAll("[data-of]")].find((one) => keys.includes(one.dataset.of));
  entry?.closest("details")?.setAttribute("open", "");
  if (!entry || side.scrollHeight <= side.clientHeight) return;
  const [box, frame] = [entry.getBoundingClientRect(), side.getBoundingClientRect()];
  if (box.top < frame.top || box.bottom > frame.bottom) side.scrollTop += box.top - frame.top - frame.height / 3;
}

const ADD = document.getElementById("add");
let picked = null; // the small bar at the selected words

function hideBar() {
  picked?.remove();
  picked = null;
}

/** The selected words of the report without blanks around them: [start, end, words], or null. */
function selected() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!WORDS.contains(range.startContainer) || !WORDS.contains(range.endContainer)) return null;
  const [start, end] = [codePoint(range.startContainer, range.startOffset), codePoint(range.endContainer, range.endOffset)];
  const words = rangeOf(start, end).toString();
  const lead = length(words) - length(words.trimStart());
  const trail = length(words) - length(words.trimEnd());
  return words.trim() ? [start + lead, end - trail, words.trim()] : null;
}

/** Offers what can be added from the selected words. */
function offer() {
  hideBar();
  const found = ADD && !document.querySelector("dialog[open]") && selected();
  if (!found) return;
  const box = getSelection().getRangeAt(0).getBoundingClientRect();
  picked = document.createElement("div");
  picked.className = "picked";
  picked.setAttribute("role", "toolbar");
  picked.setAttribute("aria-label", "Add from the selected words");
  for (const [what, word, key] of [["event", "Add an act", "a"], ["entity", "a person or body", ""], ["claim", "a statement", ""]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = word;
    if (key) button.dataset.key = key;
    button.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
    button.addEventListener("click", () => open(what, found));
    picked.append(button);
  }
  document.body.append(picked);
  const left = Math.max(8, Math.min(box.left, innerWidth - picked.offsetWidth - 8));
  picked.style.left = `${left + scrollX}px`;
  picked.style.top = `${(box.top > picked.offsetHeight + 12 ? box.top - picked.offsetHeight - 8 : box.bottom + 8) + scrollY}px`;
}

/** Opens one of the forms with the place of the words filled in. */
function open(what, [start, end, words]) {
  hideBar();
  const dialog = document.createElement("dialog");
  dialog.className = "adding-dialog reading";
  dialog.setAttribute("aria-labelledby", "add-head");
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  const home = document.createComment("");
  ADD.replaceWith(home);
  dialog.append(ADD, close);
  dialog.addEventListener("close", () => {
    home.replaceWith(ADD);
    dialog.remove();
  });
  for (const form of ADD.querySelectorAll("form")) {
    form.elements.start.value = start;
    form.elements.end.value = end;
    form.elements.next.value = `${location.pathname}?at=${start}-${end}#s${start}-${end}`;
  }
  ADD.querySelector("[data-words]").textContent = words.length > 300 ? `${words.slice(0, 300)}…` : words;
  ADD.querySelector(".chosen-words").hidden = false;
  for (const one of ADD.querySelectorAll("details")) one.open = one.dataset.what === what;
  document.body.append(dialog);
  dialog.showModal();
  ADD.querySelector(`[data-what=${what}] select`)?.focus();
}

if (WORDS) {
  showAsked();
  showNamed();
  addEventListener("hashchange", showAsked);
  addEventListener("hashchange", showNamed);
  READING.addEventListener("pointerover", (event) => light(keysOf(event.target)));
  READING.addEventListener("focusin", (event) => light(keysOf(event.target)));
  READING.addEventListener("pointerleave", () => light([]));
  WORDS.addEventListener("click", (event) => {
    if (!event.target.closest("a") && getSelection()?.isCollapsed) showEntry(keysOf(event.target));
  });
  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(offer, 200);
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hideBar());
}
