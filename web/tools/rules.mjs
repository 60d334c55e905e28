// The rules of sight and touch, checked on a page as it is drawn: no type under 14 px, no text under 4.5:1, no live
// number under 7:1, no target under 44 px, nothing wider than the page, and what axe finds.
//   node tools/rules.mjs URL [URL…]          (widths, palettes and scales below; exit code 1 on any breach)
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';
import { breaches } from './breaches.mjs';
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
