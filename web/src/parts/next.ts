// The next useful act, and the way to the control that does it. A station names the control: `data-control="field"`.

export interface Next {
  text: string;
  /** Its control on this page: the value of `data-control`. */
  to?: string;
}

/** How long the control is ringed. */
const POINTED_MS = 2000;
const FOCUSABLE = 'button, a[href], input, select, textarea, [tabindex]';

export function nextOf(next: string | Next | undefined): Next | undefined {
  return typeof next === 'string' ? { text: next } : next;
}

/** Brings a control into sight, gives it the focus and rings it; says whether it is there. */
export function pointTo(control: string): boolean {
  const found = document.querySelector<HTMLElement>(`[data-control="${CSS.escape(control)}"]`);
  if (!found) return false;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  found.scrollIntoView({ block: 'center', inline: 'nearest', behavior: still ? 'auto' : 'smooth' });
  const focus = found.matches(FOCUSABLE) ? found : found.querySelector<HTMLElement>(FOCUSABLE);
  focus?.focus({ preventScroll: true });
  found.dataset.pointed = '';
  setTimeout(() => delete found.dataset.pointed, POINTED_MS);
  return true;
}
