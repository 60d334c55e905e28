// What the picture is made of, back to front: sky, stars, sun, clouds or ground, fog, glow, hull, flames, sparks. What is
// smooth is reckoned at the corners of meshes, so that each point of the picture costs little and edges stay sharp.
// All lights are linear until `seen`. Axes: x along the track, y up, z starboard; the picture in parts of its height.
import { AIR, SKY_HEIGHT } from './air.glsl';

const COMMON = /* glsl */ `
${AIR}
uniform mat3 camera_from_level;
uniform vec2 size;
uniform float tan_half, exposure, time_s;
`;

const VERTEX = /* glsl */ `
${COMMON}
in vec3 position;
uniform sampler2D sky_map, noise, clouds;
uniform vec3 sun, sun_color;
uniform float sun_turn_rad, height_km, floor_km, horizon_rad, track_km, fog, under, star_light;
uniform vec3 fog_color;
vec4 place(vec3 d) {
  vec3 c = camera_from_level * d;
  return vec4(c.x * size.y / (size.x * tan_half), c.y / tan_half, 0.0, c.z);
}
vec3 ray(float turn_share, float el) {
  float az = sun_turn_rad + sign(turn_share) * turn_share * turn_share * PI;
  return vec3(cos(el) * cos(az), sin(el), cos(el) * sin(az));
}
vec4 sky(float turn_share, float down, float t) {
  float texel = 0.5 / ${SKY_HEIGHT}.0, half_map = 0.5 - 2.0 * texel;
  return textureLod(sky_map, vec2(0.015625 + 0.96875 * abs(turn_share), 0.5 + (down > 0.5 ? -1.0 : 1.0) * (texel + half_map * t)), 0.0);
}
vec3 through_of(float a) { return pow(vec3(max(a, 1e-4)), vec3(0.45, 1.0, 2.1)); }
`;

const FRAGMENT = /* glsl */ `
${COMMON}
uniform sampler2D noise, clouds;
out vec4 color;
vec4 grain(vec2 at) { return textureLod(noise, at, 0.0); }
float dust() { vec2 p = fract(gl_FragCoord.xy * vec2(0.1031, 0.1030)); p += dot(p, p.yx + 33.33); return (fract((p.x + p.y) * p.x) - 0.5) / 200.0; }
vec3 seen(vec3 lit) {
  lit *= exposure;
  return sqrt(clamp((lit * (2.51 * lit + 0.03)) / (lit * (2.43 * lit + 0.59) + 0.14), 0.0, 1.0));
}
`;

/** Sky above the horizon: `position` is turn from the sun (square root, -1 to 1) and height over the horizon (likewise). */
export const DOME_VERTEX = /* glsl */ `
${VERTEX}
out vec3 air, dir;
void main() {
  float el = horizon_rad + position.y * position.y * (1.5708 - horizon_rad);
  dir = ray(position.x, el);
  air = sky(position.x, 0.0, position.y).rgb;
  gl_Position = place(dir);
}
`;
export const DOME = /* glsl */ `
${FRAGMENT}
uniform vec3 fog_color;
uniform float under, height_km, track_km;
in vec3 air, dir;
void main() {
  vec3 lit = air;
  if (under > 0.0) {
    /* The deck from beneath. */
    float up = max(0.012, normalize(dir).y), base = max(0.0, 8.5 - height_km) / up;
    vec2 w = normalize(dir).xz * base + vec2(track_km, 0.0);
    float lod = max(0.0, log2(base * 2.0 * tan_half / size.y * 512.0 / 40.0 / sqrt(up)));
    vec4 one = textureLod(clouds, w / 40.0, lod), two = textureLod(clouds, w.yx / 150.0, max(0.0, lod - 1.9));
    float dark = 0.45 + 0.75 * two.r + 0.6 * (one.r - 0.5);
    lit = mix(lit, mix(fog_color * 0.55 * dark, fog_color * 0.8, exp(-up * 9.0)), under * 0.96);
  }
  color = vec4(seen(lit) + dust(), 1.0);
}
`;

