// One WebSocket that comes back by itself: 250 ms after it was lost, then 500 ms, 1 s, and every 2 s. Silence counts
// as loss: a ping goes out twice a second, and 1.5 s in which nothing at all came back is said at once, before the
// browser itself would notice. Timers, clock and socket are handed in, so that tests need neither.

export const RETRY_MIN_MS = 250;
export const RETRY_MAX_MS = 2000;
export const PING_MS = 500;
/** Silence after which the link counts as lost; banner within 2 s. */
export const SILENCE_MS = 1500;
/** Silence after which the socket is given up and opened anew. */
export const GIVE_UP_MS = 4000;
/** Time a socket gets to open. */
export const OPEN_MS = 4000;

export type LinkState =
  /** First attempt, nothing known yet. */
  | 'joining'
  | 'joined'
  /** Nothing heard for a while, or closed; being opened anew. */
  | 'lost'
  /** The host said not to come back. */
  | 'ended';

export interface SocketLike {
  readyState: number;
  onopen: ((event: Event) => unknown) | null;
  onmessage: ((event: MessageEvent) => unknown) | null;
  onclose: ((event: CloseEvent) => unknown) | null;
  send(text: string): void;
  close(): void;
}

export interface Surroundings {
  open(): SocketLike;
  now_ms(): number;
  later(act: () => void, after_ms: number): unknown;
  cancel(timer: unknown): void;
}

export interface Handlers {
  opened(): void;
  heard(text: string): void;
  changed(state: LinkState): void;
  /** A ping is due. */
  ping(now_ms: number): void;
  /** Codes after which the host will not have this page back. */
  isFinal(code: number): boolean;
}

const OPEN = 1;

export function retryAfterMs(failures: number): number {
  return Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** failures);
}

export class Socket {
  state: LinkState = 'joining';
  /** When something last came. */
  heard_ms: number;
  #around: Surroundings;
  #handlers: Handlers;
  #socket: SocketLike | undefined;
  #failures = 0;
  #retry: unknown;
  #watch: unknown;
  #opened_ms = 0;

  constructor(around: Surroundings, handlers: Handlers) {
    this.#around = around;
    this.#handlers = handlers;
    this.heard_ms = around.now_ms();
  }

  start(): void {
    this.#open();
    this.#watch = this.#around.later(() => this.#beat(), PING_MS);
  }

  stop(): void {
    this.#set('ended');
    this.#around.cancel(this.#retry);
    this.#around.cancel(this.#watch);
    this.#drop();
  }

  /** False when there is no link to send over. */
  send(text: string): boolean {
    if (this.#socket?.readyState !== OPEN) return false;
    this.#socket.send(text);
    return true;
  }

  /** Tries again at once, as when the page comes back to the front or the network does. */
  hurry(): void {
    if (this.state === 'ended' || this.#socket) return;
    this.#around.cancel(this.#retry);
    this.#open();
  }

  #open(): void {
    const socket = this.#around.open();
    this.#socket = socket;
    this.#opened_ms = this.#around.now_ms();
    socket.onopen = () => {
      if (socket !== this.#socket) return;
      this.heard_ms = this.#around.now_ms();
      this.#handlers.opened();
    };
    socket.onmessage = (event: MessageEvent) => {
      if (socket !== this.#socket || typeof event.data !== 'string') return;
      this.heard_ms = this.#around.now_ms();
      this.#failures = 0;
      this.#set('joined');
      this.#handlers.heard(event.data);
    };
    socket.onclose = (event: CloseEvent) => {
      if (socket === this.#socket) this.#lost(event.code);
    };
  }

  #lost(code: number): void {
    this.#drop();
    if (this.#handlers.isFinal(code)) {
      this.stop();
      return;
    }
    this.#set('lost');
    this.#retry = this.#around.later(() => this.#open(), retryAfterMs(this.#failures));
    this.#failures += 1;
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #beat(): void {
    if (this.state === 'ended') return;
    this.#watch = this.#around.later(() => this.#beat(), PING_MS);
    const now_ms = this.#around.now_ms();
    const socket = this.#socket;
    if (!socket) return;
    if (socket.readyState !== OPEN) {
      if (now_ms - this.#opened_ms >= OPEN_MS) this.#lost(0);
      return;
    }
    const silence_ms = now_ms - this.heard_ms;
    if (silence_ms >= GIVE_UP_MS) this.#lost(0);
    else {
      if (silence_ms >= SILENCE_MS) this.#set('lost');
      this.#handlers.ping(now_ms);
    }
  }

  #set(state: LinkState): void {
    if (this.state === state || this.state === 'ended') return;
    this.state = state;
    this.#handlers.changed(state);
  }
}
