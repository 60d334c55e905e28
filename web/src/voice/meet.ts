// How two pages come to speak by voice: each says hello once its player allows voice, and a connection belongs to the
// two hellos that met. Everything said about an earlier connection is told apart by that and dropped.

/** This side's word for a connection, and the other's once it is known. */
export interface Meeting {
  mine: string;
  theirs?: string;
}

/** What pages say to each other through the ship; `mine` is the sender's. */
export type Said =
  | { voice: 'hello'; mine: string; theirs?: string }
  | { voice: 'description'; mine: string; theirs: string; description: RTCSessionDescriptionInit }
  | { voice: 'off' };

/** Longest word for a connection. */
const WORD_MAX = 40;
const DESCRIPTIONS: readonly unknown[] = ['offer', 'answer'];

const isWord = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= WORD_MAX;

/** What another page said; nothing where it is not of this kind: pages of strangers say what they like. */
export function understand(data: unknown): Said | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { voice, mine, theirs, description } = data as Record<string, unknown>;
  if (voice === 'off') return { voice };
  if (!isWord(mine) || !(theirs === undefined || isWord(theirs))) return undefined;
  if (voice === 'hello') return { voice, mine, ...(theirs && { theirs }) };
  if (voice !== 'description' || !theirs || typeof description !== 'object' || !description) return undefined;
  const { type, sdp } = description as Record<string, unknown>;
  if (!DESCRIPTIONS.includes(type) || typeof sdp !== 'string') return undefined;
  return { voice, mine, theirs, description: { type: type as RTCSdpType, sdp } };
}

/** What a hello makes of a meeting: whether a connection begins anew, and whether the other has to be told. */
export function greeted(
  meeting: Meeting | undefined,
  hello: Meeting,
  fresh: () => string,
): { meeting: Meeting; anew: boolean; reply: boolean } {
  const { mine } = meeting ?? { mine: fresh() };
  return {
    meeting: { mine, theirs: hello.mine },
    anew: meeting?.theirs !== hello.mine,
    reply: hello.theirs !== mine,
  };
}

/** What was said belongs to this meeting. */
export function belongs(meeting: Meeting | undefined, said: { mine: string; theirs: string }): boolean {
  return meeting !== undefined && meeting.mine === said.theirs && meeting.theirs === said.mine;
}

/** Of two places one makes the offer and stays with it when both did; the other gives way. */
export function leads(mine: string, theirs: string): boolean {
  return mine < theirs;
}

/** Which hearers have to be greeted, and which connections end: those of places that no longer hear. */
export function changes(
  before: readonly string[],
  hearers: readonly string[],
): { greet: string[]; end: string[] } {
  return {
    greet: hearers.filter((place) => !before.includes(place)),
    end: before.filter((place) => !hearers.includes(place)),
  };
}

/** A live microphone goes to those who hear aboard at this moment, while the key is held, and to nobody else. */
export function goesTo(place: string, held: boolean, hearers: readonly string[]): boolean {
  return held && hearers.includes(place);
}
