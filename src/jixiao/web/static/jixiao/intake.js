"use strict";
// Choosing a file by dragging; its size is said before it is sent, and that it is being read.
(() => {
  const form = document.querySelector(".upload");
  const drop = form.querySelector(".drop");
  const input = form.querySelector("input[type=file]");
  const error = document.getElementById("file-error");
  // The input covers the whole field, unseen: a click, a drop and the keyboard all reach it.
  form.classList.add("scripted");
  const fits = () => {
    const file = input.files[0];
    document.getElementById("chosen").textContent = file?.name ?? "";
    const large = file && file.size > Number(form.dataset.maxBytes);
    error.hidden = !large;
    error.textContent = large ? form.dataset.tooLarge : "";
    return !large;
  };
  for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, () => drop.classList.add("over"));
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
  input.addEventListener("change", fits);
  form.addEventListener("submit", (event) => {
    if (!fits()) return void event.preventDefault();
    document.getElementById("reading").textContent = form.dataset.reading;
    form.querySelector("button").disabled = true;
  });
  window.addEventListener("pageshow", () => {
    fits();
    form.querySelector("button").disabled = false;
    document.getElementById("reading").textContent = "";
  });
})();
