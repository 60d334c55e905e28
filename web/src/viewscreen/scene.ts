// The view out, in two passes: a small map of the sky's light, then the picture. The only user of three.js, so that no
// other page carries it.
import {
  ClampToEdgeWrapping,
  DataTexture,
  GLSL3,
  HalfFloatType,
  LinearFilter,
  LinearMipmapLinearFilter,
  Matrix3,
  NoBlending,
  RawShaderMaterial,
  RepeatWrapping,
  Vector2,
  Vector3,
  WebGLRenderer,
  WebGLRenderTarget,
  type IUniform,
} from 'three';
import { BufferGeometry, Camera as AnyCamera, Float32BufferAttribute, Mesh } from 'three';
import type { Outside } from '../wire/protocol';
import { SKY, SKY_HEIGHT, SKY_WIDTH, VERTEX } from './air.glsl';
import { cameraOf, dip_rad, floor_km, rotate, tiltFor, turnTilt, type Camera, type Vector } from './aim';
import { Between, type Moving } from './between';
import { lookOf, windPoint } from './look';
import { NOISE_SIZE, noiseTexels } from './noise';
import { Pace } from './pace';
import { VIEW } from './view.glsl';

/** Half of what is seen, up and down, on a wide screen and at most; and its reach to the sides. */
const TAN_HALF_MAX = 0.62;
const TAN_SIDE = 1;

/** What a screen asks of its scene, looked up each frame. */
export interface Wanted {
  /** What the ship shows; none while the screen is dark. */
  outside: Outside | undefined;
  /** Ship time of it, s. */
  t_s: number;
  /** The camera stays on the bow's axis, and follows no horizon. */
  fixed: boolean;
  /** Flames stand still, and the picture follows the states without motion between them. */
  still: boolean;
  shake: boolean;
  /** Told what the camera does, each frame. */
  seen?: (camera: Camera, tilt_rad: number, tan_half: number) => void;
  /** Told once, where nothing can be drawn. */
  broken?: () => void;
}

/** level (x, y starboard, z down) to the shader's (x, up, starboard). */
const turned = ([x, y, z]: Vector) => new Vector3(x, -z, y);

function uniforms(names: readonly string[]): Record<string, IUniform> {
  return Object.fromEntries(names.map((name) => [name, { value: 0 }]));
}

function material(fragmentShader: string, names: readonly string[]): RawShaderMaterial {
  return new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: VERTEX,
    fragmentShader,
    uniforms: uniforms(names),
    depthTest: false,
    depthWrite: false,
    blending: NoBlending,
  });
}

function noiseTexture(): DataTexture {
  const texture = new DataTexture(noiseTexels(), NOISE_SIZE, NOISE_SIZE);
  texture.wrapS = texture.wrapT = RepeatWrapping;
  texture.magFilter = LinearFilter;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.generateMipmaps = true;
  texture.needsUpdate = true;
  return texture;
}

