import { arranging } from './arranging.ts'
import { changing } from './changing.ts'
import { folders } from './folders.ts'
import type { PoorServer } from './poor-mailbox.ts'
import { reading } from './reading.ts'
import { removing } from './removing.ts'

/** What a teacher does in a day, as one list of behaviours for every server. `precise`: it has UIDPLUS. */
export function everydayWork(server: () => PoorServer, { precise }: { precise: boolean }): void {
  describe('reading', () => reading(server))
  describe('the folders', () => folders(server))
  describe('arranging folders', () => arranging(server))
  describe('changing', () => changing(server))
  describe('removing', () => removing(server, { precise }))
}
