// The view out: a small map of the sky's light, then the picture, back to front. The only user of three.js, so that no
// other page carries it.
import {
  Camera as AnyCamera,
  ClampToEdgeWrapping,
  CustomBlending,
  DataTexture,
  GLSL3,
  HalfFloatType,
  LinearFilter,
  LinearMipmapLinearFilter,
  Matrix3,
  Mesh,
  NoBlending,
  OneFactor,
  OneMinusSrcAlphaFactor,
  Points,
  RawShaderMaterial,
  RepeatWrapping,
  DoubleSide,
  FrontSide,
  Vector2,
  Vector3,
  WebGLRenderer,
  WebGLRenderTarget,
  type BufferGeometry,
  type IUniform,
} from 'three';
import { untrack } from 'svelte';
import type { Compartment, Outside } from '../wire/protocol';
import { SKY, SKY_HEIGHT, SKY_WIDTH, WHOLE } from './air.glsl';
import { cameraOf, dip_rad, floor_km, rotate, tiltFor, turnTilt, type Camera, type Vector } from './aim';
import { BAKE, BAKED } from './bake.glsl';
import { Between, type Moving } from './between';
import { crestOf, eyeOf, hullOver, windLevel, type Hull } from './hull';
import { lookOf, windPoint, type WindPoint } from './look';
import { band, grid, lay, scatter, skin, sparks, stars, whole } from './meshes';
import { NOISE_SIZE, noiseTexels } from './noise';
import { FINEST, Pace } from './pace';
import * as glsl from './view.glsl';

/** Half of what is seen, up and down, on a wide screen and at most; and its reach to the sides. */
const TAN_HALF_MAX = 0.62;
const TAN_SIDE = 1;

/** What a screen asks of its scene, looked up each frame. */
export interface Wanted {
  /** What the ship shows; none while the screen is dark. */
  outside: Outside | undefined;
  /** Ship time of it, s. */
  t_s: number;
  /** Her rooms, over which her skin is drawn. */
  rooms: Record<string, Compartment>;
  /** The camera stays on the bow's axis, and follows no horizon. */
  fixed: boolean;
  /** Flames stand still, and the picture follows the states without motion between them. */
  still: boolean;
  shake: boolean;
  /** Told what the camera does, each frame. */
  seen?: (camera: Camera, tilt_rad: number, tan_half: number, wind: WindPoint) => void;
  /** Told once, where nothing can be drawn. */
  broken?: () => void;
}

/** level (x, y starboard, z down) to the shader's (x, up, starboard). */
const turned = ([x, y, z]: Vector) => new Vector3(x, -z, y);

function noiseTexture(): DataTexture {
  const texture = new DataTexture(noiseTexels(), NOISE_SIZE, NOISE_SIZE);
  texture.wrapS = texture.wrapT = RepeatWrapping;
  texture.magFilter = LinearFilter;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.generateMipmaps = true;
  texture.needsUpdate = true;
  return texture;
}

/** Values that every shader takes what it needs of. */
type Values = Record<string, IUniform>;

