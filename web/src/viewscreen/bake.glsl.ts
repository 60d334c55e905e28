// The cloud field, made once from plain noise: masses drawn out and curled by larger ones. Red: height. Green and blue: its
// slope. Alpha: thin strands, as of ice high up. It closes on itself.

export const BAKED = 512;

export const BAKE = /* glsl */ `
precision highp float;
precision highp sampler2D;
uniform sampler2D noise;
out vec4 field;
vec4 g(vec2 at) { return textureLod(noise, at, 0.0); }
float height(vec2 u) {
  vec2 a = g(u).rg - 0.5, b = g(u.yx * 2.0 + 0.31).rg - 0.5;
  vec2 c = u + 0.055 * vec2(a.x, b.x) + 0.014 * vec2(b.y, a.y);
  vec2 e = g(c * 2.0 + 0.17).rg - 0.5;
  vec2 k = c + 0.010 * e;
  float h = 0.50 * g(k).r + 0.28 * g(k * 2.0 + 0.4).r + 0.12 * g(k * 4.0).g + 0.07 * g(k.yx * 8.0).g + 0.03 * g(k * 16.0).g;
  return h;
}
void main() {
  vec2 u = gl_FragCoord.xy / ${BAKED}.0, e = vec2(1.0 / ${BAKED}.0, 0.0);
  float h = height(u);
  vec2 slope = vec2(height(u + e.xy) - height(u - e.xy), height(u + e.yx) - height(u - e.yx)) * 5.0;
  vec2 w = g(u * 2.0).rg - 0.5;
  float strand = g((u + 0.05 * w) * vec2(1.0, 2.0)).b * (0.4 + 0.6 * g((u + 0.03 * w) * vec2(2.0, 5.0)).b);
  field = vec4(clamp((h - 0.2) * 1.65, 0.0, 1.0), clamp(0.5 + slope, 0.0, 1.0), strand);
}
`;
