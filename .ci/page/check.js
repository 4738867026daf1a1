// Opens the page of a report in a browser: `node check.js BROWSER PAGE [PICTURES]`. Ends with 1, and says why, where it is not as it should be.
import assert from "node:assert/strict";
import { join } from "node:path";
import { check, opened } from "./browser.js";

const [browserPath, file, pictures] = process.argv.slice(2);

async function visit(page, width, scheme) {
  const at = `${width} px, ${scheme}`;
  await check(`${at}: a click opens a row, and both sentences are marked`, async () => {
    const row = await page.$("#r1-10\\.2");
    await (await row.$("summary")).click();
    const shown = (mark) => row.$eval(`mark.${mark}`, (found) => [found.textContent, found.checkVisibility(), getComputedStyle(found).backgroundColor]);
    const [target, answer] = [await shown("t"), await shown("a")];
    assert.deepEqual([target[0], answer[0]], ["物理空间160万平方米", "新增物理空间83.05万平方米"]);
    assert.ok(target[1] && answer[1], "both are seen");
    assert.notEqual(target[2], answer[2], "each has a colour of its own");
    assert.ok(await row.$("mark.r"), "what was passed over is marked too");
    if (pictures) {
      await row.evaluate((found) => found.scrollIntoView({ block: "center" }));
      await page.screenshot({ path: join(pictures, `row-${width}-${scheme}.png`) });
    }
  });

  const rows = () => page.$$eval("ol.rows > li:not([hidden])", (found) => found.map((row) => [row.id, row.dataset.class, row.dataset.ratio]));
  const all = await rows();
  await check(`${at}: rows are filtered by class, agency and words, and sorted`, async () => {
    await page.select("#class1", "behind");
    const behind = await rows();
    assert.ok(behind.length > 0 && behind.length < all.length && behind.every((row) => row[1] === "behind"), "only what is behind");
    await page.click(".filters button");
    assert.deepEqual(await rows(), all, "all again");
    await page.select("#agency1", "区科技局");
    const agency = await rows();
    assert.ok(agency.length > 0 && agency.length < all.length, "those of one agency");
    await page.click(".filters button");
    await page.type("#search1", "物理空间160");
    assert.ok((await rows()).some((row) => row[0] === "r1-10.2"), "a row is found by its words");
    await page.click(".filters button");
    await page.select("#sort1", "ratio");
    const ratios = (await rows()).map((row) => row[2]).filter(Boolean).map(Number);
    assert.deepEqual(ratios, [...ratios].sort((a, b) => a - b), "the lowest first");
    await page.click(".filters button");
    assert.deepEqual(await rows(), all, "in the order of the report again");
  });

  await check(`${at}: the data is a whole CSV`, async () => {
    const data = await page.$eval("a[download]", (link) => [link.download, decodeURIComponent(link.href.split(",").slice(1).join(","))]);
    assert.equal(data[0], "dabiao.csv");
    const lines = data[1].trim().split("\n");
    assert.equal(lines.length, all.length + 1, "a line for each target");
    assert.ok(data[1].startsWith("\ufeff报告,") && data[1].includes("物理空间160万平方米"));
  });
}

await opened(browserPath, file, pictures, "page", visit, async (browser, address) => {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.goto(address);
  await check("without script: a row opens, and no filter is shown", async () => {
    await page.click("#r1-10\\.2 summary");
    const cdp = await page.createCDPSession();
    const { root } = await cdp.send("DOM.getDocument", { depth: 0 });
    const node = async (selector) => (await cdp.send("DOM.querySelector", { nodeId: root.nodeId, selector })).nodeId;
    assert.ok(await node("#r1-10\\.2 details[open] mark.a"), "it is open");
    assert.ok(await node(".filters[hidden]"), "the filters are hidden");
  });
});
