"use strict";
// While a percentage is typed, the points it would give; nothing is picked or stored here.
(() => {
  document.addEventListener("input", (event) => {
    const form = event.target.closest?.(".judge");
    const percent = form?.querySelector("[name=percent]");
    if (!percent) return;
    const shown = form.querySelector(".preview");
    const share = Number(percent.value.replace("%", ""));
    const band = form.querySelector("[name=band]:checked");
    const whole = band?.dataset.high === "100";
    const inside = band && share >= Number(band.dataset.low) && (share < Number(band.dataset.high) || (whole && share === 100));
    const weight = Number(percent.dataset.weight);
    const said = percent.value && inside && weight;
    // In hundredths of a hundredth, so that no half is lost to binary fractions.
    const cents = Math.round((Math.round(weight * 100) * Math.round(share * 100)) / 10000);
    shown.textContent = said ? `${shown.dataset.word} ${(cents / 100).toFixed(2)} ${shown.dataset.unit}` : "";
    percent.setAttribute("aria-invalid", percent.value && band && !inside ? "true" : "false");
  });
  // From what is wanting to the cell where it is written.
  document.addEventListener("click", (event) => {
    const wanting = event.target.closest?.("[data-write]");
    if (!wanting) return;
    const cells = [...document.querySelectorAll(".can-edit")];
    cells.find((cell) => cell.dataset.indicator === wanting.dataset.write && cell.dataset.field === wanting.dataset.writeField)?.click();
  });
  // The editor may hide the row it writes in: it says whose cause is written.
  document.addEventListener("focusin", (event) => {
    const whose = event.target.closest?.(".editor")?.querySelector(".editor-for");
    const name = document.querySelector(".editing")?.closest("tr").querySelector(".leads")?.title;
    if (!whose || !name) return;
    whose.textContent = name;
    whose.hidden = false;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id !== "work" && event.target.id !== "work") return;
    document.querySelector(".just-judged")?.focus({ preventScroll: true });
  });
})();
