// Opens the page of a panel in a browser: `node panel.js BROWSER PAGE [PICTURES]`. Ends with 1, and says why, where it is not as it should be.
import assert from "node:assert/strict";
import { check, opened } from "./browser.js";

const [browserPath, file, pictures] = process.argv.slice(2);

await opened(browserPath, file, pictures, "panel", async (page, width, scheme) => {
  const at = `panel, ${width} px, ${scheme}`;

  await check(`${at}: each year has its table, the latest first`, async () => {
    const years = await page.$$eval("main > section > h2", (found) => found.map((year) => year.textContent));
    assert.deepEqual(years, ["2032年", "2031年"]);
  });

  await check(`${at}: a cell has target and result, and a mark and a colour for what was met and what was not`, async () => {
    const cell = (row, column) =>
      page.$eval("#y2031 table.panel", (table, row, column) => {
        const at = [...table.tHead.rows[0].cells].findIndex((head) => head.textContent.startsWith(column));
        const line = [...table.tBodies[0].rows].find((line) => line.cells[0].textContent === row);
        const found = line.cells[at];
        return [found.innerText.split(/\s*\n\s*/).join(" "), getComputedStyle(found).boxShadow, found.title];
      }, row, column);
    const [met, short, hole] = [await cell("青海省", "国内生产总值"), await cell("贵州省", "国内生产总值"), await cell("甘肃省", "居民人均可支配收入")];
    assert.ok(met[0].startsWith("≈ 5 %") && met[0].includes("✔ → 5.3 %"), met[0]);
    assert.ok(short[0].startsWith("≥ 6 %") && short[0].includes("✘ → 5.2 %"), short[0]);
    assert.notEqual(met[1], short[1], "each has a colour of its own");
    assert.ok(hole[0].startsWith("相对目标"), hole[0]);
    assert.ok(met[2].includes("增长5%左右"), "the words are shown where it is pointed at");
  });

  await check(`${at}: a region stays in sight while its row is read to the end`, async () => {
    const left = await page.$eval("#y2031 .scroll", (box) => {
      box.scrollLeft = box.scrollWidth;
      const first = box.querySelector("tbody th").getBoundingClientRect();
      const seen = first.left - box.getBoundingClientRect().left;
      box.scrollLeft = 0;
      return seen;
    });
    assert.ok(left >= -1, `${left} px`);
  });

  await check(`${at}: the holes are counted by reason`, async () => {
    const reasons = await page.$$eval("#y2031 .reasons tbody tr", (rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
    assert.ok(reasons.some(([reason]) => reason === "相对目标") && reasons.every(([, count]) => Number(count) > 0), JSON.stringify(reasons));
  });
});
