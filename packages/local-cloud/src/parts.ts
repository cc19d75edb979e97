export interface Stoppable {
  stop(): Promise<void> | void;
}

/** Everything that a run has started or is starting, so that all of it can be ended, at any moment. */
export interface Parts {
  add(part: Stoppable): void;
  /** Adds what is being started; gives it back when it is there. */
  keep<Part extends Stoppable>(starting: Promise<Part>): Promise<Part>;
  /** Ends all, the last added first; waits for what is still starting. */
  stop(): Promise<void>;
}

export function createParts(): Parts {
  const parts: Stoppable[] = [];
  const starting = new Set<Promise<unknown>>();
  return {
    add: (part) => void parts.push(part),
    keep(promise) {
      starting.add(promise);
      return promise.then((part) => {
        parts.push(part);
        return part;
      });
    },
    async stop() {
      await Promise.allSettled(starting);
      await Promise.resolve();
      for (const part of parts.splice(0).reverse()) await part.stop();
    },
  };
}
