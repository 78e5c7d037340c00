// Only mocha's workers count: processes that tests start compile the same files to another text, and
// the report would add both up by position. What each worker has counted, c8 adds up.
if (process.env.MOCHA_WORKER_ID !== undefined) {
  delete process.env.NODE_V8_COVERAGE;
  // Mocha ends a worker that takes longer than a second to go, as one that writes its counts may.
  process.on("SIGTERM", () => {});
}