class View {
  readonly renderer: WebGLRenderer;
  readonly #values: Values = {};
  readonly #map = new WebGLRenderTarget(SKY_WIDTH, SKY_HEIGHT, {
    type: HalfFloatType,
    depthBuffer: false,
    wrapS: ClampToEdgeWrapping,
    wrapT: ClampToEdgeWrapping,
  });
  readonly #clouds = new WebGLRenderTarget(BAKED, BAKED, {
    depthBuffer: false,
    wrapS: RepeatWrapping,
    wrapT: RepeatWrapping,
    minFilter: LinearMipmapLinearFilter,
    magFilter: LinearFilter,
    generateMipmaps: true,
  });
  readonly #noise = noiseTexture();
  readonly #all: (Mesh | Points)[] = [];
  readonly #sky = this.#part(whole(), WHOLE, SKY);
  readonly #dome = this.#part(grid(96, 40, 0), glsl.DOME_VERTEX, glsl.DOME);
  readonly #stars = this.#part(stars(), glsl.STAR_VERTEX, glsl.STAR, { over: true, points: true });
  readonly #sun = this.#part(grid(1, 1, -1), glsl.SUN_VERTEX, glsl.SUN, { over: true });
  readonly #ground = this.#part(grid(96, 56, 0), glsl.GROUND_VERTEX, glsl.GROUND);
  readonly #fog = this.#part(grid(16, 9, -1), glsl.FOG_VERTEX, glsl.FOG, { over: true });
  readonly #veil = this.#part(grid(48, 28, -1), glsl.VEIL_VERTEX, glsl.VEIL, { over: true });
  readonly #flames = this.#part(band(), glsl.FLAME_VERTEX, glsl.FLAME, { over: true });
  readonly #sparks = this.#part(sparks(), glsl.SPARK_VERTEX, glsl.SPARK, { over: true });
  readonly #camera = new AnyCamera();
  readonly #hull: Hull | undefined;
  readonly #skin: Mesh | Points | undefined;
  #frame = 0;

  constructor(canvas: HTMLCanvasElement, rooms: readonly Compartment[]) {
    this.renderer = new WebGLRenderer({
      canvas,
      antialias: false,
      alpha: false,
      depth: true,
      stencil: false,
    });
    this.renderer.debug.checkShaderErrors = import.meta.env.DEV;
    this.renderer.autoClear = false;
    this.#hull = hullOver(rooms);
    if (this.#hull) this.#skin = this.#part(skin(this.#hull), glsl.HULL_VERTEX, glsl.HULL, { solid: true });
    this.#set({ noise: this.#noise, clouds: this.#clouds.texture, sky_map: this.#map.texture });
    const bake = this.#part(whole(), WHOLE, BAKE);
    this.renderer.setRenderTarget(this.#clouds);
    this.renderer.render(bake, this.#camera);
  }

  /** One thing that is drawn; `over` blends, its colours already times their cover. */
  #part(
    geometry: BufferGeometry,
    vertexShader: string,
    fragmentShader: string,
    { over = false, solid = false, points = false } = {},
  ): Mesh | Points {
    const material = new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader,
      fragmentShader,
      uniforms: this.#values,
      depthTest: solid,
      depthWrite: solid,
      side: solid ? FrontSide : DoubleSide,
      blending: over ? CustomBlending : NoBlending,
      blendSrc: OneFactor,
      blendDst: OneMinusSrcAlphaFactor,
    });
    const made = points ? new Points(geometry, material) : new Mesh(geometry, material);
    made.frustumCulled = false;
    this.#all.push(made);
    return made;
  }

  #set(values: Record<string, unknown>): void {
    for (const [name, value] of Object.entries(values)) (this.#values[name] ??= { value }).value = value;
  }

  draw(moving: Moving, camera: Camera, tilt_rad: number, tan_half: number, time_s: number): void {
    const { outside, track_km } = moving;
    const look = lookOf(outside);
    const height_km = Math.max(0.05, outside.altitude_m / 1000);
    const below_km = floor_km(height_km);
    const sun = turned(outside.sun_level).normalize();
    const size = this.renderer.getDrawingBufferSize(new Vector2());
    const wind_level = windLevel(outside.level_from_body, outside.wind_body);
    const wind = windPoint(wind_level, camera);
    const level_from_body = [0, 1, 2].map((axis) =>
      turned(rotate(outside.level_from_body, [axis === 0 ? 1 : 0, axis === 1 ? 1 : 0, axis === 2 ? 1 : 0])),
    ) as [Vector3, Vector3, Vector3];
    const axes = [camera.right, camera.up, camera.forward].map(turned) as [Vector3, Vector3, Vector3];
    const camera_from_level = columns(...axes).transpose();
    const body = columns(...level_from_body);
    // Stars turn with the sun about the normal of the orbit, which stays to starboard.
    const turn = Math.atan2(sun.y, sun.x);
    const [c, s] = [Math.cos(turn), Math.sin(turn)];
    const eye = this.#hull ? eyeOf(this.#hull, tilt_rad, tan_half) : ([0, 0, 0] as Vector);
    const crest = this.#hull && crestOf(this.#hull, eye, tilt_rad, tan_half, size.x / size.y);
    const { glow_color, sun_color, fog_color, ...plain } = look;
    this.#set({
      ...plain,
      glow_color: new Vector3(...glow_color),
      sun_color: new Vector3(...sun_color),
      fog_color: new Vector3(...fog_color),
      height_km,
      floor_km: below_km,
      horizon_rad: -dip_rad(height_km, below_km),
      sun_height_rad: Math.asin(sun.y),
      sun_turn_rad: Math.atan2(sun.z, sun.x),
      size,
      camera_from_level,
      level_from_body: body,
      camera_from_body: camera_from_level.clone().multiply(body),
      level_from_stars: new Matrix3().set(c, -s, 0, s, c, 0, 0, 0, 1),
      eye_body: new Vector3(...eye),
      wind_body: new Vector3(...outside.wind_body).normalize(),
      wind_point: new Vector2(wind.x, wind.y).divideScalar(2 * tan_half),
      wind_ahead: wind.ahead,
      skin_temperature_k: outside.skin_temperature_k,
      crest_y: crest?.y[(crest.y.length - 1) / 2] ?? -0.4,
      clear: 1 - Math.max(look.fog, look.under),
      sun,
      tan_half,
      track_km,
      time_s,
    });

    if (this.#frame % 8 === 0) this.#draw(this.#sky, this.#map);
    this.#frame += 1;
    this.renderer.setRenderTarget(null);
    this.renderer.clear(this.#frame === 1, true, false);
    if (look.fog < 0.97) {
      this.#draw(this.#dome);
      if (look.star_light > 0.01) this.#draw(this.#stars);
      this.#set({ glare: 0 });
      this.#draw(this.#sun);
      this.#draw(this.#ground);
    }
    if (look.fog > 0.001) this.#draw(this.#fog);
    if (look.glow > 0.004) this.#draw(this.#veil);
    this.#set({ glare: 1 });
    this.#draw(this.#sun);
    if (this.#skin) this.#draw(this.#skin);
    if (!crest || look.flame < 0.004) return;
    lay(this.#flames.geometry as BufferGeometry, crest);
    this.#draw(this.#flames);
    if (look.sparks <= 0) return;
    scatter(this.#sparks.geometry as BufferGeometry, crest);
    this.#draw(this.#sparks);
  }

  #draw(part: Mesh | Points, target: WebGLRenderTarget | null = null): void {
    this.renderer.setRenderTarget(target);
    (part.material as RawShaderMaterial).uniformsNeedUpdate = true;
    this.renderer.render(part, this.#camera);
  }

  dispose(): void {
    for (const { geometry, material } of this.#all) {
      geometry.dispose();
      (material as RawShaderMaterial).dispose();
    }
    for (const one of [this.#map, this.#clouds, this.#noise]) one.dispose();
    this.renderer.dispose();
  }
}

function columns(a: Vector3, b: Vector3, c: Vector3): Matrix3 {
  return new Matrix3().set(a.x, b.x, c.x, a.y, b.y, c.y, a.z, b.z, c.z);
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
      view = new View(
        element,
        untrack(() => Object.values(wanted().rooms)),
      );
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
      // A picture that stands still between states has the time to be fine.
      const share = untrack(() => wanted().still) ? FINEST : pace.share;
      const most = Math.min(1.5, devicePixelRatio) * share;
      const [width, height] = [element.clientWidth * most, element.clientHeight * most].map((n) =>
        Math.max(16, Math.round(n)),
      );
      view.renderer.setSize(width as number, height as number, false);
      element.dataset.share = share.toFixed(2);
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
      view.draw(moving, camera, tilt_rad + shake, tan_half, time_s);
      const wind = windLevel(level_from_body, moving.outside.wind_body);
      want.seen?.(camera, tilt_rad, tan_half, windPoint(wind, camera));
    });
    return () => {
      watch.disconnect();
      view.renderer.setAnimationLoop(null);
      view.dispose();
    };
  };
}
