import type { MachineEntry } from './machine-rows.ts'
import type { NeedEntry } from './need-rows.ts'

/** What the chunks of a staged table hold, which only the checks of this folder write. */
export const isMachineEntry = (entry: object): entry is MachineEntry => 'resource' in entry
export const isNeedEntry = (entry: object): entry is NeedEntry => 'need' in entry