export const STAR_VERTEX = /* glsl */ `
${VERTEX}
uniform mat3 level_from_stars;
in vec3 tint;
out vec3 hue;
void main() {
  vec3 d = level_from_stars * position;
  float over = asin(clamp(d.y, -1.0, 1.0)) - horizon_rad;
  hue = 1.5 * tint * star_light * smoothstep(0.002, 0.06, over);
  gl_Position = place(d);
  float bright = max(tint.r, max(tint.g, tint.b));
  gl_PointSize = clamp(size.y / 720.0 * (1.5 + 2.1 * bright), 1.6, 6.0);
  if (hue.g < 0.004) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}
`;
export const STAR = /* glsl */ `
${FRAGMENT}
in vec3 hue;
void main() {
  vec2 p = 2.0 * gl_PointCoord - 1.0;
  color = vec4(hue * max(0.0, 1.0 - dot(p, p)) * 1.3, 0.0);
}
`;

/** The sun's disc, and later, over all, the light that lens and air spread: `glare` 0 or 1. */
export const SUN_VERTEX = /* glsl */ `
${VERTEX}
uniform float glare;
out vec2 at;
void main() {
  vec3 c = camera_from_level * sun;
  vec2 mid = c.xy / max(c.z, 1e-3) / (2.0 * tan_half);
  float reach = glare > 0.5 ? 0.85 : 0.03;
  at = position.xy * reach;
  gl_Position = c.z > 0.05 && max(sun_color.r, sun_color.b) > 0.001 ? vec4((mid + at) * 2.0 * vec2(size.y / size.x, 1.0), 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
}
`;
export const SUN = /* glsl */ `
${FRAGMENT}
uniform vec3 sun_color;
uniform float glare, clear;
in vec2 at;
void main() {
  float r = length(at), disc = 0.0047 / tan_half;
  vec3 tint = sun_color / max(max(sun_color.r, sun_color.b), 0.2);
  if (glare < 0.5) {
    color = vec4(mix(tint, vec3(1.0), 0.75), 1.0) * smoothstep(disc + 0.7 / size.y, disc - 0.7 / size.y, r) * clear;
    return;
  }
  float edge = max(0.0, 1.0 - r / 0.85), power = max(sun_color.r, sun_color.b) * clear * min(1.6, 0.35 + 0.65 * exposure);
  float wide = 2.3 * disc, near = wide * wide / (r * r + wide * wide);
  float far = 0.0052 / (r * r + 0.014);
  float turn = atan(at.y, at.x);
  float rays = 0.5 + 0.5 * cos(turn * 6.0 + 0.6), rays2 = 0.5 + 0.5 * cos(turn * 14.0 + 1.0);
  float spikes = (pow(rays, 60.0) + 0.35 * pow(rays2, 40.0)) * 0.011 / (r + 0.016) * (1.0 - smoothstep(0.0, 0.45, r));
  vec3 spread = mix(tint, vec3(1.0), 0.55) * (1.4 * near + spikes) + tint * vec3(1.0, 0.86, 0.74) * far * edge * edge * 0.62;
  spread *= power;
  color = vec4(spread, 0.85 * clamp(max(spread.r, spread.b), 0.0, 1.0));
}
`;

