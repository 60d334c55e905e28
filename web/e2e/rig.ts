// A ship of its own for each test, and browsers that act as people do: by roles, keys and pointer. Whatever a page says
// on its console as an error fails the test at its end.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { expect } from 'vitest';

const BINARY = process.env.QD_BINARY ?? '../target/debug/quarterdeck';
const CHROMIUM = process.env.QD_CHROMIUM ?? '/usr/bin/chromium';
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A microphone that hears beeps, and nobody is asked about it. */
const MICROPHONE = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

export interface Size {
  width: number;
  height: number;
}
export const DESK: Size = { width: 1440, height: 900 };
export const PHONE: Size = { width: 390, height: 844 };

export class Rig {
  readonly folder = mkdtempSync(join(tmpdir(), 'quarterdeck-'));
  address = '';
  secret = '';
  #ship: ChildProcess | undefined;
  #browsers: BrowserContext[] = [];
  #faults: string[] = [];

  /** Starts the ship, or goes on with the one that was killed. */
  async start({ speed = 1, port = 0 } = {}): Promise<void> {
    const record = join(this.folder, 'run.qdj');
    const args = ['serve', '--port', String(port), '--speed', String(speed), '--record', record];
    const ship = spawn(BINARY, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#ship = ship;
    let said = '';
    await new Promise<void>((resolve, reject) => {
      ship.stderr.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        const address = /at +(http:\S+?)\/\n/.exec(said)?.[1];
        const secret = /secret (\S+)/.exec(said)?.[1];
        if (address && secret) {
          Object.assign(this, { address, secret });
          resolve();
        }
      });
      ship.on('error', reject);
      ship.on('exit', (code) => reject(new Error(`the ship ended with ${code}: ${said}`)));
    });
  }

  get port(): number {
    return Number(new URL(this.address).port);
  }

  /** kill -9. */
  async kill(): Promise<void> {
    const ship = this.#ship;
    if (!ship || ship.exitCode !== null) return;
    const gone = new Promise((resolve) => ship.once('exit', resolve));
    ship.kill('SIGKILL');
    await gone;
  }

  /** A browser with a memory of its own; the same `name` is the same person coming back. */
  async browser(name: string, viewport: Size = DESK, { microphone = false } = {}): Promise<BrowserContext> {
    const browser = await chromium.launchPersistentContext(join(this.folder, name), {
      executablePath: CHROMIUM,
      args: microphone ? [...QUIET, ...MICROPHONE] : QUIET,
      permissions: microphone ? ['microphone'] : [],
      viewport,
    });
    this.#browsers.push(browser);
    return browser;
  }

  /** A page at `path`, watched for errors. A line that breaks while the ship is dead is not one. */
  async page(browser: BrowserContext, path: string): Promise<Page> {
    const page = browser.pages().find((one) => one.url() === 'about:blank') ?? (await browser.newPage());
    page.on('pageerror', (error) => this.#faults.push(`${path}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/WebSocket|ERR_CONNECTION_REFUSED/.test(message.text()))
        this.#faults.push(`${path}: ${message.text()}`);
    });
    await page.goto(this.address + path);
    return page;
  }

  /** A page of somebody who sits down at a place under a name. */
  async sit(browser: BrowserContext, path: string, name: string): Promise<Page> {
    const page = await this.page(browser, path);
    await page.getByLabel('Your name').fill(name);
    await page.getByRole('button', { name: 'Sit down here' }).click();
    return page;
  }

  async end(): Promise<void> {
    for (const browser of this.#browsers) await browser.close().catch(() => undefined);
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
    expect(this.#faults).toEqual([]);
  }
}
