// Looks at every page in headless Chromium: light, dark, and as wide as a phone. Fails where a page logs an error, loads
// something that is not ours, is wider than the screen, shifts while it loads, or has serious findings of axe
// (YASGUI, which is not ours, excepted: all that it does can be done with the plain form).
//
//   node pages.mjs http://127.0.0.1:7878 [FOLDER FOR SCREENSHOTS]
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [site, folder] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const looks = [
  { name: "light", colorScheme: "light", viewport: { width: 1280, height: 900 } },
  { name: "dark", colorScheme: "dark", viewport: { width: 1280, height: 900 } },
  { name: "phone", colorScheme: "light", viewport: { width: 360, height: 740 } },
];
const profile = mkdtempSync(join(tmpdir(), "pages-"));
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const problems = [];

/** The pages to look at: fixed ones, and the first of each kind that the start page and a park lead to. */
async function pages(page) {
  const found = new Map([["start", "/?lang=en"], ["start-zh", "/?lang=zh"], ["ontology", "/page/ontology?lang=en"],
    ["nothing", "/page/nothing"], ["query", "/query?lang=en"], ["search", "/search?q=%E5%BC%A0%E5%AE%B6%E6%B8%AF&lang=zh"],
    ["search-empty", "/search?q=zzzz&lang=en"], ["answer", "/query?example=honour_counts&lang=en"],
    ["answer-graph", "/query?example=park_profile&lang=zh"], ["query-failed", "/query?query=SELECT+%2A+%7B&lang=en"]]);
  const editor = "/query/editor?lang=en&query=" + encodeURIComponent("SELECT ?park ?name { ?park a pg:Park ; skos:prefLabel ?name } LIMIT 5");
  const built = await page.goto(site + editor);
  if (built.status() === 200) found.set("editor", editor);
  await page.goto(site + "/?lang=en");
  const links = (selector) => page.$$eval(selector, (all) => all.map((it) => it.getAttribute("href")));
  const documents = await links("ul.documents a");
  if (documents[0]) found.set("document", documents[0]);
  let park, most = -1;
  for (const path of (await links(".chips a")).slice(0, 24)) {
    await page.goto(site + path);
    const facts = await page.locator("li.fact").count();
    if (facts > most) [park, most] = [path, facts];
  }
  if (park) {
    found.set("park", park);
    found.set("park-zh", park.replace("lang=en", "lang=zh"));
    await page.goto(site + park);
    const first = (await links("li.fact a.more"))[0];
    if (first) found.set("fact", first);
    const compare = (await links(".kicker a"))[0];
    const others = (await page.goto(site + "/?lang=en"), await page.$$eval(".chips a", (all) => all.map((it) => it.textContent)));
    if (compare) found.set("compare", compare + others.slice(0, 3).map((it) => "&park=" + encodeURIComponent(it)).join(""));
  }
  return found;
}

/** Follows a page from its first byte: errors, foreign requests, shifts. */
async function watch(context, name) {
  const page = await context.newPage();
  page.on("console", (message) => {
    const missing = /status of 40[04]/.test(message.text()) && /^(nothing|query-failed)/.test(name);
    if (["error", "warning"].includes(message.type()) && !missing) problems.push(`${name}: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`${name}: ${error}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(site) && !url.startsWith("data:")) problems.push(`${name}: loads ${url}`);
  });
  await page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  return page;
}

/** What axe finds serious. The page's own policy forbids foreign scripts, so axe comes in through the debugger. */
async function findings(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axe });
  const run = "axe.run({ include: [document], exclude: [['#yasgui']] }, { resultTypes: ['violations'] }).then((it) => JSON.stringify(it.violations.map((v) => ({ id: v.id, impact: v.impact, nodes: v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + ' ' + (n.any[0] || n.all[0] || n.none[0] || {}).message) }))))";
  const { result } = await session.send("Runtime.evaluate", { expression: run, awaitPromise: true });
  return JSON.parse(result.value).filter((it) => ["serious", "critical"].includes(it.impact));
}

async function look(context, { name, path, style }) {
  const label = `${name} (${style})`;
  const page = await watch(context, label);
  await page.goto(site + path, { waitUntil: "load" });
  await page.waitForTimeout(150);
  const [wide, shift] = await page.evaluate(() => [document.documentElement.scrollWidth - window.innerWidth, window.shift]);
  if (wide > 0) problems.push(`${label}: ${wide} pixels wider than the screen`);
  // The editor is not ours and arranges itself while it starts: less than what Web Vitals call good is enough there.
  const allowed = label.startsWith("editor") ? 0.1 : 0.01;
  if (shift > allowed) problems.push(`${label}: shifts by ${shift}`);
  for (const it of await findings(page)) problems.push(`${label}: axe ${it.id} (${it.impact}): ${it.nodes.join(" | ")}`);
  if (folder) await page.screenshot({ path: join(folder, `${name}-${style}.png`), fullPage: name !== "ontology" });
  await page.close();
}

/** YASGUI asks our endpoint and shows the answer. */
async function tryEditor(context, path) {
  const page = await watch(context, "editor");
  await page.goto(site + path);
  await page.locator("#yasgui .yasr td").first().waitFor({ timeout: 10000 }).catch(() => problems.push("editor: no answer"));
  await page.close();
}

/** A document's text and facts point at each other, by pointer and by keyboard. */
async function tryDocument(context, path) {
  const page = await watch(context, "document");
  await page.goto(site + path);
  const mark = page.locator("[data-facts]:not([data-facts=''])").first();
  await mark.hover();
  if (!(await page.locator(".bubble").count())) problems.push("document: no bubble at a mark");
  if (!(await page.locator(".notes > li.lit").count())) problems.push("document: no fact lit at a mark");
  if (folder) await page.screenshot({ path: join(folder, "document-hover.png") });
  await page.keyboard.press("Escape");
  if (await page.locator(".bubble").count()) problems.push("document: Escape does not close the bubble");
  await page.close();
}

if (folder) mkdirSync(folder, { recursive: true });
const options = { executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: flags, headless: true };
let found = null;
for (const { name: style, ...settings } of looks) {
  const context = await chromium.launchPersistentContext(join(profile, style), { ...options, ...settings });
  found ??= await pages(await context.newPage());
  for (const [name, path] of found) await look(context, { name, path, style });
  if (style === "light" && found.has("document")) await tryDocument(context, found.get("document"));
  if (style === "light" && found.has("editor")) await tryEditor(context, found.get("editor"));
  await context.close();
}
rmSync(profile, { recursive: true, force: true });
console.log(`${found.size} pages, ${looks.length} looks: ${[...found.keys()].join(", ")}`);
for (const problem of problems) console.log(problem);
process.exit(problems.length ? 1 : 0);
