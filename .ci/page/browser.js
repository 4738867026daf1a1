// What every page is checked for in a browser: `opened` opens one at two widths, light and dark, and shows each to `visit`.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let passed = 0;
export async function check(name, holds) {
  await holds();
  passed += 1;
  console.log(`ok: ${name}`);
}

export async function opened(browserPath, file, pictures, name, visit, afterwards = async () => {}) {
  const address = pathToFileURL(resolve(file)).href;
  if (pictures) mkdirSync(pictures, { recursive: true });
  const browser = await puppeteer.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    for (const [width, scheme] of [[1280, "light"], [360, "light"], [1280, "dark"]]) {
      const at = `${name}, ${width} px, ${scheme}`;
      const page = await browser.newPage();
      const said = [];
      const asked = [];
      page.on("console", (message) => said.push(message.text()));
      page.on("pageerror", (error) => said.push(error.message));
      page.on("request", (request) => asked.push(request.url()));
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await page.setViewport({ width, height: 900 });
      await page.goto(address);

      await check(`${at}: nothing is wider than the screen`, async () => {
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      });

      await visit(page, width, scheme);

      await check(`${at}: axe finds nothing serious`, async () => {
        await page.evaluate(axe);
        const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
        const serious = found.violations.filter((one) => ["serious", "critical"].includes(one.impact));
        const lines = serious.map((one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 150)).join(" | ")}`);
        assert.deepEqual(lines, []);
      });

      if (pictures) {
        await page.evaluate(() => scrollTo(0, 0));
        await page.screenshot({ path: join(pictures, `${name}-top-${width}-${scheme}.png`) });
        await page.screenshot({ path: join(pictures, `${name}-${width}-${scheme}.png`), fullPage: true });
      }
      await check(`${at}: nothing is said on the console, nothing is fetched`, async () => {
        assert.deepEqual(said, []);
        assert.deepEqual(asked.filter((url) => url !== address), []);
      });
      await page.close();
    }
    await afterwards(browser, address);
  } finally {
    await browser.close();
  }
  console.log(`${passed} passed, 0 failed`);
}
