// Pictures of pages, for looking at them: node tools/shoot.mjs URL FILE WIDTH [HEIGHT] [full]
import { chromium } from 'playwright-core';

const [url, file, width, height = '900', full] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.QD_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const page = await browser.newPage({ viewport: { width: Number(width), height: Number(height) } });
page.on('console', (message) => {
  if (message.type() === 'error') console.error(message.text());
});
page.on('pageerror', (error) => console.error(String(error)));
await page.goto(url, { waitUntil: 'load' });
await page.evaluate(() => document.fonts.ready);
await page.waitForTimeout(700);
await page.screenshot({ path: file, fullPage: full === 'full' });
await browser.close();
