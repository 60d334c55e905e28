// Contact sheets for looking: every page at every width by day and night, at moments of a fall that officers alone fly.
//   node tools/sheets.mjs BINARY FOLDER [page=NAME,…] [at=SECONDS,…] [width=PX,…] [palette=day,night] [port=PORT]
// QD_PAGES: where the pages come from instead (a dev server whose QD_HOST is at PORT).
// FOLDER gets one picture of each, and a sheet of all for each page and moment.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { openBrowser } from './browser.mjs';

const [binary, into, ...choices] = process.argv.slice(2);
const chosen = (name, all) =>
  choices
    .find((choice) => choice.startsWith(`${name}=`))
    ?.slice(name.length + 1)
    .split(',') ?? all;

const PATHS = {
  lobby: '/',
  captain: '/station/captain',
  helm: '/station/helm',
  engineering: '/station/engineering',
  operations: '/station/operations',
  medical: '/station/medical',
  person: '/person/second-engineer',
  viewscreen: '/viewscreen',
  director: '/director',
  all: '/all',
};
const HEIGHT = { 390: 844, 768: 1024, 1024: 768, 1280: 720, 1440: 900, 1920: 1080 };
const pages = chosen('page', Object.keys(PATHS));
const moments = chosen('at', ['10', '120', '520', '780']).map(Number);
const widths = chosen('width', ['390', '768', '1024', '1920']).map(Number);
const palettes = chosen('palette', ['day', 'night']);
const [port] = chosen('port', ['0']);

mkdirSync(into, { recursive: true });
const browser = await openBrowser();

async function open(address, path) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && console.error(path, message.text()));
  page.on('pageerror', (error) => console.error(path, String(error)));
  await page.goto((process.env.QD_PAGES ?? address) + path);
  return page;
}

async function sit(page, name, word) {
  await page.getByLabel('Your name').fill(name);
  if (word) await page.getByLabel(/Word/).fill(word);
  await page
    .getByRole('button', { name: /Sit down here|every|Take/i })
    .first()
    .click();
  await page.getByLabel('Your name').waitFor({ state: 'hidden' });
}

/** A ship flown by officers up to a moment, and held there by the director. */
async function shipAt(at_s) {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-sheets-'));
  const ship = spawn(
    binary,
    ['serve', '--port', port, '--speed', '20', '--record', join(folder, 'run.qdj')],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const { address, secret } = await new Promise((resolve) => {
    let said = '';
    ship.stderr.on('data', (bytes) => {
      said += bytes;
      const found = /at +(http:\S+?)\/\n[^]*secret (\S+)/.exec(said);
      if (found) resolve({ address: found[1], secret: found[2] });
    });
  });
  const director = await open(address, '/director');
  await sit(director, 'Director', secret);
  const clock = async () => {
    const [minutes, seconds] = (await director.locator('.clock').first().innerText())
      .match(/\d+/g)
      .map(Number);
    return 60 * minutes + seconds;
  };
  const key = (name) => director.getByRole('button', { name }).first();
  await key(/^Go on/).click();
  while ((await clock()) < at_s) await director.waitForTimeout(50);
  await key(/^Pause/).click();
  const end = () => {
    ship.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  return { address, director, end };
}

async function sheet(name, files) {
  const page = await (await browser.newContext({ viewport: { width: 1800, height: 800 } })).newPage();
  const cells = files.map(({ file, width }) => {
    const shown = { 390: 250, 768: 420 }[width] ?? 860;
    const data = readFileSync(file).toString('base64');
    return `<img style="width:${shown}px;margin:4px" src="data:image/png;base64,${data}">`;
  });
  await page.setContent(`<body style="margin:0;background:#666">${cells.join('')}`);
  await page.screenshot({ path: join(into, `sheet-${name}.png`), fullPage: true });
  await page.context().close();
}

for (const at_s of moments) {
  const { address, director, end } = await shipAt(at_s);
  for (const name of pages) {
    const page = name === 'director' ? director : await open(address, PATHS[name]);
    await page
      .getByLabel('Your name')
      .waitFor({ timeout: 3000 })
      .catch(() => undefined);
    if ((await page.getByLabel('Your name').count()) > 0 && name !== 'lobby') await sit(page, 'Ada');
    const files = [];
    for (const palette of palettes) {
      await page.evaluate(
        (value) => localStorage.setItem('qd.settings', JSON.stringify({ palette: value })),
        palette,
      );
      await page.reload();
      await page.waitForTimeout(3000);
      for (const width of widths) {
        await page.setViewportSize({ width, height: HEIGHT[width] ?? Math.round((width * 9) / 16) });
        await page.waitForTimeout(700);
        const file = join(into, `${name}-${at_s}-${palette}-${width}.png`);
        await page.screenshot({ path: file });
        files.push({ file, width });
      }
    }
    await sheet(`${name}-${at_s}`, files);
    if (page !== director) await page.context().close();
  }
  await director.context().close();
  end();
}
await browser.close();
