"use strict";
// What every page does: menus that close, the tab in sight, printing, a word when the server does not answer.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open], details.who[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  if (event.target.closest("[data-print]")) window.print();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open], details.who[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
// On a phone the tabs scroll; where one stands must be in sight.
const tab = document.querySelector(".tabs [aria-current]");
if (tab) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetWidth / 3;
// What was said stays ten seconds; what went wrong stays until the next word.
new MutationObserver(() => {
  const line = document.querySelector("#said .told:not(.error)");
  if (line) setTimeout(() => line.remove(), 10000);
}).observe(document.getElementById("said"), { childList: true });
document.addEventListener("htmx:sendError", () => {
  const said = document.getElementById("said");
  const line = document.createElement("p");
  line.className = "told error";
  line.textContent = said.dataset.noAnswer;
  said.replaceChildren(line);
});
