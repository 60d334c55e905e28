// Browsers let a page sound only after a first key or touch.

class Gesture {
  /** There was one. */
  had = $state(navigator.userActivation?.hasBeenActive ?? false);

  constructor() {
    const kinds = ['pointerup', 'keydown', 'click'] as const;
    const found = () => {
      this.had = true;
      for (const kind of kinds) window.removeEventListener(kind, found, true);
    };
    for (const kind of kinds) window.addEventListener(kind, found, true);
  }
}

export const gesture = new Gesture();