/** Cloud tops, or the ground: `position` is turn from the sun and depth under the horizon, as for the dome. */
export const GROUND_VERTEX = /* glsl */ `
${VERTEX}
out vec3 air, through, direct, ambient, rose;
out vec2 where, high_where;
out vec3 lods;
void main() {
  float el = horizon_rad - position.y * position.y * (1.5708 + horizon_rad);
  vec3 d = ray(position.x, el), o = vec3(0.0, R + height_km, 0.0);
  float r = R + floor_km, b = dot(o, d), far = -b - sqrt(max(0.0, b * b - dot(o, o) + r * r));
  vec3 p = o + d * far, n = normalize(p);
  vec4 light = sky(position.x, 1.0, position.y);
  float up = dot(n, sun), steep = max(0.02, -dot(n, d)), mu = dot(d, sun);
  where = R * p.xz / p.y + vec2(track_km, 0.0);
  /* Ice clouds 6 km over the deck, seen through their own distance. */
  float over = min(6.0, 0.8 * max(0.0, height_km - floor_km));
  high_where = where - R * d.xz / max(-d.y, 0.02) * over / r * 1.0 + vec2(0.0, 0.0);
  /* Which way light comes over the ground travels with the slope in the fragment; here only its strength. */
  direct = exp(-B_AIR * 8.0 * exp(-floor_km / H_AIR) / (max(up, 0.0) + 0.02)) * smoothstep(-0.055, 0.02, up) * 1.15;
  float day = smoothstep(-0.13, 0.10, up), dawn = smoothstep(-0.14, -0.01, up);
  ambient = mix(vec3(0.0060, 0.0090, 0.0185), vec3(0.085, 0.125, 0.22), day * day);
  rose = mix(vec3(0.24, 0.07, 0.09), vec3(0.62, 0.29, 0.15), day) * dawn * (1.0 - 0.75 * smoothstep(0.02, 0.25, up)) * (0.45 + 0.75 * smoothstep(0.2, 1.0, mu));
  air = light.rgb;
  through = through_of(light.a);
  lods = vec3(log2(far * 2.0 * tan_half / size.y / pow(steep, 0.6)), up, dawn);
  gl_Position = place(d);
}
`;
export const GROUND = /* glsl */ `
${FRAGMENT}
uniform vec3 sun, fog_color;
uniform float under, floor_km;
in vec3 air, through, direct, ambient, rose;
in vec2 where, high_where;
in vec3 lods;
vec4 field(vec2 at, float km) { return textureLod(clouds, at / km, lods.x + 9.0  - log2(km)); }
void main() {
  float up = lods.y, dawn = lods.z;
  vec2 toward = normalize(sun.xz + vec2(1e-4));
  if (under > 0.5) {
    vec4 big = field(where, 1900.0), mid = field(where.yx, 130.0), near = field(where, 11.0);
    float land = smoothstep(0.46, 0.52, big.r + 0.35 * (mid.r - 0.5));
    vec3 soil = mix(vec3(0.055, 0.075, 0.035), vec3(0.17, 0.13, 0.085), smoothstep(0.35, 0.7, mid.r)) * (0.5 + near.r + 1.4 * dot(near.gb - 0.5, toward));
    vec3 lit = mix(vec3(0.012, 0.032, 0.065), soil, land) * fog_color * 2.4;
    color = vec4(seen(air + through * lit) + dust(), 1.0);
    return;
  }
  vec4 a = field(where, 1500.0), b = field(where.yx + a.rg * 24.0, 260.0);
  float fine = lods.x + 9.0 - log2(34.0);
  vec4 f = vec4(0.5), g = vec4(0.5);
  if (fine < 5.0) f = mix(field(where + b.rg * 3.0, 34.0), vec4(0.5), clamp(fine - 4.0, 0.0, 1.0));
  if (fine < 2.2) g = mix(field(where.yx, 7.3), vec4(0.5), clamp(fine - 1.2, 0.0, 1.0));
  float body = a.r * 0.40 + b.r * 0.38 + f.r * 0.21 + g.r * 0.08;
  float cover = smoothstep(0.50, 0.64, body);
  float thick = cover * (0.40 + 0.60 * smoothstep(0.52, 0.74, body));
  vec2 tilt = (a.gb - 0.5) * 0.6 + (b.bg - 0.5) * 1.1 + (f.gb - 0.5) * 1.0 + (g.bg - 0.5) * 0.6;
  float slope = -dot(tilt, toward), low = clamp(up * 3.0, 0.1, 1.0);
  float face = clamp(up * 1.5 + 0.14 + slope * (0.35 + 0.8 * dawn * (1.0 - low * 0.5)), 0.0, 1.5);
  vec3 cloud = direct * face * 0.85 + ambient * max(0.05, 0.62 + 0.9 * slope + 0.5 * (f.r - 0.3)) + rose * clamp(0.30 + slope * 1.9, 0.015, 1.5);
  /* Sea far beneath the deck, in its shadow where the deck is thick toward the sun. */
  vec3 sea = vec3(0.012, 0.032, 0.065) * (direct * max(0.0, up) * 2.0 + ambient * 1.3);
  float lower = smoothstep(0.48, 0.70, b.a * 0.4 + f.a * 0.35 + a.r * 0.35);
  sea = mix(sea, (direct * up * 0.45 + ambient * 0.5 + rose * 0.15), 0.45 * lower);
  vec3 lit = mix(sea * (1.0 - 0.45 * cover), max(cloud, 0.0), clamp(thick * 1.1, 0.0, 0.985));
  /* Ice above: thin, drawn out, brighter against a low sun; its own distance makes it slide over the deck. */
  float ice = smoothstep(0.34, 0.75, field(high_where * vec2(1.0, 0.55), 190.0).a * (0.55 + 0.9 * a.g));
  lit = mix(lit, direct * (0.30 + 0.55 * max(up, 0.0)) + ambient * 0.8 + rose * 0.75, ice * 0.55);
  color = vec4(seen(air + through * lit) + dust(), 1.0);
}
`;

