// The alerts of one seat as the page has them: kept in this tab, so that a reload never loses what nobody has seen.
import type { Seat } from '../link/seat.svelte';
import { now } from '../link/now.svelte';
import type { Ship } from '../wire/protocol';
import {
  acknowledge,
  SHELF_MAX_S,
  shelve,
  SILENCE_MS,
  sounding,
  topUnseen,
  update,
  type Alert,
} from './alerts';
import { conditionsOf } from './conditions';
import type { Priority } from './machine';
import { partsOf, situationsOf, type Situation } from './situations';

/** What a board needs of a seat, or of several seen as one. */
export type Watched = Pick<Seat, 'place' | 'tick' | 'live' | 'panel' | 'history' | 'see'>;

export class Board {
  alerts: Alert[] = $state.raw([]);
  /** One for each situation: what is shown, counted, said and acknowledged. */
  readonly situations: Situation[] = $derived(situationsOf(this.alerts));
  /** The alert that the next-alert key stands on. */
  current: string | undefined = $state();
  #silenced_until_ms = $state(0);
  #seat: Watched;

  constructor(seat: Watched) {
    this.#seat = seat;
    try {
      const kept: unknown = JSON.parse(sessionStorage.getItem(this.#key) ?? '[]');
      if (Array.isArray(kept)) this.alerts = kept as Alert[];
    } catch {
      this.alerts = [];
    }
  }

  /** What should sound now. */
  get sounding(): Priority | undefined {
    return sounding(this.situations, this.#silenced_until_ms, now.ms);
  }

  /** Seconds for which something that would sound stays silent; none when nothing does. */
  get silenced_s(): number | undefined {
    const left_ms = this.#silenced_until_ms - now.ms;
    return left_ms > 0 && sounding(this.situations, 0, now.ms) ? Math.ceil(left_ms / 1000) : undefined;
  }

  /** Takes in the view as it stands. Nothing is concluded from a view that has not come. */
  take(ship: Ship | undefined): void {
    if (!ship || !this.#seat.live || this.#seat.panel('readings') === undefined) return;
    const conditions = conditionsOf(ship, this.#seat.place, {
      readings: this.#seat.panel('readings'),
      me: this.#seat.panel('me'),
      steering: this.#seat.panel('machines')?.steering,
      history: (instrument) => this.#seat.history(instrument),
    });
    // What was kept in this tab from a time to come is of another run.
    const ours = this.alerts.filter((alert) => alert.since_tick <= this.#seat.tick);
    this.#set(update(ours, conditions, this.#seat.tick));
  }

  /** A situation seen here: shown at once, and told to every seat of each alert in it that this seat can judge. */
  see(id: string, by: string): void {
    let { alerts } = this;
    for (const part of partsOf(this.situations, id)) {
      if (part.state !== 'unseen' && part.state !== 'gone') continue;
      alerts = acknowledge(alerts, part.id, by, this.#seat.tick);
      this.#seat.see(part.id);
    }
    this.#set(alerts);
  }

  /** Seen at some seat; what came up again after that was not. */
  seenBy(id: string, by: string, tick: number): void {
    const alert = this.alerts.find((one) => one.id === id);
    if (alert && alert.since_tick <= tick) this.#set(acknowledge(this.alerts, id, by, tick));
  }

  seeTop(by: string): void {
    const top = topUnseen(this.situations);
    if (top) this.see(top.id, by);
  }

  shelve(id: string, by: string, why: string): void {
    const shelf = { by, why, for_s: SHELF_MAX_S };
    const parts = partsOf(this.situations, id);
    this.#set(parts.reduce((alerts, part) => shelve(alerts, part.id, shelf, this.#seat.tick), this.alerts));
  }

  silence(): void {
    now.look();
    this.#silenced_until_ms = performance.now() + SILENCE_MS;
  }

  next(): void {
    const { situations } = this;
    const at = situations.findIndex((situation) => situation.id === this.current);
    this.current = situations[(at + 1) % Math.max(1, situations.length)]?.id;
  }

  get #key(): string {
    return `qd.alerts ${this.#seat.place}`;
  }

  #set(alerts: Alert[]): void {
    this.alerts = alerts;
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(alerts));
    } catch {
      // Without a store they live as long as the page.
    }
  }
}
