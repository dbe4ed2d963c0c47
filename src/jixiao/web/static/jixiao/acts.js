"use strict";
// After something was done about a finding the list is drawn anew; the focus stays where the reader was.
(() => {
  const buttons = () => [...document.querySelectorAll(".accept button")];
  let goal = null; // finds the element to go to, once the list is there again

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.target.closest?.(".finding-act");
    if (!form) return;
    const typing = document.querySelector("body > .editor textarea");
    if (typing) { // drawing the table anew would lose what is being typed
      event.preventDefault();
      return void typing.focus();
    }
    if (form.matches(".accept")) {
      const at = buttons().indexOf(form.querySelector("button"));
      goal = () => buttons()[at] ?? buttons().at(-1);
    } else {
      const { id } = form.closest("[id^=f-]");
      goal = () => document.getElementById(id);
    }
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    // The head of the page asks by itself as well; only an answer to what was done moves the focus.
    if (!goal || event.detail.target?.id === "said" || event.detail.requestConfig?.elt.closest("header")) return;
    const next = goal() ?? document.querySelector("#found-title, #shown-count");
    goal = null;
    next?.focus();
  });
})();