/** Over the whole picture: `position` is -1 to 1. Fog of the cloud she is in. */
export const FOG_VERTEX = /* glsl */ `
${VERTEX}
out vec2 at;
out float toward_sun;
void main() {
  at = position.xy * 0.5 * vec2(size.x / size.y, 1.0);
  vec3 d = normalize(vec3(at * 2.0 * tan_half, 1.0) * camera_from_level);
  toward_sun = 0.75 + 0.55 * pow(max(0.0, dot(d, sun)), 3.0);
  gl_Position = vec4(position.xy, 0.0, 1.0);
}
`;
export const FOG = /* glsl */ `
${FRAGMENT}
uniform vec3 fog_color;
uniform vec2 wind_point;
uniform float fog, wind_ahead;
in vec2 at;
in float toward_sun;
void main() {
  /* Steam goes by: two sheets that grow out of where the wind comes from. */
  vec2 v = (at - wind_point) * wind_ahead;
  float r = length(v) + 0.05;
  vec4 steam = vec4(0.0);
  for (int i = 0; i < 2; i++) {
    float t = fract(time_s * 0.55 + 0.5 * float(i)), scale = exp2(-2.2 * t);
    steam += textureLod(clouds, v * scale * 0.75 + float(i) * 0.37, 0.0) * sin(PI * t) ;
  }
  float thick = steam.r * 0.9 + steam.a * 0.5;
  vec3 lit = fog_color * toward_sun * (0.52 + 0.55 * thick);
  color = vec4(seen(lit) + dust(), 1.0) * clamp(fog * (0.80 + 0.4 * thick), 0.0, 1.0);
}
`;

/** The layer of hot air that she looks through: reckoned at the corners of a coarse mesh, for it has no edges. */
export const VEIL_VERTEX = /* glsl */ `
${VERTEX}
uniform vec2 wind_point;
uniform float wind_ahead, glow, crest_y;
uniform vec3 glow_color;
out vec4 veil;
void main() {
  vec2 q = position.xy * 0.5 * vec2(size.x / size.y, 1.0), v = (q - wind_point) * wind_ahead;
  float r = length(v) + 0.02, turn = atan(v.y, v.x) / (2.0 * PI), run = log(r);
  vec2 flow = v / r;
  /* Billows that swell outward with the flow; no rays. */
  float one = textureLod(noise, vec2(q * 0.42 - flow * 0.05 - vec2(0.0, time_s * 0.05)), 1.0).r;
  float two = textureLod(noise, vec2(turn * 1.0 + 0.3 * one, run * 0.22 - time_s * 0.11), 2.0).r;
  float hull = exp(-max(0.0, q.y - crest_y + 0.42 * q.x * q.x) * 3.6);
  float rim = smoothstep(0.25, 1.05, length(q * vec2(0.85, 1.1)));
  float body = 0.05 + 0.85 * hull * (0.55 + 0.8 * one) + 0.55 * rim * smoothstep(0.30, 0.72, 0.6 * one + 0.5 * two);
  vec3 lit = mix(glow_color, vec3(0.75, 0.22, 0.42), 0.45 * rim) * body * glow;
  veil = vec4(lit * 0.55, clamp(0.5 * glow * (0.35 * hull + rim * one), 0.0, 0.6));
  gl_Position = vec4(position.xy, 0.0, 1.0);
}
`;
export const VEIL = /* glsl */ `
${FRAGMENT}
in vec4 veil;
void main() { color = vec4(veil.rgb + dust(), veil.a); }
`;

