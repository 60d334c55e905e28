// The page's one connection to the ship: who is where, ship time, the places this page has, and the way back to them
// after the link was lost. A page may hold several places; each has its own stream (`seat.svelte.ts`).
import type { Clock, DirectorAct, FromPage, FromShip, Place, Scenario, Ship } from '../wire/protocol';
import { now } from './now.svelte';
import { NO_REPLY_MS, SENDING_MS, type Answer, type SentOrder } from './order-life';
import { Seat } from './seat.svelte';
import { Socket, type LinkState } from './socket';
import { browserTokens } from './tokens';

/** The wire's version that these pages speak. */
export const WIRE_VERSION = 1;
/** Close codes after which the ship will not have this page back: a stranger, another version of the wire. */
const FINAL_CODES = [4401, 4426];
/** Tokens the ship looks at. */
const TOKENS_MAX = 32;
/** Alerts remembered as seen. */
const SEEN_MAX = 200;
/** Acts of the director remembered. */
const DIRECTED_MAX = 20;
/** Why a place is taken away that the same player took up from another page. */
const TAKEN_UP = 'elsewhere';

type Variant<Message, Name extends PropertyKey> =
  Extract<Message, Record<Name, unknown>> extends Record<Name, infer Body> ? Body : never;

export class Link {
  state: LinkState = $state('joining');
  places: Place[] = $state.raw([]);
  scenario: Scenario | undefined = $state.raw();
  clock: Clock = $state.raw({ tick: 0, speed: 1, paused: false });
  ship: Ship | undefined = $state.raw();
  /** How the voyage ended, once it has. */
  ended: { outcome: string; text: string } | undefined = $state.raw();
  /** Alerts that somebody has seen, at whatever seat; the newest last. */
  seen: Variant<FromShip, 'seen'>[] = $state.raw([]);
  /** The last chain of causes that was told; none before one was asked for. */
  because: Variant<FromShip, 'because'> | undefined = $state.raw();
  /** What the director did from this page, the newest first. */
  directed: SentOrder<DirectorAct>[] = $state.raw([]);
  round_trip_ms: number | undefined = $state();
  #heard_ms = $state(performance.now());
  #seats = new Map<string, Seat>();
  #tokens = browserTokens();
  #lastOrder = 0;
  #socket: Socket;

