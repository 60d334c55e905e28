// Everything that sounds, made on the spot: alarms, the hum of the ship, wind along the hull, doors. Browsers let a
// page sound only after a first key or touch; until then it is silent and says so in captions.
import type { Priority } from '../alerts/machine';
import { PATTERNS } from './patterns';

/** Seconds over which levels glide, so that nothing clicks. */
const GLIDE_S = 0.05;

interface Voice {
  gain: GainNode;
}

export class Synth {
  #context: AudioContext | undefined;
  #master: GainNode | undefined;
  #hum: Voice | undefined;
  #wind: (Voice & { filter: BiquadFilterNode }) | undefined;
  #volume = 0.6;
  #alarm: Priority | undefined;
  #beat: ReturnType<typeof setInterval> | undefined;

  /** Unlocks on the first key or touch; returns what stops waiting for it. */
  waitForGesture(): () => void {
    const unlock = () => {
      this.#open();
      stop();
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
    if (this.#context) this.#master?.gain.setTargetAtTime(volume, this.#context.currentTime, GLIDE_S);
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

  /** The ship herself; 0..=1. */
  hum(level: number): void {
    const context = this.#context;
    if (!context || !this.#master) return;
    if (!this.#hum) {
      const gain = this.#gain(0);
      for (const [hz, share] of [
        [52, 0.5],
        [78.4, 0.28],
        [104.5, 0.16],
      ] as const) {
        const oscillator = new OscillatorNode(context, { frequency: hz });
        oscillator.connect(new GainNode(context, { gain: share })).connect(gain);
        oscillator.start();
      }
      this.#hum = { gain };
    }
    this.#hum.gain.gain.setTargetAtTime(level * 0.25, context.currentTime, 0.8);
  }

  /** Air along the hull; 0..=1 of all there is. It rises in pitch as it grows. */
  wind(level: number): void {
    const context = this.#context;
    if (!context || !this.#master) return;
    if (!this.#wind) {
      const filter = new BiquadFilterNode(context, { type: 'bandpass', frequency: 300, Q: 0.7 });
      const gain = this.#gain(0);
      const source = new AudioBufferSourceNode(context, { buffer: noise(context, 4), loop: true });
      source.connect(filter).connect(gain);
      source.start();
      this.#wind = { gain, filter };
    }
    this.#wind.gain.gain.setTargetAtTime(level * 0.5, context.currentTime, 0.5);
    this.#wind.filter.frequency.setTargetAtTime(180 + 900 * level, context.currentTime, 0.5);
  }

  /** A door runs: a rush of air and a dull end. */
  door(): void {
    const context = this.#context;
    if (!context || !this.#master) return;
    const at = context.currentTime;
    const gain = this.#gain(0);
    const filter = new BiquadFilterNode(context, { type: 'lowpass', frequency: 900 });
    filter.frequency.exponentialRampToValueAtTime(160, at + 0.5);
    const source = new AudioBufferSourceNode(context, { buffer: noise(context, 0.6) });
    source.connect(filter).connect(gain);
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(0.3, at + 0.08);
    gain.gain.linearRampToValueAtTime(0.12, at + 0.4);
    gain.gain.linearRampToValueAtTime(0, at + 0.55);
    source.start(at);
    this.#tone({ at_s: 0.42, for_s: 0.14, hz: 70, gain: 0.5 }, 'sine');
  }

  #open(): void {
    if (this.#context) return;
    this.#context = new AudioContext();
    this.#master = new GainNode(this.#context, { gain: this.#volume });
    const limiter = new DynamicsCompressorNode(this.#context, { threshold: -12, ratio: 8 });
    this.#master.connect(limiter).connect(this.#context.destination);
    void this.#context.resume();
    if (this.#alarm) this.#play(this.#alarm);
  }

  #gain(level: number): GainNode {
    const gain = new GainNode(this.#context as AudioContext, { gain: level });
    gain.connect(this.#master as GainNode);
    return gain;
  }

  #play(priority: Priority): void {
    if (!this.#context) return;
    for (const tone of PATTERNS[priority].tones) this.#tone(tone, PATTERNS[priority].wave);
  }

  #tone(tone: { at_s: number; for_s: number; hz: number; gain: number }, wave: OscillatorType): void {
    const context = this.#context as AudioContext;
    const start = context.currentTime + tone.at_s;
    const oscillator = new OscillatorNode(context, { type: wave, frequency: tone.hz });
    const gain = this.#gain(0);
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(tone.gain * 0.5, start + 0.012);
    gain.gain.setTargetAtTime(0, start + tone.for_s * 0.6, tone.for_s * 0.2);
    oscillator.connect(gain);
    oscillator.start(start);
    oscillator.stop(start + tone.for_s * 2);
    oscillator.onended = () => gain.disconnect();
  }
}

function noise(context: AudioContext, for_s: number): AudioBuffer {
  const buffer = context.createBuffer(1, Math.round(for_s * context.sampleRate), context.sampleRate);
  const samples = buffer.getChannelData(0);
  // Noise is the one thing here that is better for being random; nothing of the ship depends on it.
  for (let at = 0; at < samples.length; at += 1) samples[at] = Math.random() * 2 - 1;
  return buffer;
}

export const synth = new Synth();
