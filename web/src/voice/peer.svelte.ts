// One connection to one other page: what is spoken goes out while there is a track, what comes in is played, and it is
// known when something last sounded. Pages reach each other directly; nobody outside is asked for a way.
import { isVoice, type Heard } from './heard';

/** Who paused for breath still speaks. */
const BREATH_MS = 800;

export class Peer {
  state: RTCPeerConnectionState = $state('new');
  readonly made_ms = performance.now();
  #connection = new RTCPeerConnection({ iceServers: [] });
  #sound = new Audio();
  #leads: boolean;
  #tell: (description: RTCSessionDescriptionInit) => void;
  #offering = false;
  /** What goes out, once there is a line for it. */
  #track: MediaStreamTrack | null = null;
  #heard: Heard = { energy: 0, time_s: 0 };
  #sounded_ms = -Infinity;

  constructor(leads: boolean, tell: (description: RTCSessionDescriptionInit) => void) {
    this.#leads = leads;
    this.#tell = tell;
    const connection = this.#connection;
    connection.onconnectionstatechange = () => {
      this.state = connection.connectionState;
      if (this.state === 'failed') connection.restartIce();
    };
    connection.ontrack = ({ track }) => {
      this.#sound.srcObject = new MediaStream([track]);
      this.#sound.play().catch(() => undefined);
    };
    connection.onnegotiationneeded = () => void this.#offer();
    // The other side takes up the line that the offer brings.
    if (leads) connection.addTransceiver('audio', { direction: 'sendrecv' });
  }

  set volume(volume: number) {
    this.#sound.volume = volume;
  }

  /** What goes out from now on; nothing leaves without a track. */
  send(track: MediaStreamTrack | null): void {
    if (track === this.#track) return;
    this.#track = track;
    this.#replace();
  }

  /** Takes what the other side describes; when both offered at once, the one that leads stays with its own. */
  async take(description: RTCSessionDescriptionInit): Promise<void> {
    const connection = this.#connection;
    const both = description.type === 'offer' && (this.#offering || connection.signalingState !== 'stable');
    if (both && this.#leads) return;
    await connection.setRemoteDescription(description);
    if (description.type !== 'offer') return;
    for (const line of connection.getTransceivers()) line.direction = 'sendrecv';
    this.#replace();
    await connection.setLocalDescription();
    await this.#tellWhenGathered('answer');
  }

  /** Listens to what has come in since it was last asked: whether somebody speaks, or did a breath ago. */
  async speaks(): Promise<boolean> {
    const stats = await this.#connection.getReceivers()[0]?.getStats();
    for (const one of (stats?.values() ?? []) as Iterable<Partial<RTCInboundRtpStreamStats>>) {
      if (one.type !== 'inbound-rtp') continue;
      const now = { energy: one.totalAudioEnergy ?? 0, time_s: one.totalSamplesDuration ?? 0 };
      if (isVoice(this.#heard, now)) this.#sounded_ms = performance.now();
      this.#heard = now;
    }
    return performance.now() - this.#sounded_ms < BREATH_MS;
  }

  close(): void {
    this.#track = null;
    this.#connection.onconnectionstatechange = null;
    this.#connection.close();
    this.#sound.srcObject = null;
    this.state = 'closed';
  }

  #replace(): void {
    // A connection that closes meanwhile sends nothing anyhow.
    this.#connection
      .getSenders()[0]
      ?.replaceTrack(this.#track)
      .catch(() => undefined);
  }

  async #offer(): Promise<void> {
    this.#offering = true;
    try {
      await this.#connection.setLocalDescription();
      await this.#tellWhenGathered('offer');
    } catch {
      // Closed meanwhile.
    } finally {
      this.#offering = false;
    }
  }

  /** All ways in one message: there are few, and the ship counts messages. */
  async #tellWhenGathered(type: RTCSdpType): Promise<void> {
    const connection = this.#connection;
    while (connection.iceGatheringState !== 'complete') {
      if (connection.signalingState === 'closed') return;
      await new Promise((resolve) =>
        connection.addEventListener('icegatheringstatechange', resolve, { once: true }),
      );
    }
    const description = connection.localDescription;
    // An offer that gave way to the other's is not told any more.
    if (description?.type === type) this.#tell(description.toJSON() as RTCSessionDescriptionInit);
  }
}
