// What does the portal do better with script? Niceties only: every page works without it.
"use strict";

// A form that was sent once stays sent: the key in it makes a repeat harmless, this spares the doubt.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  const button = event.submitter;
  if (button) button.setAttribute("aria-busy", "true");
});

// Coming back by the browser's arrow must not leave a dead form.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  document.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
});

// Buttons that only make sense with script show themselves (print, choose all, none).
document.documentElement.classList.add("scripted");
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-does]");
  if (!button) {
    document.querySelectorAll("details.more[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.removeAttribute("open");
    });
    return;
  }
  if (button.dataset.does === "print") window.print();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details.more[open]").forEach((menu) => {
    menu.removeAttribute("open");
    menu.querySelector("summary").focus();
  });
});

// Above the last true numbers: a fragment that polls could not be refreshed.
function lost(event) {
  const box = event.target.closest("[data-live]");
  if (!box || box.previousElementSibling?.classList.contains("lost")) return;
  const note = document.createElement("div");
  note.className = "note warn lost";
  note.setAttribute("role", "status");
  note.textContent = document.body.dataset.lost;
  box.before(note);
}
document.addEventListener("htmx:sendError", lost);
document.addEventListener("htmx:responseError", lost);
document.addEventListener("htmx:afterSwap", () => {
  document.querySelectorAll(".note.lost").forEach((note) => note.remove());
});

// When the work ends the title of the window says so.
document.addEventListener("htmx:afterSwap", () => {
  const done = document.querySelector("[data-title]");
  if (done) document.title = done.dataset.title;
});
