"use strict";
// What every page does: menus that close, printing, a word when the server does not answer.
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
document.addEventListener("htmx:sendError", () => {
  const said = document.getElementById("said");
  const line = document.createElement("p");
  line.className = "told error";
  line.textContent = said.dataset.noAnswer;
  said.replaceChildren(line);
});