/** The skin: `position` and `normal` in body axes, m. */
export const HULL_VERTEX = /* glsl */ `
${VERTEX}
uniform mat3 camera_from_body, level_from_body;
uniform vec3 eye_body, wind_body, skin_color, glow_color;
uniform float skin_temperature_k, glow;
in vec3 normal;
out vec3 light, heat, body, facing;
vec3 ember(float kelvin) {
  /* Planck at 610, 550 and 465 nm against what is just seen at 900 K, drawn together as an eye would. */
  float k = max(kelvin, 400.0);
  vec3 c = vec3(23590.0, 26160.0, 30940.0);
  return min(vec3(3.0), vec3(0.020, 0.0036, 0.0006) * exp(c * (1.0 / 900.0 - 1.0 / k) * 0.45));
}
void main() {
  vec3 c = camera_from_body * (position - eye_body);
  gl_Position = vec4(c.x * size.y / (size.x * tan_half), c.y / tan_half, c.z * 1.0025 - 1.0, c.z);
  vec3 n = level_from_body * normal;
  float wind = dot(normal, wind_body);
  /* Hottest where the air meets her; what lies in her lee is a third of it above the cold. */
  float share = 0.55 + 0.45 * pow(clamp(0.5 + 0.5 * wind, 0.0, 1.0), 0.6);
  float kelvin = 270.0 + (skin_temperature_k - 270.0) * share;
  light = sun_color * 0.42 * max(0.0, dot(n, sun)) + fog_color * 0.10 * fog + vec3(0.016, 0.020, 0.028) + sun_color * (0.12 + 0.22 * max(0.0, -n.y) + 0.05 * max(0.0, n.y))
    + vec3(0.02, 0.03, 0.06) * max(0.0, sun.y + 0.1);
  heat = ember(kelvin) + glow_color * glow * glow * 0.16 * pow(clamp(0.5 + 0.5 * wind, 0.0, 1.0), 2.0);
  body = position;
  facing = vec3(dot(normalize(c), camera_from_body * normal), c.z, wind);
}
`;
export const HULL = /* glsl */ `
${FRAGMENT}
uniform float flame;
in vec3 light, heat, body, facing;
float seam(float at, float wide) {
  float soft = max(fwidth(at), 1e-4), off = abs(fract(at + 0.5) - 0.5);
  return (1.0 - smoothstep(wide, wide + soft, off)) * clamp(wide * 2.6 / soft, 0.0, 1.0);
}
void main() {
  /* Plates: a strake a deck, a frame each four metres, every other strake half a plate on. */
  float strake = body.z / 3.5, row = floor(strake + 0.5), frame = body.x / 4.0 + 0.5 * mod(row, 2.0);
  float lane = body.y / 3.0;
  float lines = max(max(seam(body.x / 4.0, 0.005), seam(strake, 0.006)), seam(lane, 0.006) * 0.7);
  float major = seam(body.y / 24.0, 0.0012);
  vec2 plate_at = vec2(floor(body.x / 4.0), floor(lane + 0.5) + 7.0 * row);
  float plate = fract(sin(dot(plate_at, vec2(12.9898, 78.233))) * 43758.5453);
  float wear = grain(body.xy * vec2(0.035, 0.06) + body.z * 0.03).r;
  float skin = 0.26 * (0.72 + 0.34 * plate + 0.5 * (wear - 0.5)) * (1.0 - 0.62 * lines) * (1.0 - 0.5 * major);
  float graze = pow(1.0 - clamp(-facing.x, 0.0, 1.0), 4.0);
  float glowing = 0.55 + 0.9 * wear * (0.6 + 0.4 * plate);
  vec3 lit = light * skin * (1.0 + 1.4 * graze) + heat * glowing * (1.0 - 0.5 * lines) * (0.35 + 0.9 * graze);
  lit += vec3(1.0, 0.42, 0.17) * flame * graze * graze * (0.30 + 0.5 * wear);
  color = vec4(seen(lit) + dust(), 1.0);
}
`;

