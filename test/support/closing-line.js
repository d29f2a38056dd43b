/** Prints the one plain line that scripts read: how many tests passed and failed, from the real results. */
module.exports = class ClosingLine {
  onRunComplete(_contexts, results) {
    // A file that could not even be loaded has no failed test of its own, but it is a failure.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests > 0 ? `, ${results.numPendingTests} skipped` : '';
    process.stdout.write(`\n${results.numPassedTests} passed, ${failed} failed${skipped}\n`);
  }
};
