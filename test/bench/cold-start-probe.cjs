// Plain JavaScript, so that Node reads nothing but the bundle. Times count from the start of the process, as a caller of a cold function waits.
const [, , bundle, event] = process.argv;
const started = performance.now();
const { handler } = require(bundle);
const loaded = performance.now();
const context = { getRemainingTimeInMillis: () => 10_000 };
const answer = event === undefined ? Promise.resolve() : handler(JSON.parse(event), context);
answer.then(({ statusCode } = {}) => {
  process.send({ boot: started, load: loaded - started, first: performance.now() - loaded, statusCode }, () =>
    process.exit(0),
  );
});
