// Small behaviours for `{@attach …}`.

/** Brings an element into sight inside whatever scrolls it, while `wanted`. */
export function inSight(wanted: boolean) {
  return (element: HTMLElement) => {
    if (wanted) element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
}

/** Takes the focus for as long as it is there, and gives it back to where it came from. */
export const holdsFocus = (element: HTMLElement): (() => void) => {
  const before = document.activeElement;
  element.focus({ preventScroll: true });
  return () => before instanceof HTMLElement && before.isConnected && before.focus({ preventScroll: true });
};
