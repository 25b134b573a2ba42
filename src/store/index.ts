/** Tables, seals and settings. The only door of `src/store`. */
export { openStore } from './open-store.ts'
export { prepare } from './prepared.ts'
export { createSealBox, type ContentKey, type SealBox } from './seal-box.ts'
export { deriveKey, openUnder, SealBroken, sealUnder, type SealContext } from './seal.ts'
export type { Tables } from './tables/index.ts'
export type { Settings, Store, Writing } from './types.ts'
