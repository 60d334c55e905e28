import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { retryAfterMs, Socket, type LinkState, type SocketLike } from './socket';

class FakeSocket implements SocketLike {
  readyState = 0;
  onopen: SocketLike['onopen'] = null;
  onmessage: SocketLike['onmessage'] = null;
  onclose: SocketLike['onclose'] = null;
  sent: string[] = [];
  send(text: string) {
    this.sent.push(text);
  }
  close() {
    this.readyState = 3;
  }
  opens() {
    this.readyState = 1;
    this.onopen?.({} as Event);
  }
  says(text: string) {
    this.onmessage?.({ data: text } as MessageEvent);
  }
  breaks(code = 1006) {
    this.readyState = 3;
    this.onclose?.({ code } as CloseEvent);
  }
}

let sockets: FakeSocket[];
let states: LinkState[];
let socket: Socket;
const last = () => sockets.at(-1) as FakeSocket;

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  states = [];
  socket = new Socket(
    {
      open: () => {
        sockets.push(new FakeSocket());
        return last();
      },
      now_ms: () => Date.now(),
      later: (act, after_ms) => setTimeout(act, after_ms),
      cancel: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
    },
    {
      opened: () => undefined,
      heard: () => undefined,
      changed: (state) => states.push(state),
      ping: () => socket.send('ping'),
      isFinal: (code) => code === 4001,
    },
  );
  socket.start();
});
afterEach(() => {
  socket.stop();
  vi.useRealTimers();
});

test.each([
  [0, 250],
  [1, 500],
  [2, 1000],
  [3, 2000],
  [9, 2000],
])('after %i failures it waits %i ms', (failures, wait_ms) => {
  expect(retryAfterMs(failures)).toBe(wait_ms);
});

test('it comes back by itself and starts over with its patience', () => {
  last().opens();
  last().says('{}');
  last().breaks();
  expect(states).toEqual(['joined', 'lost']);
  vi.advanceTimersByTime(249);
  expect(sockets).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(sockets).toHaveLength(2);
  last().breaks();
  vi.advanceTimersByTime(500);
  expect(sockets).toHaveLength(3);
  last().opens();
  last().says('{}');
  expect(socket.state).toBe('joined');
  last().breaks();
  vi.advanceTimersByTime(250);
  expect(sockets).toHaveLength(4);
});

test('silence is said within 2 s, and given up after 4 s', () => {
  last().opens();
  last().says('{}');
  vi.advanceTimersByTime(1400);
  expect(socket.state).toBe('joined');
  vi.advanceTimersByTime(500);
  expect(socket.state).toBe('lost');
  expect(sockets).toHaveLength(1);
  last().says('{}');
  expect(socket.state).toBe('joined');
  vi.advanceTimersByTime(5000);
  expect(sockets.length).toBeGreaterThan(1);
});

test('a socket that never opens is opened anew', () => {
  vi.advanceTimersByTime(4500);
  expect(sockets).toHaveLength(2);
});

test('nothing is sent without a link', () => {
  expect(socket.send('x')).toBe(false);
  last().opens();
  expect(socket.send('x')).toBe(true);
  expect(last().sent).toEqual(['x']);
});

test('a final close is final', () => {
  last().opens();
  last().breaks(4001);
  vi.advanceTimersByTime(10_000);
  expect(socket.state).toBe('ended');
  expect(sockets).toHaveLength(1);
});
