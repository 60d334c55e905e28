// One small texture of noise that closes on itself, made once. Red: soft cloud masses. Green: fine billows.
// Blue: long strands, as of flame and cirrus. Alpha: plain grain.

export const NOISE_SIZE = 256;

function grain(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mix = Math.imul(state ^ (state >>> 15), 1 | state);
    mix = (mix + Math.imul(mix ^ (mix >>> 7), 61 | mix)) ^ mix;
    return ((mix ^ (mix >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Adds one octave of value noise with `across` by `down` cells. */
function octave(
  into: Float32Array,
  across: number,
  down: number,
  gain: number,
  next: () => number,
  shape: (value: number) => number,
) {
  const cells = Float32Array.from({ length: across * down }, next);
  const size = NOISE_SIZE;
  const ease = (x: number) => x * x * x * (x * (x * 6 - 15) + 10);
  for (let y = 0; y < size; y += 1) {
    const fy = (y / size) * down;
    const [y0, ey] = [Math.floor(fy), ease(fy % 1)];
    const [above, below] = [(y0 % down) * across, ((y0 + 1) % down) * across];
    for (let x = 0; x < size; x += 1) {
      const fx = (x / size) * across;
      const [x0, ex] = [Math.floor(fx), ease(fx % 1)];
      const [left, right] = [x0 % across, (x0 + 1) % across];
      const a = (cells[above + left] ?? 0) * (1 - ex) + (cells[above + right] ?? 0) * ex;
      const b = (cells[below + left] ?? 0) * (1 - ex) + (cells[below + right] ?? 0) * ex;
      const at = y * size + x;
      into[at] = (into[at] ?? 0) + gain * shape(a + (b - a) * ey);
    }
  }
}

function spread(values: Float32Array): Float32Array {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return values.map((value) => (value - low) / (high - low));
}

export function noiseTexels(seed = 20_260): Uint8Array {
  const next = grain(seed);
  const plain = (value: number) => value;
  const billow = (value: number) => 1 - Math.abs(2 * value - 1);
  const [soft, fine, strand] = [0, 1, 2].map(() => new Float32Array(NOISE_SIZE ** 2)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  for (let at = 0; at < 6; at += 1) octave(soft, 4 << at, 4 << at, 0.56 ** at, next, plain);
  for (let at = 0; at < 5; at += 1) octave(fine, 8 << at, 8 << at, 0.6 ** at, next, billow);
  for (let at = 0; at < 4; at += 1)
    octave(strand, 16 << at, 2 << at, 0.6 ** at, next, at > 0 ? billow : plain);
  const texels = new Uint8Array(4 * NOISE_SIZE ** 2);
  [soft, fine, strand].forEach((channel, which) => {
    spread(channel).forEach((value, at) => (texels[4 * at + which] = Math.round(255 * value)));
  });
  for (let at = 3; at < texels.length; at += 4) texels[at] = Math.floor(256 * next());
  return texels;
}
