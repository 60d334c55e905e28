// Every page by the rules of sight and touch: type, contrast, targets, width, and what axe finds; by day and night, from
// phone to wide screen.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { breaches } from '../tools/breaches.mjs';
import { Rig } from './rig';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [
  [390, 844],
  [768, 1024],
  [1024, 768],
  [1920, 1080],
] as const;
const PAGES = [
  '/station/captain',
  '/station/helm',
  '/station/engineering',
  '/station/operations',
  '/station/medical',
  '/person/machinist-1',
];

const rig = new Rig();
/** Another ship for whoever wants every chair of her. */
const alone = new Rig();
beforeAll(() => Promise.all([rig.start(), alone.start()]));
afterAll(() => Promise.all([rig.end(), alone.end()]));

async function judge(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const palette of ['Day', 'Night', 'Dusk']) {
    await choose(page, palette);
    for (const [width, height] of WIDTHS) {
      await page.setViewportSize({ width, height });
      await page.evaluate(() => document.fonts.ready);
      for (const breach of await page.evaluate(breaches)) found.push(`${width} ${palette}: ${breach}`);
    }
  }
  await page.evaluate(AXE);
  const violations = await page.evaluate(axe);
  for (const { id, nodes } of violations) found.push(`axe ${id}: ${nodes[0]?.html.slice(0, 120)}`);
  return found;
}

interface Violation {
  id: string;
  nodes: { html: string }[];
}

/** Runs in the page. */
async function axe(): Promise<Violation[]> {
  const rules = { 'color-contrast': { enabled: false } };
  const options = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'], rules };
  const { axe } = globalThis as unknown as {
    axe: { run(at: Document, options: object): Promise<{ violations: Violation[] }> };
  };
  return (await axe.run(document, options)).violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ html }) => ({ html })),
  }));
}

/** As a person does: by the seat's own settings; pages without them keep to dusk. */
async function choose(page: Page, palette: string): Promise<void> {
  const open = page.getByRole('button', { name: 'This seat' });
  if ((await open.count()) === 0) return;
  await page.setViewportSize({ width: 1280, height: 900 });
  await open.click();
  await page
    .getByRole('radio', { name: palette })
    .or(page.getByRole('button', { name: palette }))
    .first()
    .click();
  await page.keyboard.press('Escape');
}

test('the lobby', async () => {
  const page = await rig.page(await rig.browser('lobby'), '/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await judge(page)).toEqual([]);
});

test.each(PAGES)('%s', async (path) => {
  const page = await rig.sit(await rig.browser(path.replaceAll('/', '-')), path, 'Ada');
  await page
    .getByText(/In touch/)
    .first()
    .waitFor();
  expect(await judge(page)).toEqual([]);
});

test('every station on one page', async () => {
  const page = await alone.page(await alone.browser('all'), '/all');
  await page.getByLabel('Your name').fill('Ada');
  await page.getByRole('button', { name: /every/i }).click();
  await page.getByText('next: key O').first().waitFor();
  expect(await judge(page)).toEqual([]);
});

test('the main screen', async () => {
  const page = await alone.page(await alone.browser('wall'), '/viewscreen');
  await page.getByText('Altitude').first().waitFor();
  expect(await judge(page)).toEqual([]);
});

test('the flight director', async () => {
  const page = await alone.page(await alone.browser('director'), '/director');
  await page.getByLabel('Your name').fill('Dee');
  await page.getByLabel(/Word/).fill(alone.secret);
  await page.keyboard.press('Enter');
  await page
    .getByText(/In touch/)
    .first()
    .waitFor();
  expect(await judge(page)).toEqual([]);
});
