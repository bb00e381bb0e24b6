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

// A result: the big buttons count goals; extra time and shoot-out appear when the score is level.
function showIfLevel(form) {
  const box = form?.querySelector("[data-level]");
  if (!box) return;
  const [home, away] = ["score-home", "score-away"].map((name) => form.elements[name].value.trim());
  const typed = [...box.querySelectorAll("input")].some((input) => input.value);
  box.hidden = !typed && !(home && home === away);
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-step]");
  if (!button) return;
  const input = document.getElementById(button.dataset.for);
  input.value = Math.max(0, (parseInt(input.value, 10) || 0) + Number(button.dataset.step));
  input.dispatchEvent(new Event("input", { bubbles: true }));
});
document.addEventListener("input", (event) => showIfLevel(event.target.form));
document.querySelectorAll("[data-level]").forEach((box) => showIfLevel(box.closest("form")));

// Parts of a form that are for some choices alone: `data-for` lists values, or kinds, of the list `data-of`;
// `data-opens` those that open a `details`.
function showForChoice(select) {
  const chosen = select.selectedOptions[0];
  const kind = chosen?.dataset.kind || select.value;
  select.form.querySelectorAll(`[data-of="${select.name}"]`).forEach((part) => {
    part.hidden = !part.dataset.for.split(" ").includes(kind);
    if (part.dataset.opens?.split(" ").includes(kind)) part.open = true;
  });
}
document.addEventListener("change", (event) => {
  if (event.target.matches("select[data-shows]")) showForChoice(event.target);
});
document.querySelectorAll("select[data-shows]").forEach(showForChoice);
