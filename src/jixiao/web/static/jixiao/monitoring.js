"use strict";
// After something was put on record the page comes back at its place, far below the word that it was:
// the word is said where it is seen, for a while.
(() => {
  const told = document.querySelector("main > .told.success, main > .told.warning:not([role=note])");
  if (told && location.hash) document.getElementById("said").append(told);
})();
