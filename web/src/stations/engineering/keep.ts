// What is drawn from an object that never changes: worked out once, kept as long as the object is. A ship is one for all
// her life; what a seat is told is a new object each time.

export function kept<Of extends object, Drawn>(draw: (of: Of) => Drawn): (of: Of) => Drawn {
  const known = new WeakMap<Of, { drawn: Drawn }>();
  return (of) => {
    const found = known.get(of) ?? { drawn: draw(of) };
    known.set(of, found);
    return found.drawn;
  };
}

/** The same for each key apart. */
export function keptBy<Of extends object, Drawn>(
  draw: (of: Of, key: string) => Drawn,
): (of: Of, key: string) => Drawn {
  const known = kept((_: Of) => new Map<string, Drawn>());
  return (of, key) => {
    const all = known(of);
    if (!all.has(key)) all.set(key, draw(of, key));
    return all.get(key) as Drawn;
  };
}
