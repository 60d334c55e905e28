// Everything that sounds, as a graph on any audio context: the ship's hum, wind and fire as levels that glide, alarms
// and doors as things that happen at a time. It runs in a page, and offline where its level is measured.
import { PARTIALS, type Pattern, type Timbre, type Tone } from './patterns';

/** Most that hum, wind and fire have each beside an alarm. */
const HUM = 0.16;
const WIND = 0.22;
const FIRE = 0.18;
const ALARM = 0.85;
const DOOR = 0.3;

/** Seconds over which levels follow: the ship is large. */
const FOLLOW_S = 0.6;

interface Rush {
  gain: GainNode;
  filter: BiquadFilterNode;
}

export class Sounds {
  readonly master: GainNode;
  #context: BaseAudioContext;
  #hum: GainNode | undefined;
  #wind: Rush | undefined;
  #fire: Rush | undefined;
  #noise: AudioBuffer | undefined;

  constructor(context: BaseAudioContext, volume: number) {
    this.#context = context;
    this.master = new GainNode(context, { gain: volume });
    // Only ever touches what would otherwise clip: a page that has everything at once stays clean.
    const guard = new DynamicsCompressorNode(context, {
      threshold: -9,
      knee: 6,
      ratio: 12,
      attack: 0.002,
      release: 0.15,
    });
    this.master
      .connect(guard)
      .connect(new GainNode(context, { gain: 0.6 }))
      .connect(context.destination);
  }

  /** The ship herself. */
  hum(level: number): void {
    if (!this.#hum) {
      if (level === 0) return;
      this.#hum = this.#gain(0);
      // Two pairs a hair apart beat slowly, as large machines do.
      for (const [hz, share] of [
        [52, 0.4],
        [52.3, 0.2],
        [104.5, 0.2],
        [156.9, 0.08],
      ] as const) {
        const oscillator = new OscillatorNode(this.#context, { frequency: hz });
        oscillator.connect(new GainNode(this.#context, { gain: share })).connect(this.#hum);
        oscillator.start();
      }
    }
    this.#follow(this.#hum.gain, level * HUM);
  }

  /** Air along the hull: it rises in pitch as it grows. */
  wind(level: number): void {
    this.#wind ??= level > 0 ? this.#rush('bandpass', 300, 0.7) : undefined;
    if (!this.#wind) return;
    this.#follow(this.#wind.gain.gain, level * WIND);
    this.#follow(this.#wind.filter.frequency, 180 + 900 * level);
  }

  /** The fire of the entry about the hull: a low roar. */
  fire(level: number): void {
    this.#fire ??= level > 0 ? this.#rush('lowpass', 120, 0.4) : undefined;
    if (!this.#fire) return;
    this.#follow(this.#fire.gain.gain, level * FIRE);
    this.#follow(this.#fire.filter.frequency, 70 + 160 * level);
  }

  /** A door runs: a rush of air and a dull end. */
  door(at_s: number): void {
    const gain = this.#gain(0);
    const filter = new BiquadFilterNode(this.#context, { type: 'lowpass', frequency: 900 });
    filter.frequency.setValueAtTime(900, at_s);
    filter.frequency.exponentialRampToValueAtTime(160, at_s + 0.5);
    const source = new AudioBufferSourceNode(this.#context, { buffer: this.#noiseOf() });
    source.connect(filter).connect(gain);
    gain.gain.setValueAtTime(0, at_s);
    gain.gain.linearRampToValueAtTime(DOOR, at_s + 0.08);
    gain.gain.linearRampToValueAtTime(0.4 * DOOR, at_s + 0.4);
    gain.gain.linearRampToValueAtTime(0, at_s + 0.55);
    source.start(at_s);
    source.stop(at_s + 0.6);
    source.onended = () => gain.disconnect();
    this.#tone({ at_s: 0.42, for_s: 0.14, hz: 70, gain: DOOR }, 'soft', at_s);
  }

  /** One beat of an alarm. */
  beat({ tones, timbre }: Pattern, at_s: number): void {
    for (const tone of tones) this.#tone(tone, timbre, at_s);
  }

  #tone({ at_s, for_s, hz, gain: loud }: Tone, timbre: Timbre, from_s: number): void {
    const start = from_s + at_s;
    const gain = this.#gain(0);
    const rise_s = timbre === 'bell' ? 0.004 : timbre === 'horn' ? 0.02 : 0.05;
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(loud * ALARM, start + rise_s);
    const fall_at = timbre === 'bell' ? start + rise_s : start + for_s * 0.7;
    gain.gain.setTargetAtTime(0, fall_at, timbre === 'bell' ? for_s * 0.45 : for_s * 0.12);
    const partials = PARTIALS[timbre].map(([times, share]) => {
      const oscillator = new OscillatorNode(this.#context, { frequency: hz * times });
      oscillator.connect(new GainNode(this.#context, { gain: share })).connect(gain);
      oscillator.start(start);
      oscillator.stop(start + for_s * 3);
      return oscillator;
    });
    const [first] = partials;
    if (first) first.onended = () => gain.disconnect();
  }

  #rush(type: BiquadFilterType, frequency: number, Q: number): Rush {
    const filter = new BiquadFilterNode(this.#context, { type, frequency, Q });
    const gain = this.#gain(0);
    const source = new AudioBufferSourceNode(this.#context, { buffer: this.#noiseOf(), loop: true });
    source.connect(filter).connect(gain);
    source.start();
    return { gain, filter };
  }

  #gain(level: number): GainNode {
    const gain = new GainNode(this.#context, { gain: level });
    gain.connect(this.master);
    return gain;
  }

  #follow(param: AudioParam, to: number): void {
    param.setTargetAtTime(to, this.#context.currentTime, FOLLOW_S);
  }

  /** Pink noise: as much in each octave, as air has it. The one thing here that is better for being random. */
  #noiseOf(): AudioBuffer {
    if (this.#noise) return this.#noise;
    const { sampleRate } = this.#context;
    const buffer = this.#context.createBuffer(1, 4 * sampleRate, sampleRate);
    const samples = buffer.getChannelData(0);
    let [slow, middle, fast] = [0, 0, 0];
    for (let at = 0; at < samples.length; at += 1) {
      const white = Math.random() * 2 - 1;
      slow = 0.99765 * slow + white * 0.099046;
      middle = 0.963 * middle + white * 0.2965164;
      fast = 0.57 * fast + white * 1.0526913;
      samples[at] = (slow + middle + fast + white * 0.1848) * 0.25;
    }
    this.#noise = buffer;
    return buffer;
  }
}
