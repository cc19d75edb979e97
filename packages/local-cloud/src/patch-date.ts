/**
 * Replaces `Date` in this thread by one that is ahead by the shared offset (a float64 of milliseconds, see clock.ts).
 * Only the current time moves; dates made from arguments stay as they are.
 */
export function patchDate(clock: SharedArrayBuffer): void {
  const offset = new Float64Array(clock);
  const RealDate = Date;
  const realNow = RealDate.now.bind(RealDate);
  const now = () => Math.floor(realNow() + (offset[0] ?? 0));
  RealDate.now = now;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: (target) => new target(now()).toString(),
  });
}
