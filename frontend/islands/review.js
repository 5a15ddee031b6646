// Review: no answer goes out twice, the page says that it works, and `e` leads into the form.

const status = document.querySelector("[data-review-status]");
let sent = false;

for (const form of document.querySelectorAll(".review form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    document.querySelector(".decide")?.setAttribute("aria-busy", "true");
    // Only where it takes long enough to be wondered at.
    setTimeout(() => {
      if (!status) return;
      status.classList.remove("hidden");
      status.classList.add("notice");
      status.textContent = "The record is being brought up to date …";
    }, 400);
  });
}

// Back from the next page: what was sent may be sent again.
addEventListener("pageshow", () => {
  sent = false;
  document.querySelector(".decide")?.removeAttribute("aria-busy");
  status?.classList.add("hidden");
});

for (const details of document.querySelectorAll("details.act-edit")) {
  details.addEventListener("toggle", () => {
    if (details.open) details.querySelector("input:not([type=hidden]), select")?.focus();
  });
}
