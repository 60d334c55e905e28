// The picture: sky from the map, sun, stars, clouds or ground, the fog of a cloud, air that glows, and the bow.
import { AIR, SKY_HEIGHT } from './air.glsl';

export const VIEW = /* glsl */ `
${AIR}
uniform sampler2D sky_map, noise;
uniform vec2 size;
uniform mat3 level_from_camera, stars_from_level;
uniform vec3 sun, sun_color, glow_color, fog_color, skin_color;
uniform vec2 wind_point;
uniform float wind_ahead, height_km, floor_km, horizon_rad, tan_half, track_km, time_s, exposure;
uniform float glow, flame, fog, under, star_light, bow_wide;
out vec4 color;

float hash(vec3 p) { p = fract(p * 0.3183099 + 0.1); p *= 17.0; return fract(p.x * p.y * p.z * (p.x + p.y + p.z)); }
vec4 grain(vec2 at, float lod) { return textureLod(noise, at, lod); }

vec4 sky(vec3 d, out float el) {
  el = asin(clamp(d.y, -1.0, 1.0));
  float across = length(d.xz) * length(sun.xz);
  float az = acos(clamp(dot(d.xz, sun.xz) / max(across, 1e-5), -1.0, 1.0));
  float texel = 0.5 / ${SKY_HEIGHT}.0, half_map = 0.5 - 2.0 * texel;
  float v = el < horizon_rad
    ? 0.5 - texel - half_map * sqrt((horizon_rad - el) / (1.5708 + horizon_rad))
    : 0.5 + texel + half_map * sqrt((el - horizon_rad) / (1.5708 - horizon_rad));
  return texture(sky_map, vec2(0.015625 + 0.96875 * sqrt(az / PI), v));
}

/* Tops of the clouds, or the ground under them, lit at a low sun. */
vec3 surface(vec3 o, vec3 d, float far, float mu) {
  vec3 p = o + d * far, n = normalize(p);
  vec2 w = R * p.xz / p.y + vec2(track_km, 0.0);
  float up = dot(n, sun), steep = max(0.04, -dot(n, d));
  float foot = far * 2.0 * tan_half / size.y / sqrt(steep);
  vec2 toward = normalize(sun.xz + vec2(1e-4));
  vec3 direct = exp(-B_AIR * 8.0 * exp(-floor_km / H_AIR) / (max(up, 0.0) + 0.02)) * smoothstep(-0.055, 0.02, up) * 1.15;
  float day = smoothstep(-0.13, 0.10, up), dawn = smoothstep(-0.14, -0.01, up);
  vec3 ambient = mix(vec3(0.0035, 0.0058, 0.0125), vec3(0.085, 0.125, 0.22), day * day);
  vec3 rose = mix(vec3(0.24, 0.07, 0.09), vec3(0.62, 0.29, 0.15), day) * dawn * (1.0 - 0.75 * smoothstep(0.02, 0.25, up)) * (0.45 + 0.75 * smoothstep(0.2, 1.0, mu));

  /* Ground: seas, land, and on the night side the lamps of those who live there. */
  float l0 = log2(foot * 256.0), near = 0.5;
  if (under > 0.5) near = grain(w / 23.0, max(0.0, l0 - 4.52)).r;
  vec4 big = grain(w / 2600.0 + 0.37, max(0.0, l0 - 11.34));
  vec4 mid = grain(w.yx / 310.0, max(0.0, l0 - 8.28));
  float land = smoothstep(0.49, 0.55, big.r + 0.5 * (mid.r - 0.5));
  vec3 soil = mix(vec3(0.055, 0.075, 0.035), vec3(0.17, 0.13, 0.085), smoothstep(0.35, 0.7, mid.g)) * (0.7 + 0.6 * near);
  vec3 ground = mix(vec3(0.012, 0.032, 0.065), soil, land);
  vec3 half_way = normalize(sun - d);
  float shine = (1.0 - land) * pow(max(0.0, dot(n, half_way)), 90.0);
  vec3 base = ground * (direct * max(0.0, up) * 2.2 + ambient * 1.4) + direct * shine * 0.5;
  float lamps = land * smoothstep(0.62, 0.92, mid.g) * smoothstep(0.5, 0.8, mid.r);
  base += vec3(1.0, 0.62, 0.28) * lamps * 0.10 * (1.0 - smoothstep(-0.2, -0.06, up));
  if (under > 0.5) return ground * fog_color * 2.4 + base * 0.15;

  /* Cloud tops: masses bent by larger ones, billows on them, shadow away from the sun. */
  vec2 bend = (big.gr - 0.5) * 120.0 + (mid.rg - 0.5) * 26.0;
  vec2 c = w + bend;
  float l1 = max(0.0, l0 - 9.13), l2 = max(0.0, l0 - 6.6), l3 = max(0.0, l0 - 4.0);
  float low = clamp(up * 3.0, 0.1, 1.0), reach = mix(1.0, 0.45, low);
  float a = grain(c / 560.0, l1).r;
  vec2 b = grain(c.yx / 97.0 + 0.2, l2).rg, b2 = grain((c + toward * 2.6 * reach).yx / 97.0 + 0.2, l2).rg;
  /* Billows only where they are not finer than the picture. */
  float f = 0.42, f2 = 0.42;
  if (l3 < 4.5) {
    float share = 1.0 - l3 / 4.5;
    f = mix(f, grain(c / 16.0, l3).g, share);
    f2 = mix(f2, grain((c + toward * 0.45 * reach) / 16.0, l3).g, share);
  }
  float body = a * 0.58 + b.r * 0.32 + b.g * 0.16;
  float cover = smoothstep(0.40, 0.60, body + 0.05 * (f - 0.5));
  float thick = cover * (0.45 + 0.55 * smoothstep(0.45, 0.75, body + 0.10 * (f - 0.4)));
  float slope = (b.r - b2.r) * 3.4 + (b.g - b2.g) * 1.9 + (f - f2) * 0.85;
  float face = clamp(up * 1.7 + 0.16 + slope * (0.22 + 0.55 * dawn * (1.0 - low * 0.5)), 0.0, 1.6);
  vec3 cloud = direct * face * 0.95 + ambient * (0.75 + 0.8 * slope + 0.35 * f) + rose * clamp(0.34 + slope * 1.5, 0.02, 1.5);
  return mix(base, max(cloud, 0.0), clamp(thick * 1.15, 0.0, 0.985));
}

/* Air torn open in front of her: strands that run outward from where the wind comes from. */
vec3 streaks(vec2 q, float strength, float speed) {
  vec2 v = (q - wind_point) * wind_ahead;
  float r = length(v) + 1e-3, turn = atan(v.y, v.x) / (2.0 * PI), run = log(r);
  float one = grain(vec2(turn * 2.0, run * 0.16 - time_s * 0.21 * speed), 0.0).b;
  float two = grain(vec2(turn * 5.0 + one * 0.05, run * 0.10 - time_s * 0.47 * speed + 0.3), 0.0).b;
  float edge = smoothstep(0.15, 1.05, r);
  return vec3(pow(one * two * 1.9, 2.2), edge, r);
}

/* The bow below the camera: distance off its edge, outward positive, and the place along it. */
vec3 bow_at(vec2 q) {
  float top = -0.335, wide = bow_wide, deep = 0.30, ax = abs(q.x);
  float edge = top - deep * pow(ax / wide, 1.75);
  float slope = deep * 1.75 / wide * pow(max(ax, 1e-3) / wide, 0.75);
  return vec3((q.y - edge) * inversesqrt(1.0 + slope * slope), ax * sqrt(1.0 + 0.35 * slope * slope), slope);
}

void main() {
  vec2 q = (gl_FragCoord.xy - 0.5 * size) / size.y;
  vec3 d = normalize(level_from_camera * vec3(q * 2.0 * tan_half, 1.0));
  vec3 o = vec3(0.0, R + height_km, 0.0);
  float mu = dot(d, sun), el;
  vec3 bow = bow_at(q);
  float pixel = 1.0 / size.y;
  vec3 lit = vec3(0.0);
  if (bow.x > -pixel) {
    vec4 air = sky(d, el);
    vec3 through = pow(vec3(max(air.a, 1e-4)), vec3(0.45, 1.0, 2.1));
    lit = air.rgb;
    float ground = shell(o, d, R + floor_km).x;
    if (el < horizon_rad && ground < 1e8) {
      if (under > 0.0) lit *= 1.0 - 0.6 * under;
      lit += through * surface(o, d, ground, mu);
      /* Never a hard edge: the last of it is as bright as the air above. */
      float edge = smoothstep(horizon_rad, horizon_rad - max(0.003, 2.4 * pixel * tan_half), el);
      if (edge < 1.0) {
        float above;
        vec3 rim = vec3(d.x, sin(horizon_rad + 0.002), d.z);
        vec3 band = sky(vec3(rim.x, rim.y, rim.z), above).rgb;
        lit = mix(mix(band, fog_color * 0.8, under), lit, edge);
      }
    } else {
      /* One star a cell of a grid that turns with the sky. */
      if (star_light > 0.01) {
        vec3 sd = stars_from_level * d * 80.0, id = floor(sd);
        float which = hash(id);
        if (which > 0.965) {
          float bright = pow(hash(id + 3.0), 6.0), radius = max(0.05, 80.0 * 2.0 * tan_half / size.y * 0.8);
          vec3 off = fract(sd) - 0.3 - 0.4 * vec3(hash(id + 5.0), hash(id + 7.0), hash(id + 11.0));
          float star = smoothstep(radius, radius * 0.1, length(off - d * dot(off, d))) * (0.05 + bright) * min(1.0, 0.09 / radius);
          lit += star * star_light * through * mix(vec3(0.75, 0.86, 1.0), vec3(1.0, 0.86, 0.70), hash(id + 13.0));
        }
      }
      float clear = 1.0 - under;
      lit += through * clear * vec3(1.0, 0.93, 0.84) * smoothstep(0.999955, 0.999978, mu) * 60.0;
      if (under > 0.0) {
        /* The deck from beneath. */
        float base = shell(o, d, R + 8.5).y;
        vec2 w = d.xz * base + vec2(track_km, 0.0);
        float lod = max(0.0, log2(base * 2.0 * tan_half / size.y * 256.0 / 24.0 / max(0.08, d.y)));
        vec4 one = grain(w / 24.0, lod), two = grain(w.yx / 90.0, max(0.0, lod - 2.0));
        float dark = 0.55 + 0.5 * two.r + 0.35 * (one.g - 0.4);
        vec3 deck = mix(fog_color * 0.55 * dark, fog_color * 0.8, exp(-max(0.0, d.y) * 9.0));
        lit = mix(lit, deck, under * 0.96);
      }
    }
    /* Light spread by lens and air around the sun. */
    float off = 1.0 - mu;
    lit += sun_color * (vec3(1.0, 0.92, 0.82) * (1.3 * exp(-off * 9000.0) + 0.22 * exp(-off * 1300.0)) + vec3(1.0, 0.74, 0.52) * 0.045 * exp(-off * 150.0) + vec3(0.45, 0.55, 1.0) * 0.012 * exp(-off * 24.0));
  }

  vec3 s = glow > 0.002 || fog > 0.001 ? streaks(q, glow, 1.0) : vec3(0.0);
  if (fog > 0.001) {
    float toward_sun = 0.75 + 0.55 * pow(max(0.0, mu), 3.0);
    float drift = grain(vec2(q * 0.35 + vec2(time_s * 0.05, -time_s * 0.13)), 0.0).r;
    float steam = s.x * (0.5 + 0.9 * drift) + drift * 0.55;
    lit = mix(lit, fog_color * toward_sun * (0.66 + 0.42 * steam), clamp(fog * (0.82 + 0.4 * drift), 0.0, 1.0));
  }

  if (glow > 0.002) {
    /* The layer in front: a veil, thin in the middle, and strands to the sides. */
    float veil = 0.06 + 0.30 * s.y * s.y;
    lit *= 1.0 - 0.35 * glow * s.y;
    lit += glow_color * glow * (veil * 0.20 + s.x * s.y * (0.12 + 0.40 * glow));
    lit += vec3(1.0, 0.62, 0.40) * pow(glow, 3.0) * 0.05 * exp(-s.z * s.z * 12.0);
  }

  /* The bow, its seams, what glows on it, and the tongues along its edge. */
  float edge = bow.x, along = bow.y + (q.x < 0.0 ? 0.0 : 0.37), near = 0.45 + 0.75 * smoothstep(0.0, 0.8, abs(q.x));
  if (flame > 0.002 && edge > -0.03 && edge < 0.03 + 0.30 * flame) {
    vec2 flow = normalize((q - wind_point) * wind_ahead);
    float lean = clamp(abs(flow.x) * 0.9, 0.0, 0.95);
    float x = bow.y - edge * lean * 1.1;
    float side = q.x < 0.0 ? 0.13 : 0.61;
    float slow = grain(vec2(x * 0.28 + side, time_s * 0.035), 0.0).r;
    float wig = grain(vec2(x * 1.1 + side, edge * 1.4 - time_s * 0.23), 0.0).g - 0.4;
    float lick = grain(vec2((x + wig * 0.035) * 1.55 + side, edge * 0.55 / near - time_s * 0.30), 0.0).b;
    float fine = grain(vec2((x + wig * 0.05) * 3.7 + side, edge * 0.9 / near - time_s * 0.52), 0.0).b;
    float patchy = smoothstep(0.34, 0.66, slow);
    float len = near * (0.010 + flame * (0.03 + 0.15 * patchy * pow(lick, 1.6) + 0.05 * flame));
    float v = clamp(edge / len, 0.0, 1.0);
    float tongue = edge > -0.003 ? pow(1.0 - v, 1.6) * smoothstep(0.18, 0.68, fine * 0.75 + lick * 0.4 + 0.22 * (1.0 - v)) * smoothstep(-0.003, 0.001, edge) : 0.0;
    vec3 hot = mix(vec3(0.95, 0.19, 0.05), vec3(1.0, 0.52, 0.20), smoothstep(0.05, 0.5, tongue));
    hot = mix(hot, vec3(1.0, 0.88, 0.68), smoothstep(0.5, 1.0, tongue));
    hot = mix(hot, vec3(0.50, 0.24, 0.80), smoothstep(0.45, 1.0, v) * 0.6 * (1.0 - 0.5 * flame));
    float e = max(edge, 0.0) / near;
    lit *= 1.0 - clamp(tongue * 0.9 + exp(-e * 40.0) * 0.75 * flame, 0.0, 0.92) * smoothstep(-0.003, 0.001, edge);
    lit += (hot * tongue * (0.45 + 1.5 * flame * (0.4 + patchy)) + vec3(1.0, 0.50, 0.25) * exp(-e * 150.0) * 1.0 * flame
      + vec3(0.95, 0.28, 0.12) * exp(-e * 26.0) * 0.22 * flame * (0.4 + patchy) + glow_color * exp(-e * 8.0) * 0.14 * flame) * smoothstep(-0.003, 0.001, edge);
  }
  float solid = smoothstep(0.6 * pixel, -0.6 * pixel, edge);
  if (solid > 0.0) {
    float deep = max(0.0, -0.335 - q.y), z = 1.0 / (deep + 0.06), lane = q.x * z * 0.55;
    float seam = max(smoothstep(0.020, 0.0, abs(fract(lane + 0.5) - 0.5)), smoothstep(0.035, 0.0, abs(fract(z * 0.35) - 0.5)) * 0.8);
    float plate = grain(vec2(lane * 0.21, z * 0.031), 2.0).r;
    float inside = max(0.0, -edge);
    vec3 hull = vec3(0.0030, 0.0037, 0.0050) * (0.6 + 0.8 * plate) * (1.0 - 0.5 * seam);
    vec3 side = level_from_camera * normalize(vec3(q.x * 0.9, 1.0, -0.25));
    hull += (sun_color * 0.05 * max(0.0, dot(side, sun)) + fog_color * 0.02) * (0.5 + 0.7 * plate) * (1.0 - 0.55 * seam) * exp(-inside * 3.5);
    float heat = grain(vec2(along * 0.5, inside * 0.9 - time_s * 0.01), 0.0).r;
    hull += skin_color * (exp(-inside * 34.0) * (0.10 + 1.1 * heat * heat) + 0.07 * exp(-inside * 9.0) * plate) * (1.0 - 0.6 * seam);
    hull += vec3(1.0, 0.55, 0.30) * flame * (exp(-inside * 260.0) * 0.9 + exp(-inside * 30.0) * 0.10 * (0.3 + heat));
    lit = mix(lit, hull, solid);
  }

  lit *= exposure;
  lit = clamp((lit * (2.51 * lit + 0.03)) / (lit * (2.43 * lit + 0.59) + 0.14), 0.0, 1.0);
  lit = pow(lit, vec3(0.4545));
  lit *= 1.0 - 0.42 * dot(q * vec2(0.75, 1.0), q * vec2(0.75, 1.0));
  lit += (hash(vec3(gl_FragCoord.xy, fract(time_s))) - 0.5) / 160.0;
  color = vec4(lit, 1.0);
}
`;
