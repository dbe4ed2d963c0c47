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
// A stroke goes to the search field, unless somebody is typing.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const field = document.getElementById("find");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey || !field) return;
  event.preventDefault();
  field.focus();
});
// On a phone the tabs scroll; where one stands must be in sight.
for (const tab of document.querySelectorAll(".tabs [aria-current], .sections [aria-current]")) {
  tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetWidth / 3;
}
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
// A part that a job process makes: asked for again until it is there, then put where it belongs.
(() => {
  const say = (text, wrong) => {
    const line = document.createElement("p");
    line.className = wrong ? "told error" : "told";
    line.textContent = text;
    document.getElementById("said").replaceChildren(line);
  };
  const put = async (answer, goal, style) => {
    const target = document.querySelector(answer.headers.get("HX-Retarget") ?? "none") ?? goal;
    const swapStyle = answer.headers.get("HX-Reswap") ?? style;
    document.getElementById("said").replaceChildren();
    htmx.swap(target, await answer.text(), { swapStyle, swapDelay: 0, settleDelay: 20 }, { eventInfo: { target } });
  };
  const ask = async (address, goal, style) => {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (answer?.status === 202 || !answer) {
      if (answer) say(await answer.text());
      return void setTimeout(ask, 1000, address, goal, style);
    }
    if (answer.headers.has("X-Job")) return void say(await answer.text(), true);
    if (goal.isConnected) await put(answer, goal, style);
  };
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, target, requestConfig, elt } = event.detail;
    const address = xhr.getResponseHeader("X-Job");
    if (!address) return;
    event.detail.shouldSwap = false;
    if (xhr.status !== 202) return void say(xhr.responseText, true);
    say(xhr.responseText);
    const whose = (requestConfig?.elt ?? elt).closest("[hx-swap]");
    setTimeout(ask, 1000, address, target, whose?.getAttribute("hx-swap") ?? "innerHTML");
  });
})();
