// Small behaviours for `{@attach …}`.

/** Brings an element into sight inside whatever scrolls it, while `wanted`. */
export function inSight(wanted: boolean) {
  return (element: HTMLElement) => {
    if (wanted) element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
}
