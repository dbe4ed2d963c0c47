"use strict";
// Changing a cell where it stands. The server reads, checks and stores; here is only the typing.
(() => {
  const template = document.getElementById("cell-editor");
  let open = null; // { cell, form, before }
  let next = null; // where the focus goes after the table was drawn again: [indicator, field]

  const cells = () => [...document.querySelectorAll(".can-edit")];
  const address = (cell) => [cell.dataset.indicator, cell.dataset.field];
  const find = ([indicator, field]) =>
    cells().find((cell) => cell.dataset.indicator === indicator && cell.dataset.field === field);
  const beside = (cell, step) => {
    const all = cells();
    return all[all.indexOf(cell) + step];
  };

  // Over the cell, not in it: the table keeps its shape, and no scrolling box cuts the editor off.
  const settle = (form, cell) => {
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    const at = cell.getBoundingClientRect();
    const widest = document.documentElement.clientWidth - form.offsetWidth - 8;
    form.style.left = `${Math.max(8, Math.min(at.left - 2, widest)) + scrollX}px`;
    form.style.top = `${at.top + scrollY - 2}px`;
    form.scrollIntoView({ block: "nearest" });
  };

  const start = (cell) => {
    if (open) return;
    const form = template.content.firstElementChild.cloneNode(true);
    const before = cell.querySelector(".text").textContent;
    form.indicator.value = cell.dataset.indicator;
    form.field.value = cell.dataset.field;
    form.seen.value = document.getElementById("work").dataset.seen;
    form.value.value = before;
    form.value.setAttribute("aria-label", cell.dataset.label);
    open = { cell, form, before };
    document.body.append(form);
    cell.classList.add("editing");
    settle(form, cell);
    htmx.process(form);
    form.value.focus({ preventScroll: true });
    form.value.select();
    htmx.trigger(form.value, "checked");
  };

  const stop = () => {
    const { cell, form } = open;
    open = null;
    form.remove();
    cell.classList.remove("editing");
    return cell;
  };

  const leave = (step) => {
    const { cell, form, before } = open;
    const goal = step ? (beside(cell, step) ?? cell) : cell;
    if (form.value.value === before) {
      stop();
      goal.focus();
      return;
    }
    next = address(goal);
    form.requestSubmit();
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-cancel]")) return void stop().focus();
    const fill = event.target.closest("[data-fill]");
    if (fill && open) {
      open.form.value.value = fill.dataset.fill;
      open.form.value.focus();
      return void htmx.trigger(open.form.value, "checked");
    }
    const again = event.target.closest(".stale [data-seen]");
    if (again && open) {
      open.form.seen.value = again.dataset.seen;
      next = address(open.cell);
      return void open.form.requestSubmit();
    }
    const cell = event.target.closest(".can-edit");
    const marking = String(getSelection()).length > 0;
    if (!cell || event.target.closest(".editor, a, button, [popover]") || marking) return;
    if (open && open.form.value.value !== open.before) return void open.form.value.focus();
    if (open) stop();
    start(cell);
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // the input method still has the key
    if (open && open.form.contains(event.target)) return typing(event);
    const cell = event.target.closest?.(".can-edit");
    if (cell !== event.target || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      start(cell);
    } else if (event.key === "Process" || (event.key.length === 1 && event.key !== " ")) {
      start(cell); // all of it is selected, so that the key itself writes over it
    }
  });

  const typing = (event) => {
    const inText = event.target === open.form.value;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      stop().focus();
    } else if (inText && event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      leave(0);
    } else if (inText && event.key === "Tab") {
      event.preventDefault();
      leave(event.shiftKey ? -1 : 1);
    }
  };

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (open && event.target === open.form && !next) next = address(open.cell);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (open?.form.contains(event.target)) open.form.scrollIntoView({ block: "nearest" });
    if (event.target.id !== "work" && event.detail.target?.id !== "work") return;
    if (open) stop();
    const goal = next && find(next);
    next = null;
    goal?.focus();
  });
  window.addEventListener("beforeunload", (event) => {
    if (open && open.form.value.value !== open.before) event.preventDefault();
  });
})();
