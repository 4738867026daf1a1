"use strict";
// Picks rows and sorts them. The page is whole without it.
for (const section of document.querySelectorAll("section.rows")) {
  const list = section.querySelector("ol.rows");
  const rows = [...list.children];
  const filters = section.querySelector(".filters");
  const by = Object.fromEntries([...filters.querySelectorAll("[data-by]")].map((field) => [field.dataset.by, field]));
  const classes = by.class ? [...by.class.options].map((option) => option.value) : [];
  const name = (row) => row.querySelector(".i b").textContent;
  const ratio = (row) => (row.dataset.ratio === undefined ? Infinity : Number(row.dataset.ratio));
  const orders = {
    class: (a, b) => classes.indexOf(a.dataset.class) - classes.indexOf(b.dataset.class),
    ratio: (a, b) => (ratio(a) === ratio(b) ? 0 : ratio(a) - ratio(b)),
    indicator: (a, b) => name(a).localeCompare(name(b), document.documentElement.lang),
  };
  const agencies = (row) => [...row.querySelectorAll(".g")].map((agency) => agency.dataset.name ?? agency.textContent);
  const pick = () => {
    const words = by.text.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const fits =
        (!by.class.value || row.dataset.class === by.class.value) &&
        (!by.agency || !by.agency.value || agencies(row).includes(by.agency.value)) &&
        (!words || row.textContent.toLowerCase().includes(words));
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    filters.querySelector("output").textContent = document.body.dataset.shown.replace("{0}", shown).replace("{1}", rows.length);
  };
  const sort = () => {
    const order = orders[by.sort.value];
    list.append(...(order ? [...rows].sort(order) : rows));
  };
  filters.addEventListener("input", (event) => {
    if (event.target === by.sort) sort();
    pick();
  });
  filters.querySelector("button").addEventListener("click", () => {
    for (const field of Object.values(by)) {
      if (field.tagName === "SELECT") field.selectedIndex = 0;
      else field.value = "";
    }
    sort();
    pick();
  });
  filters.hidden = false;
  pick();
}
// A link to a row opens it.
const open = () => {
  const row = location.hash && document.getElementById(location.hash.slice(1));
  const details = row && row.querySelector(":scope > details");
  if (details) {
    details.open = true;
    row.hidden = false;
  }
};
addEventListener("hashchange", open);
open();
