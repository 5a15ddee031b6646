// Where what was decided is still being worked into the record: asks how far it is, and shows the page anew once it holds.
const EVERY_MS = 1500;
const notice = document.querySelector("[data-island=settling]");
let isTouched = false;
addEventListener("input", () => (isTouched = true), { once: true });

async function look() {
  try {
    const answer = await fetch("/api/settling");
    if (!answer.ok) return;
    const told = await answer.json();
    if (told.settling) {
      const far = notice.querySelector("[data-far]");
      if (far) far.textContent = `${told.percent ? `${told.percent} % after ` : ""}${told.seconds} seconds so far.`;
      setTimeout(look, EVERY_MS);
    } else if (!told.wrong && isTouched) {
      // Somebody is filling in a form: nothing of it may be lost.
      const link = notice.querySelector("[data-anew]");
      notice.querySelector("p").replaceChildren("What was decided holds now. ", link);
    } else {
      location.reload();
    }
  } catch {
    setTimeout(look, 2 * EVERY_MS);
  }
}

if (notice?.querySelector("[data-anew]")) setTimeout(look, EVERY_MS);
