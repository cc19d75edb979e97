import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FixtureRun } from './fixture/run.ts';
import { startFixture } from './fixture/run.ts';

/** How long a busy machine is waited for; nothing is measured by it. */
const patience = { timeout: 60_000 };
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let fixture: FixtureRun;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture?.stop());

const queue = async (part: string) =>
  Object.entries(await fixture.run.queues()).find(([name]) => name.includes(part))?.[1];

describe('queues of the local run', () => {
  it('gives only the failed messages of a batch again, and moves them to the dead-letter queue', async () => {
    for (const text of ['good1', 'bad1', 'good2']) await fixture.send(text);
    await fixture.notesUntil('queue', (notes) => notes.includes('bad1:1') && notes.includes('good2:1'));
    // The poller deletes what succeeded after the function has answered; until then the clock would bring that again, too.
    await expect.poll(() => queue('Work'), patience).toMatchObject({ visible: 0, inFlight: 1 });
    fixture.run.advance('PT61M');
    await fixture.notesUntil('queue', (notes) => notes.includes('bad1:2'));
    fixture.run.advance('PT61M');
    await expect.poll(async () => (await queue('Work'))?.dead, patience).toBe(1);
    const notes = await fixture.notes('queue');
    expect(notes.filter((text) => text.startsWith('good')).sort()).toEqual(['good1:1', 'good2:1']);
    expect(notes.filter((text) => text.startsWith('bad'))).toEqual(['bad1:1', 'bad1:2']);
  });

  it('keeps the order within a FIFO group behind a message at rest, and lets other groups pass', async () => {
    await fixture.send('later', 'a');
    await fixture.notesUntil('fifo', (notes) => notes.includes('a:later'));
    await fixture.send('next', 'a');
    for (const text of ['b1', 'b2', 'b3']) await fixture.send(text, 'b');
    const before = await fixture.notesUntil('fifo', (notes) => notes.includes('b:b3'));
    expect(before).toEqual(['a:later', 'b:b1', 'b:b2', 'b:b3']);
    await expect.poll(() => queue('Ordered'), patience).toMatchObject({ visible: 1, inFlight: 1 });
    fixture.run.advance('PT12H');
    const after = await fixture.notesUntil('fifo', (notes) => notes.includes('a:next'));
    expect(after.slice(4)).toEqual(['a:later', 'a:next']);
  });
});

describe('table streams of the local run', () => {
  it('hands over what the filter lets pass, in order, once', async () => {
    for (let number = 0; number < 25; number++)
      await fixture.put(number % 5 === 0 ? 'other' : 'event#1', String(number), `n${number}`);
    const wanted = Array.from({ length: 25 }, (_, number) => number).filter((number) => number % 5 !== 0);
    const notes = await fixture.notesUntil('stream', (found) => found.includes('n24'));
    expect(notes).toEqual(wanted.map((number) => `n${number}`));
  });

  it('tries a failing record again, then puts it aside and goes on behind it', async () => {
    const texts = ['p1', 'poison', 'p2'];
    for (const text of texts) await fixture.put('event#2', text, text);
    const notes = await fixture.notesUntil('stream', (found) => found.includes('p2'));
    expect(notes.filter((text) => text === 'poison').length).toBeGreaterThanOrEqual(3);
    await expect.poll(async () => (await queue('Poison'))?.visible, patience).toBe(1);
  });

  it('goes on from the first record that a partial answer names', async () => {
    const texts = Array.from({ length: 8 }, (_, number) => `partial${number}`);
    const before = (await fixture.notes('stream')).length;
    for (const text of texts) await fixture.put('event#3', text, text);
    const notes = (await fixture.notesUntil('stream', (found) => found.includes('partial7'))).slice(before);
    const firsts = notes.filter((text, place) => notes.indexOf(text) === place);
    expect(firsts).toEqual(texts);
  });
});

describe('the clock of the local run', () => {
  it('moves functions, tokens and schedules together', async () => {
    const url = fixture.run.apis.front;
    const token = await fixture.run.accessToken('guest');
    const me = (bearer: string) => fetch(`${url}/v1/me`, { headers: { authorization: `Bearer ${bearer}` } });
    expect((await me(token)).status).toBe(200);
    const ticks = (await fixture.notes('tick')).length;
    const before = fixture.run.now();
    const moved = await fetch(`${url}/_local/clock`, {
      method: 'POST',
      body: JSON.stringify({ advance: 'P4D' }),
    });
    expect(moved.status).toBe(200);
    await fixture.notesUntil('tick', (notes) => notes.length > ticks);
    expect((await me(token)).status).toBe(401);
    const fresh = await me(await fixture.run.accessToken('guest'));
    const { now } = (await fresh.json()) as { now: string };
    expect(Date.parse(now) - before.getTime()).toBeGreaterThanOrEqual(4 * 86_400_000);
    expect(Date.parse(now) - before.getTime()).toBeLessThan(4 * 86_400_000 + 60_000);
  });

  it('moves to a time, and never back', async () => {
    const move = async (body: unknown) => {
      const answer = await fetch(`${fixture.run.apis.front}/_local/clock`, {
        method: 'POST',
        body: JSON.stringify(body),
      });
      return { status: answer.status, ...((await answer.json()) as { now?: string; message?: string }) };
    };
    const to = new Date(fixture.run.now().getTime() + 86_400_000).toISOString();
    const moved = await move({ to });
    expect(moved.status).toBe(200);
    expect(Date.parse(moved.now ?? '')).toBeGreaterThanOrEqual(Date.parse(to));
    expect(await move({ to: '2020-01-01T00:00:00+08:00' })).toMatchObject({
      status: 400,
      message: expect.stringContaining('goes forward only'),
    });
    for (const body of [{ to: 'tomorrow' }, { to, advance: 'P1D' }, { until: to }, {}, [to]])
      expect((await move(body)).status).toBe(400);
  });

  it('refuses what is no duration', async () => {
    for (const advance of ['P1Y', '4 days', '', 'PT', -5]) {
      const answer = await fetch(`${fixture.run.apis.front}/_local/clock`, {
        method: 'POST',
        body: JSON.stringify({ advance }),
      });
      expect(answer.status).toBe(400);
    }
  });
});
