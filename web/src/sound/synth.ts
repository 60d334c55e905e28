// What this page lets be heard. Browsers let a page sound only after a first key or touch; until then it is silent and
// says so in captions. Where sound is not allowed at all, or has no device, it stays silent and nothing else changes.
import type { Priority } from '../alerts/machine';
import type { Outside } from '../wire/protocol';
import { fireOf, windOf } from './levels';
import { PATTERNS } from './patterns';
import { Sounds } from './sounds';

/** Seconds over which the volume glides, so that nothing clicks. */
const GLIDE_S = 0.05;
/** Share of the hum that is there without thrust. */
const IDLE_HUM = 0.3;

export class Synth {
  #context: AudioContext | undefined;
  #sounds: Sounds | undefined;
  #volume = 0.6;
  #alarm: Priority | undefined;
  #beat: ReturnType<typeof setInterval> | undefined;
  #outside: Outside | undefined;
  /** There is no sound to be had here. */
  #mute = false;

  /** Unlocks on the first key or touch that a browser lets count; returns what stops waiting for it. */
  waitForGesture(): () => void {
    const unlock = () => {
      void this.#open().then((done) => done && stop());
    };
    const stop = () => {
      window.removeEventListener('pointerdown', unlock);
      window.removeEventListener('keydown', unlock);
    };
    window.addEventListener('pointerdown', unlock);
    window.addEventListener('keydown', unlock);
    return stop;
  }

  /** 0 is off. */
  setVolume(volume: number): void {
    this.#volume = volume;
    if (this.#context) {
      this.#sounds?.master.gain.setTargetAtTime(volume, this.#context.currentTime, GLIDE_S);
    }
  }

  /** The alarm that sounds from now on; none for quiet. */
  alarm(priority: Priority | undefined): void {
    if (priority === this.#alarm) return;
    this.#alarm = priority;
    clearInterval(this.#beat);
    if (!priority) return;
    this.#play(priority);
    const { beat_s } = PATTERNS[priority];
    if (beat_s > 0) this.#beat = setInterval(() => this.#play(priority), beat_s * 1000);
  }

  /** One chime, as for a caution. */
  chime(): void {
    this.#play('caution');
  }

  /** What the ship sounds like from within, by what is seen outside; silent where nothing is. */
  outside(shows: Outside | undefined): void {
    this.#outside = shows;
    this.#sounds?.hum(shows ? IDLE_HUM + (1 - IDLE_HUM) * shows.thrust : 0);
    this.#sounds?.wind(shows ? windOf(shows) : 0);
    this.#sounds?.fire(shows ? fireOf(shows) : 0);
  }

  /** A door beside one runs. */
  door(): void {
    if (this.#running) this.#sounds?.door(this.#running.currentTime);
  }

  /** Whether there is nothing left to wait for. */
  async #open(): Promise<boolean> {
    if (this.#mute || this.#running) return true;
    try {
      if (!this.#context) {
        this.#context = new AudioContext();
        this.#sounds = new Sounds(this.#context, this.#volume);
      }
      await this.#context.resume();
    } catch {
      // Refused for now, or for good where not even the context came about.
      this.#mute = !this.#sounds;
      return this.#mute;
    }
    if (!this.#running) return false;
    if (this.#alarm) this.#play(this.#alarm);
    this.outside(this.#outside);
    return true;
  }

  /** The context once it sounds: what is played into a waiting one would all sound at once later. */
  get #running(): AudioContext | undefined {
    return this.#context?.state === 'running' ? this.#context : undefined;
  }

  #play(priority: Priority): void {
    if (this.#running) this.#sounds?.beat(PATTERNS[priority], this.#running.currentTime);
  }
}

export const synth = new Synth();
