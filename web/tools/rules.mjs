// The rules of sight and touch, checked on a page as it is drawn: no type under 14 px, no text under 4.5:1, no live
// number under 7:1, no target under 44 px, nothing wider than the page, and what axe finds.
//   node tools/rules.mjs URL [URL…]          (widths, palettes and scales below; exit code 1 on any breach)
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';
import { openBrowser, openPage } from './browser.mjs';

const WIDTHS = [
  [390, 844],
  [768, 1024],
  [1024, 768],
  [1280, 720],
  [1920, 1080],
];
const PALETTES = ['day', 'dusk', 'night'];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Runs in the page: breaches as sentences. */
function breaches() {
  const found = new Set();
  const parse = (color) => {
    const canvas = (globalThis.qdCanvas ??= new OffscreenCanvas(1, 1).getContext('2d', {
      willReadFrequently: true,
    }));
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(
      (n) => (n /= 255) && (n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4),
    );
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color[3] > 0.99) return color;
    }
    return parse(getComputedStyle(document.documentElement).backgroundColor);
  };
  const says = (element) =>
    (element.getAttribute('aria-label') ?? element.textContent).trim().replace(/\s+/g, ' ').slice(0, 40);
  const seen = (element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.closest('.sr, .skip');

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent.trim();
    if (!text || !seen(element) || element.closest('script, style')) continue;
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const least = 14 * Math.min(1, parseFloat(getComputedStyle(document.documentElement).fontSize) / 16);
    if (size < least - 0.01) found.add(`type of ${size} px: "${text.slice(0, 40)}"`);
    if (element.closest('.unseen')) continue;
    const [front, back] = [light(parse(style.color)), light(ground(element))];
    const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    const live =
      style.fontFamily.includes('B612 Mono') &&
      /\d/.test(text) &&
      !element.closest('.stale, .lost, [readonly]');
    if (ratio < (live ? 7 : 4.5) - 0.005) found.add(`contrast ${ratio.toFixed(2)}: "${text.slice(0, 40)}"`);
  }
  for (const element of document.querySelectorAll('button, a[href], input, [role="slider"]')) {
    if (!seen(element)) continue;
    const box = element.getBoundingClientRect();
    if (element.type === 'checkbox' && element.labels?.length) continue;
    if (box.height < 43.5 || box.width < 43.5) {
      found.add(`target ${box.width.toFixed(0)} by ${box.height.toFixed(0)}: "${says(element)}"`);
    }
  }
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth + 1) found.add(`page ${scrollWidth} px wide in ${clientWidth}`);
  return [...found];
}

const browser = await openBrowser();
let failed = false;
for (const url of process.argv.slice(2)) {
  for (const [width, height] of WIDTHS) {
    for (const palette of PALETTES) {
      const page = await openPage(browser, width, height);
      await page.addInitScript(
        (chosen) => localStorage.setItem('qd.settings', JSON.stringify({ palette: chosen })),
        palette,
      );
      await page.goto(url, { waitUntil: 'load' });
      await page.evaluate(() => document.fonts.ready);
      await page.waitForTimeout(300);
      const found = await page.evaluate(breaches);
      if (palette === 'dusk') {
        await page.addScriptTag({ content: AXE });
        const { violations } = await page.evaluate(() =>
          globalThis.axe.run(document, {
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
            rules: { 'color-contrast': { enabled: false } },
          }),
        );
        for (const { id, nodes } of violations)
          found.push(`axe ${id}: ${nodes[0].html.slice(0, 100)} (${nodes.length})`);
      }
      for (const breach of found) console.log(`${new URL(url).pathname} ${width} ${palette}: ${breach}`);
      failed ||= found.length > 0;
      await page.close();
    }
  }
}
await browser.close();
process.exitCode = failed ? 1 : 0;
