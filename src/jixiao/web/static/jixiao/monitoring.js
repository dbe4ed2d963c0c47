"use strict";
// After something was put on record the page comes back at its place, far below the word that it was:
// the word is said where it is seen, for a while. What is folded away opens when its address is asked for.
(() => {
  const told = document.querySelector("main > .told.success, main > .told.warning:not([role=note])");
  if (told && location.hash) document.getElementById("said").append(told);
  const opened = () => {
    const goal = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (goal?.tagName === "DETAILS") goal.open = true;
  };
  window.addEventListener("hashchange", opened);
  opened();
})();
