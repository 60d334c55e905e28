// Pictures of pages, for looking at them: node tools/shoot.mjs URL FILE WIDTH [HEIGHT] [full] [PALETTE]
import process from 'node:process';
import { openBrowser, openPage } from './browser.mjs';

const [url, file, width, height = '900', full, palette] = process.argv.slice(2);
const browser = await openBrowser();
const page = await openPage(browser, Number(width), Number(height));
if (palette) {
  await page.addInitScript(
    (chosen) => localStorage.setItem('qd.settings', JSON.stringify({ palette: chosen })),
    palette,
  );
}
await page.goto(url, { waitUntil: 'load' });
await page.evaluate(() => document.fonts.ready);
await page.waitForTimeout(700);
await page.screenshot({ path: file, fullPage: full === 'full' });
await browser.close();