  constructor() {
    const address = new URL('/ws', location.href);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    this.#socket = new Socket(
      {
        open: () => new WebSocket(address),
        now_ms: () => performance.now(),
        later: (act, after_ms) => setTimeout(act, after_ms),
        cancel: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
      },
      {
        opened: () => this.#hello(),
        heard: (text) => this.#heard(text),
        changed: (state) => this.#changed(state),
        ping: (now_ms) => this.#send({ ping: { sent_ms: Math.round(now_ms) } }),
        isFinal: (code) => FINAL_CODES.includes(code),
      },
    );
  }

  start(): () => void {
    this.#socket.start();
    const hurry = () => this.#socket.hurry();
    window.addEventListener('online', hurry);
    document.addEventListener('visibilitychange', hurry);
    return () => {
      window.removeEventListener('online', hurry);
      document.removeEventListener('visibilitychange', hurry);
      this.#socket.stop();
    };
  }

  /** Seconds since the ship was last heard; none while the link is well. Whole seconds: nothing else is shown. */
  get lost_s(): number | undefined {
    if (this.state !== 'lost' && this.state !== 'ended') return undefined;
    return Math.max(0, Math.floor((now.ms - this.#heard_ms) / 1000));
  }

  /** The seat at `place`, with the token this browser has for it, if any. */
  seat(place: string): Seat {
    let seat = this.#seats.get(place);
    if (!seat) {
      seat = new Seat(place, {
        send: (message) => this.#send(message as FromPage),
        nextOrder: () => (this.#lastOrder += 1),
      });
      this.#seats.set(place, seat);
      // A page greets once: what it wants by then goes with the greeting, and a place wanted later is not this page's yet.
      if (this.state === 'joined') seat.unseated();
    }
    return seat;
  }

  /** The place is this page's. */
  holds(place: string): boolean {
    return this.#seats.get(place)?.standing === 'seated';
  }

  /** This browser has a token for the place, good or not. */
  remembers(place: string): boolean {
    return this.#tokens.of(place) !== undefined;
  }

  /** Places this browser has tokens for, good or not. */
  remembered(): string[] {
    return this.#tokens.places();
  }

  sit(place: string, name: string, secret?: string): Seat {
    const seat = this.seat(place);
    this.#send({ sit: { place, name, ...(secret ? { secret } : {}) } });
    return seat;
  }

  leave(place: string): void {
    this.#send({ leave: { place } });
    this.#tokens.forget(place);
    this.#seats.get(place)?.unseated();
  }

  /** Asks for the chain behind an event or order; it comes in `because`. Only the director is told. */
  why(place: string, of: string): void {
    this.#send({ why: { place, of } });
  }

  /** Does what only the director may. What became of it shows in `directed`. */
  direct(act: DirectorAct): SentOrder<DirectorAct> {
    const id = (this.#lastOrder += 1);
    const sent = { id, place: 'director', order: act, sent_ms: performance.now() };
    const went = this.#send({ direct: { id, act } });
    const kept = went ? sent : { ...sent, answer: { kind: 'not_sent' } as Answer };
    this.directed = [kept, ...this.directed].slice(0, DIRECTED_MAX);
    now.lookAfter(SENDING_MS + 5, NO_REPLY_MS + 5);
    return kept;
  }

  #send(message: FromPage): boolean {
    return this.#socket.send(JSON.stringify(message));
  }

  #hello(): void {
    // A place that another page took up stays there: two pages do not fight over it at every rejoining.
    const wanted = [...this.#seats.values()].filter((seat) => seat.reason?.code !== TAKEN_UP);
    const tokens = wanted.flatMap((seat) => this.#tokens.of(seat.place) ?? []).slice(0, TOKENS_MAX);
    this.#send({ hello: { version: WIRE_VERSION, tokens } });
  }

  #changed(state: LinkState): void {
    this.state = state;
    now.look();
    if (state === 'lost') for (const seat of this.#seats.values()) seat.broken();
  }

  #heard(text: string): void {
    this.#heard_ms = performance.now();
    const message = JSON.parse(text) as FromShip;
    if ('view' in message) this.#seats.get(message.view.place)?.viewed(message.view);
    else if ('clock' in message) this.clock = message.clock.clock;
    else if ('pong' in message) this.round_trip_ms = performance.now() - message.pong.sent_ms;
    else if ('answer' in message) this.#answer(message.answer);
    else if ('welcome' in message) this.#welcome(message.welcome);
    else if ('places' in message) this.places = message.places.places;
    else if ('seated' in message) this.#seated(message.seated.place, message.seated.token);
    else if ('unseated' in message) {
      if (message.unseated.reason.code !== TAKEN_UP) this.#tokens.forget(message.unseated.place);
      this.#seats.get(message.unseated.place)?.unseated(message.unseated.reason);
    } else if ('hearing' in message) this.#seats.get(message.hearing.place)?.heardBy(message.hearing.by);
    else if ('signal' in message) this.#seats.get(message.signal.place)?.signalled(message.signal);
    else if ('told' in message) {
      const seat = this.#seats.get(message.told.place);
      if (seat) seat.told = message.told.text;
    } else if ('because' in message) this.because = message.because;
    else if ('ended' in message) this.ended = message.ended;
    else if ('seen' in message) this.seen = [...this.seen, message.seen].slice(-SEEN_MAX);
  }

  #welcome(welcome: Variant<FromShip, 'welcome'>): void {
    const stale = this.scenario && this.scenario.ship_tag !== welcome.scenario.ship_tag;
    this.scenario = welcome.scenario;
    this.places = welcome.places;
    this.clock = welcome.clock;
    if (!this.ship || stale) void this.#fetchShip(welcome.scenario.ship_tag);
    const yours = new Map(welcome.yours.map((mine) => [mine.place, mine]));
    for (const [place, seat] of this.#seats) {
      const mine = yours.get(place);
      if (mine) {
        this.#lastOrder = Math.max(this.#lastOrder, mine.last_order);
        this.#seated(place, mine.token);
      } else seat.unseated(seat.reason);
    }
  }

  #seated(place: string, token: string): void {
    // A screen is nobody's and has no token.
    if (token) this.#tokens.keep(place, token);
    this.#seats.get(place)?.seated();
  }

  #answer({ id, kept, rejected }: Variant<FromShip, 'answer'>): void {
    const answer: Answer | undefined =
      kept !== undefined ? { kind: 'kept', order: kept } : rejected && { kind: 'rejected', ...rejected };
    if (!answer) return;
    for (const seat of this.#seats.values()) seat.answered(id, answer);
    this.directed = this.directed.map((sent) => (sent.id === id ? { ...sent, answer } : sent));
  }

  async #fetchShip(tag: string): Promise<void> {
    for (let attempt = 0; this.scenario?.ship_tag === tag; attempt += 1) {
      try {
        const response = await fetch(`/api/ship?tag=${encodeURIComponent(tag)}`);
        if (response.ok) {
          this.ship = (await response.json()) as Ship;
          return;
        }
      } catch {
        // Without the ship's description nothing has a name: it is asked for until it comes.
      }
      await new Promise((resolve) => setTimeout(resolve, Math.min(2000, 250 * 2 ** attempt)));
    }
  }
}

let link: Link | undefined;

/** The page's link, opened when it is first wanted. */
export function theLink(): Link {
  if (!link) {
    link = new Link();
    link.start();
  }
  return link;
}
