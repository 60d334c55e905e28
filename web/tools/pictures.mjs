// The README's pictures: every page as it stands at a moment of the fall, from the real ship.
//   node tools/pictures.mjs BINARY FOLDER
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { openBrowser } from './browser.mjs';

const [binary, into] = process.argv.slice(2);
/** Ship time at which each page is taken, s. */
const MOMENTS = [
  ['captain', '/station/captain', 70, [1440, 900]],
  ['operations', '/station/operations', 100, [1440, 900]],
  ['engineering', '/station/engineering', 130, [1440, 900]],
  ['person', '/person/second-engineer', 160, [390, 844]],
  ['helm', '/station/helm', 400, [1440, 900]],
  ['medical', '/station/medical', 440, [1440, 900]],
  ['viewscreen', '/viewscreen', 480, [1280, 720]],
  ['director', '/director', 520, [1440, 900]],
  ['all', '/all', 560, [1440, 900]],
];
const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-pictures-'));
const ship = spawn(binary, ['serve', '--port', '0', '--record', join(folder, 'run.qdj')], {
  stdio: ['ignore', 'ignore', 'pipe'],
});
const { address, secret } = await new Promise((resolve) => {
  let said = '';
  ship.stderr.on('data', (bytes) => {
    said += bytes;
    const found = /at +(http:\S+?)\/\n[^]*secret (\S+)/.exec(said);
    if (found) resolve({ address: found[1], secret: found[2] });
  });
});

const browser = await openBrowser();
async function open(path, [width, height]) {
  const page = await (await browser.newContext({ viewport: { width, height } })).newPage();
  await page.goto(address + path);
  return page;
}
async function sit(page, name, word, key = 'Sit down here') {
  await page.getByLabel('Your name').fill(name);
  if (word) await page.getByLabel(/Word/).fill(word);
  await page.getByRole('button', { name: key }).first().click();
  await page.getByLabel('Your name').waitFor({ state: 'hidden' });
}
const lobby = await open('/', [1440, 900]);
await lobby.getByRole('heading', { level: 1 }).waitFor();
await lobby.waitForTimeout(1000);
await lobby.screenshot({ path: join(into, 'lobby.png') });

// The director lets officers fly her, and sets the pace between the moments.
const director = await open('/director', [1440, 900]);
await sit(director, 'Director', secret);
const clock = async () => {
  const [minutes, seconds] = (await director.locator('.clock').innerText()).match(/\d+/g).map(Number);
  return 60 * minutes + seconds;
};
const pace = (name) =>
  director.getByRole('radio', { name }).or(director.getByRole('button', { name })).first().click();
await pace(/^Go on/);
for (const [name, path, at_s, size] of MOMENTS) {
  await pace(/^10 times/);
  while ((await clock()) < at_s - 12) await director.waitForTimeout(200);
  await pace(/^1$|^1 |^Real/);
  let page = director;
  // Whoever is away for 20 s loses their chair: then one page can have them all.
  if (name === 'all') await director.waitForTimeout(21_000);
  if (name !== 'director') {
    page = await open(path, size);
    await page
      .getByLabel('Your name')
      .or(page.getByRole('img'))
      .first()
      .waitFor({ timeout: 10_000 })
      .catch(() => undefined);
    if ((await page.getByLabel('Your name').count()) > 0)
      await sit(page, 'Ada', undefined, name === 'all' ? /every/i : undefined);
  }
  await page.waitForTimeout(6000);
  await page.screenshot({ path: join(into, `${name}.png`) });
  if (page !== director) await page.context().close();
}
await browser.close();
ship.kill('SIGKILL');
rmSync(folder, { recursive: true, force: true });
