// What breaks the rules of sight and touch on a page as it is drawn. Runs in the page; used by `rules.mjs` and the
// browser tests.

/** Runs in the page: breaches as sentences. */
export function breaches() {
  const found = new Set();
  const parse = (color) => {
    const canvas = (globalThis.qdCanvas ??= new OffscreenCanvas(1, 1).getContext('2d', {
      willReadFrequently: true,
    }));
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(
      (n) => (n /= 255) && (n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4),
    );
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color[3] > 0.99) return color;
    }
    return parse(getComputedStyle(document.documentElement).backgroundColor);
  };
  const says = (element) =>
    (element.getAttribute('aria-label') ?? element.textContent).trim().replace(/\s+/g, ' ').slice(0, 40);
  const seen = (element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.closest('.sr, .skip');

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent.trim();
    if (!text || !seen(element) || element.closest('script, style')) continue;
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const least = 14 * Math.min(1, parseFloat(getComputedStyle(document.documentElement).fontSize) / 16);
    if (size < least - 0.01) found.add(`type of ${size} px: "${text.slice(0, 40)}"`);
    if (element.closest('.unseen')) continue;
    const [front, back] = [light(parse(style.color)), light(ground(element))];
    const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    const live =
      style.fontFamily.includes('B612 Mono') &&
      /\d/.test(text) &&
      !element.closest('.stale, .lost, [readonly]');
    if (ratio < (live ? 7 : 4.5) - 0.005) found.add(`contrast ${ratio.toFixed(2)}: "${text.slice(0, 40)}"`);
  }
  for (const element of document.querySelectorAll('button, a[href], input, [role="slider"]')) {
    if (!seen(element)) continue;
    const box = element.getBoundingClientRect();
    if (element.type === 'checkbox' && element.labels?.length) continue;
    if (box.height < 43.5 || box.width < 43.5) {
      found.add(`target ${box.width.toFixed(0)} by ${box.height.toFixed(0)}: "${says(element)}"`);
    }
  }
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth + 1) found.add(`page ${scrollWidth} px wide in ${clientWidth}`);
  return [...found];
}
