// On every page: light or dark without a new page, keys for the screens, and j, k and Enter in lists.
const THEMES = ["auto", "light", "dark"];
const AFTER = { auto: "dark", dark: "light", light: "auto" };
const ROOT = document.documentElement;
const YEAR = 365 * 24 * 3600;
const SECOND_KEY_MS = 1200;

/** Sets how the desk looks, here and for pages to come. */
function setTheme(theme) {
  if (!THEMES.includes(theme)) return;
  ROOT.dataset.theme = theme;
  document.cookie = `dragoman-theme=${theme}; path=/; max-age=${YEAR}; samesite=strict${location.protocol === "https:" ? "; secure" : ""}`;
  document.querySelector("meta[name=color-scheme]")?.setAttribute("content", theme === "auto" ? "light dark" : theme);
  for (const word of document.querySelectorAll("[data-theme-now]")) word.textContent = theme;
  for (const button of document.querySelectorAll("[data-island=theme] button")) button.value = AFTER[theme];
  document.dispatchEvent(new CustomEvent("dragoman:theme", { detail: theme }));
}

for (const form of document.querySelectorAll("[data-island=theme]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    setTheme(AFTER[ROOT.dataset.theme] ?? "auto");
  });
}

/** Is somebody typing, or at something that takes keys itself? */
function isTyping(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable], [data-keys=own]") !== null;
}

const screens = [...document.querySelectorAll("nav.screens a")];
/** The screen of a letter: `h` home, else how its address begins. */
function goTo(letter) {
  const found = screens.find((link) => (new URL(link.href).pathname === "/" ? "h" : new URL(link.href).pathname[1]) === letter);
  if (found) location.assign(found.href);
}

const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.getClientRects().length);
/** Moves to the next row of a list, or the one before. */
function step(by) {
  const all = rows();
  if (!all.length) return false;
  const at = all.findIndex((row) => row.classList.contains("current"));
  const next = all[Math.max(0, Math.min(all.length - 1, at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by))];
  for (const row of all) row.classList.toggle("current", row === next);
  next.scrollIntoView({ block: "nearest" });
  (next.querySelector("a[href], button") ?? next).focus({ preventScroll: true });
  return true;
}

/** Shows all keys, taken from the page that lists them. */
async function showKeys() {
  let dialog = document.getElementById("keys-dialog");
  if (!dialog) {
    const answer = await fetch("/about", { headers: { accept: "text/html" } });
    if (!answer.ok) return location.assign("/about#keys");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    dialog = document.createElement("dialog");
    dialog.id = "keys-dialog";
    dialog.setAttribute("aria-labelledby", "keys-dialog-head");
    const head = document.createElement("h2");
    head.id = "keys-dialog-head";
    head.textContent = "Keys";
    const close = document.createElement("form");
    close.method = "dialog";
    const button = document.createElement("button");
    button.textContent = "Close";
    close.append(button);
    const table = page.querySelector("table.keys");
    dialog.append(head, ...(table ? [document.importNode(table, true)] : []), close);
    document.body.append(dialog);
  }
  dialog.showModal();
}

for (const link of document.querySelectorAll("[data-keys-open]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    showKeys();
  });
}

const DOES = {
  "/": () => document.getElementById("find")?.focus(),
  "?": () => showKeys(),
  j: () => step(1),
  k: () => step(-1),
  t: () => setTheme(AFTER[ROOT.dataset.theme] ?? "auto"),
};

let waiting = 0; // when g was pressed
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && isTyping(event.target)) event.target.blur();
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (waiting && event.timeStamp - waiting < SECOND_KEY_MS) {
    waiting = 0;
    event.preventDefault();
    goTo(event.key);
    return;
  }
  waiting = event.key === "g" ? event.timeStamp : 0;
  const scope = document.querySelector("[data-row].current") ?? document;
  const own = [...scope.querySelectorAll("[data-key]"), ...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
  const does = own ? () => own.click() : DOES[event.key];
  if (does) {
    event.preventDefault();
    does();
  }
});
