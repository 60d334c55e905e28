// A part that can be selected is a button, and otherwise plain text: the element says so by itself.

export function phrasing(onselect: (() => void) | undefined): 'button' | 'div' {
  return onselect ? 'button' : 'div';
}
