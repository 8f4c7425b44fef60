// Comforts of forms. Every page works without them: the server checks all of it again.
"use strict";

(() => {
  const summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();

  // A link of the summary leads to the field itself, so that typing can begin.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-error-summary] a");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.scrollIntoView({ block: "center" });
  });

  // "2024-06-30", "30062024" and "1.6.2024" become TT.MM.JJJJ; anything else is left for the server to name.
  const readableDay = (text) => {
    const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
    if (iso) return `${iso[3]}.${iso[2]}.${iso[1]}`;
    const parts = /^(\d{2})(\d{2})(\d{4})$/.exec(text) || /^(\d{1,2})[.\/ ](\d{1,2})[.\/ ](\d{4})$/.exec(text);
    return parts ? `${parts[1].padStart(2, "0")}.${parts[2].padStart(2, "0")}.${parts[3]}` : text;
  };
  document.addEventListener("change", (event) => {
    if (event.target.matches("input[data-date]")) event.target.value = readableDay(event.target.value.trim());
  });

  // Unsaved changes: the browser asks before they are lost.
  let unsaved = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-guard]")) unsaved = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });

  // A form is sent once. The button stays enabled for the browser, since a disabled one would not send its value;
  // after some seconds it works again, because an answer may be a file that leaves this page standing.
  const release = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("button[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    unsaved = false;
    form.dataset.sent = "yes";
    form.querySelectorAll("button:not([type=button])").forEach((button) => button.setAttribute("aria-disabled", "true"));
    window.setTimeout(release, form.closest("[data-progress]") ? 30000 : 5000, form);
  });
  // What takes its time says so: a form in [data-progress] shows the sentence with a moving bar until its answer is there.
  // A file is fetched, so that the bar can go when it has come; without script the browser shows that it waits.
  const wait = (place) => {
    const line = document.createElement("p");
    line.className = "pb-wait";
    line.setAttribute("role", "status");
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", place.dataset.progress);
    line.append(bar, document.createTextNode(place.dataset.progress));
    (place.closest(".pb-actions") || place).after(line);
    return line;
  };
  const save = async (answer) => {
    const named = /filename="?([^";]+)/.exec(answer.headers.get("Content-Disposition") || "");
    if (!answer.ok || !named) {
      window.location.assign(answer.url);
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = named[1];
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  document.addEventListener("submit", (event) => {
    const place = event.target.closest("[data-progress]");
    if (!place || event.defaultPrevented) return;
    const line = wait(place);
    if (place !== event.target) return;
    event.preventDefault();
    fetch(place.action, { method: "POST", body: new FormData(place) })
      .then(save, () => window.location.reload())
      .finally(() => {
        line.remove();
        release(place);
      });
  });

  // Coming back by the browser's history shows the page as it was left.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach(release);
    document.querySelectorAll(".pb-wait").forEach((line) => line.remove());
  });

  // The folded menu closes with Escape and gives the focus back.
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector(".pb-menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