class View {
  readonly renderer: WebGLRenderer;
  readonly #sky = material(SKY, ['height_km', 'floor_km', 'horizon_rad', 'sun_height_rad']);
  readonly #view = material(VIEW, [
    ...[
      'sky_map',
      'noise',
      'size',
      'level_from_camera',
      'stars_from_level',
      'sun',
      'sun_color',
      'glow_color',
    ],
    ...['fog_color', 'skin_color', 'wind_point', 'wind_ahead', 'height_km', 'floor_km', 'horizon_rad'],
    ...[
      'tan_half',
      'bow_wide',
      'track_km',
      'time_s',
      'exposure',
      'glow',
      'flame',
      'fog',
      'under',
      'star_light',
    ],
  ]);
  readonly #map = new WebGLRenderTarget(SKY_WIDTH, SKY_HEIGHT, {
    type: HalfFloatType,
    depthBuffer: false,
    wrapS: ClampToEdgeWrapping,
    wrapT: ClampToEdgeWrapping,
  });
  readonly #noise = noiseTexture();
  readonly #mesh: Mesh;
  readonly #camera = new AnyCamera();
  #frame = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.renderer = new WebGLRenderer({
      canvas,
      antialias: false,
      alpha: false,
      depth: false,
      stencil: false,
    });
    this.renderer.debug.checkShaderErrors = import.meta.env.DEV;
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new Float32BufferAttribute([-1, -1, 0, 3, -1, 0, -1, 3, 0], 3));
    this.#mesh = new Mesh(geometry, this.#view);
    this.#mesh.frustumCulled = false;
  }

  draw(moving: Moving, camera: Camera, tan_half: number, time_s: number): void {
    const { outside, track_km } = moving;
    const look = lookOf(outside);
    const height_km = Math.max(0.05, outside.altitude_m / 1000);
    const below_km = floor_km(height_km);
    const sun = turned(outside.sun_level).normalize();
    const size = this.renderer.getDrawingBufferSize(new Vector2());
    const shared = { height_km, floor_km: below_km, horizon_rad: -dip_rad(height_km, below_km) };
    const wind = windPoint(rotate(outside.level_from_body, outside.wind_body), camera);
    const sun_turn = Math.atan2(sun.y, sun.x);
    const [c, s] = [Math.cos(sun_turn), Math.sin(sun_turn)];
    const [right, up, forward] = [camera.right, camera.up, camera.forward].map(turned) as [
      Vector3,
      Vector3,
      Vector3,
    ];

    if (this.#frame % 8 === 0) {
      set(this.#sky, { ...shared, sun_height_rad: Math.asin(sun.y) });
      this.#pass(this.#sky, this.#map);
    }
    this.#frame += 1;
    const { glow_color, skin_color, sun_color, fog_color, ...plain } = look;
    set(this.#view, {
      ...shared,
      ...plain,
      glow_color: new Vector3(...glow_color),
      skin_color: new Vector3(...skin_color),
      sun_color: new Vector3(...sun_color),
      fog_color: new Vector3(...fog_color),
      sky_map: this.#map.texture,
      noise: this.#noise,
      size,
      level_from_camera: new Matrix3().set(
        right.x,
        up.x,
        forward.x,
        right.y,
        up.y,
        forward.y,
        right.z,
        up.z,
        forward.z,
      ),
      stars_from_level: new Matrix3().set(c, s, 0, -s, c, 0, 0, 0, 1),
      sun,
      wind_point: new Vector2(wind.x, wind.y).divideScalar(2 * tan_half),
      wind_ahead: wind.ahead,
      tan_half,
      bow_wide: 0.86 * Math.min(1.25, size.x / size.y / 1.78),
      // The largest tile of noise closes after 2600 km times every other's length; floats stay fine for a day.
      track_km,
      time_s,
    });
    this.#pass(this.#view, null);
  }

  #pass(with_: RawShaderMaterial, target: WebGLRenderTarget | null): void {
    this.#mesh.material = with_;
    this.renderer.setRenderTarget(target);
    this.renderer.render(this.#mesh, this.#camera);
  }

  dispose(): void {
    for (const one of [this.#sky, this.#view, this.#map, this.#noise, this.#mesh.geometry]) one.dispose();
    this.renderer.dispose();
  }
}

function set(of: RawShaderMaterial, values: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(values)) {
    const uniform = of.uniforms[name];
    if (uniform) uniform.value = value;
  }
}

/** A tremble with the air's pressure, for those who want it: at most a third of a degree. */
function shaken(outside: Outside, time_s: number): number {
  const pressure_pa = 0.5 * outside.air_density_kg_m3 * outside.airspeed_m_s ** 2;
  return Math.min(0.006, pressure_pa * 3e-7) * (Math.sin(time_s * 31) + 0.6 * Math.sin(time_s * 47.3));
}

/** Draws what is wanted into a canvas, for as long as the canvas is there. */
export function lookOut(wanted: () => Wanted) {
  return (element: HTMLCanvasElement) => {
    let view: View;
    try {
      view = new View(element);
    } catch {
      wanted().broken?.();
      return;
    }
    const between = new Between();
    const pace = new Pace();
    let tilt_rad: number | undefined;
    let last_ms = performance.now();
    let drawn: Outside | undefined;

    const fit = () => {
      const most = Math.min(1.5, devicePixelRatio) * pace.share;
      const [width, height] = [element.clientWidth * most, element.clientHeight * most].map((n) =>
        Math.max(16, Math.round(n)),
      );
      view.renderer.setSize(width as number, height as number, false);
      element.dataset.share = pace.share.toFixed(2);
    };
    const watch = new ResizeObserver(fit);
    watch.observe(element);
    fit();

    view.renderer.setAnimationLoop(() => {
      const now_ms = performance.now();
      const want = wanted();
      if (pace.frame(now_ms)) fit();
      const dt_s = Math.min(0.1, (now_ms - last_ms) / 1000);
      last_ms = now_ms;
      if (!want.outside) {
        between.clear();
        return;
      }
      if (want.still && want.outside === drawn) return;
      drawn = want.outside;
      between.take(want.outside, want.t_s, now_ms);
      const moving = between.at(want.still ? Infinity : now_ms);
      if (!moving) return;
      const { level_from_body, altitude_m } = moving.outside;
      const aim_rad = want.fixed ? 0 : tiltFor(level_from_body, altitude_m / 1000);
      tilt_rad = turnTilt(tilt_rad ?? aim_rad, aim_rad, want.still ? 0.1 : dt_s);
      const time_s = want.still ? 8.3 : (now_ms / 1000) % 3600;
      const shake = want.shake && !want.still ? shaken(moving.outside, time_s) : 0;
      const camera = cameraOf(level_from_body, tilt_rad + shake);
      const tan_half = Math.min(
        TAN_HALF_MAX,
        (TAN_SIDE * element.clientHeight) / Math.max(1, element.clientWidth),
      );
      view.draw(moving, camera, tan_half, time_s);
      want.seen?.(camera, tilt_rad, tan_half);
    });
    return () => {
      watch.disconnect();
      view.renderer.setAnimationLoop(null);
      view.dispose();
    };
  };
}
