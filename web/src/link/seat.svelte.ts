// One place this page has, or would like to have: its stream of views, the panels it has open, what it ordered.
import { SvelteMap } from 'svelte/reactivity';
import { remember, type Sample } from '../parts/reading';
import { secondsOf } from '../parts/format';
import type { Act, Panel, Panels, Reason } from '../wire/protocol';
import { now } from './now.svelte';
import { NO_REPLY_MS, phaseOf, SENDING_MS, type Answer, type Phase, type SentOrder } from './order-life';
import { applyView, emptyStream, type ViewMessage } from './stream';

/** `asking` the ship has not said yet, `free` the page has no right to it now, `seated` it has. */
export type Standing = 'asking' | 'free' | 'seated';

/** What a seat needs of the link. */
export interface Wire {
  send(message: object): boolean;
  nextOrder(): number;
}

/** Orders remembered. */
const SENT_MAX = 50;

export class Seat {
  readonly place: string;
  standing: Standing = $state('asking');
  /** Why the place was not given or taken away. */
  reason: Reason | undefined = $state();
  /** Players' places that hear what is spoken at this one; none while there is no link. */
  hearers: readonly string[] = $state.raw([]);
  /** The flight director's last words to this place, until they are put away. */
  told: string | undefined = $state();
  /** Orders of this page, the newest first. */
  sent: SentOrder<Act>[] = $state.raw([]);
  #stream = $state.raw(emptyStream());
  #wire: Wire;
  /** Panels by how many on the page want them. */
  #wanted = new Map<Panel, number>();
  #history = new SvelteMap<string, Sample[]>();
  #onSignal: ((from: string, data: unknown) => void) | undefined;

  constructor(place: string, wire: Wire) {
    this.place = place;
    this.#wire = wire;
  }

  /** Ship's tick of what is shown. */
  get tick(): number {
    return this.#stream.tick;
  }

  /** Something has come. */
  get live(): boolean {
    return this.#stream.seq !== undefined;
  }

  /** A panel as it was last told; none while it has not come, and where the ship has nothing to say. */
  panel<Name extends Panel>(name: Name): Panels[Name] {
    return this.#stream.panels[name] as Panels[Name];
  }

  /** The last minute of an instrument. */
  history(instrument: string): readonly Sample[] {
    return this.#history.get(instrument) ?? [];
  }

  /** Opens panels for as long as something on the page shows them; returns what closes them again. */
  want(panels: readonly Panel[]): () => void {
    const before = this.#wanted.size;
    for (const panel of panels) this.#wanted.set(panel, (this.#wanted.get(panel) ?? 0) + 1);
    if (this.#wanted.size !== before) this.#sendOpen();
    return () => {
      const had = this.#wanted.size;
      for (const panel of panels) {
        const left = (this.#wanted.get(panel) ?? 1) - 1;
        if (left > 0) this.#wanted.set(panel, left);
        else this.#wanted.delete(panel);
      }
      if (this.#wanted.size !== had) this.#sendOpen();
    };
  }

  /** Gives an order. What becomes of it shows in `sent` and through `phase`. */
  order(act: Act): SentOrder<Act> {
    const id = this.#wire.nextOrder();
    const sent: SentOrder<Act> = { id, place: this.place, order: act, sent_ms: performance.now() };
    const went = this.#wire.send({ order: { id, place: this.place, order: act } });
    this.sent = [went ? sent : { ...sent, answer: { kind: 'not_sent' } as Answer }, ...this.sent].slice(
      0,
      SENT_MAX,
    );
    now.lookAfter(SENDING_MS + 5, NO_REPLY_MS + 5);
    return sent;
  }

  /** Where the last order that `matches` is; none when there is none. */
  phase(matches: (act: Act) => boolean): Phase | undefined {
    const last = this.sent.find((sent) => matches(sent.order));
    return last && phaseOf(last, now.ms);
  }

  /** Tells everybody that an alert was seen here. */
  see(alert: string): void {
    this.#wire.send({ see: { place: this.place, alert } });
  }

  /** Says something to another place's page; the ship passes it on between those who hear each other. */
  signal(to: string, data: unknown): void {
    this.#wire.send({ signal: { place: this.place, to, data } });
  }

  /** Listens to what other places' pages say to this one; returns what stops it. */
  onSignal(hear: (from: string, data: unknown) => void): () => void {
    this.#onSignal = hear;
    return () => {
      if (this.#onSignal === hear) this.#onSignal = undefined;
    };
  }

  // What follows is the link's to call.

  heardBy(places: readonly string[]): void {
    this.hearers = places;
  }

  signalled({ from, data }: { from: string; data: unknown }): void {
    this.#onSignal?.(from, data);
  }

  answered(id: number, answer: Answer): void {
    this.sent = this.sent.map((sent) =>
      sent.id === id && !sent.answer ? { ...sent, answer, answered_ms: performance.now() } : sent,
    );
  }

  /** The ship has given the place, or said again that it is this page's. */
  seated(): void {
    this.standing = 'seated';
    this.reason = undefined;
    this.#stream = { ...this.#stream, seq: undefined, waiting: false };
    this.#sendOpen();
  }

  unseated(reason?: Reason): void {
    this.standing = 'free';
    this.reason = reason;
    this.hearers = [];
    this.#stream = emptyStream();
  }

  /** The link broke: what had no answer will not get one. */
  broken(): void {
    this.hearers = [];
    for (const { id, answer } of this.sent) if (!answer) this.answered(id, { kind: 'unknown' });
  }

  viewed(view: ViewMessage): void {
    const [stream, outcome] = applyView(this.#stream, view);
    this.#stream = stream;
    if (outcome === 'gap') this.#wire.send({ keyframe: { place: this.place } });
    if (outcome === 'applied') this.#remember();
  }

  #remember(): void {
    const t_s = secondsOf(this.tick);
    for (const [key, shown] of Object.entries(this.panel('readings') ?? {})) {
      if (shown.quality !== 'good') continue;
      const history = this.#history.get(key) ?? [];
      if (history.at(-1)?.t_s !== t_s) this.#history.set(key, remember(history, { t_s, value: shown.value }));
    }
  }

  #sendOpen(): void {
    if (this.standing === 'seated') {
      this.#wire.send({ open: { place: this.place, panels: [...this.#wanted.keys()] } });
    }
  }
}
