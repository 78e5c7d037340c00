// Only this process counts: those that tests start compile the same files to another text, and the
// report would add both up by position.
delete process.env.NODE_V8_COVERAGE;
