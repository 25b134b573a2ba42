/** Jest runs the TypeScript as Node does: types stripped, no build step, native modules. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/support/strip-types.mjs' },
  globalSetup: '<rootDir>/test/support/start-lab.ts',
  globalTeardown: '<rootDir>/test/support/stop-lab.ts',
  testTimeout: 60_000,
  maxWorkers: 2,
  // A test that failed may leave a proxy or a server open: the run ends all the same.
  forceExit: true,
}
