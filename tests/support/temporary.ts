import { existsSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

const IN_MEMORY = '/dev/shm'
/** How statfs(2) calls a file system in memory. */
const TMPFS = 0x01021994
/** Well above what a run of all tests has there at once. */
const ENOUGH_BYTES = 4 * 2 ** 30

function hasRoomInMemory(): boolean {
  if (!existsSync(IN_MEMORY)) return false
  const { type, bavail, bsize } = statfsSync(IN_MEMORY)
  return type === TMPFS && bavail * bsize >= ENOUGH_BYTES
}

/**
 * Where tests put the databases and files that they throw away: in memory where there is room. Copying a database is making
 * a thousand files, which takes a disk 35 to 600 ms of a processor, and memory 22.
 */
export const temporary = hasRoomInMemory() ? IN_MEMORY : tmpdir()
