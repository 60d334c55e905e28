// Voice at one place: connections to the pages of those who hear each other aboard, once both allow it. The ship says
// who hears; what is spoken goes to exactly those, while the key is held.
import { SvelteMap } from 'svelte/reactivity';
import { untrack } from 'svelte';
import type { Link } from '../link/link.svelte';
import type { Seat } from '../link/seat.svelte';
import { settings } from '../theme/settings.svelte';
import { gesture } from './gesture.svelte';
import { belongs, changes, goesTo, greeted, leads, understand, type Meeting, type Said } from './meet';
import { microphone } from './microphone.svelte';
import { Peer } from './peer.svelte';
import { shown, type Shown } from './shown';

/** How often it is looked at who speaks, ms. */
const LOOK_MS = 200;
/** Time that a connection takes at most, ms: one that is not there by then did not come about. */
const CONNECTS_MS = 5000;

const fresh = () => crypto.getRandomValues(new Uint32Array(2)).join('-');

export class PushToTalk {
  #held = $state(false);
  #speaking: readonly string[] = $state.raw([]);
  #peers = new SvelteMap<string, Peer>();
  #meetings = new Map<string, Meeting>();
  /** Hearers that were greeted. */
  #greeted: readonly string[] = [];
  #seat: Seat;
  #link: Link;

  /** Made within a component; it ends with it. */
  constructor(seat: Seat, link: Link) {
    this.#seat = seat;
    this.#link = link;
    $effect(() => seat.onSignal((from, data) => this.#heard(from, understand(data))));
    $effect(() => {
      const { on, hearers } = this;
      untrack(() => this.#meet(on, hearers));
    });
    $effect(() => this.#send());
    $effect(() => {
      const { sound, voiceVolume } = settings.chosen;
      for (const peer of this.#peers.values()) peer.volume = sound ? voiceVolume : 0;
    });
    $effect(() => {
      // What was hidden in a connection's ways is told in clear to a page that may use the microphone: try again.
      if (microphone.state === 'ready') untrack(() => this.#again());
    });
    $effect(() => {
      if (!settings.chosen.voice) untrack(() => microphone.release());
    });
    $effect(() => {
      if (!this.on) return;
      const looking = setInterval(() => void this.#look(), LOOK_MS);
      return () => {
        clearInterval(looking);
        this.#speaking = [];
      };
    });
    $effect(() => {
      const let_go = () => this.release();
      window.addEventListener('blur', let_go);
      document.addEventListener('visibilitychange', let_go);
      return () => {
        window.removeEventListener('blur', let_go);
        document.removeEventListener('visibilitychange', let_go);
      };
    });
    $effect(() => () => this.#end());
  }

  /** Voice is allowed here, and there is a ship to say who hears. */
  get on(): boolean {
    const allowed = settings.chosen.voice && gesture.had;
    return allowed && this.#link.state === 'joined' && this.#seat.standing === 'seated';
  }

  /** Places of others that hear what is spoken here. */
  get hearers(): readonly string[] {
    return this.#seat.hearers.filter((place) => !this.#link.holds(place));
  }

  get shown(): Shown {
    const { on, hearers } = this;
    return shown({
      on,
      mic: microphone.state,
      held: this.#held,
      near: hearers.map((place) => this.#name(place)),
      reached: hearers
        .filter((place) => this.#peers.get(place)?.state === 'connected')
        .map((place) => this.#name(place)),
      speaking: this.#speaking.map((place) => this.#name(place)),
    });
  }

  /** Turns voice on, and asks for the microphone. */
  allow(): void {
    settings.choose({ voice: true });
    void microphone.ask();
  }

  /** The key goes down. */
  press(): void {
    if (!this.on) return this.allow();
    this.#held = true;
    this.#lookAfterAll();
    void microphone.ask();
    this.#send();
  }

  release(): void {
    this.#held = false;
    this.#send();
  }

  #name(place: string): string {
    const found = this.#link.places.find((one) => one.key === place);
    return found?.player ?? found?.name ?? place;
  }

  #say(to: string, said: Said): void {
    this.#seat.signal(to, said);
  }

  /** Greets who has come into hearing, and lets go who has left it. */
  #meet(on: boolean, hearers: readonly string[]): void {
    if (!on) return this.#end();
    const { greet, end } = changes(this.#greeted, hearers);
    this.#greeted = hearers;
    for (const place of end) {
      this.#close(place);
      this.#meetings.delete(place);
    }
    for (const place of greet) if (!this.#meetings.has(place)) this.#greet(place);
  }

  #greet(place: string): void {
    this.#close(place);
    const meeting = { mine: fresh() };
    this.#meetings.set(place, meeting);
    this.#say(place, { voice: 'hello', ...meeting });
  }

  /** Whoever would hear and has no connection is greeted again: a message may have been lost. */
  #lookAfterAll(): void {
    for (const place of this.hearers) {
      const peer = this.#peers.get(place);
      const meeting = this.#meetings.get(place);
      if (!peer && meeting) this.#say(place, { voice: 'hello', ...meeting });
      else if (peer && peer.state !== 'connected' && performance.now() - peer.made_ms > CONNECTS_MS)
        this.#greet(place);
    }
  }

  #again(): void {
    for (const [place, peer] of this.#peers) if (peer.state !== 'connected') this.#greet(place);
  }

  #heard(from: string, said: Said | undefined): void {
    if (!said || !this.on || this.#link.holds(from)) return;
    const known = this.#meetings.get(from);
    if (said.voice === 'off') {
      this.#close(from);
      // Who turns voice on again says so.
      if (known) this.#meetings.set(from, { mine: known.mine });
    } else if (said.voice === 'description') {
      const peer = this.#peers.get(from);
      if (peer && belongs(known, said)) peer.take(said.description).catch(() => undefined);
      else if (known) this.#say(from, { voice: 'hello', ...known });
      else this.#greet(from);
    } else {
      const { meeting, anew, reply } = greeted(known, said, fresh);
      this.#meetings.set(from, meeting);
      if (reply) this.#say(from, { voice: 'hello', ...meeting });
      if (anew) this.#connect(from, meeting);
    }
  }

  #connect(place: string, meeting: Meeting): void {
    this.#close(place);
    const { mine, theirs } = meeting;
    if (theirs === undefined) return;
    const peer = new Peer(leads(this.#seat.place, place), (description) =>
      this.#say(place, { voice: 'description', mine, theirs, description }),
    );
    this.#peers.set(place, peer);
  }

  #close(place: string): void {
    this.#peers.get(place)?.close();
    this.#peers.delete(place);
  }

  #end(): void {
    this.#held = false;
    for (const place of this.#meetings.keys()) {
      this.#say(place, { voice: 'off' });
      this.#close(place);
    }
    this.#meetings.clear();
    this.#greeted = [];
    this.#send();
  }

  #send(): void {
    const { hearers } = this;
    const { track } = microphone;
    let goes = false;
    for (const [place, peer] of this.#peers) {
      const to = goesTo(place, this.#held && this.on, hearers);
      peer.send((to && track) || null);
      goes ||= to;
    }
    if (track) track.enabled = goes;
  }

  async #look(): Promise<void> {
    const each = [...this.#peers].map(async ([place, peer]) => ((await peer.speaks()) ? [place] : []));
    const speaking = (await Promise.all(each)).flat().filter((place) => this.#peers.has(place));
    if (speaking.join() !== this.#speaking.join()) this.#speaking = speaking;
  }
}
