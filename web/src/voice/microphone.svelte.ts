// The page's one microphone. It is asked for when somebody first wants to speak, runs only while a talk key is held,
// and is given back when voice is turned off.
import type { MicState } from './shown';

class Microphone {
  state: MicState = $state('unasked');
  track: MediaStreamTrack | undefined = $state.raw();

  /** Asks for it unless it is there; a refusal can be asked about again. */
  async ask(): Promise<void> {
    if (this.state === 'asking' || this.state === 'ready') return;
    // Only a page that the browser trusts has such a thing.
    if (!window.isSecureContext || !navigator.mediaDevices) {
      this.state = 'insecure';
      return;
    }
    this.state = 'asking';
    try {
      const sound = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
      const [track] = (await navigator.mediaDevices.getUserMedia({ audio: sound })).getAudioTracks();
      if (!track) throw new DOMException('no track', 'NotFoundError');
      if (!this.#isAsked()) return track.stop();
      track.enabled = false;
      track.onended = () => this.#lost();
      this.track = track;
      this.state = 'ready';
    } catch (error) {
      const refused = error instanceof DOMException && error.name === 'NotAllowedError';
      if (this.#isAsked()) this.state = refused ? 'refused' : 'missing';
    }
  }

  /** Gives it back. */
  release(): void {
    this.track?.stop();
    this.track = undefined;
    this.state = 'unasked';
  }

  #isAsked(): boolean {
    return this.state === 'asking';
  }

  #lost(): void {
    this.track = undefined;
    this.state = 'missing';
  }
}

export const microphone = new Microphone();
