// The view out: stars turned by the ship's attitude. The only user of three.js, so that no other page carries it.
import {
  BufferGeometry,
  Color,
  Float32BufferAttribute,
  PerspectiveCamera,
  Points,
  PointsMaterial,
} from 'three';
import { Quaternion, Scene, WebGLRenderer } from 'three';
import type { Outside } from '../wire/protocol';

const STARS = 2400;

/** Stars all around, from a fixed sequence: the same sky on every screen. */
function stars(): Points {
  const places: number[] = [];
  let seed = 20_260;
  const next = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let at = 0; at < STARS; at += 1) {
    const z = 2 * next() - 1;
    const around = 2 * Math.PI * next();
    const r = Math.sqrt(1 - z * z);
    places.push(500 * r * Math.cos(around), 500 * z, 500 * r * Math.sin(around));
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new Float32BufferAttribute(places, 3));
  return new Points(
    geometry,
    new PointsMaterial({ color: new Color(0xd8dde2), size: 1.6, sizeAttenuation: false }),
  );
}

/** Draws what `outside` says into a canvas, for as long as the canvas is there. */
export function lookOut(outside: () => Outside | undefined) {
  return (element: HTMLCanvasElement) => {
    const renderer = new WebGLRenderer({ canvas: element, antialias: true });
    const scene = new Scene();
    const camera = new PerspectiveCamera(60, 1, 0.1, 2000);
    const attitude = new Quaternion();
    scene.add(stars());
    renderer.setAnimationLoop(() => {
      const { clientWidth: width, clientHeight: height } = element;
      renderer.setPixelRatio(Math.min(2, devicePixelRatio));
      renderer.setSize(width, height, false);
      camera.aspect = width / Math.max(1, height);
      camera.updateProjectionMatrix();
      const now = outside();
      if (now) attitude.set(...now.level_from_body);
      camera.quaternion.slerp(attitude, 0.15);
      renderer.render(scene, camera);
    });
    return () => {
      renderer.setAnimationLoop(null);
      renderer.dispose();
    };
  };
}
