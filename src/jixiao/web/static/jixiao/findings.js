"use strict";
// A finding and its cells find each other: in the official table, in the source, in the list.
(() => {
  const lit = (finding) => {
    for (const old of document.querySelectorAll(".lit")) old.classList.remove("lit");
    const places = [...document.querySelectorAll(`[data-findings~="${finding}"]`)];
    for (const place of places) place.classList.add("lit");
    return places;
  };
  // Each pane scrolls by itself; the page scrolls only where the cell is not in a pane.
  const bring = (place) => place.scrollIntoView({ block: "center", inline: "nearest" });
  const scrolls = (box) => box && box.scrollHeight > box.clientHeight;
  const show = (finding, from) => {
    const card = document.getElementById(`f-${finding}`);
    const places = lit(finding);
    if (card) card.classList.add("lit");
    const boxes = new Set([from?.closest(".scroll")].filter(Boolean));
    for (const place of [...places, card]) {
      const box = [".scroll", ".found"].map((name) => place?.closest(name)).find(scrolls) ?? document.body;
      if (!place || boxes.has(box)) continue;
      boxes.add(box);
      bring(place);
    }
    return places;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-finding]");
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    const inCard = link.closest(".finding-card");
    const places = show(link.dataset.finding, link);
    for (const other of inCard ? [] : link.closest("[data-findings]").dataset.findings.split(" ")) {
      document.getElementById(`f-${other}`)?.classList.add("lit"); // all that is said of this cell
    }
    // From a cell one goes on in the cell: what is typed next belongs there.
    const cell = link.closest(".can-edit");
    const goal = inCard ? places[0] : cell ?? document.getElementById(`f-${link.dataset.finding}`);
    goal?.focus({ preventScroll: true });
  }, true);
  const asked = location.hash.match(/^#f-(\d+)$/);
  // After the browser has gone to the card by itself: the cell is what its reader came for.
  if (asked) window.addEventListener("load", () => requestAnimationFrame(() => show(asked[1])));
})();
