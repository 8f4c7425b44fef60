// Keys and sums of the bank's workbench. Without this script everything is done with ticks and buttons.
"use strict";

(() => {
  const bench = document.querySelector("[data-bench]");
  if (!bench) return;

  const ticks = [...bench.querySelectorAll("input[data-cents]")];
  const money = new Intl.NumberFormat(document.documentElement.lang === "en" ? "en-GB" : "de-DE", { style: "currency", currency: "EUR" });
  const shown = (cents) => money.format(cents / 100).replace("-", "−");
  const sums = bench.querySelector("[data-sums]");
  const hint = bench.querySelector("[data-hint]");
  const sumOf = (name) => ticks.filter((tick) => tick.checked && tick.name === name).reduce((sum, tick) => sum + Number(tick.dataset.cents), 0);
  const isSelecting = () => ticks.some((tick) => tick.checked);

  const showSums = () => {
    const [parts, vouchers] = [sumOf("part"), sumOf("voucher")];
    sums.hidden = !isSelecting();
    hint.hidden = !sums.hidden;
    sums.querySelector("[data-parts]").textContent = shown(parts);
    sums.querySelector("[data-vouchers]").textContent = shown(vouchers);
    sums.querySelector("[data-difference]").textContent = shown(parts + vouchers);
  };
  bench.addEventListener("change", showSums);
  // The browser keeps ticks when it comes back to a page.
  window.addEventListener("pageshow", showSums);

  // The keys can be switched off, since single letters may be in the way of speech input.
  const help = document.querySelector("[data-keys]");
  const toggle = help.querySelector("[data-keys-on]");
  help.hidden = false;
  // Where the browser keeps nothing for a site, the choice holds until the page is left.
  const kept = { get: () => null, set: () => undefined };
  const memory = (() => { try { return window.localStorage; } catch { return null; } })();
  if (memory) {
    kept.get = () => memory.getItem("pilotbuch-bench-keys");
    kept.set = (value) => memory.setItem("pilotbuch-bench-keys", value);
  }
  toggle.checked = kept.get() !== "off";
  toggle.addEventListener("change", () => kept.set(toggle.checked ? "on" : "off"));

  const rows = [...bench.querySelectorAll("[data-row]")];
  const rowOf = (element) => element.closest("[data-row]");
  const here = () => rows.indexOf(rowOf(document.activeElement));
  const go = (step) => {
    const at = here();
    const row = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1)];
    const tick = row && row.querySelector("input[data-cents]");
    if (!tick) return;
    tick.focus();
    row.scrollIntoView({ block: "center" });
  };
  const accept = () => {
    const button = isSelecting() ? bench.querySelector("[data-match]") : rows[here()]?.querySelector("[data-accept]");
    if (button) button.click();
    return Boolean(button);
  };
  const acts = {
    j: () => go(1),
    k: () => go(-1),
    a: () => { if (bench.dataset.certain) window.location.assign(bench.dataset.certain); },
    u: () => document.querySelector("[data-last] button")?.click(),
    "?": () => { help.open = !help.open; },
  };

  document.addEventListener("keydown", (event) => {
    const target = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || target.matches("input:not([type=checkbox]), select, textarea")) return;
    // Enter in a tick would send the form by its first button: here it takes what the row proposes.
    if (event.key === "Enter" && target.matches("[data-bench] input[type=checkbox]")) {
      event.preventDefault();
      accept();
    } else if (toggle.checked && acts[event.key]) {
      event.preventDefault();
      acts[event.key]();
    }
  });
})();
