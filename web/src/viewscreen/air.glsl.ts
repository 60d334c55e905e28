// Light in air, for both passes. Lengths in km; axes: x along the track, y up, z starboard. Single scattering by air
// and haze with ozone's share of the blue, and one closed term for light that has been scattered more than once.
// The way of sunlight to a point is not marched: Chapman's function has it in closed form (Schüler's approximation).

export const AIR = /* glsl */ `
precision highp float;
precision highp sampler2D;
const float R = 6371.0, TOP = 6471.0, H_AIR = 8.0, H_HAZE = 1.3, PI = 3.14159265;
const vec3 B_AIR = vec3(5.8e-3, 13.5e-3, 33.1e-3);
const float B_HAZE = 3.2e-3;
const vec3 OZONE = vec3(0.0105, 0.0300, 0.0014);

float chapman(float x, float mu) {
  float c = sqrt(1.5708 * x);
  if (mu >= 0.0) return c / ((c - 1.0) * mu + 1.0);
  float x0 = sqrt(max(0.0, 1.0 - mu * mu)) * x;
  return 2.0 * sqrt(1.5708 * x0) * exp(min(60.0, x - x0)) - c / (1.0 - (c - 1.0) * mu);
}
/* What is left of sunlight at a height, where it stands mu above the level. */
vec3 sunlight(float h, float mu) {
  float r = R + h, low = mu < 0.0 ? r * sqrt(max(0.0, 1.0 - mu * mu)) - R : h;
  float lit = mu < 0.0 ? smoothstep(-6.0, 10.0, low) : 1.0;
  float air = exp(-h / H_AIR) * H_AIR * chapman(r / H_AIR, mu);
  float haze = exp(-h / H_HAZE) * H_HAZE * chapman(r / H_HAZE, mu);
  float across = r * sqrt(max(0.0, 1.0 - mu * mu)) / (R + 25.0);
  float ozone = across < 1.0 ? inversesqrt(max(0.012, 1.0 - across * across)) : 0.0;
  if (h > 25.0) ozone = mu < 0.0 ? 2.0 * ozone : 0.0;
  return lit * exp(-min(vec3(60.0), B_AIR * air + B_HAZE * haze + OZONE * ozone));
}
vec2 shell(vec3 o, vec3 d, float r) {
  float b = dot(o, d), h = b * b - dot(o, o) + r * r;
  if (h < 0.0) return vec2(1e9, -1e9);
  h = sqrt(h);
  return vec2(-b - h, -b + h);
}
`;

/** A triangle over the whole target. */
export const WHOLE = /* glsl */ `
in vec3 position;
void main() { gl_Position = vec4(position.xy, 0.0, 1.0); }
`;

/** The sky as a small map: across, the turn from the sun; up, the height over the horizon, finest at the horizon. */
export const SKY_WIDTH = 32;
export const SKY_HEIGHT = 128;

export const SKY = /* glsl */ `
${AIR}
uniform float height_km, floor_km, horizon_rad, sun_height_rad;
out vec4 light;
const int STEPS = 18;
void main() {
  float u = gl_FragCoord.x / ${SKY_WIDTH}.0, v = gl_FragCoord.y / ${SKY_HEIGHT}.0, half_texel = 0.5 / ${SKY_HEIGHT}.0;
  float az = clamp((u - 0.5 / ${SKY_WIDTH}.0) / (1.0 - 1.0 / ${SKY_WIDTH}.0), 0.0, 1.0);
  az = az * az * PI;
  bool below = v < 0.5;
  float t = below ? 1.0 - (v - half_texel) / (0.5 - 2.0 * half_texel) : (v - 0.5 - half_texel) / (0.5 - 2.0 * half_texel);
  t = clamp(t, 0.0, 1.0);
  float el = below ? horizon_rad - t * t * (1.5708 + horizon_rad) : horizon_rad + t * t * (1.5708 - horizon_rad);
  vec3 o = vec3(0.0, R + height_km, 0.0);
  vec3 d = vec3(cos(el) * cos(az), sin(el), cos(el) * sin(az));
  vec3 s = vec3(cos(sun_height_rad), sin(sun_height_rad), 0.0);
  float mu = dot(d, s);
  vec2 top = shell(o, d, TOP);
  if (top.y <= 0.0 || top.x > 1e8) { light = vec4(0.0, 0.0, 0.0, 1.0); return; }
  float from = max(0.0, top.x), to = top.y;
  if (below) to = min(to, max(from, shell(o, d, R + floor_km).x));
  float mid = clamp(-dot(o, d), from, to), before = from;
  float phase_air = 0.0597 * (1.0 + mu * mu), g = 0.78;
  float phase_haze = 0.1194 * ((1.0 - g * g) * (1.0 + mu * mu)) / ((2.0 + g * g) * pow(1.0 + g * g - 2.0 * g * mu, 1.5));
  vec3 sum = vec3(0.0), depth = vec3(0.0);
  for (int i = 0; i < STEPS; i++) {
    float k = 2.0 * (float(i) + 1.0) / float(STEPS) - 1.0;
    float at = mid + sign(k) * k * k * (k < 0.0 ? mid - from : to - mid), ds = at - before;
    vec3 p = o + d * (before + 0.5 * ds);
    before = at;
    float r = length(p), h = max(0.0, r - R), up = dot(p, s) / r;
    float air = exp(-h / H_AIR), haze = exp(-h / H_HAZE);
    vec3 here = (B_AIR * air + B_HAZE * 1.1 * haze + OZONE / 15.0 * max(0.0, 1.0 - abs(h - 25.0) / 15.0)) * ds;
    vec3 through = exp(-depth - 0.5 * here);
    depth += here;
    vec3 sun = sunlight(h, up);
    vec3 again = vec3(0.055, 0.075, 0.11) * smoothstep(-0.16, 0.25, up) * (0.25 + 0.75 * smoothstep(-0.05, 0.4, up));
    sum += through * ds * (sun * (B_AIR * air * phase_air + B_HAZE * haze * phase_haze) + again * (B_AIR * air + B_HAZE * haze) * 0.25);
  }
  light = vec4(22.0 * sum, exp(-depth.g));
}
`;