/** Tongues along the edge of the hull: `position` in the picture, `edge` = outward, along, nearness. */
export const FLAME_VERTEX = /* glsl */ `
${VERTEX}
in vec3 edge;
out vec3 at;
out vec2 q;
void main() {
  at = edge;
  q = position.xy;
  gl_Position = vec4(position.xy * 2.0 * vec2(size.y / size.x, 1.0), 0.0, 1.0);
}
`;
export const FLAME = /* glsl */ `
${FRAGMENT}
uniform vec3 glow_color;
uniform vec2 wind_point;
uniform float wind_ahead, flame;
in vec3 at;
in vec2 q;
void main() {
  float edge = at.x, near = at.z, along = at.y;
  float out_side = smoothstep(-0.004, 0.0015, edge), e = max(edge, 0.0) / near;
  vec2 v = (q - wind_point) * wind_ahead;
  float lean = clamp(v.x / (length(v) + 1e-3) * 0.9, -0.9, 0.9);
  float x = along - max(edge, 0.0) * lean * 1.1;
  float slow = grain(vec2(x * 0.28, time_s * 0.035)).r;
  float wig = grain(vec2(x * 1.1, edge * 1.4 - time_s * 0.23)).g - 0.4;
  float patchy = smoothstep(0.34, 0.66, slow);
  float tongue = 0.0, v_out = 1.0;
  if (e < 0.02 + 0.30 * flame) {
    float lick = grain(vec2((x + wig * 0.022) * 1.75, e * 0.55 - time_s * 0.30)).b;
    float fine = grain(vec2((x + wig * 0.028) * 4.6, e * 0.95 - time_s * 0.52)).b;
    float hair = grain(vec2((x + wig * 0.03) * 11.0, e * 2.2 - time_s * 0.9)).b;
    float len = 0.008 + flame * (0.025 + 0.17 * patchy * pow(lick, 1.6) + 0.05 * flame);
    v_out = clamp(e / len, 0.0, 1.0);
    tongue = pow(1.0 - v_out, 1.5) * smoothstep(0.22, 0.70, fine * 0.62 + hair * 0.24 + lick * 0.34 + 0.24 * (1.0 - v_out));
  }
  vec3 hot = mix(vec3(0.95, 0.19, 0.05), vec3(1.0, 0.52, 0.20), smoothstep(0.05, 0.5, tongue));
  hot = mix(hot, vec3(1.0, 0.88, 0.68), smoothstep(0.5, 1.0, tongue));
  hot = mix(hot, vec3(0.50, 0.24, 0.80), smoothstep(0.45, 1.0, v_out) * 0.6 * (1.0 - 0.5 * flame));
  vec3 lit = hot * tongue * (0.40 + 0.85 * flame * (0.4 + patchy)) + vec3(1.0, 0.55, 0.28) * exp(-e * 150.0) * 1.1 * flame
    + vec3(0.95, 0.30, 0.12) * exp(-e * 30.0) * 0.30 * flame * (0.4 + patchy) + glow_color * exp(-e * 9.0) * 0.10 * flame;
  float inner = exp(min(edge, 0.0) * 220.0);
  float fade = 1.0 - smoothstep(0.26, 0.34, e);
  float shade = clamp(tongue * 0.9 + exp(-e * 40.0) * 0.7 * flame, 0.0, 0.95) * out_side;
  vec3 face = seen(lit / max(exposure, 0.35) * 0.55);
  float strength = mix(0.8 * inner * inner, 1.0, out_side) * fade * smoothstep(0.0, 0.02, flame);
  color = vec4(face * face * strength * 1.05, shade * fade);
}
`;

/** Bits torn off and carried aft: `position` = two chances and which corner, `edge` = where on the crest it starts. */
export const SPARK_VERTEX = /* glsl */ `
${VERTEX}
uniform vec2 wind_point;
uniform float wind_ahead, sparks;
in vec3 edge;
out vec2 spark;
void main() {
  float life = fract(time_s * (0.55 + 0.7 * position.x) + position.y * 7.3), end = position.z;
  vec2 from = edge.xy, flow = (from - wind_point) * wind_ahead;
  flow = normalize(flow + vec2(0.0, 0.55));
  float go = life * life * (0.5 + position.y) * 0.9, tail = 0.02 + 0.11 * life;
  vec2 side = vec2(-flow.y, flow.x);
  float along = floor(end * 0.5) * tail, across = (mod(end, 2.0) - 0.5) * 2.0 / max(size.y, 700.0);
  vec2 at = from + flow * (go - along + 0.01) + side * (across + 0.05 * sin(position.x * 40.0 + life * 5.0) * life);
  float on = step(position.x, sparks);
  spark = vec2((1.0 - life) * on * (1.0 - floor(end * 0.5)), life);
  gl_Position = on > 0.5 ? vec4(at * 2.0 * vec2(size.y / size.x, 1.0), 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
}
`;
export const SPARK = /* glsl */ `
${FRAGMENT}
in vec2 spark;
void main() { float bright = spark.x * spark.x * 0.8;
  color = vec4(mix(vec3(1.0, 0.80, 0.5), vec3(1.0, 0.40, 0.12), spark.y) * bright, 0.3 * bright); }
`;
