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

/** What a board needs of a seat, or of several seen as one. */
export type Watched = Pick<Seat, 'place' | 'tick' | 'live' | 'panel' | 'see'>;

export class Board {
  alerts: Alert[] = $state.raw([]);
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
    return sounding(this.alerts, this.#silenced_until_ms, now.ms);
  }

  /** Seconds for which something that would sound stays silent; none when nothing does. */
  get silenced_s(): number | undefined {
    const left_ms = this.#silenced_until_ms - now.ms;
    return left_ms > 0 && sounding(this.alerts, 0, now.ms) ? Math.ceil(left_ms / 1000) : undefined;
  }

  /** Takes in the view as it stands. Nothing is concluded from a view that has not come. */
  take(ship: Ship | undefined): void {
    if (!ship || !this.#seat.live || this.#seat.panel('readings') === undefined) return;
    const conditions = conditionsOf(ship, this.#seat.panel('readings'), this.#seat.panel('me'));
    // What was kept in this tab from a time to come is of another run.
    const ours = this.alerts.filter((alert) => alert.since_tick <= this.#seat.tick);
    this.#set(update(ours, conditions, this.#seat.tick));
  }

  /** Seen here: shown at once, and told to every seat. */
  see(id: string, by: string): void {
    this.#set(acknowledge(this.alerts, id, by, this.#seat.tick));
    this.#seat.see(id);
  }

  /** Seen at some seat; what came up again after that was not. */
  seenBy(id: string, by: string, tick: number): void {
    const alert = this.alerts.find((one) => one.id === id);
    if (alert && alert.since_tick <= tick) this.#set(acknowledge(this.alerts, id, by, tick));
  }

  seeTop(by: string): void {
    const top = topUnseen(this.alerts);
    if (top) this.see(top.id, by);
  }

  shelve(id: string, by: string, why: string): void {
    this.#set(shelve(this.alerts, id, { by, why, for_s: SHELF_MAX_S }, this.#seat.tick));
  }

  silence(): void {
    now.look();
    this.#silenced_until_ms = performance.now() + SILENCE_MS;
  }

  next(): void {
    const at = this.alerts.findIndex((alert) => alert.id === this.current);
    this.current = this.alerts[(at + 1) % Math.max(1, this.alerts.length)]?.id;
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
